import pytest

from council_registry.testing.driver import FOUNDER, Driver
from council_registry.testing.http import Http
from council_registry.testing.people import OFFICER
from councilkit.ids import derived_id
from councilkit.testing.holdings import a_post
from councilkit.web import to_cursor


async def test_everybody_reads_the_own_name_and_places(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    person = (await registry.sign_in("outside-modig.lykt")).subject
    me = (await http.by(seated.leader, OFFICER, subject=person).get("/me")).json()
    term, post = me.pop("holdings")
    told: dict[str, object] = {"person": person, "name": "Modig Lykt", "language": "nb"}
    told |= {"former": [], "vouched_by": None}
    assert me == told
    assert (term["role"], term["council"]["short"], term["unit"]) == ("leader", "LBU-HOR", None)
    assert (post["role"], post["council"], post["unit"]["number"]) == ("regional_officer", None, "0800")


async def test_the_founder_has_a_name_too(http: Http, registry: Driver) -> None:
    [post] = (await registry.sign_in(FOUNDER)).holdings
    founder = http.by(a_post("9000", post.role, id=post.id), subject="founder")
    assert (await founder.get("/me")).json()["name"] == "Grunnlegger"


async def test_a_person_who_was_never_entered_is_missing(http: Http) -> None:
    assert (await http.by(OFFICER, subject="nobody").get("/me")).status_code == 404


async def test_a_mailer_learns_how_to_reach_those_who_hold_a_term_and_not_who_they_are(
    http: Http, registry: Driver
) -> None:
    seated = await registry.a_seated_council()
    person = (await registry.sign_in("outside-modig.lykt")).subject
    mailer = http.by(scopes=("contacts:resolve",))
    asked = {"campaign": "edition-2026.2", "terms": [seated.leader.id, "unknown"], "posts": []}
    [told] = (await mailer.post("/contacts/resolve", asked)).json()["people"]
    assert told.pop("key") == derived_id("recipient", "edition-2026.2", person)
    assert told == {
        "name": "Modig Lykt",
        "email": "modig.lykt@example.no",
        "language": "nb",
        "channel": "email",
        "optional_mail": True,
        "holds": [seated.leader.id],
    }


@pytest.mark.parametrize("campaign", ["", "With Capitals", "a/b", "x" * 121])
async def test_a_campaign_is_named_as_mails_name_it(http: Http, campaign: str) -> None:
    answer = await http.by(scopes=("contacts:resolve",)).post("/contacts/resolve", {"campaign": campaign})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "/campaign")


async def test_contacts_are_told_of_five_hundred_terms_and_posts_at_a_time(http: Http) -> None:
    async def asked(terms: int, posts: int) -> int:
        body = {
            "campaign": "edition-1",
            "terms": [f"term-{n}" for n in range(terms)],
            "posts": [f"post-{n}" for n in range(posts)],
        }
        return (await http.by(scopes=("contacts:resolve",)).post("/contacts/resolve", body)).status_code

    assert [await asked(250, 250), await asked(250, 251)] == [200, 422]


async def test_people_are_listed_to_the_local_issuer_in_pages(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    contact = {"name": "Rolig Fjord", "email": "rolig@example.no", "language": "nb", "subject": "outside"}
    body = {"role": "secretary", "seat": seated.desk, "starts": "2026-01-01", "contact": contact}
    await http.by(OFFICER).post(f"/councils/{seated.id}/terms", body)
    issuer = http.by(scopes=("people:list",))
    first = (await issuer.get("/people", limit="1")).json()
    rest = (await issuer.get("/people", cursor=first["next"])).json()
    people = {person["name"]: person for person in first["items"] + rest["items"]}
    assert people.keys() == {"Modig Lykt", "Rolig Fjord"}
    assert people["Modig Lykt"]["email"] == "modig.lykt@example.no"
    assert people["Modig Lykt"]["holdings"][0]["council"]["names"]["nb"] == "LBU-HOR"


async def test_a_cursor_of_another_list_is_refused(http: Http) -> None:
    answer = await http.by(scopes=("people:list",)).get("/people", cursor=to_cursor(["x", "y"]))
    assert answer.status_code == 422
