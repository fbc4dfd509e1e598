"""The link in a mail about a meeting: looking changes nothing, and its button says that somebody cannot come."""

from datetime import timedelta

import pytest

from councilkit.events.meetings import AbsenceTold, MeetingCancelled, MeetingConvened, MeetingMoved
from councilkit.web.problems import TYPE_PREFIX
from notifier.application.absence_by_link import Absence
from notifier.testing.driver import Driver, days
from notifier.testing.http import Http
from notifier.testing.places import HARBOUR

COUNCILS = (HARBOUR.id,)


@pytest.fixture
async def meeting(notifier: Driver) -> str:
    meeting = await notifier.a_meeting(notifier.now + days(20))
    await notifier.tell(MeetingConvened(meeting=meeting, councils=COUNCILS))
    await notifier.wait_until(notifier.now + timedelta(minutes=10))
    return meeting


async def body_of(notifier: Driver) -> dict[str, str]:
    [mail] = await notifier.sent("Modig Lykt")
    return {"token": mail.text.partition("/lenke/notifier/")[2].split()[0]}


async def test_nobody_signs_in_to_look_or_to_say_that_they_cannot_come(
    http: Http, notifier: Driver, meeting: str
) -> None:
    body = await body_of(notifier)
    looked = (await http.client.post("/acts/look", json=body)).json()
    assert (looked["purpose"], looked["done"], looked["case"]) == ("absence", False, None)
    assert (looked["meeting"]["id"], looked["meeting"]["councils"][0]["nb"]) == (meeting, "Brukerutvalget i Vika")
    assert notifier.absences.told == []
    for _ in range(2):
        done = await http.client.post("/acts/perform", json=body)
        assert (done.status_code, done.json()["done"]) == (200, True)
    [first, again] = notifier.absences.told
    assert first == again, "a repeat has the same key"
    assert first[:2] == (meeting, HARBOUR.leader.id)


async def test_what_the_registry_has_told_is_done(http: Http, notifier: Driver, meeting: str) -> None:
    body = await body_of(notifier)
    await notifier.tell(AbsenceTold(meeting=meeting, council=HARBOUR.id, term=HARBOUR.leader.id))
    assert (await http.client.post("/acts/perform", json=body)).json()["done"]
    assert notifier.absences.told == []


@pytest.mark.parametrize("kind", [MeetingMoved, MeetingCancelled])
async def test_a_link_to_a_meeting_that_is_not_as_it_was_says_nothing(
    http: Http, notifier: Driver, meeting: str, kind: type[MeetingMoved | MeetingCancelled]
) -> None:
    body = await body_of(notifier)
    told = {"meeting": meeting, "councils": COUNCILS, "starts_at": notifier.now + days(30)}
    await notifier.tell(kind.model_validate(told))
    for act in ("look", "perform"):
        refused = await http.client.post(f"/acts/{act}", json=body)
        assert (refused.status_code, refused.json()["type"]) == (409, f"{TYPE_PREFIX}no-longer-asked")
    assert notifier.absences.told == []


async def test_a_link_ends_with_the_day_of_the_meeting(http: Http, notifier: Driver, meeting: str) -> None:
    body = await body_of(notifier)
    await notifier.wait_until(notifier.now + days(20))
    begun = await http.client.post("/acts/perform", json=body)
    assert (begun.status_code, begun.json()["type"]) == (409, f"{TYPE_PREFIX}no-longer-asked")
    await notifier.wait_until(notifier.now + days(1))
    over = await http.client.post("/acts/perform", json=body)
    assert (over.status_code, over.json()["type"]) == (404, f"{TYPE_PREFIX}link-expired")
    assert meeting


async def test_whoever_may_not_say_it_any_more_is_told_so_kindly(http: Http, notifier: Driver, meeting: str) -> None:
    notifier.absences.says = Absence.REFUSED
    refused = await http.client.post("/acts/perform", json=await body_of(notifier))
    assert (refused.status_code, refused.json()["type"]) == (409, f"{TYPE_PREFIX}no-longer-asked")
    assert meeting
