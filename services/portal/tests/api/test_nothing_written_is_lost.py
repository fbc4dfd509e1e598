"""While a service is away every form keeps what was written, and what was perhaps sent still counts once."""

import pytest

from portal.testing.cases import MemoryCaseFlow
from portal.testing.duties import MemoryNotifier
from portal.testing.editions import MemoryNewsletter
from portal.testing.house import PortalHouse
from portal.testing.registry import MemoryRegistry
from portal.testing.visitor import Visitor

CASE: dict[str, str | list[str]] = {
    "title": "Skjermet samtalerom i publikumsmottaket",
    "short": "Alle i køen hører hva som blir sagt.",
    "description": "Et lite rom ved siden av skranken ville hjulpet mange.",
    "lines": ["AT", "K"],
}
# the address of a form, the state of the case, and what is written in it
FORMS: list[tuple[str, str, dict[str, str | list[str]]]] = [
    ("/cases/new?acting=larleader", "reported", CASE),
    ("/cases/c/agenda", "reported", {"meeting": "coming"}),
    ("/cases/c/treat", "on_agenda", {"outcome": "hop"}),
    ("/cases/c/send", "treated", {"to": "rbu", "wish": "answer", "reason": "Flere har det slik."}),
    ("/cases/c/statement", "treated", {"unit": "5303", "text": "Utvalget råder til et skjermet rom."}),
    ("/cases/c/schedule", "reported", {"taken_up": "3.12.2026"}),
    ("/cases/c/turn-away", "reported", {"why": "outside_mandate", "reason": "Det er kommunen som bestemmer."}),
    ("/cases/c/postpone", "on_agenda", {"until": "12.1.2027", "reason": "Lederen er syk."}),
    ("/cases/c/notes", "treated", {"note": "Vi har fått flere brev."}),
    ("/cases/c/withdraw", "reported", {"reason": "Det har løst seg."}),
    ("/cases/c/return", "sent", {"reason": "Saken hører hjemme hos dere."}),
    ("/cases/c/answer", "awaiting_answer", {"outcome": "partly", "short": "Ja, i 2027.", "reason": "Pengene."}),
    ("/cases/c/delay", "awaiting_answer", {"until": "1.2.2027", "short": "Vi regner på prisen."}),
    (
        "/cases/c/follow-ups/new",
        "treated",
        {"what": "Et skilt", "responsible": "unit:5303", "starts": "1.12.2026", "ends": "31.1.2027"},
    ),
    ("/cases/c/dispute", "coming_home", {"missing": "Når blir rommet ferdig?"}),
    ("/meetings/old/hold", "reported", {"attended": ["larleader", "larsecretary"]}),
    ("/meetings/coming/move", "reported", {"day": "10.12.2026", "time": "15", "ends": "17"}),
    ("/meetings/coming/cancel", "reported", {"reason": "Lederen er syk"}),
    (
        "/meetings/coming/arrange",
        "reported",
        {"form": "hybrid", "place": "Rom 2", "access": ["parking", "companion"], "info": "Det blir lunsj."},
    ),
    ("/utgaver/e/hilsen", "reported", {"nb": "Kjære alle sammen!", "nn": "Kjære alle saman!", "en": "Dear all!"}),
    (
        "/councils/lar/meetings/new",
        "reported",
        {"day": "3. desember 2026", "time": "kl. 14", "form": "digital", "type": "council_meeting"},
    ),
]


WHO = {"delay": "bekk", "return": "kopp", "answer": "bekk", "hilsen": "sti"}
Service = MemoryCaseFlow | MemoryNewsletter | MemoryNotifier | MemoryRegistry


def services(house: PortalHouse) -> tuple[Service, ...]:
    return house.case_flow, house.registry, house.newsletter, house.notifier


def all_away(house: PortalHouse, *, away: bool) -> None:
    for service in services(house):
        service.away = away


def listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize(("path", "state", "written"), FORMS)
async def test_what_was_written_outlives_a_service_that_is_away(
    visitor: Visitor, house: PortalHouse, path: str, state: str, written: dict[str, str | list[str]]
) -> None:
    house.case_flow.put("c", state)
    if state == "on_agenda":
        house.registry.hold("old")
    house.newsletter.put("e")
    await visitor.signs_in(WHO.get(path.rpartition("/")[2], "lykt"))
    form = await visitor.opens(path)
    all_away(house, away=True)
    assert (await visitor.sends(form, **written)).status == 503
    all_away(house, away=False)
    again = await visitor.opens(path)
    assert again.form.fields == form.form.fields | {name: listed(value) for name, value in written.items()}
    sent = await visitor.sends(again)
    assert (sent.status, sent.path == path) == (200, False)
    orders = [order for service in services(house) for order in service.orders]
    assert [order.key for order in orders] == form.form.fields["once"]


async def test_a_key_that_is_spent_is_not_offered_again(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    form = await visitor.opens("/cases/new?acting=larleader")
    await visitor.sends(form, **CASE)
    house.case_flow.away = True
    await visitor.sends(form, **CASE)
    house.case_flow.away = False
    await visitor.sends(await visitor.opens("/cases/new?acting=larleader"), title="Noe annet")
    assert (await visitor.opens("/cases/new?acting=larleader")).form.fields["once"] != form.form.fields["once"]


@pytest.mark.parametrize("path", ["/utgaver/e/send", "/plikter/regler/annual-meeting/vedta"])
async def test_a_page_that_only_asks_once_more_speaks_of_no_text_that_was_kept(
    visitor: Visitor, house: PortalHouse, path: str
) -> None:
    house.newsletter.put("e")
    await visitor.signs_in("sti")
    form = await visitor.opens(path)
    all_away(house, away=True)
    await visitor.sends(form)
    all_away(house, away=False)
    again = await visitor.opens(path)
    assert "Teksten din er tatt vare på" not in again.text
    assert again.form.fields["once"] == form.form.fields["once"]
