"""`raadslag-ops`: what an operator looks at, and the few things that only a person may decide."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import httpx2
import typer

from councilkit.mailing.mail import State
from councilkit.operator import reports
from councilkit.operator.asking import CannotAsk, Services
from councilkit.operator.reports import Report
from councilkit.operator.shapes import Asked, Rebuild, Redrive, Restored
from councilkit.settings import ServiceSettings, SettingsWrong

T = TypeVar("T")

connect: Callable[[], httpx2.AsyncClient] = httpx2.AsyncClient
"""Makes the client that asks; tests ask apps in their own process."""

RESTORED = """\
{service} is in epoch {epoch}, at position {position}.
If its ledger was restored from a backup, say so, once. A backup is put back into an emptied database, and without the
collection leases. Then epoch {following} begins, which nobody knows yet: the whole ledger is published again, whoever
follows it takes all of it in again, and {service} builds all its own views anew, beside what is shown now.
What was written after the backup is gone from this ledger."""

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

Service = Annotated[str, typer.Argument(help="council-registry, case-flow, newsletter or notifier")]


@app.callback()
def operate() -> None:
    """Look at the services of Rådslag, and help them on.

    The environment tells where they are and who asks: RAADSLAG_REGISTRY_URL, RAADSLAG_CASE_FLOW_URL,
    RAADSLAG_NEWSLETTER_URL, RAADSLAG_NOTIFIER_URL, RAADSLAG_CLIENT_ID and RAADSLAG_CLIENT_SECRET, of a client with the
    scopes house:operate and ledger:read. It ends with 1 when something is wrong.
    """


@app.command()
def heads() -> None:
    """Tell the last place of each ledger."""
    _print(_run(reports.heads))


@app.command()
def lag(
    *, strict: Annotated[bool, typer.Option("--strict", help="End with 1 also if something is behind.")] = False
) -> None:
    """Tell how far every topic and every consumer is."""
    _print(_run(lambda services: reports.lag(services, strict=strict)))


@app.command()
def leases() -> None:
    """Tell which replica works for each service."""
    _print(_run(reports.leases))


@app.command()
def parked() -> None:
    """Tell every stream that is set aside, and why."""
    _print(_run(reports.parked))


@app.command()
def mails(
    *,
    state: Annotated[list[State] | None, typer.Option(help="Only mails in this state; may be said again.")] = None,
    campaign: Annotated[str | None, typer.Option(help="Only mails of this campaign.")] = None,
) -> None:
    """Tell where mails are, never to whom they go.

    Unless a state is named, those in doubt, refused or deferred, and those that should have left more than an hour ago.
    """
    _print(_run(lambda services: reports.mails(services, states=state or (), campaign=campaign)))


@app.command()
def redrive(
    service: Service,
    consumer: Annotated[str | None, typer.Argument(help="As `parked` names it")] = None,
    stream: Annotated[str | None, typer.Argument(help="As `parked` names it")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="Every stream of every consumer.")] = False,
) -> None:
    """Read streams that are set aside again from their publisher."""
    if every == (consumer is not None and stream is not None) or (not every and stream is None):
        raise typer.BadParameter("Name a consumer and a stream, or say --all.")

    async def order(services: Services) -> list[Asked]:
        wishes = [Redrive(consumer=consumer, stream=stream)] if consumer else await _all_of(services, service)
        return [await services.order(service, "redrive", wish) for wish in wishes]

    _tell_asked(service, *_run(order, of=service))


@app.command()
def rebuild(
    service: Service, source: Annotated[str, typer.Argument(help="The publisher whose views they are")]
) -> None:
    """Build a service's views on a publisher anew, beside the ones that are read."""
    _tell_asked(service, _run(lambda services: services.order(service, "rebuild", Rebuild(source=source)), of=service))


@app.command()
def refill(service: Service) -> None:
    """Publish a service's whole ledger again to its topic."""
    _tell_asked(service, _run(lambda services: services.order(service, "refill"), of=service))


@app.command()
def verify(service: Annotated[str | None, typer.Argument(help="Only this one")] = None) -> None:
    """Read whole ledgers and chain them anew; name the first event that was changed, lost or moved."""
    _print(_run(lambda services: reports.verify(services, [service] if service else services.names), of=service))


@app.command()
def restored(
    service: Service, *, yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether I am sure.")] = False
) -> None:
    """Say that a service's ledger was restored from a backup, so that everybody takes it in again.

    The backup must have been put back into an emptied database, without the collection leases. Every service must
    answer, for an epoch begins that none of them has heard of.
    """
    states = _run(Services.states, of=service)
    [state] = [one for one in states if one.service == service]
    epoch = reports.latest_epoch(states, service) + 1
    typer.echo(RESTORED.format(service=service, epoch=state.epoch, position=state.position, following=epoch))
    if not yes:
        typer.confirm(f"Begin epoch {epoch}?", abort=True)
    wish = Restored(epoch=epoch)
    _tell_asked(service, _run(lambda services: services.order(service, "restored", wish), of=service))


async def _all_of(services: Services, service: str) -> list[Redrive]:
    consumers = dict.fromkeys(one.consumer for one in await services.parked(service))
    return [Redrive(consumer=consumer) for consumer in consumers]


def _run(ask: Callable[[Services], Awaitable[T]], *, of: str | None = None) -> T:
    """Ask the services that the environment names; what cannot be asked ends the program with one sentence."""

    async def asking() -> T:
        async with connect() as http:
            services = Services.of(ServiceSettings.from_environment(), http)
            if of is not None and of not in services.names:
                *others, last = services.names
                raise CannotAsk(f"There is no service {of}: name {', '.join(others)} or {last}.")
            return await ask(services)

    try:
        return asyncio.run(asking())
    except (CannotAsk, SettingsWrong) as fault:
        typer.echo(str(fault), err=True)
        raise typer.Exit(1) from None


def _print(report: Report) -> None:
    for line in [*report.lines, *report.faults]:
        typer.echo(_plain(line))
    raise typer.Exit(1 if report.faults else 0)


def _tell_asked(service: str, *asked: Asked) -> None:
    for one in asked:
        typer.echo(_plain(f"Asked {service}: {one.asked} {', '.join(one.of)}. {one.then}"))
    if not any(one.of for one in asked):
        typer.echo(f"{service} has set nothing aside.")


def _plain(line: str) -> str:
    """Keep a line from steering the screen: a stranger's record names its stream as it likes."""
    return "".join(one if one.isprintable() else "?" for one in line)


if __name__ == "__main__":
    app()
