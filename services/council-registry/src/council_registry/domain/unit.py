from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from council_registry.domain.period import Period
from council_registry.domain.policy import Action
from council_registry.domain.refusals import NobodyInCharge, NoSuchPost, WrongPlaceForPost
from councilkit.events import Event
from councilkit.events.councils import PostEnded, PostRole, PostStarted, UnitKind, UnitListed

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


@dataclass(frozen=True)
class Unit:
    number: str
    name: str
    kind: UnitKind
    parent: str | None = None
    line: str | None = None
    posts: Mapping[str, Post] = field(default_factory=dict)

    @property
    def region(self) -> str | None:
        """The region that it is, or lies in."""
        return {UnitKind.REGION: self.number, UnitKind.LOCAL_OFFICE: self.parent}.get(self.kind)

    @property
    def has_contact(self) -> bool:
        """Tell if anybody ever was, is or will be directorate contact; a post that was taken back is nobody's."""
        return any(post.role is PostRole.DIRECTORATE_CONTACT and post.period.runs for post in self.posts.values())

    def possible(self) -> list[Action]:
        ending = [Action.END_POST] if self.posts else []
        return [Action.FOUND_COUNCIL, Action.START_POST, *ending]

    def listed(self) -> UnitListed:
        return UnitListed(unit=self.number, name=self.name, kind=self.kind, parent=self.parent, line=self.line)

    def start_post(self, post: Post, today: date) -> PostStarted:
        if self.kind not in PLACES[post.role]:
            raise WrongPlaceForPost(f"There is no {post.role} at a {self.kind}.", field="/role")
        period = post.period
        if post.role is PostRole.DIRECTORATE_CONTACT and not self.has_contact and not period.covers(today):
            raise NobodyInCharge("The first directorate contact must hold the post today.", field="/starts")
        return PostStarted(post=post.id, unit=self.number, role=post.role, starts=period.starts, ends=period.ends)

    def end_post(self, post: str, on: date) -> PostEnded:
        if post not in self.posts:
            raise NoSuchPost(f"Unit {self.number} has no post {post}.", field="/post")
        self.posts[post].period.cut(on)
        return PostEnded(post=post, unit=self.number, on=on)


def evolve(unit: Unit | None, event: Event) -> Unit:
    """Take one event in."""
    match unit, event:
        case None, UnitListed():
            return Unit(event.unit, event.name, event.kind, event.parent, event.line)
        case Unit(), PostStarted():
            return _with(unit, Post(event.post, event.role, Period(event.starts, event.ends)))
        case Unit(), PostEnded():
            post = unit.posts[event.post]
            return _with(unit, replace(post, period=Period(post.period.starts, event.on)))
    raise TypeError(event)


def _with(unit: Unit, post: Post) -> Unit:
    return replace(unit, posts={**unit.posts, post.id: post})
