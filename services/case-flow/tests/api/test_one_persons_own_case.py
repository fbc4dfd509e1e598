"""What may be one person's own case is closed to others from the moment somebody says so, and opens once it is kept."""

from collections.abc import Callable
from datetime import date

import pytest

from case_flow.application.raising.keep_case import KeepCase
from case_flow.application.raising.propose_turning_away import ProposeTurningAway
from case_flow.application.raising.schedule_case import ScheduleCase
from case_flow.application.raising.withdraw_case import WithdrawCase
from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.http import Http
from case_flow.testing.places import HARBOUR, OFFICE, REGION, VALLEY
from councilkit.callers import Holding
from councilkit.events.case_words import Unfit

JUDGES = [HARBOUR.leader, HARBOUR.member, HARBOUR.secretary]
STRANGERS = [VALLEY.leader, REGION.leader, OFFICE.manager, HARBOUR.observer]
WHY = "Dette er én persons sak."
TITLE = {"title": REPORT.title, "short": REPORT.short}


@pytest.fixture
async def case(case_flow: Driver) -> str:
    return await case_flow.a_case()


@pytest.fixture
async def proposed(case_flow: Driver, case: str) -> str:
    await case_flow.do(ProposeTurningAway(case, Unfit.INDIVIDUAL, WHY), HARBOUR.secretary)
    return case


async def of_case(http: Http, case: str, by: Holding) -> dict[str, str]:
    """Tell all texts that this one is shown of the case."""
    shown = (await http.by(by).get(f"/cases/{case}")).json()
    assert (shown["title"], shown["short"]) == (shown["path"][0]["texts"].get("title"), shown["short"])
    return {name: text for step in shown["path"] for name, text in step["texts"].items()}


async def of_list(http: Http, by: Holding) -> str | None:
    [card] = (await http.by(by).get("/cases")).json()["items"]
    return None if card["title"] is None else str(card["title"])


async def of_mail(http: Http, case: str) -> list[str | None]:
    mailer = http.by(scopes=("cards:read",))
    [card] = (await mailer.post("/cards", {"cases": [case]})).json()["items"]
    return [card["title"], card["short"]]


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda one: one.id)
async def test_strangers_read_nothing_of_it_from_the_proposal_on(
    http: Http, case_flow: Driver, case: str, stranger: Holding
) -> None:
    assert (await of_case(http, case, stranger)).items() >= TITLE.items()
    assert await of_list(http, stranger) == REPORT.title
    await case_flow.do(ProposeTurningAway(case, Unfit.INDIVIDUAL, WHY), HARBOUR.secretary)
    assert await of_case(http, case, stranger) == {}
    assert await of_list(http, stranger) is None


@pytest.mark.parametrize("judge", JUDGES, ids=lambda one: one.id)
async def test_the_council_that_holds_it_reads_what_it_is_to_judge(http: Http, proposed: str, judge: Holding) -> None:
    assert await of_case(http, proposed, judge) == REPORT.texts | {"reason": WHY}
    assert await of_list(http, judge) == REPORT.title


async def test_the_task_of_judging_it_tells_its_title(http: Http, proposed: str) -> None:
    [task] = (await http.by(HARBOUR.leader).get("/tasks")).json()["items"]
    assert (task["case"]["id"], task["action"], task["case"]["title"]) == (proposed, "turn_away", REPORT.title)


async def test_no_mail_hears_a_text_of_it_until_it_is_kept(http: Http, case_flow: Driver, case: str) -> None:
    assert await of_mail(http, case) == [REPORT.title, REPORT.short]
    await case_flow.do(ProposeTurningAway(case, Unfit.INDIVIDUAL, WHY), HARBOUR.secretary)
    assert await of_mail(http, case) == [None, None]
    await case_flow.do(KeepCase(case), HARBOUR.member)
    assert await of_mail(http, case) == [REPORT.title, REPORT.short]


@pytest.mark.parametrize(
    ("command", "by"),
    [
        pytest.param(KeepCase, HARBOUR.member, id="kept"),
        pytest.param(lambda case: ScheduleCase(case, date(2026, 12, 6)), HARBOUR.leader, id="given a day"),
        pytest.param(
            lambda case: ProposeTurningAway(case, Unfit.OUTSIDE_MANDATE, WHY),
            HARBOUR.secretary,
            id="for another reason",
        ),
    ],
)
async def test_it_is_open_again_once_nobody_says_that_it_is_one_persons_own(
    http: Http, case_flow: Driver, proposed: str, command: Callable[[str], object], by: Holding
) -> None:
    await case_flow.do(command(proposed), by)
    for stranger in STRANGERS:
        assert (await of_case(http, proposed, stranger)).items() >= TITLE.items()
        assert await of_list(http, stranger) == REPORT.title


async def test_what_is_proposed_for_another_reason_stays_open(http: Http, case_flow: Driver, case: str) -> None:
    await case_flow.do(ProposeTurningAway(case, Unfit.OUTSIDE_MANDATE, WHY), HARBOUR.secretary)
    assert await of_case(http, case, VALLEY.leader) == TITLE
    assert await of_mail(http, case) == [REPORT.title, REPORT.short]


async def test_what_its_sender_takes_back_meanwhile_does_not_open(http: Http, case_flow: Driver, proposed: str) -> None:
    await case_flow.do(WithdrawCase(proposed, "Jeg klager selv."), HARBOUR.member)
    assert await of_case(http, proposed, VALLEY.leader) == {}
    assert (await of_case(http, proposed, HARBOUR.member)).items() >= REPORT.texts.items()
