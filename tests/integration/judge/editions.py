"""What an edition froze: whoever sat in a council and wanted it, and the cases that moved in its half-year."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from judge.faults import Fault, doubled, lost
from judge.mail_reasons import declined
from judge.newsletter_views import MOVED, kept_back
from judge.people import People
from judge.world import CASE_FLOW, NEWSLETTER, OSLO, Event, World

HEARD = timedelta(seconds=10)
"""What was told so shortly before the freeze may have been told too late for it."""


def judge_editions(world: World) -> Iterator[Fault]:
    opened: dict[str, Event] = {}
    for event in world.services[NEWSLETTER].events:
        if event.kind == "edition.opened":
            opened.setdefault(event.stream, event)
        elif event.kind == "edition.frozen":
            yield from _readers(world, event)
            if event.stream in opened:
                yield from _cases(world, event, opened[event.stream])


def _readers(world: World, frozen: Event) -> Iterator[Fault]:
    told = {*frozen.data["terms"]}
    before, then = _wanting(world, frozen, frozen.at - HEARD), _wanting(world, frozen, frozen.at)
    for term in sorted((before & then) - told):
        yield lost(f"newsletter: {frozen.id} leaves out {term}, which runs and wants digests.")
    for term in sorted(told - (before | then)):
        yield doubled(f"newsletter: {frozen.id} is for {term}, which does not run, or wants no digest.")


def _wanting(world: World, frozen: Event, at: datetime) -> set[str]:
    return People(world, at).running(frozen.at.astimezone(OSLO).date()) - declined(world, at)


def _cases(world: World, frozen: Event, opened: Event) -> Iterator[Fault]:
    told = {*frozen.data["cases"]}
    moved = {
        event.stream.removeprefix("case-")
        for event in world.services[CASE_FLOW].events
        if event.kind in MOVED and opened.data["starts"] <= str(event.day) <= opened.data["ends"]
    }
    before, then = _kept_back(world, frozen.at - HEARD), _kept_back(world, frozen.at)
    for case in sorted(moved - told - before - then):
        yield lost(f"newsletter: {frozen.id} leaves out the case {case}, which moved in its half-year.")
    for case in sorted(told - moved):
        yield doubled(f"newsletter: {frozen.id} tells of the case {case}, which did not move in its half-year.")
    for case in sorted(told & before & then):
        yield doubled(f"newsletter: {frozen.id} tells of the case {case}, which is kept from others.")


def _kept_back(world: World, at: datetime) -> set[str]:
    """Tell the cases that were restricted then, or one person's own."""
    cases: dict[str, list[Event]] = defaultdict(list)
    for event in world.services[CASE_FLOW].events:
        if event.stream.startswith("case-") and event.at <= at:
            cases[event.stream.removeprefix("case-")].append(event)
    return {case for case, events in cases.items() if any(kept_back(events).values())}
