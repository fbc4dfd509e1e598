"""A council's mandate: why each number is what it is, and a new version."""

import pytest

from portal.application.mandate import RULE_SET, Mandate
from portal.application.mandating import FIELDS
from portal.application.refusals import Problem, Refused
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor

FORM = "/councils/lar/mandate/new"
WRITTEN = {"starts": "1.1.2027", "status": "agreed"}


async def test_each_number_tells_who_says_it(visitor: Visitor) -> None:
    await visitor.signs_in("bekk")
    page = await visitor.opens("/councils/lar/mandate")
    assert "Utvalget har ikke lagt inn et eget mandat her." in page.text
    assert "Kommer fra mandatet til Regionalt brukerutvalg Vestfold og Telemark, utgave 3." in page.text
    assert "Kommer fra de felles reglene (S1-2018). Regelen er foreslått, ikke vedtatt." in page.text


async def test_a_reason_that_all_numbers_share_is_told_once(
    visitor: Visitor, house: PortalHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = await house.registry.mandate("lykt", "lar")
    common = tuple(one for one in found.numbers if one.source == RULE_SET)

    async def told(*_: str, **_on: object) -> Mandate:
        return found.model_copy(update={"numbers": common})

    monkeypatch.setattr(house.registry, "mandate", told)
    await visitor.signs_in("lykt")
    text = (await visitor.opens("/councils/lar/mandate")).text
    assert text.count("Kommer fra de felles reglene (S1-2018). Regelen er foreslått, ikke vedtatt.") == 1
    assert "Utvalgsmøter i året: 4" in text


async def test_a_leader_writes_down_what_the_mandate_says(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.does(FORM, **WRITTEN, meetings_a_year="6", reference="Møtet 3. desember")
    ((path, body),) = house.registry.told
    assert (path, body["numbers"], body["reference"]) == (
        "/councils/lar/mandates",
        {"meetings_a_year": 6},
        "Møtet 3. desember",
    )
    assert (page.path, "Mandatet er lagret" in page.text) == ("/councils/lar/mandate", True)
    assert "Utvalgsmøter i året: 6 Står i utvalgets eget mandat, utgave 1." in page.text


async def test_the_next_version_begins_with_what_the_last_one_says(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    await visitor.does(FORM, **WRITTEN, meetings_a_year="6")
    assert (await visitor.opens(FORM)).form.fields["meetings_a_year"] == ["6"]


@pytest.mark.parametrize(
    ("slug", "field", "words"),
    [
        ("number-out-of-range", "notice_days", "Skriv et tall fra 1 til 60"),
        ("mandate-older", "starts", "Det er et nyere mandat allerede."),
        ("review-outside-mandate", "review_on", "Velg en dag mens mandatet gjelder."),
        ("ends-before-start", "ends", "Det slutter før det begynner."),
    ],
)
async def test_what_a_mandate_cannot_say_is_told_at_its_field(
    visitor: Visitor, house: PortalHouse, slug: str, field: str, words: str
) -> None:
    await visitor.signs_in("lykt")
    form = await visitor.opens(FORM)
    house.registry.refuses = Refused(422, slug, (Problem(slug, field),))
    page = await visitor.sends(form, **WRITTEN)
    assert (page.status, words in page.text) == (422, True)
    assert f'id="{FIELDS.get(field, field)}-error"' in page.answer.text


async def test_a_number_that_cannot_be_read_opens_the_part_where_it_stands(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.does(FORM, **WRITTEN, handover_days="mange")
    opened = page.answer.text.split('<details class="rd-details" open>')[1:]
    assert ["handover_days" in part.split("</details>")[0] for part in opened] == [False, True]


async def test_each_field_says_between_what_its_number_lies(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    form = await visitor.opens(FORM)
    assert "Fra 1 til 60. Hvis feltet er tomt: 14." in form.text
    page = await visitor.sends(form, **WRITTEN, handover_days="mange")
    assert (page.status, page.text.count("Skriv et tall fra 1 til 60")) == (422, 2)


async def test_others_are_not_offered_to_write_it(visitor: Visitor) -> None:
    await visitor.signs_in("kopp")
    assert "/councils/lar/mandate/new" not in " ".join((await visitor.opens("/councils/lar/mandate")).links)
    assert (await visitor.opens(FORM)).status == 409
