from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from case_flow.application.rounds.conclude_round import ConcludeRound
from case_flow.testing.driver import Driver
from case_flow.testing.http import Http
from case_flow.testing.places import CENTRE, DIRECTORATE, HARBOUR, OTHER_REGION, REGION, VALLEY, Place
from case_flow.testing.rounds import A_ROUND, AN_ANSWER, ASK, DUE, FOR, OUTCOME, closes, opened, says
from councilkit.events.case_life import CaseRestricted
from councilkit.events.case_words import Basis
from councilkit.ids import random_id
from councilkit.ledger import Call, Draft
from councilkit.web.problems import TYPE_PREFIX


async def a_round(http: Http, **changed: Any) -> str:  # noqa: ANN401 - any part of a body
    made = await http.by(REGION.leader).post("/rounds", A_ROUND | changed)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


async def restrict(case_flow: Driver, case: str) -> None:
    """As the holder of the case does."""
    event = CaseRestricted(case=case, council=HARBOUR.id, basis=next(iter(Basis)), until=DUE)
    call = Call(HARBOUR.leader.id, random_id(), b"", correlation="c")
    await case_flow.service.seen(await case_flow.house.ledger.change(f"case-{case}", call, lambda *_: Draft(event)))


async def test_a_round_is_opened_answered_and_concluded_by_its_verbs(http: Http) -> None:
    round = await a_round(http)
    for place in (HARBOUR, VALLEY):
        assert (await http.by(place.leader).post(f"/rounds/{round}/answer", AN_ANSWER)).status_code == 200
    ended = await http.by(REGION.leader).post(
        f"/rounds/{round}/conclude", {"outcome": OUTCOME, "contributed": [HARBOUR.id]}
    )
    assert ended.json() == {"receipt": f"round-{round}:000004", "seen": True, "id": round}

    told = (await http.by(DIRECTORATE.manager).get(f"/rounds/{round}")).json()
    assert {name: told[name] for name in ("title", "intro", "asks", "state", "missing")} == {
        "title": ASK.title,
        "intro": ASK.intro,
        "asks": list(ASK.questions),
        "state": "concluded",
        "missing": [],
    }
    assert (told["due"]["on"], told["due"]["rule"]) == (DUE.isoformat(), "set-by-hand")
    assert told["outcome"]["text"] == OUTCOME
    assert told["outcome"]["contributed"] == [HARBOUR.id]
    assert [(said["council"], said["answers"]) for said in told["answers"]] == [
        (place.id, [{"stance": "for", "comment": FOR.comment}, {"stance": "none", "comment": None}])
        for place in (HARBOUR, VALLEY)
    ]
    assert told["levels"] == [
        {
            "level": "local",
            "councils": [
                {"council": HARBOUR.id, "answered": True, "contributed": True},
                {"council": VALLEY.id, "answered": True, "contributed": False},
            ],
        }
    ]


