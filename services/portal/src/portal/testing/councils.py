"""A few councils and people with made-up names."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from councilkit.events.councils import Names
from portal.application.refusals import Refused
from portal.application.resources import Allowed, Council, CouncilName, Count, Holding, Seat, Term, UnitName

EMPLOYEE: Final = "employee"
BOARD: Final = ("leader", "secretary")
OFFICERS: Final = ("directorate_contact", "regional_officer")
CONTACTS: Final = ("directorate_contact",)
STARTED: Final = date(2025, 1, 1)

LARVIK = UnitName(number="5303", name="Nav Larvik")
REGION = UnitName(number="3800", name="Nav Vestfold og Telemark")
DIRECTORATE = UnitName(number="9000", name="Arbeids- og velferdsdirektoratet")


def _council(id: str, short: str, nb: str, nn: str, *, level: str, parent: str | None, unit: UnitName) -> Council:
    kind = "line_council" if short == "BU-NAY" else "user_council"
    seats = tuple(
        Seat(id=f"{id}seat{role}", side=side, term=Term(id=f"{id}{role}", role=role, side=side, starts=STARTED))
        for role, side in (("leader", "user"), ("member", "user"), ("secretary", "nav"))
    )
    return Council(
        id=id,
        short=short,
        names=Names(nb=nb, nn=nn, en=nb),
        level=level,
        kind=kind,
        parent=parent,
        units=(unit,),
        language="nb",
        led_by="user",
        seats=(*seats, Seat(id=f"{id}seatempty", side="user")),
        cases=Count(raised=3, answered=1),
        sequence=7,
    )


COUNCILS: Final = {
    council.id: council
    for council in (
        _council(
            "lar",
            "LBU-LAR",
            "Lokalt brukerutvalg Larvik",
            "Lokalt brukarutval Larvik",
            level="local",
            parent="rbu",
            unit=LARVIK,
        ),
        _council(
            "rbu",
            "RBU-VT",
            "Regionalt brukerutvalg Vestfold og Telemark",
            "Regionalt brukarutval Vestfold og Telemark",
            level="regional",
            parent="sbu",
            unit=REGION,
        ),
        _council(
            "sbu",
            "SBU",
            "Sentralt brukerutvalg",
            "Sentralt brukarutval",
            level="central",
            parent=None,
            unit=DIRECTORATE,
        ),
        _council(
            "nay",
            "BU-NAY",
            "BU Nav arbeid og ytelser",
            "BU Nav arbeid og ytingar",
            level="central",
            parent=None,
            unit=DIRECTORATE,
        ),
    )
}
UNITS: Final = {unit.number: unit for unit in (LARVIK, REGION, DIRECTORATE)}


def term(council: str, role: str, side: str = "user") -> Holding:
    held = COUNCILS[council]
    name = CouncilName(id=held.id, short=held.short, names=held.names)
    return Holding(id=f"{council}{role}", kind="term", role=role, side=side, council=name)


def post(unit: UnitName, role: str) -> Holding:
    return Holding(id=f"post{unit.number}{role}", kind="post", role=role, side="nav", unit=unit)


ANSWERS: Final = Holding(id="postffo", kind="post", role="organisation_contact", side="user", organisation="ffo")
PEOPLE: Final = {
    "lykt": ("Modig Lykt", (term("lar", "leader"), term("rbu", "member"))),
    "fjord": ("Rolig Fjord", (term("lar", "secretary", "nav"),)),
    "kopp": ("Grundig Kopp", (term("rbu", "leader"),)),
    "skigard": ("Blid Skigard", (term("sbu", "secretary", "nav"),)),
    "bekk": ("Stille Bekk", (post(LARVIK, "answering_manager"), post(DIRECTORATE, "answering_manager"))),
    "sti": ("Klar Sti", (post(DIRECTORATE, "directorate_contact"),)),
    "vind": ("Frisk Vind", (post(REGION, "regional_officer"),)),
    "siv": ("Rask Siv", (post(LARVIK, "employee"),)),
    "benk": ("Tom Benk", ()),
    "furu": ("Stolt Furu", (ANSWERS,)),
    "lauv": ("Gult Lauv", ()),
}


FORMER: Final = {"lauv": (term("lar", "member").model_copy(update={"ends": date(2026, 6, 30)}),)}


def holding(subject: str, id: str) -> Holding:
    found = next((held for held in PEOPLE[subject][1] if held.id == id), None)
    if found is None:
        raise Refused(403, "not-your-term")
    return found


def may(token: str, roles: Iterable[str], actions: Iterable[str], acting: str | None = None) -> tuple[Allowed, ...]:
    posts = [held.id for held in PEOPLE[token][1] if held.role in roles and acting in (None, held.id)]
    return tuple(Allowed(action=action, acting=id) for action in actions for id in posts)
