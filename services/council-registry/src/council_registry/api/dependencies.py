"""What the routes ask for beside their own input."""

from typing import Annotated

from fastapi import Depends, Path, Request, Response

from council_registry.application.people import refuse_ended, still_held
from council_registry.application.service import Registry
from councilkit.ledger import Receipt
from councilkit.web import (
    Accepted,
    AccessTokens,
    Caller,
    CallerDep,
    Command,
    CommandDep,
    NotAllowed,
    accepted,
)
from councilkit.workdays import oslo_day

Id = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,100}$")]
UnitNumber = Annotated[str, Path(pattern=r"^[0-9]{4}$")]


async def registry(request: Request) -> Registry:
    service: Registry = request.app.state.registry
    return service


Service = Annotated[Registry, Depends(registry)]


async def access_tokens(request: Request) -> AccessTokens:
    tokens: AccessTokens = request.app.state.access_tokens
    return tokens


Tokens = Annotated[AccessTokens, Depends(access_tokens)]


async def current(command: CommandDep, service: Service) -> Command:
    await refuse_ended(command.holding.id, oslo_day(service.clock()), records=service.records)
    return command


Acting = Annotated[Command, Depends(current)]
"""The envelope of a command, made for a term or post that has not ended."""


async def reader(caller: CallerDep, service: Service) -> Caller:
    held = await still_held(
        {holding.id for holding in caller.holdings}, oslo_day(service.clock()), records=service.records
    )
    holdings = tuple(holding for holding in caller.holdings if holding.id in held)
    if not holdings:
        raise NotAllowed("The register is read by those who hold a term or a post.", field="Authorization")
    return caller.model_copy(update={"holdings": holdings})


Reader = Annotated[Caller, Depends(reader)]
"""The asker, with the terms and posts that have not ended, of which there is at least one."""


class Answer:
    """Answers a command once our own view has seen it, or after half a second without."""

    def __init__(self, service: Service, response: Response) -> None:
        self._service = service
        self._response = response

    async def __call__(self, receipt: Receipt, id: str) -> Accepted:
        seen = await self._service.seen(receipt)
        return accepted(receipt, id, seen=seen, response=self._response)


AnswerDep = Annotated[Answer, Depends()]
