"""One's own page: who one is, what is kept, and who looked."""

from datetime import timedelta
from typing import Any

import pytest

from council_registry.domain.person import Code, Purpose
from council_registry.domain.seat_file import Nominee
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.http import Http
from council_registry.testing.people import OFFICER
from councilkit.testing.client import Asker
from councilkit.testing.holdings import a_term
from councilkit.web.pages import to_cursor
from councilkit.web.problems import TYPE_PREFIX

CONTACT: dict[str, Any] = {
    "name": "Modig Lykt",
    "email": "lykt@example.no",
    "language": "nn",
    "phone": "+47 22 22 22 22",
    "phone_shared": True,
    "address": "Lyktegata 1",
    "protected": True,
    "channel": "email",
    "optional_mail": False,
    "user_group": "syn",
    "groups": ["youth", "organisation"],
}


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    return await registry.a_seated_council()


@pytest.fixture
async def myself(http: Http, registry: Driver, seated: Seated) -> Asker:
    return http.by(seated.leader, subject=(await registry.sign_in("outside-modig.lykt")).subject)


async def test_a_person_changes_the_own_contact(myself: Asker) -> None:
    assert (await myself.put("/me/contact", CONTACT)).status_code == 200
    assert (await myself.get("/me/contact")).json() == {**CONTACT, "organisation": None, "signed_in": True}
    assert (await myself.get("/me")).json()["language"] == "nn"


@pytest.mark.parametrize(
    ("changes", "slug", "field"),
    [
        ({"email": None}, "no-address", "/email"),
        ({"organisation": "nowhere"}, "unknown-reference", "/organisation"),
        ({"groups": ["youth", "youth"]}, "invalid-input", None),
        ({"phone": "ring me"}, "invalid-input", None),
    ],
)
async def test_a_contact_that_cannot_be_is_refused(
    myself: Asker, changes: dict[str, Any], slug: str, field: str | None
) -> None:
    answer = await myself.put("/me/contact", {**CONTACT, **changes})
    told = answer.json()
    assert (answer.status_code, told["type"].removeprefix(TYPE_PREFIX)) == (422, slug)
    assert field is None or told["errors"][0]["field"] == field
    assert "ring me" not in answer.text


@pytest.mark.parametrize(
    "name",
    ["محمد عبد الله", "李小龍", "Ærlig Ås-Øy", "O'Lykt", "Čáhppes Ŋuolla", "x" * 120, "Lykt e\u0301", "\u200fلمعة"],
)
async def test_a_name_in_any_script_is_a_name(myself: Asker, name: str) -> None:
    assert (await myself.put("/me/contact", {**CONTACT, "name": name})).status_code == 200


@pytest.mark.parametrize("name", ["Modig \u202eLykt", "x" * 121, " "])
async def test_a_name_that_fools_the_reader_is_refused(myself: Asker, name: str) -> None:
    assert (await myself.put("/me/contact", {**CONTACT, "name": name})).status_code == 422


async def test_who_wants_paper_needs_no_address_and_gets_no_mail(http: Http, myself: Asker, seated: Seated) -> None:
    await myself.put("/me/contact", {**CONTACT, "channel": "paper"})
    mailer = http.by(scopes=("contacts:resolve",))
    asked = {"campaign": "edition-1", "terms": [seated.leader.id]}
    [told] = (await mailer.post("/contacts/resolve", asked)).json()["people"]
    assert (told["email"], told["channel"], told["optional_mail"]) == (None, "paper", False)
    assert (await myself.put("/me/contact", {**CONTACT, "channel": "paper", "email": None})).status_code == 200


async def test_a_person_takes_everything_home(myself: Asker, registry: Driver, seated: Seated) -> None:
    me = (await myself.get("/me")).json()["person"]
    code = Code(Purpose.INVITATION, seated.leader.id, me, "made", "2026:hash", registry.now, used=True)
    await registry.keeping.codes.put(code)
    body = {"councils": [seated.id], "type": "council_meeting", "form": "digital", "starts_at": "2026-11-17T09:05:00Z"}
    meeting = (await myself.post("/meetings", body)).json()["id"]
    registry.now += timedelta(minutes=8)
    await myself.post(f"/meetings/{meeting}/hold", {"attended": [seated.leader.id]})

    answer = await myself.get("/me/data")
    data = answer.json()
    assert answer.headers["content-disposition"] == 'attachment; filename="raadslag-data.json"'
    assert data["contact"]["name"] == "Modig Lykt"
    assert [held["id"] for held in data["holdings"]] == [seated.leader.id]
    [mine] = data["meetings"]
    assert (mine["meeting"], mine["attended"], mine["absent"], mine["signed_up"]) == (meeting, True, False, False)
    assert [(one["purpose"], one["used"]) for one in data["codes"]] == [("invitation", True)]
    assert "hash" not in answer.text


