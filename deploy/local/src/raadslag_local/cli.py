"""The commands of the local house."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from raadslag_local.options import Options
from raadslag_local.proof.cli import prove_by_canaries, prove_by_sabotage, prove_by_stories, prove_journey
from raadslag_local.stopped import Stopped
from raadslag_local.supervisor import run
from raadslag_local.up import up

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def house() -> None:
    """Rådslag on one machine."""


Port = Annotated[int, typer.Option(help="Where to listen.")]
Speed = Annotated[float, typer.Option(min=0, help="How fast the journey goes; 0 is without pauses.")]
Reset = Annotated[bool, typer.Option("--reset", help="Forget everything and start over.")]
Quick = Annotated[bool, typer.Option("--quick", help="Load no stories: there in seconds.")]
Folder = Annotated[Path, typer.Option(help="Where data, keys and logs are kept.")]


def _starting(house: Callable[[Options], None]) -> Callable[..., None]:
    """Make the command that starts a house."""

    def start(
        *,
        port: Port = 8080,
        speed: Speed = 1.0,
        reset: Reset = False,
        quick: Quick = False,
        folder: Folder = Path(".run"),
    ) -> None:
        _told(lambda: house(_options(port, speed, folder, reset=reset, quick=quick)))

    return start


def _options(port: int, speed: float, folder: Path, *, reset: bool, quick: bool) -> Options:
    told = os.environ.get
    assets = told("RAADSLAG_ASSETS")
    return Options(
        folder=folder.absolute(),
        port=port,
        speed=speed,
        url=told("RAADSLAG_PORTAL_URL", f"http://localhost:{port}").rstrip("/"),
        issuer_url=told("RAADSLAG_ISSUER_URL", "").rstrip("/"),
        mongo_url=told("RAADSLAG_MONGO_URL", ""),
        brokers=told("RAADSLAG_KAFKA_BROKERS") or told("KAFKA_BROKERS", ""),
        assets=Path(assets) if assets else None,
        reset=reset,
        quick=quick,
    )


def _told(house: Callable[[], None]) -> None:
    try:
        house()
    except Stopped as reason:
        print(reason, file=sys.stderr)
        raise SystemExit(1) from None


app.command(name="run", help="Run the whole house in one process, load the sample once, and let a case travel.")(
    _starting(run)
)
app.command(
    name="up", help="Run the same house on the real things: each app a process, MongoDB, and Kafka between them."
)(_starting(up))
app.command(name="journey")(prove_journey)
app.command(name="sabotage")(prove_by_sabotage)
app.command(name="canaries")(prove_by_canaries)
app.command(name="stories")(prove_by_stories)

if __name__ == "__main__":
    app()
