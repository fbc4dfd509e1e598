"""The organisations that may be asked for representatives, as far as the pages use them."""

from collections.abc import Mapping

from portal.application.resources import Allowed, Post, Resource


class OrganisationCard(Resource):
    id: str
    name: str
    umbrella: str | None = None


class Organisations(Resource):
    items: tuple[OrganisationCard, ...]
    actions: tuple[Allowed, ...] = ()

    @property
    def by_id(self) -> Mapping[str, OrganisationCard]:
        return {one.id: one for one in self.items}


class Organisation(OrganisationCard):
    under: tuple[OrganisationCard, ...] = ()
    posts: tuple[Post, ...] = ()
    sequence: int = 0
    actions: tuple[Allowed, ...] = ()
