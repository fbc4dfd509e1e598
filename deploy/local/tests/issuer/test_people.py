import pytest

from raadslag_local.issuer.people import UNITS, grouped, only_the_founder

HORTEN = {"council": {"id": "c1", "names": {"nb": "LBU Horten"}}, "unit": None}
OFFICE = {"council": None, "unit": {"number": "0701", "name": "Nav Horten"}}


def person(name: str, *holdings: dict[str, object]) -> dict[str, object]:
    return {"name": name, "email": f"{name.lower()}@example.no", "holdings": holdings}


def test_councils_come_before_units_and_leaders_first() -> None:
    listed = [
        person("Kopp", HORTEN | {"role": "member"}),
        person("Bøyle", OFFICE | {"role": "answering_manager"}),
        person("Lykt", HORTEN | {"role": "leader"}),
    ]
    groups = grouped(listed)
    assert [group.name for group in groups] == ["LBU Horten", UNITS]
    assert groups[1].people[0].role == "svaransvarlig ved Nav Horten"
    assert [(one.name, one.role) for one in groups[0].people] == [("Lykt", "leder"), ("Kopp", "medlem")]


@pytest.mark.parametrize(
    ("role", "words"),
    [("deputy", "vararepresentant"), ("nav_representative", "Nav-representant"), ("observer", "observatør")],
)
def test_a_role_has_the_portals_name(role: str, words: str) -> None:
    [group] = grouped([person("Kopp", HORTEN | {"role": role})])
    assert group.people[0].role == words


def test_the_founder_stands_in_for_the_directorates_contact() -> None:
    [group] = only_the_founder("founder@example.no")
    assert group.people[0].role == "kontaktperson i direktoratet inntil videre"


def test_someone_who_holds_two_things_stands_in_both_places() -> None:
    groups = grouped([person("Lykt", HORTEN | {"role": "leader"}, OFFICE | {"role": "delegate"})])
    assert [group.people[0].name for group in groups] == ["Lykt", "Lykt"]


def test_an_empty_registry_offers_its_founder() -> None:
    assert [one.subject for group in only_the_founder("founder@example.no") for one in group.people] == [
        "founder@example.no"
    ]