async def test_a_round_names_what_each_may_do_now(http: Http, case_flow: Driver) -> None:
    round = await a_round(http)

    async def actions(*holdings: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - terms
        told = (await http.by(*holdings).get(f"/rounds/{round}")).json()
        return [(one["action"], one["acting"]) for one in told["actions"] if one["action"] != "erase_round_text"]

    both = (REGION.leader, HARBOUR.secretary)
    assert await actions(*both) == [("answer_round", HARBOUR.secretary.id)]
    await says(case_flow, HARBOUR, round)
    await says(case_flow, VALLEY, round)
    assert ("conclude_round", REGION.leader.id) in await actions(*both)
    await case_flow.do(ConcludeRound(round, OUTCOME, ()), REGION.leader)
    assert await actions(*both) == []


async def test_rounds_are_listed_with_what_changed_last_first_page_by_page(http: Http, case_flow: Driver) -> None:
    rounds = [await a_round(http) for _ in range(3)]
    others = await opened(case_flow, replace(ASK, to=(OTHER_REGION.id,)))
    await says(case_flow, HARBOUR, rounds[0])
    reader = http.by(HARBOUR.member)
    first = (await reader.get("/rounds", council=HARBOUR.id, limit=2)).json()
    second = (await reader.get("/rounds", council=HARBOUR.id, limit=2, cursor=first["next"])).json()
    assert [one["id"] for page in (first, second) for one in page["items"]] == [rounds[0], rounds[2], rounds[1]]
    assert others in [one["id"] for one in (await reader.get("/rounds")).json()["items"]]
    waiting = (await reader.get("/rounds", waiting=True)).json()["items"]
    assert [one["id"] for one in waiting] == [rounds[2], rounds[1]]


async def test_a_round_that_all_have_answered_waits_for_who_asked(http: Http, case_flow: Driver) -> None:
    async def waits_for(place: Place) -> bool:
        return bool((await http.by(place.leader).get("/rounds", waiting=True)).json()["items"])

    round = await a_round(http)
    for place in (HARBOUR, VALLEY):
        assert (await waits_for(place), await waits_for(REGION)) == (True, False)
        await says(case_flow, place, round)
    assert (await waits_for(VALLEY), await waits_for(REGION)) == (False, True)
    await case_flow.do(ConcludeRound(round, OUTCOME, ()), REGION.leader)
    assert not await waits_for(REGION)


async def test_a_round_whose_day_is_over_waits_for_all_sides(http: Http, case_flow: Driver) -> None:
    await a_round(http)
    await case_flow.wait_until(case_flow.now + timedelta(days=40))
    for place in (HARBOUR, REGION):
        assert (await http.by(place.leader).get("/rounds", waiting=True)).json()["items"]


async def test_who_writes_mails_learns_the_titles_of_rounds(http: Http) -> None:
    round = await a_round(http)
    mailer = http.by(scopes=("cards:read",), acting="service")
    [card] = (await mailer.post("/round-cards", {"rounds": [round, "noround"]})).json()["items"]
    assert (card["id"], card["title"], card["council"]) == (round, ASK.title, REGION.id)


async def test_the_rounds_about_a_case_are_found_by_it(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case()
    about, _ = await a_round(http, case=case), await a_round(http)
    listed = (await http.by(CENTRE.leader).get("/rounds", case=case)).json()["items"]
    assert [one["id"] for one in listed] == [about]


async def test_a_round_about_a_case_that_was_restricted_is_told_to_those_alone_who_take_part(
    http: Http, case_flow: Driver
) -> None:
    case = await case_flow.a_case()
    round = await a_round(http, case=case)
    mailer = http.by(scopes=("cards:read",), acting="service")

    async def seen(*holdings: Any) -> list[bool]:  # noqa: ANN401 - terms
        asker = http.by(*holdings)
        listed = (await asker.get("/rounds")).json()["items"]
        return [(await asker.get(f"/rounds/{round}")).status_code == 200, bool(listed)]

    for place in (OTHER_REGION, VALLEY, CENTRE):
        assert await seen(place.leader) == [True, True]
    await restrict(case_flow, case)
    for place, visible in {OTHER_REGION: False, CENTRE: False, VALLEY: True, REGION: True, HARBOUR: True}.items():
        assert await seen(place.leader) == [visible, visible], place
    assert (await mailer.post("/round-cards", {"rounds": [round]})).json() == {"items": []}

    refused = await http.by(HARBOUR.leader).post(
        "/rounds", A_ROUND | {"council": HARBOUR.id, "to": [VALLEY.id], "case": case}
    )
    assert refused.json()["type"] == f"{TYPE_PREFIX}about-a-restricted-case"
    unknown = await http.by(REGION.leader).post("/rounds", A_ROUND | {"case": case})
    assert unknown.json()["type"] == f"{TYPE_PREFIX}unknown-reference"


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/rounds", A_ROUND | {"title": "Til 01019012345"}, "/title"),
        ("/rounds", A_ROUND | {"intro": "Til 01019012345"}, "/intro"),
        ("/rounds", A_ROUND | {"questions": ["Hva?", "Til 010190 12345"]}, "/questions/1"),
        ("/rounds/x/answer", {"answers": [{"stance": "for", "comment": "Om 01019012345"}]}, "/answers/0/comment"),
        ("/rounds/x/conclude", {"outcome": "Til 01019012345", "contributed": []}, "/outcome"),
    ],
)
async def test_an_identity_number_is_refused_with_its_field(
    http: Http, path: str, body: dict[str, Any], field: str
) -> None:
    refused = await http.by(REGION.leader).post(path, body)
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == [field]
    assert "01019012345" not in refused.text


