"""How a case travels from council to council."""

from typing import Self

from fastapi import APIRouter
from pydantic import BaseModel, Field

from case_flow.api.bodies import Nothing
from case_flow.api.dependencies import ANY_CHANGE, CaseId, Service
from case_flow.api.hops_bodies import NoteBody, ReturnBody, SendBody
from case_flow.application.hops.add_note import AddNote, add_note
from case_flow.application.hops.receive_case import ReceiveCase, receive_case
from case_flow.application.hops.regret_sending import RegretSending, regret_sending
from case_flow.application.hops.return_case import ReturnCase, return_case
from case_flow.application.hops.send_case import SendCase, send_case
from case_flow.application.reading.list_ways import list_ways
from case_flow.application.reading.read_case import read_case
from case_flow.domain.refusals import NoMore, NoSuchCase, NoSuchRoute, TooLate
from case_flow.domain.routes import Way
from case_flow.domain.transitions import Action
from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, action
from councilkit.web.house_app import Acting, AnswerDep, Reader

router = APIRouter(prefix="/cases", tags=["commands"])


class WayShape(BaseModel):
    """A council that the case may be sent to."""

    to: str
    copies: tuple[str, ...] = Field(description="The councils in between, which hear of the hop")

    @classmethod
    def of(cls, way: Way) -> Self:
        return cls(to=way.to, copies=way.copies)


class Ways(BaseModel):
    items: list[WayShape]


@router.post("/{case}/send", **action(Action.SEND, UnknownReference, NoMore, NoSuchRoute, *ANY_CHANGE))
async def send(case: CaseId, body: SendBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = SendCase(case, body.to, body.wish, body.reason)
    receipt = await send_case(
        command, by.holding, by.call, cases=service.cases, known=service.known, clock=service.clock
    )
    return await answer(receipt)


@router.post("/{case}/regret", **action(Action.REGRET_SENDING, TooLate, *ANY_CHANGE))
async def regret(case: CaseId, _: Nothing, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await regret_sending(RegretSending(case), by.holding, by.call, cases=service.cases))


@router.post("/{case}/receive", **action(Action.RECEIVE, *ANY_CHANGE))
async def receive(case: CaseId, _: Nothing, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = ReceiveCase(case)
    receipt = await receive_case(
        command, by.holding, by.call, cases=service.cases, known=service.known, clock=service.clock
    )
    return await answer(receipt)


@router.post("/{case}/return", **action(Action.RETURN, UnknownReference, NoMore, NoSuchRoute, *ANY_CHANGE))
async def give_back(case: CaseId, body: ReturnBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = ReturnCase(case, body.reason, body.suggested)
    return await answer(await return_case(command, by.holding, by.call, cases=service.cases, known=service.known))


@router.post("/{case}/notes", **action(Action.ADD_NOTE, *ANY_CHANGE))
async def note(case: CaseId, body: NoteBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await add_note(AddNote(case, body.note), by.holding, by.call, cases=service.cases))


@router.get("/{case}/ways", **action("list_ways", NoSuchCase))
async def ways(case: CaseId, reader: Reader, service: Service) -> Ways:
    """Tell where the case may be sent from where it lies now; whether it may be, and by whom, `actions` tell."""
    known, now = service.known, service.clock()
    reading = await read_case(case, reader.holdings, records=service.records, known=known, now=now)
    return Ways(items=[WayShape.of(way) for way in await list_ways(reading.record.case, known=known)])
