"""Cases and rounds, told by case-flow as a test wants them."""

from collections.abc import Sequence
from datetime import date

from councilkit.events import Event
from councilkit.events.cases import CaseReported, Due, Line, RuleStatus
from councilkit.events.councils import Language
from councilkit.testing.mailing import SentMail
from notifier.domain.regret import REGRET
from notifier.testing.cards import a_card
from notifier.testing.driver import Driver
from notifier.testing.places import HARBOUR, Place

CASE, ROUND = "sak", "runde"
TITLE, SHORT = "Skjermet samtalerom", "Samtaler i mottaket kan høres av alle."
BY = date(2026, 3, 24)


def due(status: RuleStatus = RuleStatus.AGREED, *, on: date = BY, rule: str = "word") -> Due:
    return Due(on=on, rule=rule, status=status, since=date(2026, 3, 10))


def reported(case: str = CASE, *, at: Place = HARBOUR, **told: object) -> CaseReported:
    """Tell that a member of a council has raised a case."""
    usual = {"reference": "26-4821", "lines": (Line.AT,), "language": Language.NB, "word_by": due()}
    return CaseReported.model_validate({"case": case, "council": at.id, "reporter": at.member.id, **usual, **told})


async def tell_later(notifier: Driver, *events: Event, by: str = "neighbour") -> None:
    """Let events be told, and let the time pass in which they may be taken back."""
    await notifier.tell(*events, by=by)
    await notifier.wait_until(notifier.now + REGRET)


async def a_case(
    notifier: Driver, *events: Event, case: str = CASE, at: Place = HARBOUR, **told: object
) -> Sequence[SentMail]:
    """Let a case be raised, and let these happen to it; tell all mails that came of it, and forget them."""
    notifier.cards.known[case] = a_card(case, at, notifier.now, sequence=99, short_answer=None, answer=None)
    await notifier.tell(reported(case, at=at, **told), by=at.member.id)
    if events:
        await tell_later(notifier, *events)
    sent = list(await notifier.sent())
    notifier.relay.sent.clear()
    return sent


async def told_to(notifier: Driver) -> dict[str, SentMail]:
    """Tell by name who got a mail, which is one each."""
    names = {person.email: person.name for person in notifier.contacts.people.values()}
    sent = await notifier.sent()
    told = {names[mail.recipient]: mail for mail in sent}
    if len(told) != len(sent):
        raise AssertionError("somebody got more than one mail")
    return told
