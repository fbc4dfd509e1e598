"""What a person holds, as it is shown at the door."""

from dataclasses import dataclass
from datetime import date

from council_registry.domain.period import Period
from council_registry.domain.person import HoldKind
from council_registry.domain.unit import Unit
from councilkit.events.councils import PostRole, Side

DIRECTORATE = "9000"
FOUNDER = "founder"


@dataclass(frozen=True)
class Holding:
    id: str
    kind: HoldKind
    role: str
    side: Side
    period: Period
    council: str | None = None
    unit: str | None = None


def founders_post(directorate: Unit | None, today: date) -> Holding | None:
    """Tell the post that opens an empty house. It is gone as soon as somebody was made directorate contact."""
    posts = directorate.posts.values() if directorate else ()
    if any(post.role is PostRole.DIRECTORATE_CONTACT for post in posts):
        return None
    role = PostRole.DIRECTORATE_CONTACT
    return Holding(FOUNDER, HoldKind.POST, role, Side.NAV, Period(today), unit=DIRECTORATE)
