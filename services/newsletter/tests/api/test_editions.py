import asyncio
from typing import Any

import httpx2
import pytest

from councilkit.mailing.outcomes import Refused
from councilkit.testing.holdings import a_term
from councilkit.web.problems import TYPE_PREFIX
from newsletter.subscriptions import CASE_FLOW
from newsletter.testing.driver import GREETING, HALF, Driver, ended
from newsletter.testing.http import Http
from newsletter.testing.places import EDITOR, FAR, HARBOUR, MANAGER, REGION, VALLEY, begun
from newsletter.testing.sources import Slow

IDENTITY_NUMBERS = ["01019012345", "010190 12345", "01.01.90-12345"]


def slug(answer: httpx2.Response) -> str:
    assert answer.headers["content-type"] == "application/problem+json"
    return str(answer.json()["type"].removeprefix(TYPE_PREFIX))


async def read(http: Http, edition: str) -> dict[str, Any]:
    shown: dict[str, Any] = (await http.by(EDITOR).get(f"/editions/{edition}")).json()
    return shown


async def test_an_edition_is_opened_greeted_and_sent_by_its_verbs(http: Http, newsletter: Driver) -> None:
    editor = http.by(EDITOR)
    await newsletter.a_case("tolk")
    made = await editor.post("/editions", {"half": HALF})
    assert (made.status_code, made.headers["etag"], made.json()["seen"]) == (201, '"1"', True)
    edition = made.json()["id"]
    assert await read(http, edition) == {
        "id": edition,
        "half": "2026-2",
        "starts": "2026-05-16",
        "ends": "2026-11-15",
        "sends_on": "2026-12-15",
        "state": "open",
        "greeting": None,
        "recipients": 8,
        "cases": 1,
        "mails": {},
        "troubles": [],
        "more_troubles": 0,
        "actions": [{"action": "greet_edition", "acting": EDITOR.id}],
        "sequence": 1,
    }
    assert (await editor.post(f"/editions/{edition}/greet", GREETING, expected=1)).status_code == 200
    greeted = await read(http, edition)
    assert greeted["greeting"] == GREETING
    assert [action["action"] for action in greeted["actions"]] == ["greet_edition", "freeze_edition"]
    sent = await editor.post(f"/editions/{edition}/freeze", expected=2)
    assert sent.json() == {"receipt": f"edition-{edition}:000003", "seen": True, "id": edition}
    await newsletter.until_over(edition)
    shown = await read(http, edition)
    assert (shown["state"], shown["recipients"], shown["cases"], shown["actions"]) == ("frozen", 8, 1, [])
    assert shown["mails"] == {"accepted": 8}


async def test_an_editor_sees_which_mails_did_not_arrive_by_council_and_never_by_name(
    http: Http, newsletter: Driver
) -> None:
    name = VALLEY.people[0]
    address = newsletter.contacts.people[name].email
    newsletter.relay.early[address] = [Refused(550, f"no such user <{address}>")]
    edition = await newsletter.sent()
    answer = await http.by(EDITOR).get(f"/editions/{edition}")
    [trouble] = answer.json()["troubles"]
    assert (trouble["state"], trouble["holds"], trouble["councils"]) == ("refused", [VALLEY.leader.id], ["valley"])
    assert answer.json()["mails"] == {"accepted": 7, "refused": 1}
    assert name not in answer.text
    assert address not in answer.text


async def test_of_many_mails_in_trouble_a_hundred_are_told_and_the_rest_counted(http: Http, newsletter: Driver) -> None:
    for n in range(120):
        term = a_term(FAR.id, "member", id=f"term{n:03}")
        await newsletter.tell(begun(term))
        address = newsletter.contacts.add(f"Modig {n}", term.id)
        newsletter.relay.early[address] = [Refused(550, "no such user")]
    edition = await newsletter.sent()
    shown = await read(http, edition)
    assert {tuple(trouble["councils"]) for trouble in shown["troubles"]} == {(FAR.id,)}
    assert (len(shown["troubles"]), shown["more_troubles"], shown["mails"]["refused"]) == (100, 20, 120)


