"""A case is kept while it is written, for its writer alone, and becomes one case however often it is reported."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import ValidationError

from case_flow.application.cases import id_in
from case_flow.application.raising.read_drafts import list_drafts, read_draft
from case_flow.application.raising.report_draft import ReportDraft
from case_flow.application.raising.save_draft import SaveDraft, save_draft
from case_flow.domain.draft import KEPT, MOST, Draft
from case_flow.domain.refusals import DraftReported, DraftUnfinished, LooksIndividual, NoSuchDraft, TooManyDrafts
from case_flow.domain.transitions import State
from case_flow.testing.driver import NOW, REPORT, Driver
from case_flow.testing.places import HARBOUR, VALLEY
from councilkit.callers import Holding
from councilkit.events.case_words import Basis, Phase, Restriction, StartedBy, Theme
from councilkit.events.councils import TermEnded
from councilkit.policy import NotAllowed
from councilkit.workdays import oslo_day

TODAY = oslo_day(NOW)
WRITER = HARBOUR.member
BEGUN = SaveDraft("a-draft", HARBOUR.id, title="Tolk")
FULL = SaveDraft("a-draft", HARBOUR.id, REPORT.title, REPORT.short, REPORT.description, REPORT.lines)


async def save(case_flow: Driver, command: SaveDraft = FULL, *asker: Holding) -> Draft:
    service = case_flow.service
    drafts, cases, holdings, clock = service.drafts, service.cases, service.holdings, service.clock
    return await save_draft(command, asker or [WRITER], drafts=drafts, cases=cases, holdings=holdings, clock=clock)


async def listed(case_flow: Driver, *asker: Holding) -> list[str]:
    service = case_flow.service
    found = await list_drafts(asker, drafts=service.drafts, records=service.records, clock=service.clock)
    return [draft.id for draft in found]


async def end(case_flow: Driver, on: date) -> None:
    """Let the writer's term be over after a day."""
    await case_flow.tell(TermEnded(council=HARBOUR.id, term=WRITER.id, on=on))
    await case_flow.all_followed()


async def read(case_flow: Driver, *asker: Holding) -> Draft:
    return await read_draft("a-draft", asker, drafts=case_flow.service.drafts, clock=case_flow.clock)


async def test_what_has_been_written_so_far_is_kept_and_written_over(case_flow: Driver) -> None:
    begun = await save(case_flow, BEGUN)
    assert (begun.title, begun.description, begun.missing) == ("Tolk", None, ["short", "description", "lines"])
    await save(case_flow)
    assert (await read(case_flow, WRITER)).title == REPORT.title
    assert await listed(case_flow, WRITER) == ["a-draft"]


async def test_nobody_else_reads_writes_or_lists_it(case_flow: Driver) -> None:
    await save(case_flow)
    for other in (HARBOUR.leader, HARBOUR.secretary):
        with pytest.raises(NoSuchDraft):
            await read(case_flow, other)
        with pytest.raises(NoSuchDraft):
            await save(case_flow, BEGUN, other)
        with pytest.raises(NoSuchDraft):
            await case_flow.do(ReportDraft("a-draft"), other)
        assert await listed(case_flow, other) == []
    assert (await read(case_flow, WRITER)).title == REPORT.title


async def test_a_draft_is_for_a_council_in_which_its_writer_raises_cases(case_flow: Driver) -> None:
    for stranger in (VALLEY.leader, HARBOUR.observer):
        with pytest.raises(NotAllowed):
            await save(case_flow, FULL, stranger)


async def test_its_writer_changes_the_council(case_flow: Driver) -> None:
    both = (WRITER, VALLEY.member)
    await save(case_flow, FULL, *both)
    moved = await save(case_flow, replace(FULL, council=VALLEY.id), *both)
    assert moved.writer == VALLEY.member.id
    assert await listed(case_flow, *both) == ["a-draft"]


async def test_a_draft_becomes_a_case_and_is_gone(case_flow: Driver) -> None:
    command = replace(FULL, phase=Phase.EVALUATING, theme=Theme.LETTERS, started_by=StartedBy.USERS)
    await save(case_flow, command)
    kept = Restriction(basis=Basis.INTERNAL, until=(case_flow.now + timedelta(days=9)).date())
    case = await case_flow.case(id_in(str(await case_flow.do(ReportDraft("a-draft", restriction=kept), WRITER))))
    assert (case.state, case.origin, case.reporter, case.lines) == (
        State.REPORTED,
        HARBOUR.id,
        WRITER.id,
        REPORT.lines,
    )
    assert (case.phase, case.theme, case.started_by) == (Phase.EVALUATING, Theme.LETTERS, StartedBy.USERS)
    assert case.restriction == kept
    assert await listed(case_flow, WRITER) == []
    record = await case_flow.service.records.get(case.id)
    texts = await case_flow.service.records.texts(record.texts_beside([record.steps[0].entry]))
    assert {name: text for (_, name), text in texts.items()} == REPORT.texts


