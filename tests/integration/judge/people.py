"""Who holds which term or post, and who can be reached, by the registry's events and its contact store."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from judge.registry_views import spans
from judge.world import REGISTRY, Document, World

MANAGERS = ("answering_manager", "delegate")
LEADERS = ("leader", "deputy_leader", "secretary")
"""Whoever of these is there, and can be reached, gets the mails to a council's leader: the first one."""

SECRETARIAT = ("secretary", "coordinator")

MISSED = "missed"


class People:
    def __init__(self, world: World, until: datetime | None = None) -> None:
        """Know what was told until a moment; all of it, if none is given."""
        registry = world.services[REGISTRY]
        events = [event for event in registry.events if until is None or event.at <= until]
        charters = [event for event in events if event.kind in ("council.founded", "council.changed")]
        self._councils = {event.data["council"]: event.data for event in charters}
        listed = [event for event in events if event.kind in ("unit.listed", "unit.changed")]
        self._above = {event.data["unit"]: event.data["parent"] for event in listed}
        self._terms = spans([event for event in events if event.kind.startswith("term.")], "term")
        self._posts = spans([event for event in events if event.kind.startswith("post.")], "post")
        self._addresses, self._signed_in = registry.holders, registry.signed_in
        self._only_needed = registry.only_needed

    def is_known(self, hold: str) -> bool:
        return hold in self._addresses

    def is_reached(self, hold: str) -> bool:
        """Tell whether mails reach them: to some, everything goes on paper."""
        return bool(self._addresses.get(hold))

    def wants_only_what_is_needed(self, holds: Collection[str]) -> bool:
        """Tell whether whoever holds these wants no mail that need not be sent."""
        return not self._only_needed.isdisjoint(holds)

    def has_signed_in(self, hold: str) -> bool:
        return hold in self._signed_in

    def address(self, hold: str) -> str | None:
        return self._addresses.get(hold)

    def is_over(self, hold: str, on: date) -> bool:
        """Tell whether a term or post has ended before a day."""
        held = self._terms.get(hold) or self._posts.get(hold)
        return held is not None and held["ends"] is not None and held["ends"] < str(on)

    def running(self, on: date) -> set[str]:
        """Tell all terms that run on a day."""
        return {term["id"] for term in _running(self._terms, str(on))}

    def sitting(self, council: str, on: date) -> Iterator[str]:
        """Tell the terms in a council on a day; who only observes is not asked whether an answer has come."""
        for term in _running(self._terms, str(on)):
            if term["council"] == council and term["role"] != "observer":
                yield term["id"]

    def told_of_seats(self, council: str, on: date) -> set[str]:
        """Tell the terms that are told of seats to fill: the secretary's, and the leader's."""
        running = _running(self._terms, str(on))
        secretaries = {one["id"] for one in running if (one["council"], one["role"]) == (council, "secretary")}
        return secretaries | set(self._leader(council, on))

    def stand_in(self, council: str, on: date) -> set[str]:
        """Tell the users' seats of the nearest council above that has some, if this one has none."""
        speaks: str | None = council
        while speaks in self._councils and not self._voices(speaks, on):
            speaks = self._councils[speaks]["parent"]
        return self._voices(speaks, on) if speaks != council else set()

    def _voices(self, council: str | None, on: date) -> set[str]:
        sitting = [one for one in _running(self._terms, str(on)) if one["council"] == council]
        return {one["id"] for one in sitting if one["side"] == "user" and one["role"] != "observer"}

    def picked(
        self, pick: str, where: str, on: date, *, actor: str | None = None, reporter: str | None = None
    ) -> Iterator[str]:
        """Tell who is told of a case at a council or a unit: nobody, if the first to be told did it themselves."""
        for links in self._chains(pick, where, on, reporter):
            if actor in links[0]:
                continue
            for link in links:
                yield from link
                if any(self.is_reached(hold) for hold in link):
                    break

    def _chains(self, pick: str, where: str, on: date, reporter: str | None) -> Iterator[list[set[str]]]:
        """Tell those who are told, each chain as those who come first, and those who are told in their stead."""
        if pick == "owner":
            yield from _chain([self._posted(where, on, ("municipal_owner",)), self._posted(where, on, MANAGERS)])
            return
        if pick in ("answers", "owners"):
            roles = MANAGERS if pick == "answers" else (*MANAGERS, "municipal_owner")
            yield from ([{post}] for post in sorted(self._posted(where, on, roles)))
            return
        sitting = [one for one in _running(self._terms, str(on)) if one["council"] == where]
        if pick == "users":
            sitting = [one for one in sitting if one["side"] == "user" and one["role"] != "observer"]
        chair = [found for role in LEADERS if (found := {one["id"] for one in sitting if one["role"] == role})]
        others = {one["id"] for one in sitting}.difference(*chair)
        if pick == "sender" and reporter and not self.is_over(reporter, on):
            yield [{reporter}, *chair]
        elif pick == "users":
            yield from _chain([*chair, others])
        else:
            yield from _chain([{one["id"] for one in sitting if one["role"] in SECRETARIAT}])
            yield from _chain(chair)

    def _posted(self, unit: str, on: date, roles: Collection[str]) -> set[str]:
        posts = _running(self._posts, str(on))
        return {one["id"] for one in posts if one["unit"] == unit and one["role"] in roles}

    def told_of(self, council: str, step: str, on: date, *, quiet: bool) -> set[str]:
        """Tell the terms and posts that an alert is for: what was missed is told to the level above too.

        A council that is quiet silences itself alone.
        """
        charter = self._councils[council]
        told = set() if quiet else {*self._leader(council, on), *self._managers(charter["units"], on)}
        if step == MISSED:
            above = [self._above[unit] for unit in charter["units"]]
            told |= {*self._leader(charter["parent"], on), *self._managers(above, on)}
        return told

    def _leader(self, council: str | None, on: date) -> Sequence[str]:
        """Tell the first whom mails reach, and before them those to whom it must go on paper."""
        told: list[str] = []
        for role in LEADERS:
            told += (t["id"] for t in _running(self._terms, str(on)) if (t["council"], t["role"]) == (council, role))
            if any(self.is_reached(term) for term in told):
                break
        return told

    def _managers(self, units: Sequence[str | None], on: date) -> Iterator[str]:
        for post in _running(self._posts, str(on)):
            if post["unit"] in units and post["role"] in MANAGERS:
                yield post["id"]


def _chain(links: Sequence[set[str]]) -> Iterator[list[set[str]]]:
    if found := [link for link in links if link]:
        yield found


def _running(held: Mapping[str, Document], on: str) -> Iterator[Document]:
    return (one for one in held.values() if one["starts"] <= on and (one["ends"] is None or on <= one["ends"]))
