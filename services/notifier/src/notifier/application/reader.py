"""To whom a mail is written: in which language, and what they hold."""

from collections.abc import Collection

from councilkit.callers import Holding
from councilkit.mailing.mail import Recipient
from councilkit.wording import LANGUAGES
from notifier.application.known import Known


def language_of(person: Recipient) -> str:
    """Tell the language that somebody is written to in; a language that we do not write becomes bokmål."""
    return person.language if person.language in LANGUAGES else "nb"


async def holdings_of(holds: Collection[str], known: Known) -> list[Holding]:
    """Tell these terms and posts, also those that have ended; what we never saw begin is left out."""
    return [held for hold in holds if (held := await known.holdings.get(hold))]