async def test_a_repeated_click_opens_one_round(http: Http) -> None:
    leader = http.by(REGION.leader)
    first, second = [await leader.post("/rounds", A_ROUND, key="the-same-click-twice") for _ in range(2)]
    assert first.json()["id"] == second.json()["id"]
    assert len((await leader.get("/rounds")).json()["items"]) == 1


async def test_a_round_that_is_not_there_is_missing(http: Http) -> None:
    for answer in (
        await http.by(REGION.leader).get("/rounds/nowhere"),
        await http.by(HARBOUR.leader).post("/rounds/nowhere/answer", AN_ANSWER),
    ):
        assert (answer.status_code, answer.json()["type"]) == (404, f"{TYPE_PREFIX}no-such-round")


async def test_a_text_is_erased_by_who_wrote_it_and_by_who_asked_and_by_nobody_else(
    http: Http, case_flow: Driver
) -> None:
    round = await a_round(http)
    await says(case_flow, HARBOUR, round)
    told = (
        await http.by(HARBOUR.leader, VALLEY.leader, REGION.secretary, OTHER_REGION.leader).get(f"/rounds/{round}")
    ).json()
    [said] = told["answers"]
    assert [one["acting"] for one in said["actions"]] == [HARBOUR.leader.id, REGION.secretary.id]
    asked = [one["acting"] for one in told["actions"] if one["action"] == "erase_round_text"]
    assert asked == [REGION.secretary.id]

    comment, question = ({"entry": said["entry"], "text": "comment_1"}, {"entry": told["entry"], "text": "question_2"})
    address = f"/rounds/{round}/texts/erase"
    for stranger, text in ((VALLEY, comment), (OTHER_REGION, comment), (HARBOUR, question)):
        assert (await http.by(stranger.leader).post(address, text)).status_code == 403
    assert (await http.by(HARBOUR.leader).post(address, comment)).status_code == 200
    assert (await http.by(REGION.leader).post(address, question)).status_code == 200
    again = await http.by(HARBOUR.leader).post(address, comment)
    assert again.json()["type"] == f"{TYPE_PREFIX}no-such-text"

    told = (await http.by(VALLEY.member).get(f"/rounds/{round}")).json()
    assert (told["asks"], told["answers"][0]["answers"][0]) == (
        [ASK.questions[0], None],
        {"stance": "for", "comment": None},
    )


async def test_who_came_after_a_council_erases_what_that_wrote(http: Http, case_flow: Driver) -> None:
    round = await a_round(http)
    await says(case_flow, HARBOUR, round)
    await closes(case_flow, HARBOUR, VALLEY)
    entry = (await http.by(VALLEY.leader).get(f"/rounds/{round}")).json()["answers"][0]["entry"]
    text = {"entry": entry, "text": "comment_1"}
    assert (await http.by(VALLEY.leader).post(f"/rounds/{round}/texts/erase", text)).status_code == 200


async def test_a_text_of_a_case_is_erased_as_before_and_no_round_hears_of_it(http: Http, case_flow: Driver) -> None:
    round = await a_round(http)
    case = await case_flow.a_case()
    text = {"entry": f"case-{case}:000001", "text": "description"}
    assert (await http.by(HARBOUR.leader).post(f"/cases/{case}/texts/erase", text)).json()["seen"]
    assert (await http.by(HARBOUR.leader).get(f"/rounds/{round}")).json()["sequence"] == 1
