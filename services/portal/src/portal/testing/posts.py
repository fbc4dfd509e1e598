"""Posts at units and organisations in memory, for the registry of the tests."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from portal.application.people import PostHolder
from portal.application.ports import Order
from portal.application.posting import END, START
from portal.application.refusals import Refused
from portal.application.resources import Accepted, Allowed, Post
from portal.application.seating import INVITE
from portal.testing.councils import CONTACTS, OFFICERS, may

MANAGERS: Final = ("answering_manager",)


class MemoryPosts:
    """Knows who holds what at a place, which is the path of a unit or an organisation."""

    no: Refused | None

    def __init__(self) -> None:
        self.posts: dict[str, tuple[Post, ...]] = {
            "/units/0701": (Post(id="p", role="employee", starts=date(2025, 1, 1)),),
            "/organisations/ffo": (Post(id="p", starts=date(2025, 1, 1), ends=date(2027, 12, 31)),),
        }
        self.named = {"p": "Rolig Fjord"}
        self.posted: list[tuple[str, Mapping[str, Any]]] = []

    async def post_holders(self, token: str, place: str) -> tuple[PostHolder, ...]:
        fills = may(token, _roles(place), (INVITE,))
        if not fills and not may(token, MANAGERS, (INVITE,)):
            raise Refused(403, "not-allowed")
        return tuple(
            PostHolder(
                post=one.id,
                name=self.named.get(one.id, "Stolt Furu"),
                person=f"person-{one.id}" if fills else None,
                signed_in=False if fills else None,
                actions=fills,
            )
            for one in self.posts.get(place, ())
        )

    def held_at(self, token: str, place: str) -> dict[str, Any]:
        """Tell the posts of a place, and who may do what with them."""
        return {"posts": self.posts.get(place, ()), "actions": self._fillers(token, place)}

    def do_with_posts(self, path: str, body: Mapping[str, Any], order: Order) -> Accepted:
        place, _, rest = path.partition("/posts")
        if not any(one.acting == order.acting for one in self._fillers(order.token, place)):
            raise Refused(403, "not-allowed")
        if self.no:
            raise self.no
        self.posted.append((path, body))
        id = rest.split("/")[1] if rest else f"p{len(self.posted)}"
        if not rest:
            period = {"starts": body["starts"], "ends": body["ends"]}
            told = {
                "id": id,
                "role": body.get("role", "organisation_contact"),
                "council": body.get("council"),
                **period,
            }
            self.posts[place] = (*self.posts.get(place, ()), Post.model_validate(told))
        elif rest.endswith("/end"):
            self.posts[place] = tuple(one for one in self.posts.get(place, ()) if one.id != id)
        return Accepted(receipt=f"posts:{len(self.posted):06}", seen=True, id=id)

    def _fillers(self, token: str, place: str) -> tuple[Allowed, ...]:
        return may(token, _roles(place), (START, END))


def _roles(place: str) -> tuple[str, ...]:
    return OFFICERS if place.startswith("/units/") else CONTACTS
