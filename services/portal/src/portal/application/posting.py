"""The posts of a unit or an organisation: as its page shows them, and as forms."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from councilkit.events.councils import PostRole
from portal.application import days, placing
from portal.application.forms import Form
from portal.application.names import Directory
from portal.application.people import PostHolder
from portal.application.ports import Registry
from portal.application.resources import CouncilName, Post
from portal.application.seating import NEWCOMER, appointed, nameless
from portal.application.sitting import post_holders, sitters
from portal.application.structure import DIRECTORATE, LINE_UNIT, OFFICE, REGION, REGIONAL, Unit
from portal.application.wording import Option

START, END = "start_post", "end_post"
CONSULTANT: Final = PostRole.EXPERIENCE_CONSULTANT
ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    OFFICE: ("answering_manager", "delegate", "employee", "municipal_owner", CONSULTANT),
    REGION: ("answering_manager", "delegate", "employee", "regional_officer", CONSULTANT),
    LINE_UNIT: ("answering_manager", "delegate", "employee"),
    DIRECTORATE: ("answering_manager", "delegate", "employee", "directorate_contact"),
}
FIELDS: Final[Mapping[str, str]] = {"person": "who", "subject": "who", "role": "post", "council": "reports_to"}
"""Where the form asks for what the registry calls otherwise."""
ASKS: Final = ("post", "reports_to", "starts", "ends", "who", *NEWCOMER)


@dataclass(frozen=True)
class Held:
    """A post, and who holds it, if the asker may know that."""

    post: Post
    holder: PostHolder | None = None

    @property
    def name(self) -> str | None:
        return self.holder.name if self.holder else None

    @property
    def role(self) -> str:
        return self.post.role


def held(posts: Iterable[Post], holders: Iterable[PostHolder], *, today: date) -> list[Held]:
    """Put the people to their posts, in the order in which these began; what is over is left out."""
    by_post = {one.post: one for one in holders}
    lasting = sorted((post for post in posts if post.lasts(today)), key=lambda post: post.starts)
    return [Held(post, by_post.get(post.id)) for post in lasting]


def checked(form: Form, *, at_unit: bool) -> Form:
    required = ("starts", *(("post",) if at_unit else ()), *(("reports_to",) if _consults(form) else ()))
    found = days.checked(form, required, ("starts", "ends"))
    return found.with_errors({**found.errors, **nameless(form)})


def body(form: Form, *, at_unit: bool) -> dict[str, Any]:
    """Spell it as the registry reads it; an experience consultant reports to a council too, and nobody else."""
    if not at_unit:
        return appointed(form)
    council = form.value("reports_to") if _consults(form) else None
    return {"role": form.value("post"), "council": council, **appointed(form)}


async def known(registry: Registry, token: str, place: str, councils: Iterable[str]) -> list[Option]:
    """Give those who may be named again: they hold a post there, or sit in a council of the place."""
    holding = await post_holders(registry, token, place)
    sitting = await asyncio.gather(*(sitters(registry, token, council) for council in councils))
    people = {one.person: one.name for one in holding if one.person and one.name}
    people |= {one.person: one.name for several in sitting for one in several if one.person and one.name}
    return sorted(((person, name, "") for person, name in people.items()), key=lambda option: option[1])


async def reported_to(registry: Registry, token: str, unit: Unit, names: Directory) -> list[CouncilName]:
    """Give the councils that an experience consultant may report to: the unit's own, then the region's."""
    if CONSULTANT not in ROLES.get(unit.kind, ()):
        return []
    above = await placing.councils(registry, token, level=REGIONAL, region=unit.region)
    own = [names.council(id) for id in unit.councils]
    return list({council.id: council for council in (*own, *above)}.values())


def _consults(form: Form) -> bool:
    return form.value("post") == CONSULTANT
