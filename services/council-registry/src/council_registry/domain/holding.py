"""What a person holds, as it is shown at the door."""

from dataclasses import dataclass, replace
from datetime import date

from council_registry.domain.period import Period
from council_registry.domain.person import HoldKind
from council_registry.domain.unit import Unit
from councilkit.events import Event
from councilkit.events.councils import PostEnded, PostRole, PostStarted, Side, TermEnded, TermStarted

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
    organisation: str | None = None


def evolve(holding: Holding | None, event: Event) -> Holding:
    """Take one event in."""
    match holding, event:
        case None, TermStarted():
            period = Period(event.starts, event.ends)
            return Holding(event.term, HoldKind.TERM, event.role, event.side, period, council=event.council)
        case None, PostStarted():
            period = Period(event.starts, event.ends)
            return Holding(
                event.post,
                HoldKind.POST,
                event.role,
                _side(event),
                period,
                unit=event.unit,
                organisation=event.organisation,
            )
        case Holding(), TermEnded() | PostEnded():
            return replace(holding, period=Period(holding.period.starts, event.on))
    raise TypeError(event)


def founders_post(directorate: Unit | None, today: date) -> Holding | None:
    """Tell the post that opens an empty house. It is gone as soon as somebody was made directorate contact.

    The first one must hold the post on that day (`Unit.start_post`), so somebody always comes in.
    """
    if directorate and directorate.has_contact:
        return None
    role = PostRole.DIRECTORATE_CONTACT
    return Holding(FOUNDER, HoldKind.POST, role, Side.NAV, Period(today), unit=DIRECTORATE)


def _side(event: PostStarted) -> Side:
    """An organisation names representatives of users; every unit is Nav's."""
    return Side.USER if event.organisation else Side.NAV
