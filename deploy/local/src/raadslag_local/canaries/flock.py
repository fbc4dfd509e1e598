"""The canaries: people whose every word says which of them it is of, and the councils that they fill."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

A_COUNCIL = 10
LEADER, SECRETARY, INVITED, VOUCHED_FOR, FIRST_DEPUTY = 0, 1, 5, 6, 7
"""Places in a council; those between are members, and the last three are deputies of the first members."""

LAST = A_COUNCIL - 1

MOST = 1000
ORGANISATION = "Fugleforeningen"
OFFICE = "0701"

Row = dict[str, Any]


@dataclass(frozen=True)
class Canary:
    number: int

    @property
    def tag(self) -> str:
        return f"{self.number:03}"

    @property
    def name(self) -> str:
        return f"Kanari{self.tag}fink Kanari{self.tag}fjær"

    @property
    def email(self) -> str:
        return f"kanari{self.tag}@example.no"

    @property
    def phone(self) -> str:
        """One that no telephone has: no country's number begins so."""
        return f"+99 3141590 {self.tag}"

    @property
    def address(self) -> str:
        return f"Kanari{self.tag}veien 7, 0000 Fuglekassen"

    @property
    def key(self) -> str:
        """What a table calls the canary by, as it might by an identity number."""
        return f"kanari{self.tag}-80{self.number * 7919 % 10000:04}"

    @property
    def subject(self) -> str:
        return f"kanari{self.tag}.ytre.identitet"

    @property
    def place(self) -> int:
        """Tell where in the own council this one sits."""
        return self.number % A_COUNCIL

    @property
    def council(self) -> str:
        return f"FUGL-{self.number // A_COUNCIL}"


def flock(size: int) -> list[Canary]:
    """Tell so many of them, whole councils."""
    return [Canary(number) for number in range(size)]


def tables(canaries: Sequence[Canary], today: date) -> dict[str, list[Row]]:
    """Tell the rows that an import brings them in with."""
    starts = date(today.year, 1, 1).isoformat()
    return {
        "organisations": [{"name": ORGANISATION}],
        "councils": [_council(canary.council) for canary in canaries if canary.place == LEADER],
        "contacts": [_contact(canary) for canary in canaries],
        "seats": [_seat(canary, starts) for canary in canaries],
        "posts": list(_posts(canaries, starts)),
    }


def _council(short: str) -> Row:
    names = {f"name_{language}": f"Utvalg {short}" for language in ("nb", "nn", "en")}
    return {"short": short, **names, "level": "local", "parent": "RBU-VT", "units": [OFFICE]}


def _contact(canary: Canary) -> Row:
    bound = {} if canary.place in (INVITED, VOUCHED_FOR) else {"subject": canary.subject}
    return {
        "key": canary.key,
        "name": canary.name,
        "email": canary.email,
        "phone": canary.phone,
        "phone_shared": canary.number % 2 == 0,
        "address": canary.address,
        "protected": canary.number % 3 == 0,
        "language": ("nb", "nn", "en")[canary.number % 3],
        "user_group": f"kanari{canary.tag}gruppe",
        "channel": "paper" if canary.place == INVITED else "email",  # a code that is mailed is told to nobody else
        **bound,
    }


def _seat(canary: Canary, starts: str) -> Row:
    role = {LEADER: "leader", SECRETARY: "secretary"}.get(canary.place, "member")
    deputy = canary.place >= FIRST_DEPUTY
    return {
        "council": canary.council,
        "seat": str(canary.place),
        "side": "nav" if canary.place == SECRETARY else "user",
        "deputy_for": str(canary.place - FIRST_DEPUTY + SECRETARY + 1) if deputy else None,
        "person": canary.key,
        "role": "deputy" if deputy else role,
        "starts": starts,
    }


def _posts(canaries: Sequence[Canary], starts: str) -> Iterator[Row]:
    """Let the first leader speak for the organisation."""
    yield {
        "organisation": ORGANISATION,
        "role": "organisation_contact",
        "person": canaries[LEADER].key,
        "starts": starts,
    }
