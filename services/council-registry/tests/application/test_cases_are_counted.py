from datetime import date

from council_registry.application.reading.read_council import read_council
from council_registry.testing.driver import Driver
from council_registry.testing.people import TODAY
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
