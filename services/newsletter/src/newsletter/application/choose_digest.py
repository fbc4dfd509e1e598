"""What a reader says by the link in a mail: no more digests, or digests again."""

from collections.abc import Collection, Mapping

from councilkit.events import Event
from councilkit.ids import derived_id
from councilkit.ledger import Call, Draft, Ledger
from councilkit.mailing.links import LinkUnknown
from councilkit.mailing.mail import Row
from councilkit.mailing.port import MailStore
from newsletter.domain.reader import Act, choose, wants

KIND = "reader"

PURPOSE = "digest"
"""What the link in a digest is for: no more digests."""


def subject_of(row: Row) -> dict[str, str]:
    """Name the mail that a link stands in: the terms that it speaks for may be too many for a link to hold."""
    return {"campaign": row.campaign, "key": row.key}


async def terms_in(subject: Mapping[str, str], mails: MailStore) -> tuple[str, ...]:
    """Tell the terms that a link speaks for: those that its mail was for."""
    rows = await mails.get([f"{subject.get('campaign')}:{subject.get('key')}"])
    if not rows:
        raise LinkUnknown("We do not know the mail any more that this link is from.", field="token")
    return rows[0].holds


async def chosen(terms: Collection[str], ledger: Ledger) -> Act:
    """Tell what holds for these terms: declined only if it is so for all of them."""
    return Act.WANT if any([wants(await _told(term, ledger)) for term in terms]) else Act.DECLINE


async def choose_digest(terms: Collection[str], choice: Act, ledger: Ledger) -> None:
    """Let the choice hold for each of the terms. What holds already is left as it is, so a repeat changes nothing."""
    told = {term: await _told(term, ledger) for term in terms}
    changes = [(term, fact, len(told[term])) for term in terms if (fact := choose(term, told[term], choice))]
    for term, fact, before in changes:
        # Two clicks at the same time have the same id: one of them is a repeat.
        command_id = f"link/newsletter/{term}/{choice}/{before}"
        call = Call(term, command_id, b"", correlation=derived_id("correlation", command_id))
        await ledger.change(_stream(term), call, lambda *_, fact=fact: Draft(fact))


async def _told(term: str, ledger: Ledger) -> list[Event]:
    return [entry.event() for entry in await ledger.history(_stream(term))]


def _stream(term: str) -> str:
    return f"{KIND}-{term}"
