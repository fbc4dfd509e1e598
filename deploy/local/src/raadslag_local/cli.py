"""The commands of the local house."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from raadslag_local.stopped import Stopped
from raadslag_local.supervisor import Options, run

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def house() -> None:
    """Rådslag on one machine."""


@app.command(name="run")
def run_house(
    *,
    port: Annotated[int, typer.Option(help="Where to listen.")] = 8080,
    speed: Annotated[float, typer.Option(min=0, help="How fast the journey goes; 0 is without pauses.")] = 1.0,
    reset: Annotated[bool, typer.Option("--reset", help="Forget everything and start over.")] = False,
    folder: Annotated[Path, typer.Option(help="Where data, keys and logs are kept.")] = Path(".run"),
) -> None:
    """Run the whole house, load the sample once, and let a case travel."""
    assets = os.environ.get("RAADSLAG_ASSETS")
    options = Options(
        folder=folder.absolute(),
        port=port,
        url=os.environ.get("RAADSLAG_PORTAL_URL", f"http://localhost:{port}").rstrip("/"),
        speed=speed,
        mongo_url=os.environ.get("RAADSLAG_MONGO_URL", ""),
        assets=Path(assets) if assets else None,
        reset=reset,
    )
    try:
        run(options)
    except Stopped as reason:
        print(reason, file=sys.stderr)
        raise SystemExit(1) from None


if __name__ == "__main__":
    app()
