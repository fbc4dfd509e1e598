from council_registry.testing.driver import FOUNDER, Driver
from council_registry.testing.http import Http
from council_registry.testing.people import OFFICER
from councilkit.testing.holdings import a_post
from councilkit.web import to_cursor


async def test_everybody_reads_the_own_name_and_places(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    person = (await registry.sign_in("outside-modig.lykt")).subject
    me = (await http.by(seated.leader, OFFICER, subject=person).get("/me")).json()
    term, post = me.pop("holdings")
    assert me == {"person": person, "name": "Modig Lykt", "language": "nb"}
    assert (term["role"], term["council"]["short"], term["unit"]) == ("leader", "LBU-HOR", None)
    assert (post["role"], post["council"], post["unit"]["number"]) == ("regional_officer", None, "0800")


async def test_the_founder_has_a_name_too(http: Http, registry: Driver) -> None:
    [post] = (await registry.sign_in(FOUNDER)).holdings
    founder = http.by(a_post("9000", post.role, id=post.id), subject="founder")
    assert (await founder.get("/me")).json()["name"] == "Grunnlegger"


async def test_a_person_who_was_never_entered_is_missing(http: Http) -> None:
    assert (await http.by(OFFICER, subject="nobody").get("/me")).status_code == 404


async def test_a_mailer_learns_how_to_reach_those_who_hold_a_term(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    person = (await registry.sign_in("outside-modig.lykt")).subject
    mailer = http.by(scopes=("contacts:resolve",))
    answer = await mailer.post("/contacts/resolve", {"terms": [seated.leader.id, "unknown"], "posts": []})
    assert answer.json() == {
        "people": [
            {
                "person": person,
                "name": "Modig Lykt",
                "email": "modig.lykt@example.no",
                "phone": None,
                "language": "nb",
                "holds": [seated.leader.id],
            }
        ]
    }


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
