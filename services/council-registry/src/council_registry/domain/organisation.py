"""Organisations that are asked for representatives. Their names are texts beside their events."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

from council_registry.domain.people_refusals import OrganisationOfItself
from council_registry.domain.period import Period
from council_registry.domain.policy import Action
from council_registry.domain.refusals import NoSuchPost
from councilkit.events import Event
from councilkit.events.councils import PostEnded, PostRole, PostStarted
from councilkit.events.seating import OrganisationChanged, OrganisationListed, PostInvited

NAME = "name"
"""The text beside an organisation's events."""


@dataclass(frozen=True)
class Organisation:
    id: str
    umbrella: str | None = None
    posts: Mapping[str, Period] = field(default_factory=dict)  # those of its contacts
    told: int = 1  # how many events there are
    named: int = 1  # which of them has the name beside it

    def possible(self) -> list[Action]:
        ending = [Action.END_POST] if self.posts else []
        return [Action.CHANGE_ORGANISATION, Action.START_POST, *ending]

    def asked(self, on: date) -> list[str]:
        """Tell the posts of those who answer for it that day."""
        return [post for post, period in self.posts.items() if period.covers(on)]

    def change(self, umbrella: str | None, *, above: Collection[str]) -> OrganisationChanged:
        """Change the name or the umbrella; `above` are those that the umbrella is under."""
        if umbrella == self.id or self.id in above:
            raise OrganisationOfItself("An organisation is not under itself.", field="/umbrella")
        return OrganisationChanged(organisation=self.id, umbrella=umbrella)

    def start_post(self, post: str, period: Period) -> PostStarted:
        return PostStarted(
            post=post,
            organisation=self.id,
            role=PostRole.ORGANISATION_CONTACT,
            starts=period.starts,
            ends=period.ends,
        )

    def end_post(self, post: str, on: date) -> PostEnded:
        self._post(post).cut(on)
        return PostEnded(post=post, organisation=self.id, on=on)

    def _post(self, post: str) -> Period:
        if post not in self.posts:
            raise NoSuchPost(f"Organisation {self.id} has no post {post}.", field="/post")
        return self.posts[post]

    def with_post(self, post: str, period: Period) -> Self:
        return replace(self, posts={**self.posts, post: period})


EFFECTS: Mapping[type[Event], Callable[[Organisation, Any], Organisation]] = {
    OrganisationChanged: lambda one, event: replace(one, umbrella=event.umbrella, named=one.told),
    PostStarted: lambda one, event: one.with_post(event.post, Period(event.starts, event.ends)),
    PostEnded: lambda one, event: one.with_post(event.post, Period(one.posts[event.post].starts, event.on)),
    PostInvited: lambda one, _: one,
}
"""What each event makes of an organisation that is there."""


def evolve(organisation: Organisation | None, event: Event) -> Organisation:
    """Take one event in."""
    if isinstance(event, OrganisationListed):
        return Organisation(event.organisation, event.umbrella)
    if organisation is None or type(event) not in EFFECTS:
        raise TypeError(event)
    return EFFECTS[type(event)](replace(organisation, told=organisation.told + 1), event)
