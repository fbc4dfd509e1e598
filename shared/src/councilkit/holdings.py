"""Terms and posts as another service knows them: the views on council-registry's events, and what they tell."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, Protocol

from councilkit.callers import Holding
from councilkit.events import Item
from councilkit.events.councils import PostEnded, PostRole, PostStarted, Side, TermEnded, TermRole, TermStarted
from councilkit.inbox import Doc, In, View, Views
from councilkit.refusals import Kind, Refusal


class HoldingEnded(Refusal):
    """The term or post that acts is over, whatever the access token still says."""

    slug = "term-ended"
    kind: ClassVar[Kind] = Kind.FORBIDDEN

    @classmethod
    def told(cls) -> "HoldingEnded":
        """Say it."""
        return cls("This term or post has ended.", field="Acting-As")


class Held(Protocol):
    """A term, which has a council, or a post, which has none."""

    @property
    def id(self) -> str:
        """Name the term or post."""
        ...

    @property
    def council(self) -> str | None:
        """Tell where the term is; None for a post."""
        ...


@dataclass(frozen=True, slots=True)
class HeldTerm:
    """One person's time in a seat of a council; `last` is its last day, None while nobody has set one."""

    id: str
    council: str
    role: TermRole
    side: Side
    seat: str
    starts: date
    last: date | None


@dataclass(frozen=True, slots=True)
class HeldPost:
    """One person's time in a function at a unit, or at an organisation."""

    id: str
    unit: str | None
    role: PostRole
    starts: date
    last: date | None
    organisation: str | None = None


def _term(_doc: Doc | None, event: TermStarted, _item: Item) -> Doc:
    told = {"council": event.council, "role": event.role.value, "side": event.side.value, "seat": event.seat}
    return {**told, **_days(event)}


def _post(_doc: Doc | None, event: PostStarted, _item: Item) -> Doc:
    where = {"unit": event.unit, "organisation": event.organisation}
    return {**where, "role": event.role.value, **_days(event)}


def _days(event: TermStarted | PostStarted) -> Doc:
    return {"starts": event.starts.isoformat(), "last": event.ends and event.ends.isoformat()}


def _end(doc: Doc | None, event: TermEnded | PostEnded, _item: Item) -> Doc:
    return {**(doc or {}), "last": event.on.isoformat()}


TERMS = View(
    "terms",
    key=lambda event: event.term,
    folds={TermStarted: _term, TermEnded: _end},
    indexes=["council"],
    shape=2,
)
"""Put it among a service's views on council-registry, with `POSTS`."""

POSTS = View(
    "posts",
    key=lambda event: event.post,
    folds={PostStarted: _post, PostEnded: _end},
    indexes=["unit"],
    shape=3,
)


class Holdings:
    """Reads the views `TERMS` and `POSTS` of a service. They are as far behind the registry as the bus is."""

    def __init__(self, views: Views) -> None:
        self._views = views

    async def ended(self, holdings: Collection[Held], today: date) -> set[str]:
        """Tell the ids of those that the registry has told the end of; one that it has not told of has not ended."""
        terms = {holding.id for holding in holdings if holding.council}
        posts = {holding.id for holding in holdings if not holding.council}
        return await self._over(TERMS, terms, today) | await self._over(POSTS, posts, today)

    async def over(self, ids: Collection[str], today: date) -> set[str]:
        """Tell, as `ended` does, of terms and posts of which nothing is known but their ids."""
        return await self._over(TERMS, ids, today) | await self._over(POSTS, ids, today)

    async def refuse_ended(self, holding: Held, today: date) -> None:
        """Refuse with `term-ended` what the registry has told the end of."""
        if await self.ended([holding], today):
            raise HoldingEnded.told()

    async def sitting(self, councils: Collection[str], on: date) -> list[HeldTerm]:
        """Tell the terms in these councils that run on a day, in order of id."""
        terms = [_held_term(doc) for doc in await self._all(TERMS, "council", councils)]
        return [term for term in terms if _runs(term, on)]

    async def posted(self, units: Collection[str], on: date) -> list[HeldPost]:
        """Tell the posts at these units that run on a day, in order of id."""
        posts = [_held_post(doc) for doc in await self._all(POSTS, "unit", units)]
        return [post for post in posts if _runs(post, on)]

    async def terms(self, ids: Collection[str]) -> list[HeldTerm]:
        """Tell these terms, in order of id, also those that have ended; what we never saw begin is left out."""
        return [_held_term(doc) for doc in await self._some(TERMS, ids) if "council" in doc]

    async def get(self, id: str) -> Holding | None:
        """Tell a term or post by its id, also one that has ended, as an access token would carry it."""
        if (doc := await self._views.get(TERMS.name, id)) and "council" in doc:
            return _carried(_held_term(doc))
        if (doc := await self._views.get(POSTS.name, id)) and "unit" in doc:
            return _carried(_held_post(doc))
        return None

    async def _over(self, view: View, ids: Collection[str], today: date) -> set[str]:
        docs = await self._some(view, ids)
        return {doc["_id"] for doc in docs if doc["last"] and date.fromisoformat(doc["last"]) < today}

    async def _some(self, view: View, ids: Collection[str]) -> list[Doc]:
        found = await self._views.get_many(view.name, sorted(ids)) if ids else {}
        return [found[id] for id in sorted(found)]

    async def _all(self, view: View, field: str, values: Collection[str]) -> list[Doc]:
        return [doc async for doc in self._views.all(view.name, {field: In(sorted(values))})] if values else []


def _held_term(doc: Doc) -> HeldTerm:
    role, side = TermRole(doc["role"]), Side(doc["side"])
    return HeldTerm(doc["_id"], doc["council"], role, side, doc["seat"], *_read_days(doc))


def _held_post(doc: Doc) -> HeldPost:
    return HeldPost(doc["_id"], doc["unit"], PostRole(doc["role"]), *_read_days(doc), doc["organisation"])


def _read_days(doc: Doc) -> tuple[date, date | None]:
    return date.fromisoformat(doc["starts"]), date.fromisoformat(doc["last"]) if doc["last"] else None


def _runs(held: HeldTerm | HeldPost, on: date) -> bool:
    return held.starts <= on and (held.last is None or on <= held.last)


def _carried(held: HeldTerm | HeldPost) -> Holding:
    side: Literal["user", "nav"] = "user" if isinstance(held, HeldTerm) and held.side is Side.USER else "nav"
    return Holding(
        id=held.id,
        kind="term" if isinstance(held, HeldTerm) else "post",
        council=held.council if isinstance(held, HeldTerm) else None,
        unit=held.unit if isinstance(held, HeldPost) else None,
        organisation=held.organisation if isinstance(held, HeldPost) else None,
        role=held.role.value,
        side=side,
        starts=held.starts,
        ends=held.last,
    )
