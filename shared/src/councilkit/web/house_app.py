"""The app of a service with a ledger: its routes on a house that runs while the app does.

A service's `bootstrap.assemble` calls `house_app` with its routers, and puts its own object on `app.state`; `holdings`
is `councilkit.holdings.Holdings(house.views)`, which needs `TERMS` and `POSTS` among the views on council-registry. The
route of a command takes `by: Acting` (the call for the ledger, and a term or post that is still held) and
`answer: AnswerDep`, ends with `return await answer(receipt)`, and may be refused with `ANY_COMMAND`. What is read by
those who hold a term or a post takes `reader: Reader`.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import date
from typing import Annotated, Protocol

from fastapi import APIRouter, Depends, FastAPI, Request, Response

from councilkit.holdings import HoldingEnded
from councilkit.house import House
from councilkit.ledger import Busy, KeyReused, Receipt, Stale
from councilkit.operator import house_routers
from councilkit.policy import NotAllowed
from councilkit.telemetry import Telemetry
from councilkit.web.app import build_app
from councilkit.web.callers import Caller, CallerDep, Holding, Verifier
from councilkit.web.commands import Accepted, Command, CommandDep, EnvelopeDep, accepted
from councilkit.workdays import oslo_day

ANY_COMMAND = (HoldingEnded, KeyReused, Stale, Busy)
"""What any command on a house may be refused with, beside what its envelope is."""


Beside = Callable[[], AbstractAsyncContextManager[object]]
"""Makes what runs around a replica's work."""


class Ended(Protocol):
    """Knows which terms and posts are over; `councilkit.holdings.Holdings` does."""

    async def ended(self, holdings: Collection[Holding], today: date) -> set[str]:
        """Tell the ids of those that have ended."""
        ...


def house_app(
    house: House,
    *,
    title: str,
    version: str,
    telemetry: Telemetry,
    verifier: Verifier,
    routers: Sequence[APIRouter],
    holdings: Ended,
    close: Callable[[], Awaitable[None]],
    beside: Sequence[Beside] = (),
) -> FastAPI:
    """Put routes on a house, beside those that every house has. When the app ends, `close` is called last.

    `beside` is entered after the house has started, and left before it stops: what each replica does for itself. What
    is done once per service is a job of the house.
    """
    app = build_app(
        name=house.name,
        title=title,
        version=version,
        telemetry=telemetry,
        verifier=verifier,
        routers=[*routers, *house_routers(house, clock=house.clock)],
        lifespan=lambda _: _running(house, beside, close, telemetry),
        ready=house.ready,
    )
    app.state.house = house
    app.state.holdings = holdings
    return app


@asynccontextmanager
async def _running(
    house: House, beside: Sequence[Beside], close: Callable[[], Awaitable[None]], telemetry: Telemetry
) -> AsyncIterator[None]:
    await house.start()
    try:
        async with AsyncExitStack() as stack:
            for one in beside:
                await stack.enter_async_context(one())
            yield
    finally:
        await house.stop()
        await close()
        telemetry.shutdown()


async def ended_of(request: Request, *holdings: Holding) -> set[str]:
    """Tell which of these terms and posts have ended, as the request's app knows it today."""
    known: Ended = request.app.state.holdings
    return await known.ended(holdings, oslo_day(request.app.state.house.clock()))


async def refuse_ended(request: Request, command: Command) -> Command:
    """Tell the command, unless it is made for a term or post that has ended."""
    if await ended_of(request, command.holding):
        raise HoldingEnded.told()
    return command


async def _current(request: Request, command: CommandDep) -> Command:
    return await refuse_ended(request, command)


Acting = Annotated[Command, Depends(_current)]
"""The envelope of a command, made for a term or post that has not ended."""


def spoken_for(
    scope: str, term: Callable[[Request, str], Awaitable[Holding]]
) -> Callable[[Request, CallerDep, EnvelopeDep], Awaitable[Command]]:
    """Make what a route depends on as `Acting` that a service may ask too, which speaks for whoever holds a term.

    It has their word by a link in a mail, and a token with the scope. `term` finds the term that `Acting-As` names; it
    raises `NotYourTerm` for anything else.
    """

    async def speaking(request: Request, asker: CallerDep, envelope: EnvelopeDep) -> Command:
        if scope in asker.scopes:
            held = await term(request, envelope.acting_as)
            command = await envelope.made_for(held, brought_by=asker.subject)
        else:
            command = await envelope.made_by(asker)
        return await refuse_ended(request, command)

    return speaking


async def _asker(request: Request, caller: CallerDep) -> Caller:
    ended = await ended_of(request, *caller.holdings)
    holdings = tuple(holding for holding in caller.holdings if holding.id not in ended)
    over = tuple(holding for holding in caller.holdings if holding.id in ended)
    return caller.model_copy(update={"holdings": holdings, "former": (*caller.former, *over)})


_AskerDep = Annotated[Caller, Depends(_asker)]


async def _reader(asker: _AskerDep) -> Caller:
    if not asker.holdings:
        raise NotAllowed("This is read by those who hold a term or a post.", field="Authorization")
    return asker


async def _reader_or_former(asker: _AskerDep) -> Caller:
    if not asker.holdings and not asker.former:
        raise NotAllowed("This is read by those who hold a term or a post, or held one lately.", field="Authorization")
    return asker


Reader = Annotated[Caller, Depends(_reader)]
"""The asker, with the terms and posts that have not ended, of which there is at least one."""

ReaderOrFormer = Annotated[Caller, Depends(_reader_or_former)]
"""The asker, who may have nothing but `former` terms and posts: what is told to them is for the route to say."""


class Answer:
    """Answers a command once the house's own views have seen it, or after half a second without."""

    def __init__(self, request: Request, response: Response) -> None:
        self._house: House = request.app.state.house
        self._response = response

    async def __call__(self, receipt: Receipt, id: str | None = None) -> Accepted:
        """Make the answer; it names the thing whose stream was written, unless another `id` is told."""
        seen = await self._house.seen(receipt)
        about = receipt.stream.partition("-")[2] if id is None else id
        return accepted(receipt, about, seen=seen, response=self._response)


AnswerDep = Annotated[Answer, Depends()]
"""Makes the answer to a command, as a parameter of a route."""
