"""What an operator needs to speak to a house, in a file that `make ops` reads."""

from collections.abc import Mapping
from pathlib import Path

from raadslag_local.secrets import Secrets, write_secret


def write_operator(folder: Path, urls: Mapping[str, str]) -> None:
    """Write the services' addresses, which are given by name, and the operator's own secret."""
    told = {
        "RAADSLAG_REGISTRY_URL": urls["council-registry"],
        "RAADSLAG_CASE_FLOW_URL": urls["case-flow"],
        "RAADSLAG_NEWSLETTER_URL": urls["newsletter"],
        "RAADSLAG_NOTIFIER_URL": urls["notifier"],
        "RAADSLAG_CLIENT_ID": "operator",
        "RAADSLAG_CLIENT_SECRET": Secrets.from_file(folder / "secrets.json").operator,
    }
    write_secret(folder / "operator.env", "".join(f"{name}={value}\n" for name, value in told.items()))