async def test_a_person_takes_home_for_what_an_organisation_has_named_that_one(myself: Asker, registry: Driver) -> None:
    named = Nominee("M. Lykt", "Modig.Lykt@example.no", None, "Knows the office")
    await registry.keeping.seats.write_nominees("request", [Nominee("Modig Lykt"), named])
    data = (await myself.get("/me/data")).json()
    assert data["nominations"] == [{"request": "request", **vars(named)}]


async def test_a_person_takes_home_also_where_it_was_not_possible_to_come(myself: Asker, seated: Seated) -> None:
    body = {"councils": [seated.id], "type": "council_meeting", "form": "digital", "starts_at": "2026-12-17T09:05:00Z"}
    meeting = (await myself.post("/meetings", body)).json()["id"]
    told = await myself.post(f"/meetings/{meeting}/absence", {"term": seated.leader.id})
    assert told.status_code == 200, told.text
    [mine] = (await myself.get("/me/data")).json()["meetings"]
    assert (mine["meeting"], mine["attended"], mine["absent"]) == (meeting, False, True)


async def test_a_person_is_told_who_looked_and_why(http: Http, myself: Asker, registry: Driver, seated: Seated) -> None:
    await http.by(OFFICER).get(f"/councils/{seated.id}/people")
    registry.now += timedelta(minutes=1)
    await http.by(scopes=("contacts:resolve",), subject="mailer").post(
        "/contacts/resolve", {"campaign": "edition-1", "terms": [seated.leader.id]}
    )
    first = (await myself.get("/me/access", limit="1")).json()
    rest = (await myself.get("/me/access", cursor=first["next"])).json()
    [newest, oldest] = first["items"] + rest["items"]
    assert (newest["service"], newest["why"], newest["held"]) == ("mailer", "resolve_contacts", None)
    assert (oldest["service"], oldest["why"]) == (OFFICER.id, "read_people")  # a post that only this test knows of
    assert rest["next"] is None


async def test_looking_at_oneself_is_no_look(myself: Asker, seated: Seated) -> None:
    await myself.get(f"/councils/{seated.id}/terms/{seated.leader.id}/contact")
    assert (await myself.get("/me/access")).json()["items"] == []


@pytest.mark.parametrize("cursor", ["yesterday", "2026-11-17T09:00:00", ["a", "b"], 7])
async def test_a_cursor_of_another_list_is_refused(myself: Asker, cursor: Any) -> None:  # noqa: ANN401 - whatever it holds
    assert (await myself.get("/me/access", cursor=to_cursor(cursor))).status_code == 422


async def test_who_sat_lately_still_reads_and_changes_what_is_kept(
    http: Http, registry: Driver, seated: Seated
) -> None:
    registry.now += timedelta(days=60)
    form = {"grant_type": "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token": "outside-modig.lykt"}
    token = await http.client.post(
        "/token", data={**form, "subject_token_type": "urn:ietf:params:oauth:token-type:id_token"}
    )
    former = Asker(http.client, token.json()["access_token"])
    me = (await former.get("/me")).json()
    assert (me["holdings"], [held["id"] for held in me["former"]]) == ([], [seated.leader.id])
    assert (await former.put("/me/contact", CONTACT)).status_code == 200
    assert (await former.get("/me/data")).status_code == 200
    assert (await former.get("/councils")).status_code == 403
    page = (await former.get(f"/councils/{seated.id}")).json()
    assert (page["short"], page["actions"]) == ("LBU-HOR", [])  # whose cases they were


async def test_who_is_not_in_the_register_has_no_data(http: Http) -> None:
    stranger = http.by(a_term("anywhere"), subject="nobody")
    assert (await stranger.get("/me/data")).status_code == 404
    assert (await stranger.get("/me/contact")).status_code == 404
    assert (await stranger.post("/me/erase")).status_code == 404
