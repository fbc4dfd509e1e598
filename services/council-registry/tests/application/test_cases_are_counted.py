from datetime import date

from council_registry.application.reading.read_council import read_council
from council_registry.testing.driver import Driver
from council_registry.testing.people import TODAY
from councilkit.events.case_life import (
    AppealDecided,
    CaseClosed,
    CaseImported,
    CaseJoined,
    CaseMerged,
    CaseReopened,
    CaseTurnedAway,
    CaseWithdrawn,
)
from councilkit.events.case_words import ImportedAs, Unfit
from councilkit.events.cases import AnswerConfirmed, AnswerDisputed, CaseReported, Due, Line, RuleStatus
from councilkit.events.councils import Language

DUE = Due(on=date(2026, 12, 1), rule="answer-local", status=RuleStatus.PROPOSED)


def reported(case: str, council: str) -> CaseReported:
    return CaseReported(case=case, reference=case, council=council, lines=(Line.AT,), language=Language.NB)


async def counted(registry: Driver, council: str) -> tuple[int, int]:
    service = registry.service
    page = await read_council(council, TODAY, directories=service.directories, records=service.records)
    return page.raised, page.answered


async def test_a_council_sees_how_many_of_its_cases_are_answered(registry: Driver) -> None:
    _, regional, local = await registry.a_chain()
    await registry.tell(
        reported("first", local),
        reported("second", local),
        reported("third", regional),
        AnswerConfirmed(case="first", council=local),
    )
    assert await counted(registry, local) == (2, 1)


async def test_an_answer_that_is_disputed_counts_no_more(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    await registry.tell(
        reported("first", local),
        AnswerConfirmed(case="first", council=local),
        AnswerDisputed(case="first", council=local, unit="0701", due=DUE),
    )
    assert await counted(registry, local) == (1, 0)


async def waiting(registry: Driver, council: str) -> set[str]:
    cases = await registry.service.records.cases_since(TODAY, {"origin": council})
    return {id for id, case in cases.items() if case.waits_on(date.max)}


async def test_a_case_waits_until_it_is_answered_or_over(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    await registry.tell(*(reported(case, local) for case in ("waits", "answered", "closed", "back", "away", "part")))
    await registry.tell(
        AnswerConfirmed(case="answered", council=local),
        CaseClosed(case="closed", council=local),
        CaseWithdrawn(case="back", council=local),
        CaseTurnedAway(case="away", council=local, why=Unfit.OUTSIDE_MANDATE),
        CaseMerged(case="part", council=local, into="waits"),
    )
    assert await waiting(registry, local) == {"waits"}
    assert await counted(registry, local) == (6, 1)


async def test_a_case_that_begins_again_waits_again(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    await registry.tell(*(reported(case, local) for case in ("reopened", "overturned", "upheld")))
    await registry.tell(
        AnswerConfirmed(case="reopened", council=local),
        CaseClosed(case="reopened", council=local),
        CaseReopened(case="reopened", council=local, new_facts=False),
        *(CaseTurnedAway(case=one, council=local, why=Unfit.OUTSIDE_MANDATE) for one in ("overturned", "upheld")),
        AppealDecided(case="overturned", council="region", stands=False),
        AppealDecided(case="upheld", council="region", stands=True),
    )
    assert await waiting(registry, local) == {"reopened", "overturned"}
    assert await counted(registry, local) == (3, 0)


async def test_who_raised_a_part_of_a_case_does_not_say_for_the_others_that_it_is_answered(registry: Driver) -> None:
    _, regional, local = await registry.a_chain()
    await registry.tell(
        reported("first", local),
        CaseJoined(case="first", joined="second", origins=(regional,)),
        AnswerConfirmed(case="first", council=regional),
    )
    assert await counted(registry, local) == (1, 0)


async def test_an_old_case_counts_from_when_it_was_raised(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    await registry.tell(*(old(f"old-{state}", local, state) for state in ImportedAs))
    assert await waiting(registry, local) == {"old-reported", "old-treated", "old-awaiting_answer"}
    assert await counted(registry, local) == (5, 1)


def old(case: str, council: str, state: ImportedAs) -> CaseImported:
    return CaseImported(
        case=case,
        reference=case,
        council=council,
        lines=(Line.AT,),
        language=Language.NB,
        raised=date(2019, 4, 2),
        state=state,
        holder=council,
    )
