"""What an operator needs to speak to a house, in a file that `make ops` reads."""

from pathlib import Path

from raadslag_local.secrets import Secrets, write_secret


def write_operator(folder: Path, *, registry: str, case_flow: str) -> None:
    """Write the addresses, and the operator's own secret."""
    told = {
        "RAADSLAG_REGISTRY_URL": registry,
        "RAADSLAG_CASE_FLOW_URL": case_flow,
        "RAADSLAG_CLIENT_ID": "operator",
        "RAADSLAG_CLIENT_SECRET": Secrets.from_file(folder / "secrets.json").operator,
    }
    write_secret(folder / "operator.env", "".join(f"{name}={value}\n" for name, value in told.items()))
