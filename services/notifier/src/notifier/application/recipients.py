"""Whose matter an alert is: the unit's first, and the leader's; a missed year is also the level above's."""

from datetime import date

from councilkit.events.councils import TermRole
from councilkit.events.notifications import AlertRaised
from notifier.application.known import Known
from notifier.domain.policy import ANSWERS
from notifier.domain.steps import MISSED

IN_THE_CHAIR = (TermRole.LEADER, TermRole.DEPUTY_LEADER, TermRole.SECRETARY)
"""Who is told for a council: the first of these roles that somebody has."""


async def recipients(alert: AlertRaised, on: date, known: Known) -> set[str]:
    """Tell the terms and posts, held on a day, that get a mail of this alert."""
    told = await _at(alert.council, await known.units(alert.council), on, known)
    if alert.step == MISSED:
        parent, units = await known.above(alert.council)
        told |= await _at(parent, sorted(units), on, known)
    return told


async def _at(council: str | None, units: list[str], on: date, known: Known) -> set[str]:
    posts = await known.holdings.posted(units, on)
    answering = {post.id for post in posts if post.role in ANSWERS}
    return answering | (await _in_the_chair(council, on, known) if council else set())


async def _in_the_chair(council: str, on: date, known: Known) -> set[str]:
    sitting = await known.holdings.sitting([council], on)
    by_role = ({term.id for term in sitting if term.role is role} for role in IN_THE_CHAIR)
    return next(filter(None, by_role), set())
