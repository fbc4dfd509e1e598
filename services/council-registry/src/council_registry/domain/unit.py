from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from council_registry.domain import dated
from council_registry.domain.dated import Earlier, Status
from council_registry.domain.period import Period
from council_registry.domain.policy import Action
from council_registry.domain.refusals import NobodyInCharge, NoSuchPost, WrongPlaceForPost
from council_registry.domain.structure_refusals import UnitOver
from councilkit.events import Event
from councilkit.events.councils import PostEnded, PostRole, PostStarted, UnitKind, UnitListed
from councilkit.events.seating import PostInvited
from councilkit.events.structure import UnitChangeAgreed, UnitChanged, UnitClosed, UnitPlanDropped

# A post gives power over what lies below its unit, so the two wide ones exist only where they belong.
PLACES = {
    PostRole.ANSWERING_MANAGER: set(UnitKind),
    PostRole.DELEGATE: set(UnitKind),
    PostRole.REGIONAL_OFFICER: {UnitKind.REGION},
    PostRole.DIRECTORATE_CONTACT: {UnitKind.DIRECTORATE},
    PostRole.MUNICIPAL_OWNER: {UnitKind.LOCAL_OFFICE},
    PostRole.EXPERIENCE_CONSULTANT: {UnitKind.LOCAL_OFFICE, UnitKind.REGION},
    PostRole.EMPLOYEE: set(UnitKind),
    PostRole.ORGANISATION_CONTACT: set[UnitKind](),  # an organisation's, not a unit's
}


@dataclass(frozen=True)
class Post:
    id: str
    role: PostRole
    period: Period
    council: str | None = None  # that an experience consultant reports to, beside the unit


@dataclass(frozen=True)
class Facts:
    """What may change of a unit."""

    name: str
    parent: str | None
    line: str | None


@dataclass(frozen=True)
class Unit:
    """Its facts are those that were told last, `earlier` the ones before; `agreed` are plans, in order of day."""

    number: str
    name: str
    kind: UnitKind
    parent: str | None = None
    line: str | None = None
    posts: Mapping[str, Post] = field(default_factory=dict)
    starts: date | None = None
    earlier: Earlier[Facts] = ()
    closed: UnitClosed | None = None
    agreed: tuple[UnitChangeAgreed, ...] = ()

    @property
    def facts(self) -> Facts:
        return Facts(self.name, self.parent, self.line)

    @property
    def ending(self) -> UnitClosed | None:
        """Its end, told or agreed."""
        return self.closed or next((plan.closed for plan in self.agreed if plan.closed), None)

    @property
    def told_for(self) -> list[date]:
        """The days for which something was told."""
        days = [self.starts, self.closed and self.closed.on, *(day for day, _ in self.earlier)]
        return [day for day in days if day]

    def status_on(self, day: date) -> Status:
        return dated.status_on(day, self.starts, self.ending)

    def on(self, day: date) -> "Unit":
        """Tell the unit as it is on a day by what we know: also what is agreed."""
        facts = dated.value_on(day, self.earlier, self.facts)
        for plan in dated.due(self.agreed, day):
            facts = facts_of(plan.changed) if plan.changed else facts
        return replace(self, **vars(facts))

    def facts_from(self, day: date) -> list[Facts]:
        """Tell what holds of it on that day or later, by what we know, until it is closed."""
        days = dated.days_from(day, self.earlier, self.agreed)
        return [self.on(one).facts for one in days if self.status_on(one) is not Status.CLOSED]

    def parents_from(self, day: date) -> set[str]:
        """Tell under which units it lies on that day or later, whether or not the plans come to be."""
        earlier = [was.parent for until, was in self.earlier if until > day]
        agreed = [plan.changed.parent for plan in self.agreed if plan.changed]
        return {parent for parent in (*earlier, self.parent, *agreed) if parent}

    @property
    def region(self) -> str | None:
        """The region that it is, or lies in."""
        return {UnitKind.REGION: self.number, UnitKind.LOCAL_OFFICE: self.parent}.get(self.kind)

    @property
    def has_contact(self) -> bool:
        """Tell if anybody ever was, is or will be directorate contact; a post that was taken back is nobody's."""
        return any(post.role is PostRole.DIRECTORATE_CONTACT and post.period.runs for post in self.posts.values())

    def possible(self) -> list[Action]:
        return [action for action, when in POSSIBLE.items() if when(self)]

    def listed(self) -> UnitListed:
        return UnitListed(
            unit=self.number, name=self.name, kind=self.kind, parent=self.parent, line=self.line, starts=self.starts
        )

    def require_open(self, period: Period, field: str) -> None:
        """Refuse what would begin, or go on, when the unit is no more. An agreed end cuts short, a told one not."""
        over = self.closed and period.last >= self.closed.on
        if over or (self.ending and period.starts >= self.ending.on):
            raise UnitOver(f"Unit {self.number} is closed from {self.ending and self.ending.on}.", field=field)

    def start_post(self, post: Post, today: date) -> PostStarted:
        if self.kind not in PLACES[post.role]:
            raise WrongPlaceForPost(f"There is no {post.role} at a {self.kind}.", field="/role")
        period = post.period
        self.require_open(period, "/starts")
        if post.role is PostRole.DIRECTORATE_CONTACT and not self.has_contact and not period.covers(today):
            raise NobodyInCharge("The first directorate contact must hold the post today.", field="/starts")
        return PostStarted(
            post=post.id,
            unit=self.number,
            role=post.role,
            council=post.council,
            starts=period.starts,
            ends=period.ends,
        )

    def end_post(self, post: str, on: date) -> PostEnded:
        if post not in self.posts:
            raise NoSuchPost(f"Unit {self.number} has no post {post}.", field="/post")
        self.posts[post].period.cut(on)
        return PostEnded(post=post, unit=self.number, on=on)


