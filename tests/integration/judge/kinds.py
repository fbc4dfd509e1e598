"""What each service's views hold, and of which events each document follows."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from judge import case_flow_views as ours
from judge import meetings, registry_seats, structure
from judge import newsletter_views as letters
from judge import notifier_cases as notes
from judge import notifier_views as duties
from judge import registry_views as theirs
from judge.case_life import LIFE
from judge.rounds import AFTER
from judge.world import CASE_FLOW, NEWSLETTER, NOTIFIER, REGISTRY, Event

TERMS = frozenset({"term.started", "term.ended"})
POSTS = frozenset({"post.started", "post.ended"})
MEETINGS = frozenset({"meeting.planned", "meeting.held"})
SHAPED = frozenset(f"council.{what}" for what in ("founded", "changed", "closed"))
COUNCILS = frozenset(f"council.{what}" for what in ("founded", "changed", "rested", "woken", "closed"))
REQUESTS = frozenset({"nomination.requested", "nomination.closed"})
NOMINATIONS = REQUESTS | {"nomination.answered"}
ORGANISATIONS = POSTS | {"post.invited", "organisation.listed", "organisation.changed"}
TOLD = meetings.PLANNED | frozenset(meetings.NOTIFIERS)
CASES = LIFE | {"text.erased"}
ROUNDS = frozenset({"round.opened", *AFTER, "text.erased"})
COUNTED = frozenset({"case.taken-over", *theirs.OF_A_CASE})


@dataclass(frozen=True)
class View:
    """A view on a publisher; `tell` makes a document of the events, of these kinds, that have one key."""

    name: str
    publisher: str
    kinds: AbstractSet[str]
    key: Callable[[Event], str]
    tell: Callable[[Sequence[Event]], dict[str, Any]]


def _by(field: str) -> Callable[[Event], str]:
    return lambda event: str(event.data.get(field) or "")  # a post is at a unit or at an organisation


def _of_holding(event: Event) -> str:
    return str(event.data.get("post" if event.kind in POSTS else "term"))


def _of_case(event: Event) -> str:
    return event.stream.removeprefix("case-") if event.stream.startswith("case-") else ""


def _of_round(event: Event) -> str:
    return event.stream.removeprefix("round-") if event.stream.startswith("round-") else ""


HELD = [
    View("terms", REGISTRY, TERMS, _by("term"), ours.term),
    View("posts", REGISTRY, POSTS, _by("post"), ours.post),
]
"""What everybody but the registry itself keeps of its terms and posts."""

VIEWS: dict[str, list[View]] = {
    REGISTRY: [
        View("units", REGISTRY, POSTS | {"post.invited"} | structure.UNITS, _by("unit"), theirs.unit),
        View("councils", REGISTRY, TERMS | structure.COUNCILS | registry_seats.KINDS, _by("council"), theirs.council),
        View("mandates", REGISTRY, frozenset({"mandate.set"}), _by("council"), theirs.mandates),
        View("nominations", REGISTRY, NOMINATIONS, _by("request"), theirs.nomination),
        View("organisations", REGISTRY, ORGANISATIONS, _by("organisation"), theirs.organisation),
        View("meetings", REGISTRY, meetings.OF_REGISTRY, _by("meeting"), meetings.in_registry),
        View("meeting-types", REGISTRY, meetings.OWN_TYPES, _by("own_type"), meetings.own_type),
        View("holdings", REGISTRY, TERMS | POSTS, _of_holding, theirs.holding),
        View(
            "cases",
            CASE_FLOW,
            COUNTED,
            _by("case"),
            theirs.raised_case,
        ),
    ],
    CASE_FLOW: [
        View("cases", CASE_FLOW, CASES, _of_case, ours.case),
        View("numbers", CASE_FLOW, frozenset({"case.put-on-agenda", "case.imported"}), _of_case, ours.numbers),
        View("rounds", CASE_FLOW, ROUNDS, _of_round, ours.a_round),
        View("councils", REGISTRY, SHAPED, _by("council"), ours.council),
        View("mandates", REGISTRY, frozenset({"mandate.set"}), _by("council"), ours.mandate),
        View(
            "units",
            REGISTRY,
            frozenset(f"unit.{what}" for what in ("listed", "changed", "closed")),
            _by("unit"),
            ours.unit,
        ),
        View("meetings", REGISTRY, meetings.CASE_FLOWS, _by("meeting"), meetings.in_case_flow),
        *HELD,
    ],
    NEWSLETTER: [
        View(
            "editions",
            NEWSLETTER,
            frozenset({"edition.opened", "edition.greeted", "edition.frozen"}),
            _by("edition"),
            letters.edition,
        ),
        View("readers", NEWSLETTER, frozenset({"digest.declined", "digest.wanted"}), _by("term"), letters.reader),
        View("councils", REGISTRY, frozenset({"council.founded"}), _by("council"), letters.council),
        View("units", REGISTRY, frozenset({"unit.listed"}), _by("unit"), letters.unit),
        *HELD,
        View("cases", CASE_FLOW, letters.KEPT, _of_case, letters.case),
    ],
    NOTIFIER: [
        View("rules", NOTIFIER, frozenset({"rule.adopted", "rule.withdrawn"}), _by("rule"), duties.rule),
        View("sheets", NOTIFIER, frozenset(duties.SHEETS), _by("council"), duties.sheet),
        View("councils", REGISTRY, COUNCILS, _by("council"), duties.council),
        View("units", REGISTRY, frozenset({"unit.listed", "unit.changed"}), _by("unit"), duties.unit),
        View("meetings", REGISTRY, TOLD, _by("meeting"), meetings.in_notifier),
        View("mandates", REGISTRY, frozenset({"mandate.set"}), _by("council"), duties.mandate),
        View("seats", REGISTRY, frozenset({"seat.closed"}), _by("seat"), duties.closed_seat),
        View("requests", REGISTRY, REQUESTS, _by("request"), duties.request),
        *HELD,
        View("cases", CASE_FLOW, LIFE, _of_case, notes.case),
        View("rounds", CASE_FLOW, ROUNDS, _by("round"), notes.a_round),
    ],
}
