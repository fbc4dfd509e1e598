"""Writes one person's mail of an edition, when it is about to be sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from babel.lists import format_list

from councilkit.clock import Clock
from councilkit.mailing.letters import Letters
from councilkit.mailing.links import Links
from councilkit.mailing.mail import Letter, NotWanted, Recipient, Row
from councilkit.refusals import Unavailable
from councilkit.wording import written_in
from councilkit.workdays import oslo_day
from newsletter.application.addresses import Addresses
from newsletter.application.choose_digest import PURPOSE, subject_of
from newsletter.application.digests import Digests
from newsletter.application.known import Known
from newsletter.application.records import Record, Records
from newsletter.domain.refusals import NoSuchEdition

GOOD_FOR = 400
"""Days that the link works: who finds an old mail must also be able to decline."""

LATE = timedelta(days=7)
"""After so long a digest is not sent any more: after a restore, nothing that is years old may go out."""

TEXTS_AT_MOST = 8_000
"""Characters of short versions and answers in one mail: what is longer than 100 kB, mail programs cut off."""

_UNSEEN = "We have not seen yet ourselves that the newsletter is frozen."


@dataclass(frozen=True)
class ComposeDigest:
    records: Records
    known: Known
    digests: Digests
    letters: Letters
    links: Links
    addresses: Addresses
    list_id: str
    clock: Clock

    async def __call__(self, row: Row, person: Recipient) -> Letter:
        terms = await self.known.wanting(row.holds, oslo_day(self.clock()))
        if not terms or not person.optional:
            raise NotWanted("declined")
        [edition] = row.about
        record = await self._frozen(edition)
        language = written_in(person.language)
        councils = set((await self.known.councils_of(terms)).values())
        digest = await self.digests.of(record, councils, language)
        decline = self.addresses.act(self.links.sign(PURPOSE, subject_of(row), days=GOOD_FOR))
        return self.letters.write(
            "digest",
            language,
            headers=self._list_headers(decline),
            digest=digest.brief(TEXTS_AT_MOST),
            half=record.edition.half,
            in_councils=format_list(digest.councils, locale=language),
            cases_at=self.addresses.cases,
            edition_at=self.addresses.edition(edition),
            decline_at=decline,
        )

    async def _frozen(self, edition: str) -> Record:
        """Tell an edition as it is frozen: a view that is behind, or is built anew, may show it as it was before."""
        try:
            record = await self.records.get(edition)
        except NoSuchEdition:
            raise Unavailable(_UNSEEN) from None
        if record.frozen_at is None:
            raise Unavailable(_UNSEEN)
        if self.clock() - record.frozen_at > LATE:
            raise NotWanted(f"too late: the newsletter was frozen more than {LATE.days} days ago")
        return record

    def _list_headers(self, decline: str) -> Mapping[str, str]:
        """Let the mail program itself offer to decline, in one click (RFC 8058)."""
        return {
            "List-Id": f"<{self.list_id}>",
            "List-Unsubscribe": f"<{decline}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
