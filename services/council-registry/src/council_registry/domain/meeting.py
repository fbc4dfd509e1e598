"""A meeting: planned, convened, held; moved or cancelled on the way. What happens to it is decided here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from council_registry.domain import attendance
from council_registry.domain.attendance import NO_GUESTS, Guests
from council_registry.domain.council import Council
from council_registry.domain.meeting_life import COUNCILS, ONCE_BEGUN, TRANSITIONS, UNTIL_BEGUN, WITH_SIGN_UP, Status
from council_registry.domain.meeting_refusals import (
    HasBegun,
    IntoThePast,
    NoSignUp,
    NothingToRegret,
    TooLateToRegret,
    WrongDay,
    WrongMeetingType,
)
from council_registry.domain.policy import Action
from council_registry.domain.refusals import EndsBeforeStart, NotBegun, WrongNumberOfCouncils, WrongState
from councilkit.events.meetings import (
    AbsenceTold,
    AbsenceWithdrawn,
    Access,
    MeetingArranged,
    MeetingCancelled,
    MeetingConvened,
    MeetingCorrected,
    MeetingForm,
    MeetingHeld,
    MeetingMoved,
    MeetingPlanned,
    MeetingRegretted,
    MeetingType,
    MinutesSent,
    SignedOff,
    SignedUp,
)
from councilkit.refusals import Refusal
from councilkit.workdays import oslo_day

TO_REGRET = timedelta(minutes=10)


@dataclass(frozen=True)
class Notice:
    """The last thing that everybody will be told of, the entry that says it, and how the meeting was before."""

    entry: str
    at: datetime
    status: Status
    starts_at: datetime
    ends_at: datetime | None
    absent: Mapping[str, str] = field(default_factory=dict)

    @property
    def day(self) -> date:
        return oslo_day(self.starts_at)

    @property
    def until(self) -> datetime:
        """Until then it can be taken back."""
        return self.at + TO_REGRET


@dataclass(frozen=True)
class Meeting:
    """`absent` are terms with their councils; `arranged`, `cancelled` and `corrected` are entries with texts beside."""

    id: str
    councils: tuple[str, ...]
    type: MeetingType
    form: MeetingForm
    starts_at: datetime
    ends_at: datetime | None = None
    access: tuple[Access, ...] = ()
    own_type: str | None = None
    sign_up: bool = False
    series: str | None = None
    status: Status = Status.PLANNED
    attended: tuple[str, ...] = ()
    absent: Mapping[str, str] = field(default_factory=dict)
    signed_up: tuple[str, ...] = ()
    minutes: date | None = None
    notice: Notice | None = None
    arranged: str | None = None
    cancelled: str | None = None
    corrected: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        return oslo_day(self.starts_at)

    @property
    def is_held(self) -> bool:
        return self.status is Status.HELD

    def planned(self) -> MeetingPlanned:
        if len(self.councils) not in COUNCILS.get(self.type, range(1, 51)):
            raise WrongNumberOfCouncils("A joint meeting has several councils, a council's own one.", field="/councils")
        if self.own_type and self.type is not MeetingType.OTHER:
            raise WrongMeetingType("A meeting of a type of your own is of the type other.", field="/own_type")
        require_order(self.starts_at, self.ends_at)
        return MeetingPlanned(
            meeting=self.id,
            councils=self.councils,
            type=self.type,
            form=self.form,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            access=self.access,
            own_type=self.own_type,
            sign_up=self.sign_up,
            series=self.series,
        )

    def arrange(self, form: MeetingForm, access: tuple[Access, ...], now: datetime) -> MeetingArranged:
        self.require(Action.ARRANGE_MEETING, now)
        return MeetingArranged(meeting=self.id, councils=self.councils, form=form, access=access)

    def convene(self, now: datetime) -> MeetingConvened:
        self.require(Action.CONVENE_MEETING, now)
        return MeetingConvened(meeting=self.id, councils=self.councils)

    def move(self, starts_at: datetime, ends_at: datetime | None, now: datetime) -> MeetingMoved:
        self.require(Action.MOVE_MEETING, now)
        require_order(starts_at, ends_at)
        if starts_at <= now:
            raise IntoThePast("A meeting is moved to a time that is to come.", field="/starts_at")
        return MeetingMoved(meeting=self.id, councils=self.councils, starts_at=starts_at, ends_at=ends_at)

    def cancel(self, now: datetime) -> MeetingCancelled:
        self.require(Action.CANCEL_MEETING, now)
        return MeetingCancelled(meeting=self.id, councils=self.councils)

    def regret(self, now: datetime, *, councils: Sequence[Council]) -> MeetingRegretted:
        if self.notice is None:
            raise NothingToRegret("There is no notice, move or cancelling that could be taken back.")
        if now > self.notice.until:
            raise TooLateToRegret(f"It could be taken back until {self.notice.until.isoformat()}.")
        attendance.require_somebody_meets(councils, self.notice.day)
        return MeetingRegretted(meeting=self.id, councils=self.councils, entry=self.notice.entry)

    def hold(
        self, attended: Sequence[str], *, councils: Sequence[Council], guests: Guests = NO_GUESTS, now: datetime
    ) -> MeetingHeld:
        self.require(Action.HOLD_MEETING, now)
        self._require_present(attended, councils, guests)
        return MeetingHeld(meeting=self.id, councils=self.councils, attended=tuple(attended))

    def correct(
        self, attended: Sequence[str], *, councils: Sequence[Council], guests: Guests = NO_GUESTS, now: datetime
    ) -> MeetingCorrected:
        self.require(Action.CORRECT_MEETING, now)
        self._require_present(attended, councils, guests)
        return MeetingCorrected(meeting=self.id, councils=self.councils, attended=tuple(attended))

    def send_minutes(self, on: date, now: datetime) -> MinutesSent:
        self.require(Action.SEND_MINUTES, now)
        if not self.day <= on <= oslo_day(now):
            raise WrongDay(f"Minutes go out on a day from {self.day} to today.", field="/on")
        return MinutesSent(meeting=self.id, councils=self.councils, on=on)

    def tell_absence(self, term: str, council: str, now: datetime) -> AbsenceTold:
        self.require(Action.TELL_ABSENCE, now)
        attendance.require_expected(term, self.absent)
        return AbsenceTold(meeting=self.id, council=council, term=term)

    def withdraw_absence(self, term: str, now: datetime) -> AbsenceWithdrawn:
        self.require(Action.WITHDRAW_ABSENCE, now)
        council = attendance.require_absent(term, self.absent)
        return AbsenceWithdrawn(meeting=self.id, council=council, term=term)

    def sign(self, holding: str, now: datetime) -> SignedUp:
        self.require(Action.SIGN_UP, now)
        attendance.require_not_signed_up(holding, self.signed_up)
        return SignedUp(meeting=self.id, holding=holding)

    def sign_off(self, holding: str, now: datetime) -> SignedOff:
        self.require(Action.SIGN_OFF, now)
        attendance.require_signed_up(holding, self.signed_up)
        return SignedOff(meeting=self.id, holding=holding)

    def possible(self, now: datetime) -> list[Action]:
        """Tell what its state and the time permit, whoever asks."""
        regret = [Action.REGRET_MEETING] if self.notice and now <= self.notice.until else []
        return [action for action in Action if self._refusal(action, now) is None] + regret

    def require(self, action: Action, now: datetime) -> None:
        if refusal := self._refusal(action, now):
            raise refusal

    def _refusal(self, action: Action, now: datetime) -> Refusal | None:
        if (self.status, action) not in TRANSITIONS:
            return WrongState(f"A meeting that is {self.status} does not allow {action}.")
        if action in ONCE_BEGUN and now < self.starts_at:
            return NotBegun(f"The meeting begins at {self.starts_at.isoformat()}.")
        if action in UNTIL_BEGUN and now >= self.starts_at:
            return HasBegun(f"The meeting began at {self.starts_at.isoformat()}.")
        if action in WITH_SIGN_UP and not self.sign_up:
            return NoSignUp("Nobody signs up for this meeting.")
        return None

    def _require_present(self, attended: Collection[str], councils: Sequence[Council], guests: Guests) -> None:
        signed_up = {id: guests[id] for id in self.signed_up if id in guests}
        attendance.require_members(attended, attendance.expected(councils, signed_up, self.day))


def require_order(starts_at: datetime, ends_at: datetime | None) -> None:
    if ends_at and ends_at <= starts_at:
        raise EndsBeforeStart("The meeting ends before it begins.", field="/ends_at")
