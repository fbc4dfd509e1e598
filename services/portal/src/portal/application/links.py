"""A link in a mail with which one thing is done, without signing in: what it is about, and whether it is done."""

from datetime import datetime
from typing import Final, Protocol

from councilkit.events.councils import Names
from portal.application.resources import Resource

CONFIRM, DIGEST, ABSENCE = "confirm", "digest", "absence"
DECLINE, WANT = "decline", "want"  # a digest is declined unless the contrary is said
EXPIRED: Final = "link-expired"
NOT_ASKED: Final = "no-longer-asked"  # notifier's: the case has gone on, or the meeting is not as it was
TOO_OFTEN: Final = "chosen-too-often"  # newsletter's: it is not wanted, then wanted, then not
UNKNOWN: Final = "link-unknown"


class LinkCase(Resource):
    """As much of a case as the mail itself told."""

    id: str
    reference: str
    title: str | None
    short_answer: str | None = None


class LinkMeeting(Resource):
    """As much of a meeting as the mail itself told: its councils by their names in each language."""

    id: str
    councils: tuple[Names, ...]
    starts_at: datetime


class Act(Resource):
    purpose: str
    done: bool
    case: LinkCase | None = None
    meeting: LinkMeeting | None = None


class Acts(Protocol):
    """A service that has sent links. The token alone opens them, so it is sent in bodies only."""

    async def look(self, link: str) -> Act: ...

    async def perform(self, link: str, act: str | None = None) -> Act: ...