def facts_of(event: UnitListed | UnitChanged) -> Facts:
    return Facts(event.name, event.parent, event.line)


def _listed(event: UnitListed) -> Unit:
    return Unit(event.unit, event.name, event.kind, event.parent, event.line, starts=event.starts)


def _changed(unit: Unit, event: UnitChanged) -> Unit:
    return replace(
        unit,
        **vars(facts_of(event)),
        earlier=(*unit.earlier, (event.on, unit.facts)),
        agreed=dated.without(unit.agreed, event.on),
    )


def _with_post(unit: Unit, post: Post) -> Unit:
    return replace(unit, posts={**unit.posts, post.id: post})


def _post_started(unit: Unit, event: PostStarted) -> Unit:
    return _with_post(unit, Post(event.post, event.role, Period(event.starts, event.ends), event.council))


def _post_ended(unit: Unit, event: PostEnded) -> Unit:
    post = unit.posts[event.post]
    return _with_post(unit, replace(post, period=Period(post.period.starts, event.on)))


EFFECTS: Mapping[type[Event], Callable[[Unit, Any], Unit]] = {
    UnitChanged: _changed,
    UnitClosed: lambda unit, event: replace(unit, closed=event, agreed=()),
    UnitChangeAgreed: lambda unit, event: replace(unit, agreed=(*unit.agreed, event)),
    UnitPlanDropped: lambda unit, event: replace(unit, agreed=dated.without(unit.agreed, event.on)),
    PostStarted: _post_started,
    PostEnded: _post_ended,
    PostInvited: lambda unit, _: unit,
}
"""What each event makes of a unit that is there."""

POSSIBLE: Mapping[Action, Callable[[Unit], object]] = {
    Action.FOUND_COUNCIL: lambda unit: not unit.closed,
    Action.START_POST: lambda unit: not unit.closed,
    Action.END_POST: lambda unit: unit.posts,
    Action.CHANGE_UNIT: lambda unit: not unit.ending,
    Action.CLOSE_UNIT: lambda unit: not unit.ending,
    Action.DROP_UNIT_PLAN: lambda unit: unit.agreed,
}
"""What its state allows to do with a unit."""


def evolve(unit: Unit | None, event: Event) -> Unit:
    """Take one event in."""
    if isinstance(event, UnitListed):
        return _listed(event)
    if unit is None or type(event) not in EFFECTS:
        raise TypeError(event)
    return EFFECTS[type(event)](unit, event)
