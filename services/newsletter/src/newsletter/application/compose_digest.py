"""Writes one person's mail of an edition, when it is about to be sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from babel.lists import format_list

from councilkit.clock import Clock
from councilkit.mailing.letters import Letters
from councilkit.mailing.links import Links
from councilkit.mailing.mail import Letter, NotWanted, Recipient, Row
from councilkit.wording import LANGUAGES
from councilkit.workdays import oslo_day
from newsletter.application.addresses import Addresses
from newsletter.application.choose_digest import PURPOSE, subject_of
from newsletter.application.digests import Digests
from newsletter.application.known import Known
from newsletter.application.records import Records

GOOD_FOR = 400
"""Days that the link works: who finds an old mail must also be able to decline."""


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
        if not terms:
            raise NotWanted("declined")
        [edition] = row.about
        record = await self.records.get(edition)
        language = person.language if person.language in LANGUAGES else "nb"
        councils = set((await self.known.councils_of(terms)).values())
        digest = await self.digests.of(record, councils, language)
        decline = self.addresses.act(self.links.sign(PURPOSE, subject_of(row), days=GOOD_FOR))
        return self.letters.write(
            "digest",
            language,
            headers=self._list_headers(decline),
            digest=digest,
            half=record.edition.half,
            in_councils=format_list(digest.councils, locale=language),
            cases_at=self.addresses.cases,
            edition_at=self.addresses.edition(edition),
            decline_at=decline,
        )

    def _list_headers(self, decline: str) -> Mapping[str, str]:
        """Let the mail program itself offer to decline, in one click (RFC 8058)."""
        return {
            "List-Id": f"<{self.list_id}>",
            "List-Unsubscribe": f"<{decline}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
