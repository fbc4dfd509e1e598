"""What of a case is kept from others for a while, and what is erased for good."""

from typing import Annotated, Self

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from case_flow.api.bodies import Body, Nothing
from case_flow.api.dependencies import ANY_CHANGE, CaseId, Service
from case_flow.api.raising_bodies import RestrictionBody
from case_flow.application.ending.erase_text import EraseText, erase_text
from case_flow.application.ending.lift_restriction import LiftRestriction, lift_restriction
from case_flow.application.ending.restrict_case import RestrictCase, restrict_case
from case_flow.application.reading.read_text_readers import read_text_readers
from case_flow.domain.audience import Audience
from case_flow.domain.refusals import DayPassed, NoSuchCase, RestrictedBefore
from case_flow.domain.transitions import Action
from councilkit.ledger import NoSuchText
from councilkit.web import Accepted, action
from councilkit.web.house_app import Acting, AnswerDep, Reader

router = APIRouter(prefix="/cases", tags=["commands"])

ENTRY = r"^[A-Za-z0-9_:-]{1,200}$"
NAME = r"^[a-z_]{1,50}$"


class EraseBody(Body):
    entry: Annotated[str, Field(pattern=ENTRY, description="Beside which the text stands")]
    text: Annotated[str, Field(pattern=NAME, description="Its name there")]


class ReaderShape(BaseModel):
    """A council or a unit that a text was open to."""

    council: str | None = None
    unit: str | None = None


class ReadersShape(BaseModel):
    everybody: bool = Field(description="It could be read by whoever holds a term or a post anywhere")
    items: list[ReaderShape]

    @classmethod
    def of(cls, readers: Audience) -> Self:
        councils = [ReaderShape(council=council) for council in readers.councils]
        return cls(everybody=readers.everybody, items=[*councils, *(ReaderShape(unit=unit) for unit in readers.units)])


@router.post("/{case}/restrict", **action(Action.RESTRICT, DayPassed, RestrictedBefore, *ANY_CHANGE))
async def restrict(case: CaseId, body: RestrictionBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = RestrictCase(case, body.restriction)
    return await answer(await restrict_case(command, by.holding, by.call, cases=service.cases))


@router.post("/{case}/lift", **action(Action.LIFT_RESTRICTION, RestrictedBefore, *ANY_CHANGE))
async def lift(case: CaseId, _: Nothing, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await lift_restriction(LiftRestriction(case), by.holding, by.call, cases=service.cases))


@router.post("/{case}/texts/erase", **action(Action.ERASE_TEXT, NoSuchText, *ANY_CHANGE))
async def erase(case: CaseId, body: EraseBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    """Erase one text for good. Who could read it is told at `texts/readers`, also afterwards."""
    command = EraseText(case, body.entry, body.text)
    return await answer(await erase_text(command, by.holding, by.call, cases=service.cases))


@router.get("/{case}/texts/readers", **action("read_text_readers", NoSuchCase, NoSuchText))
async def readers(
    case: CaseId,
    reader: Reader,
    service: Service,
    entry: Annotated[str, Query(pattern=ENTRY)],
    text: Annotated[str, Query(pattern=NAME)],
) -> ReadersShape:
    """Tell whoever may erase a text to whom it was open, from when it was written until it was erased."""
    return ReadersShape.of(await read_text_readers(case, entry, text, reader.holdings, records=service.records))
