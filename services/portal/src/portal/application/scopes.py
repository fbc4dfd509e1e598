"""Whose meetings the plan shows: those of my councils, of one council, of a region's, or of those at a unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from councilkit.events.councils import PostRole
from portal.application.resources import Holding
from portal.application.sessions import Session

NAMED: Final = ("council", "region", "unit")


@dataclass(frozen=True)
class Scope:
    """At most one of these is named; with none of them it is the reader's own councils."""

    council: str = ""
    region: str = ""
    unit: str = ""

    @property
    def query(self) -> str:
        """Name it as the page's address does."""
        named = {name: value for name in NAMED if (value := getattr(self, name))}
        return f"?{urlencode(named)}" if named else ""


OWN: Final = Scope()


def own_councils(session: Session) -> list[str]:
    return list(dict.fromkeys(held.council.id for held in session.holdings if held.council))


def scopes(session: Session) -> list[Scope]:
    """Offer what lies near: my councils together, each of several, and what my posts are about."""
    own = own_councils(session)
    each = [Scope(council=id) for id in own] if len(own) > 1 else []
    posts = dict.fromkeys(_of_post(held) for held in session.holdings if held.unit)
    return [*([OWN] if own else []), *each, *posts]


def scope_of(asked: Mapping[str, str], choices: Sequence[Scope]) -> Scope:
    """Take the one that the address names; without a name, the first that lies near."""
    named = next(((name, asked[name]) for name in NAMED if asked.get(name)), None)
    if named:
        return Scope(**dict([named]))
    return choices[0] if choices else OWN


def _of_post(held: Holding) -> Scope:
    number = held.unit.number if held.unit else ""
    return Scope(region=number) if held.role == PostRole.REGIONAL_OFFICER else Scope(unit=number)
