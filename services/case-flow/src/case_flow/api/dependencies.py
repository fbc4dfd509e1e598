"""What the routes ask for beside their own input."""

from typing import Annotated

from fastapi import Depends, Path, Request, Response

from case_flow.application.cases import id_in
from case_flow.application.service import CaseFlow
from councilkit.ledger import Receipt
from councilkit.web import Accepted, Caller, CallerDep, Command, CommandDep, NotAllowed, accepted
from councilkit.workdays import oslo_day

CaseId = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,100}$")]


async def case_flow(request: Request) -> CaseFlow:
    service: CaseFlow = request.app.state.case_flow
    return service


Service = Annotated[CaseFlow, Depends(case_flow)]


async def current(command: CommandDep, service: Service) -> Command:
    await service.known.refuse_ended(command.holding, oslo_day(service.clock()))
    return command


Acting = Annotated[Command, Depends(current)]
"""The envelope of a command, made for a term or post that has not ended."""


async def reader(caller: CallerDep, service: Service) -> Caller:
    ended = await service.known.ended(caller.holdings, oslo_day(service.clock()))
    holdings = tuple(holding for holding in caller.holdings if holding.id not in ended)
    if not holdings:
        raise NotAllowed("Cases are read by those who hold a term or a post.", field="Authorization")
    return caller.model_copy(update={"holdings": holdings})


Reader = Annotated[Caller, Depends(reader)]
"""The asker, with the terms and posts that have not ended, of which there is at least one."""


class Answer:
    """Answers a command once its own view has seen it, or after half a second without."""

    def __init__(self, service: Service, response: Response) -> None:
        self._service = service
        self._response = response

    async def __call__(self, receipt: Receipt) -> Accepted:
        seen = await self._service.seen(receipt)
        return accepted(receipt, id_in(str(receipt)), seen=seen, response=self._response)


AnswerDep = Annotated[Answer, Depends()]
