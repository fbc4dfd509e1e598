"""Who must get a mail of what happened, by the judge's own reading of the events."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from judge.registry_views import spans
from judge.world import CASE_FLOW, NEWSLETTER, NOTIFIER, REGISTRY, Document, World

MANAGERS = ("answering_manager", "delegate")
LEADERS = ("leader", "deputy_leader", "secretary")
"""Whoever of these is there gets the mails to a council's leader: the first one."""

MISSED = "missed"


@dataclass(frozen=True)
class Due:
    """A mail that must be, to whoever holds this term or post."""

    service: str
    campaign: str
    """The campaign it belongs to; of alerts, all campaigns begin so, and the day follows."""

    about: tuple[str, ...]
    hold: str
    event: str

    def is_in(self, row: Document) -> bool:
        """Tell whether a row is this mail's."""
        campaign = row["campaign"]
        ours = campaign.startswith(self.campaign) if self.campaign.endswith("-") else campaign == self.campaign
        return ours and self.hold in row["holds"] and {*self.about} <= {*row["about"]}


def mails_due(world: World) -> Iterator[Due]:
    if NEWSLETTER in world.services:
        yield from _digests(world)
    if NOTIFIER in world.services:
        yield from _answers(world)
        yield from _alerts(world)


def _digests(world: World) -> Iterator[Due]:
    for event in world.services[NEWSLETTER].events:
        if event.kind == "edition.frozen":
            edition = event.data["edition"]
            for term in event.data["terms"]:
                yield Due(NEWSLETTER, f"edition-{edition}", (edition,), term, event.id)


def _answers(world: World) -> Iterator[Due]:
    people = _People(world)
    origins = {
        event.stream: event.data["council"]
        for event in world.services[CASE_FLOW].events
        if event.kind == "case.reported"
    }
    for event in world.services[CASE_FLOW].events:
        if event.kind == "case.answer-given":
            campaign = f"answer-{event.id.replace(':', '.')}-{event.hash[:8]}"
            for term in people.sitting(origins[event.stream], str(event.day)):
                yield Due(NOTIFIER, campaign, (event.id, event.data["case"]), term, event.id)


def _alerts(world: World) -> Iterator[Due]:
    people = _People(world)
    quiet: dict[str, bool] = {}
    for event in world.services[NOTIFIER].events:
        if event.kind == "council-duties.set":
            quiet[event.data["council"]] = event.data["quiet"]
        elif event.kind == "alert.raised":
            council, step = event.data["council"], event.data["step"]
            for hold in people.told_of(council, step, str(event.day), quiet=quiet.get(council, False)):
                yield Due(NOTIFIER, "duties-", (event.id,), hold, event.id)


class _People:
    """Who holds what, by the registry's events."""

    def __init__(self, world: World) -> None:
        events = world.services[REGISTRY].events
        self._councils = {event.data["council"]: event.data for event in events if event.kind == "council.founded"}
        self._above = {event.data["unit"]: event.data["parent"] for event in events if event.kind == "unit.listed"}
        self._terms = spans([event for event in events if event.kind.startswith("term.")], "term")
        self._posts = spans([event for event in events if event.kind.startswith("post.")], "post")

    def sitting(self, council: str, on: str) -> Iterator[str]:
        """Tell the terms in a council on a day; who only observes is not asked whether an answer has come."""
        for term in _running(self._terms, on):
            if term["council"] == council and term["role"] != "observer":
                yield term["id"]

    def told_of(self, council: str, step: str, on: str, *, quiet: bool) -> set[str]:
        """Tell the terms and posts that an alert is for: what was missed is told to the level above, always."""
        charter = self._councils[council]
        told = set() if quiet else {*self._leader(council, on), *self._managers(charter["units"], on)}
        if step == MISSED:
            above = [self._above[unit] for unit in charter["units"]]
            told |= {*self._leader(charter["parent"], on), *self._managers(above, on)}
        return told

    def _leader(self, council: str | None, on: str) -> Sequence[str]:
        for role in LEADERS:
            found = [t["id"] for t in _running(self._terms, on) if (t["council"], t["role"]) == (council, role)]
            if found:
                return found
        return ()

    def _managers(self, units: Sequence[str | None], on: str) -> Iterator[str]:
        for post in _running(self._posts, on):
            if post["unit"] in units and post["role"] in MANAGERS:
                yield post["id"]


def _running(held: Mapping[str, Document], on: str) -> Iterator[Document]:
    return (one for one in held.values() if one["starts"] <= on and (one["ends"] is None or on <= one["ends"]))
