from dataclasses import replace

import pytest
from pydantic import ValidationError

from case_flow.application.cases import id_in
from case_flow.application.raising.report_case import ReportCase
from case_flow.domain.reference import proposed_references
from case_flow.domain.refusals import LooksIndividual
from case_flow.domain.transitions import State
from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.places import HARBOUR, VALLEY
from councilkit.ids import derived_id
from councilkit.ledger import KeyReused
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference
from councilkit.workdays import oslo_day


async def test_a_member_raises_a_case_in_their_own_council(case_flow: Driver) -> None:
    case = await case_flow.case(id_in(str(await case_flow.do(REPORT, HARBOUR.member))))
    assert (case.state, case.origin, case.holder) == (State.REPORTED, HARBOUR.id, HARBOUR.id)


async def test_an_observer_raises_none(case_flow: Driver) -> None:
    with pytest.raises(NotAllowed):
        await case_flow.do(REPORT, HARBOUR.observer)


async def test_nobody_raises_a_case_in_another_council(case_flow: Driver) -> None:
    with pytest.raises(NotAllowed):
        await case_flow.do(REPORT, VALLEY.leader)


async def test_an_unknown_council_is_refused_by_its_field(case_flow: Driver) -> None:
    with pytest.raises(UnknownReference) as refused:
        await case_flow.do(replace(REPORT, council="nowhere"), HARBOUR.member)
    assert refused.value.field == "/council"


async def test_reporting_twice_with_one_key_makes_one_case(case_flow: Driver) -> None:
    first = await case_flow.do(REPORT, HARBOUR.member, key="the same")
    again = await case_flow.do(REPORT, HARBOUR.member, key="the same")
    assert (again.stream, again.repeated) == (first.stream, True)
    assert len(await case_flow.published()) == 1


async def test_one_key_does_not_report_two_cases(case_flow: Driver) -> None:
    await case_flow.do(REPORT, HARBOUR.member, key="the same")
    with pytest.raises(KeyReused):
        await case_flow.do(replace(REPORT, title="En annen sak"), HARBOUR.member, key="the same")


async def test_a_reference_that_is_taken_is_not_given_twice(case_flow: Driver) -> None:
    key = "12345678"
    wanted = derived_id("case", f"http/{HARBOUR.member.id}/{key}")
    first, second, *_ = (next(references) for references in [proposed_references(wanted, oslo_day(case_flow.now))] * 2)
    await case_flow.occupy(first)
    case = id_in(str(await case_flow.do(REPORT, HARBOUR.member, key=key)))
    assert (await case_flow.case(case)).reference == second


async def test_hints_of_an_individual_case_are_shown_once(case_flow: Driver) -> None:
    own = replace(REPORT, description="Jeg fikk avslag på søknaden min.")
    with pytest.raises(LooksIndividual) as refused:
        await case_flow.do(own, HARBOUR.member)
    hint, *_ = refused.value.members["hints"]
    assert (hint["field"], own.description[hint["start"] : hint["end"]]) == ("/description", "Jeg fikk avslag")

    await case_flow.do(replace(own, hints_seen=True), HARBOUR.member)


def test_a_report_with_an_identity_number_cannot_even_be_made() -> None:
    with pytest.raises(ValidationError, match="national-identity-number"):
        ReportCase("harbour", "Tolk", "Gjelder 010190 12345", "Mer om saken", REPORT.lines)
