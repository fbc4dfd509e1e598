"""The link in a mail that brings an answer home: looking changes nothing, the button confirms, again and again."""

from councilkit.web.problems import TYPE_PREFIX
from notifier.application.compose_answer import PURPOSE
from notifier.testing.driver import Driver, days
from notifier.testing.http import Http
from notifier.testing.places import HARBOUR


async def a_token(notifier: Driver) -> str:
    entry = await notifier.an_answer()
    subject = {"case": "sak", "term": HARBOUR.leader.id, "entry": entry}
    return notifier.service.links.sign(PURPOSE, subject, days=60)


async def test_nobody_signs_in_to_look_or_to_confirm(http: Http, notifier: Driver) -> None:
    body = {"token": await a_token(notifier)}
    case = {
        "id": "sak",
        "reference": "26-4821",
        "title": "Skjermet samtalerom",
        "short_answer": "Vi bygger et eget rom i mars.",
    }
    for _ in range(2):
        looked = await http.client.post("/acts/look", json=body)
        assert looked.json() == {"purpose": "confirm", "case": case, "meeting": None, "done": False}
    for _ in range(2):
        done = await http.client.post("/acts/perform", json=body)
        assert done.json() == {"purpose": "confirm", "case": case, "meeting": None, "done": True}
    assert (await http.client.post("/acts/look", json=body)).json()["done"]
    assert len(notifier.confirming.keys) == 1


async def test_a_link_that_is_forged_or_too_old_opens_nothing(http: Http, notifier: Driver) -> None:
    token = await a_token(notifier)
    forged = await http.client.post("/acts/look", json={"token": f"{token}x"})
    assert (forged.status_code, forged.json()["type"]) == (404, f"{TYPE_PREFIX}link-unknown")
    await notifier.wait_until(notifier.now + days(61))
    old = await http.client.post("/acts/perform", json={"token": token})
    assert (old.status_code, old.json()["type"]) == (404, f"{TYPE_PREFIX}link-expired")
    assert notifier.confirming.keys == []


async def test_an_answer_that_nobody_waits_for_any_more_is_refused_kindly(http: Http, notifier: Driver) -> None:
    token = await a_token(notifier)
    notifier.cards.known["sak"] = notifier.cards.known["sak"].model_copy(update={"state": "awaiting_answer"})
    refused = await http.client.post("/acts/perform", json={"token": token})
    assert (refused.status_code, refused.json()["type"]) == (409, f"{TYPE_PREFIX}no-longer-asked")


async def test_while_case_flow_is_away_the_button_says_so(http: Http, notifier: Driver) -> None:
    token = await a_token(notifier)
    notifier.cards.away = True
    assert (await http.client.post("/acts/perform", json={"token": token})).status_code == 503