async def test_how_far_the_mails_are_is_told_to_nobody_else(http: Http, newsletter: Driver) -> None:
    edition = await newsletter.sent()
    shown = (await http.by(HARBOUR.member).get(f"/editions/{edition}")).json()
    assert (shown["mails"], shown["troubles"], shown["actions"]) == ({}, [], [])
    assert shown["greeting"] == GREETING


async def test_an_edition_that_is_not_sent_is_missing_for_all_but_its_editor(http: Http, newsletter: Driver) -> None:
    edition = await newsletter.greeted()
    for path in (f"/editions/{edition}", f"/editions/{edition}/digest"):
        hidden = await http.by(HARBOUR.leader).get(path)
        assert (hidden.status_code, slug(hidden)) == (404, "no-such-edition")
        missing = await http.by(HARBOUR.leader).get(path.replace(edition, "nosuch"))
        assert missing.json()["detail"] == hidden.json()["detail"]
        assert (await http.by(EDITOR).get(path)).status_code == 200


async def test_editions_are_listed_the_latest_first(http: Http, newsletter: Driver) -> None:
    older, latest = await newsletter.sent("2026-1"), await newsletter.greeted()
    page = (await http.by(EDITOR).get("/editions", limit=1)).json()
    assert [one["id"] for one in page["items"]] == [latest]
    rest = (await http.by(EDITOR).get("/editions", limit=1, cursor=page["next"])).json()
    assert ([one["id"] for one in rest["items"]], rest["next"]) == ([older], None)
    seen = (await http.by(HARBOUR.member).get("/editions")).json()
    assert [one["id"] for one in seen["items"]] == [older]


async def test_a_list_of_editions_counts_and_tells_nothing_more(http: Http, newsletter: Driver) -> None:
    await newsletter.a_case("tolk")
    await newsletter.sent("2026-1")
    edition = await newsletter.greeted()
    latest, older = (await http.by(EDITOR).get("/editions")).json()["items"]
    assert latest == {
        "id": edition,
        "half": "2026-2",
        "starts": "2026-05-16",
        "ends": "2026-11-15",
        "sends_on": "2026-12-15",
        "state": "open",
        "recipients": 8,
        "cases": 1,
        "actions": [{"action": action, "acting": EDITOR.id} for action in ("greet_edition", "freeze_edition")],
        "sequence": 2,
    }
    assert (older["recipients"], older["cases"]) == (8, 0)


async def test_a_digest_is_shown_as_the_askers_council_reads_it(http: Http, newsletter: Driver) -> None:
    await newsletter.a_case("tolk", short_answer="Fra nyttår.")
    edition = await newsletter.sent()
    shown = (await http.by(HARBOUR.member).get(f"/editions/{edition}/digest", language="nn")).json()
    assert (shown["language"], shown["greeting"]) == ("nn", GREETING["nn"])
    assert [(section["name"], len(section["cases"])) for section in shown["sections"]] == [
        ("ours", 1),
        ("asked", 0),
        ("near", 0),
    ]
    assert shown["sections"][0]["cases"] == [
        {
            "id": "tolk",
            "reference": "26-tolk",
            "title": "Sak tolk",
            "short": "Mange møter til første samtale uten tolk.",
            "short_answer": "Fra nyttår.",
            "word": "reported",
            "origin": "harbour",
            "origin_name": "Brukarutvalet i Havna",
            "where": "Brukarutvalet i Havna skal ta opp saka i eit møte.",
            "updated": "2026-10-06T09:00:00Z",
        }
    ]


async def test_a_digest_is_shown_as_another_council_reads_it(http: Http, newsletter: Driver) -> None:
    await newsletter.a_case("tolk")
    edition = await newsletter.greeted()
    shown = (await http.by(EDITOR).get(f"/editions/{edition}/digest", council=REGION.id)).json()
    assert [case["id"] for case in shown["sections"][2]["cases"]] == ["tolk"]
    unknown = await http.by(EDITOR).get(f"/editions/{edition}/digest", council="nosuch")
    assert (unknown.status_code, slug(unknown)) == (422, "no-such-council")


