"""What has nobody to be told is said aloud, and whoever can be reached is told."""

from collections.abc import Iterator, MutableMapping
from typing import Any

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from structlog.testing import capture_logs

from councilkit.events.cases import AnswerGiven, AnswerOutcome
from councilkit.inbox import Park
from councilkit.inbox.sources import LocalSource
from notifier.application.campaigns import Campaigns
from notifier.application.nobody import Nobody
from notifier.application.plan_answer_mails import PlanAnswerMails
from notifier.subscriptions import CASE_FLOW
from notifier.testing.driver import Driver
from notifier.testing.places import HARBOUR, VALLEY

Logs = list[MutableMapping[str, Any]]


@pytest.fixture
def logs() -> Iterator[Logs]:
    with capture_logs() as captured:
        yield captured


def said(logs: Logs) -> list[tuple[str, str]]:
    return [(line["kind"], line["council"]) for line in logs if line["event"] == "nobody_to_tell"]


async def alarm(notifier: Driver) -> None:
    """Let an alert be raised at once: a step of the spring has passed."""
    await notifier.wait_until(notifier.now.replace(month=4, day=9))
    await notifier.agree("annual-meeting")


async def test_an_alert_whose_people_no_contact_store_knows_is_not_silent(notifier: Driver, logs: Logs) -> None:
    notifier.contacts.people.clear()
    await alarm(notifier)
    assert (said(logs), await notifier.rows()) == ([("duties", HARBOUR.id)], [])


async def test_a_leader_whom_nobody_can_reach_has_a_deputy_who_is_told(notifier: Driver, logs: Logs) -> None:
    del notifier.contacts.people["Modig Lykt"]
    await alarm(notifier)
    told = {hold for row in await notifier.rows() for hold in row.holds}
    assert told == {HARBOUR.deputy_leader.id, HARBOUR.manager.id, HARBOUR.delegate.id}
    assert said(logs) == []


async def test_a_leader_who_can_be_reached_is_told_alone(notifier: Driver) -> None:
    await alarm(notifier)
    asked = {hold for _, holds in notifier.contacts.asked for hold in holds}
    assert asked == {HARBOUR.leader.id, HARBOUR.manager.id, HARBOUR.delegate.id}, "nobody else is even looked up"


async def test_a_quiet_council_is_quiet_about_it_too(notifier: Driver, logs: Logs) -> None:
    await notifier.count(quiet=True)
    await notifier.agree("annual-meeting")
    await notifier.wait_until(notifier.now.replace(month=4, day=9))
    assert said(logs) == []


async def test_an_answer_that_reaches_nobody_is_not_silent(notifier: Driver, logs: Logs) -> None:
    notifier.contacts.people = {
        name: person for name, person in notifier.contacts.people.items() if VALLEY.leader.id not in person.holds
    }
    await notifier.an_answer(at=VALLEY)
    assert said(logs) == [("answer", VALLEY.id)]


async def test_an_answer_to_a_case_of_which_nobody_told_who_raised_it_is_set_aside(notifier: Driver) -> None:
    await notifier.tell(AnswerGiven(case="strange", unit="0701", outcome=AnswerOutcome.FOLLOWED))
    [item] = (await LocalSource(CASE_FLOW, notifier.case_flow.stores.ledger).read(0)).items
    nobody = Nobody(MeterProvider().get_meter("none"))
    campaigns = Campaigns(notifier.mails, notifier.contacts, nobody, lambda: None)
    plan = PlanAnswerMails(campaigns, notifier.service.known, notifier.level)
    event = item.event()
    assert isinstance(event, AnswerGiven)
    assert isinstance(await plan(event, item), Park)


def test_what_nobody_was_told_is_counted() -> None:
    reader = InMemoryMetricReader()
    nobody = Nobody(MeterProvider([reader]).get_meter("notifier"))
    nobody.to_tell("duties", "harbour", "an-alert")
    nobody.to_tell("answer", "harbour", "an-answer")
    data = reader.get_metrics_data()
    assert data
    [metric] = data.resource_metrics[0].scope_metrics[0].metrics
    points = {str((point.attributes or {})["kind"]): point.value for point in metric.data.data_points}  # type: ignore[union-attr]  # a counter's
    assert (metric.name, points) == ("raadslag_notifier_told_nobody", {"duties": 1, "answer": 1})


async def test_each_answer_has_mails_of_its_own_also_when_a_restored_ledger_tells_another(notifier: Driver) -> None:
    await notifier.an_answer()
    answer = (await LocalSource(CASE_FLOW, notifier.case_flow.stores.ledger).read(1)).items[0]
    assert {row.campaign for row in await notifier.rows()} == {f"answer-case-sak.000002-{answer.hash[:8]}"}
