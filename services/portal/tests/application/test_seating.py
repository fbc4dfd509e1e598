from datetime import date

import pytest

from portal.application.forms import Form
from portal.application.people import Chair, OpenRequest, Seats, Sitter
from portal.application.resources import CouncilName, Term
from portal.application.seating import SEAT_DEEDS, places, roles
from portal.application.sitting import to_ring
from portal.testing.councils import COUNCILS

EVERYTHING = ("start_term", "end_term", "request_nomination", "close_seat")
FOR_GOOD = Term(id="t", role="member", side="user", starts=date(2025, 1, 1))
ENDING = FOR_GOOD.model_copy(update={"ends": date(2026, 12, 31)})
ASKED = OpenRequest(id="n", stage="asked", due=date(2026, 12, 20))
LAR = COUNCILS["lar"]
START = next(deed for deed in SEAT_DEEDS if deed.action == "start_term")


def offered(**chair: object) -> tuple[str | None, tuple[str, ...]]:
    council = CouncilName(id=LAR.id, short=LAR.short, names=LAR.names)
    seats = Seats(council=council, items=(Chair.model_validate({"id": "s", "side": "user", **chair}),))
    (place,) = places(seats, [], EVERYTHING)
    return place.main, place.others


@pytest.mark.parametrize(
    ("chair", "first", "rest"),
    [
        ({"vacant": True}, "request_nomination", ("start_term", "close_seat")),
        ({"vacant": True, "nomination": ASKED}, "start_term", ("close_seat",)),
        ({"vacant": True, "deputies": ("d",)}, "request_nomination", ("start_term",)),
        ({"vacant": True, "coming": FOR_GOOD}, "close_seat", ()),
        ({"term": FOR_GOOD}, None, ("end_term", "request_nomination")),
        ({"term": ENDING}, None, ("end_term", "start_term", "request_nomination")),
        ({"term": ENDING, "last_day": date(2026, 12, 31)}, None, ("end_term",)),
        ({"last_day": date(2026, 1, 1)}, None, ()),
    ],
)
def test_a_seat_offers_what_fits_it(chair: dict[str, object], first: str | None, rest: tuple[str, ...]) -> None:
    assert offered(**chair) == (first, rest)


def test_a_deputys_seat_is_for_deputies() -> None:
    assert roles(Chair(id="s", side="user", deputy_for="p")) == ("deputy",)
    assert "secretary" in roles(Chair(id="s", side="nav"))


def test_somebody_known_needs_no_name() -> None:
    known = Form("k", {"who": ["p"], "role": ["member"], "starts": ["1.1.2027"]})
    assert START.checked(known).wrong is False
    assert START.body(known, "s")["person"] == "p"


def test_the_secretary_is_rung_first_and_who_cannot_be_reached_not_at_all() -> None:
    def one(role: str, phone: str | None) -> Sitter:
        return Sitter(term=role, seat=role, role=role, side="user", starts=date(2025, 1, 1), phone=phone)

    sitting = [one("leader", "1"), one("member", "2"), one("secretary", "3"), one("coordinator", None)]
    assert [who.role for who in to_ring(sitting)] == ["secretary", "leader"]