async def test_who_has_a_post_reads_as_the_councils_of_their_unit(http: Http, newsletter: Driver) -> None:
    await newsletter.a_case("tolk")
    edition = await newsletter.sent()
    shown = (await http.by(MANAGER).get(f"/editions/{edition}/digest")).json()
    assert [case["id"] for case in shown["sections"][0]["cases"]] == ["tolk"]


async def test_a_digest_is_not_shown_while_case_flow_is_away(http: Http, newsletter: Driver) -> None:
    edition = await newsletter.greeted()
    newsletter.cards.away = True
    away = await http.by(EDITOR).get(f"/editions/{edition}/digest")
    assert (away.status_code, slug(away)) == (503, "unavailable")


async def test_the_editors_tasks_name_the_day_and_its_source(http: Http, newsletter: Driver) -> None:
    await newsletter.sent("2026-1")
    assert (await http.by(EDITOR).get("/tasks")).json()["items"] == [
        {
            "action": "open_edition",
            "edition": None,
            "half": "2026-2",
            "due": {"on": "2026-12-15", "rule": "newsletter", "source": "raadslag-2026", "status": "proposed"},
            "acting": EDITOR.id,
        }
    ]


@pytest.mark.parametrize(
    ("path", "body", "told"),
    [
        ("/editions", {"half": "2027-1"}, (422, "window-still-open")),
        ("/editions", {"half": "2025-2"}, (422, "half-too-old")),
        ("/editions", {"half": "2026-1"}, (409, "edition-exists")),
        ("/editions/nosuch/greet", GREETING, (404, "no-such-edition")),
        ("/editions/{open}/freeze", {}, (409, "greeting-missing")),
        ("/editions/{sent}/greet", GREETING, (409, "edition-frozen")),
        ("/editions/{sent}/freeze", {}, (409, "edition-frozen")),
    ],
)
async def test_a_refusal_names_its_rule(
    http: Http, newsletter: Driver, path: str, body: dict[str, str], told: tuple[int, str]
) -> None:
    sent, unsent = await newsletter.sent("2026-1"), await newsletter.opened()
    refused = await http.by(EDITOR).post(path.format(sent=sent, open=unsent), body)
    assert (refused.status_code, slug(refused)) == told


@pytest.mark.parametrize("half", ["2026-3", "2026", "1999-1", "2026-2 ", "२०२६-2"])
async def test_a_half_year_is_named_in_one_way(http: Http, half: str) -> None:
    assert (await http.by(EDITOR).post("/editions", {"half": half})).status_code == 422


@pytest.mark.parametrize("language", list(GREETING))
@pytest.mark.parametrize("number", IDENTITY_NUMBERS)
async def test_no_greeting_takes_an_identity_number(http: Http, newsletter: Driver, language: str, number: str) -> None:
    edition = await newsletter.opened()
    refused = await http.by(EDITOR).post(f"/editions/{edition}/greet", GREETING | {language: f"Ring {number}."})
    [error] = refused.json()["errors"]
    assert (refused.status_code, error["field"], error["rule"]) == (422, f"/{language}", "national-identity-number")
    assert number not in refused.text


async def test_an_edition_is_sent_later_when_there_is_news_that_has_not_arrived(
    http: Http, newsletter: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = await newsletter.greeted()
    monkeypatch.setattr("newsletter.subscriptions.WAITED", 0.01)
    newsletter.house.sources[CASE_FLOW] = Slow(newsletter.house.sources[CASE_FLOW], asyncio.Event().wait)
    refused = await http.by(EDITOR).post(f"/editions/{edition}/freeze")
    assert (refused.status_code, slug(refused)) == (409, "not-level")


async def test_nobody_edits_by_a_post_that_has_ended(http: Http, newsletter: Driver) -> None:
    await newsletter.tell(ended(EDITOR, EDITOR.starts))
    refused = await http.by(EDITOR).post("/editions", {"half": HALF})
    assert (refused.status_code, slug(refused)) == (403, "term-ended")