async def test_reporting_twice_makes_one_case_whatever_the_key(case_flow: Driver) -> None:
    await save(case_flow)
    first = await case_flow.do(ReportDraft("a-draft"), WRITER, key="one")
    again = await case_flow.do(ReportDraft("a-draft"), WRITER, key="two")
    assert (str(again), again.repeated) == (str(first), True)
    assert len(await case_flow.published()) == 1


async def test_a_draft_that_a_crash_left_behind_its_case_is_in_no_list_and_goes_at_the_next_try(
    case_flow: Driver,
) -> None:
    draft = await save(case_flow)
    first = await case_flow.do(ReportDraft("a-draft"), WRITER)
    await case_flow.service.drafts.save(draft, [WRITER.id])
    assert await listed(case_flow, WRITER) == []
    assert str(await case_flow.do(ReportDraft("a-draft"), WRITER)) == str(first)
    with pytest.raises(NoSuchDraft):
        await read(case_flow, WRITER)


async def test_a_page_that_was_still_open_writes_nothing_any_more(case_flow: Driver) -> None:
    await save(case_flow)
    case = id_in(str(await case_flow.do(ReportDraft("a-draft"), WRITER)))
    with pytest.raises(DraftReported) as refused:
        await save(case_flow)
    assert refused.value.members == {"case": case}


async def test_what_is_not_finished_is_not_reported_and_stays(case_flow: Driver) -> None:
    await save(case_flow, BEGUN)
    with pytest.raises(DraftUnfinished) as refused:
        await case_flow.do(ReportDraft("a-draft"), WRITER)
    assert (refused.value.field, refused.value.members) == ("/short", {"missing": ["/short", "/description", "/lines"]})
    assert await listed(case_flow, WRITER) == ["a-draft"]


async def test_hints_of_an_individual_case_are_shown_before_it_is_reported(case_flow: Driver) -> None:
    await save(case_flow, replace(FULL, description="Jeg fikk avslag på søknaden min."))
    with pytest.raises(LooksIndividual):
        await case_flow.do(ReportDraft("a-draft"), WRITER)
    await case_flow.do(ReportDraft("a-draft", hints_seen=True), WRITER)


async def test_a_draft_is_kept_for_ninety_days_after_its_last_change(case_flow: Driver) -> None:
    await save(case_flow, BEGUN)
    case_flow.now += timedelta(days=60)
    await save(case_flow)
    case_flow.now += KEPT - timedelta(seconds=1)
    assert await listed(case_flow, WRITER) == ["a-draft"]
    case_flow.now += timedelta(seconds=1)
    assert await listed(case_flow, WRITER) == []


async def test_the_drafts_of_a_term_that_is_over_go_with_it_and_nobody_elses(case_flow: Driver) -> None:
    await save(case_flow)
    await save(case_flow, replace(FULL, draft="b-draft"))
    await save(case_flow, replace(FULL, draft="the-leaders"), HARBOUR.leader)
    await end(case_flow, TODAY)
    assert await listed(case_flow, WRITER, HARBOUR.leader) == ["the-leaders"]


async def test_a_draft_goes_at_the_end_of_its_terms_last_day(case_flow: Driver) -> None:
    await save(case_flow)
    await end(case_flow, date(2026, 11, 30))
    kept_until = datetime(2026, 11, 30, 23, tzinfo=UTC)  # midnight in Oslo
    assert (await read(case_flow, WRITER)).kept_until == kept_until
    case_flow.now = kept_until - timedelta(seconds=1)
    assert await listed(case_flow, WRITER) == ["a-draft"]
    case_flow.now = kept_until
    assert await listed(case_flow, WRITER) == []


async def test_what_is_written_when_the_last_day_is_known_is_not_kept_for_longer(case_flow: Driver) -> None:
    await end(case_flow, TODAY)
    assert (await save(case_flow)).kept_until == datetime(2026, 11, 17, 23, tzinfo=UTC)


async def test_nobody_hoards_drafts(case_flow: Driver) -> None:
    for number in range(MOST):
        await save(case_flow, replace(BEGUN, draft=f"draft-{number}"))
    with pytest.raises(TooManyDrafts):
        await save(case_flow, replace(BEGUN, draft="one-more"))
    await save(case_flow, replace(BEGUN, draft="draft-7", title="En annen tittel"))


def test_not_even_a_draft_takes_an_identity_number() -> None:
    with pytest.raises(ValidationError, match="national-identity-number"):
        replace(FULL, description="Gjelder 010190 12345")
