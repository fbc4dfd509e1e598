"""Whose matter an alert is: the unit's first, and the leader's; a missed year is also the level above's."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from councilkit.events.councils import TermRole
from councilkit.events.notifications import AlertRaised
from councilkit.mailing.mail import Recipient
from councilkit.mailing.port import Contacts
from notifier.application.known import Known
from notifier.domain.policy import ANSWERS
from notifier.domain.seats import SEAT_RULES
from notifier.domain.steps import MISSED, is_silenced

IN_THE_CHAIR = (TermRole.LEADER, TermRole.DEPUTY_LEADER, TermRole.SECRETARY)
"""Who is told for a council: the first of these roles that somebody has who can be reached."""

Chain = tuple[frozenset[str], ...]
"""Terms and posts, never empty: those of the first link are told, or of the next if none of them can be reached."""


async def recipients(alert: AlertRaised, on: date, known: Known) -> list[Chain]:
    """Tell the terms and posts, held on a day, that get a mail of this alert."""
    quiet = (await known.sheet(alert.council)).settings.quiet
    if alert.rule in SEAT_RULES:
        return [] if quiet else await _who_fills_seats(alert.council, on, known)
    told: list[Chain] = []
    if not is_silenced(alert.step, quiet=quiet, above=False):
        told += await _at(alert.council, await known.units(alert.council), on, known)
    if alert.step == MISSED and not is_silenced(alert.step, quiet=quiet, above=True):
        parent, units = await known.above(alert.council)
        told += await _at(parent, sorted(units), on, known)
    return told


async def reach(chains: Iterable[Chain], campaign: str, contacts: Contacts) -> list[Recipient]:
    """Tell each person of these chains who can be reached, with the terms and posts that they are told for.

    Who gets everything on paper is among them, and so is whoever would be told if they could not be reached at all: it
    may take a while until somebody prints what is listed.
    """
    found: dict[str, Recipient] = {}
    left = list(chains)
    while left:
        people = await contacts.resolve(campaign, sorted({hold for chain in left for hold in chain[0]}))
        for person in people:
            earlier = found[person.key].holds if person.key in found else ()
            found[person.key] = replace(person, holds=(*earlier, *person.holds))
        reached = {hold for person in people if person.email for hold in person.holds}
        left = [chain[1:] for chain in left if reached.isdisjoint(chain[0]) and chain[1:]]
    return list(found.values())


async def _at(council: str | None, units: Sequence[str], on: date, known: Known) -> list[Chain]:
    posts = await known.holdings.posted(units, on)
    answering: list[Chain] = [(frozenset({post.id}),) for post in posts if post.role in ANSWERS]
    return [*answering, *(await _in_the_chair(council, on, known) if council else ())]


async def _who_fills_seats(council: str, on: date, known: Known) -> list[Chain]:
    """Tell the secretary, who asks for names, and the leader."""
    sitting = await known.holdings.sitting([council], on)
    secretaries = frozenset(term.id for term in sitting if term.role is TermRole.SECRETARY)
    return [*([(secretaries,)] if secretaries else []), *await _in_the_chair(council, on, known)]


async def _in_the_chair(council: str, on: date, known: Known) -> list[Chain]:
    sitting = await known.holdings.sitting([council], on)
    by_role = (frozenset(term.id for term in sitting if term.role is role) for role in IN_THE_CHAIR)
    chain = tuple(filter(None, by_role))
    return [chain] if chain else []
