"""Keeps views of one publisher current, reads them, and builds their next generation beside them."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext

import structlog

from councilkit.bus import News
from councilkit.clock import Clock
from councilkit.crashpoints import passing
from councilkit.events import Item
from councilkit.inbox.folding import Folding
from councilkit.inbox.follower import Count, Follower
from councilkit.inbox.history import NewEpoch, OtherHistory
from councilkit.inbox.port import Generations, InboxStore, Place, Source
from councilkit.inbox.view import Doc, View, ViewStore, Where, made_of

KEPT_TRACK_OF = 20
"""How far back generations are looked for that nobody reads any more."""

_PAGE = 200

log = structlog.get_logger(__name__)


def collection_of(view: str, generation: int) -> str:
    """Spell the collection of a view in one generation."""
    return f"view.{view}.{generation}"


def consumer_of(source: str, generation: int) -> str:
    """Spell the name of the consumer that keeps the views on a publisher, in one generation."""
    return f"views/{source}/{generation}"


class Views:
    """Reads a service's views, each in the generation that is current."""

    def __init__(self, store: ViewStore, inbox: InboxStore, views: Mapping[str, Sequence[View]]) -> None:
        """Read `views`, by publisher."""
        self._store = store
        self._inbox = inbox
        self._sources = {view.name: source for source, several in views.items() for view in several}

    async def get(self, view: str, key: str) -> Doc | None:
        """Tell one document; None if there is none."""
        return await self._store.get(await self._collection(view), key)

    async def get_many(self, view: str, keys: Sequence[str]) -> dict[str, Doc]:
        """Tell those of the documents that exist, by key."""
        return await self._store.get_many(await self._collection(view), keys)

    async def find(
        self,
        view: str,
        where: Where,
        *,
        order: str = "_id",
        descending: bool = False,
        after: tuple[object, str] | None = None,
        limit: int = 50,
    ) -> list[Doc]:
        """Tell documents in order of a field, then key; `after` is that pair of the last one that was told."""
        collection = await self._collection(view)
        return await self._store.find(collection, where, order=order, descending=descending, after=after, limit=limit)

    async def all(self, view: str, where: Where) -> AsyncIterator[Doc]:
        """Tell every document that there is, in order of key, page by page."""
        after: tuple[object, str] | None = None
        while page := await self.find(view, where, after=after, limit=_PAGE):
            for doc in page:
                yield doc
            after = (page[-1]["_id"], page[-1]["_id"])

    async def count(self, view: str, where: Where) -> int:
        """Count documents."""
        return await self._store.count(await self._collection(view), where)

    async def place(self, view: str) -> tuple[int, Place]:
        """Tell a view's generation and how far it has come: as long as both stay, only a redrive changes documents."""
        generation = (await self._inbox.generations(self._sources[view])).current
        return generation, await self._inbox.place(consumer_of(self._sources[view], generation))

    async def _collection(self, view: str) -> str:
        return collection_of(view, (await self._inbox.generations(self._sources[view])).current)


class ViewKeeper:
    """Keeps the views on one publisher. Each `step` takes in what is there, and a page of the generation to come."""

    def __init__(
        self,
        source: Source,
        views: Sequence[View],
        *,
        inbox: InboxStore,
        store: ViewStore,
        clock: Clock,
        span: Callable[[Item], AbstractContextManager[object]] = lambda _: nullcontext(),
        count: Count = lambda *_: None,
    ) -> None:
        self._source = source
        self._views = views
        self._inbox = inbox
        self._store = store
        self._clock = clock
        self._span = span
        self._count = count
        self._followers: dict[int, Follower] = {}
        self._made_of = made_of(views)
        self._looked_what_of = False
        self.building = False
        """Whether there is more of a generation to come: then `step` is wanted again at once."""

    async def step(self, news: News | None) -> Place:
        """Take in what was heard, as `Follower.step`, and a page of the generation to come; switch when it is level."""
        await self._look_what_of()
        generations = await self._inbox.generations(self._source.name)
        current = await self._follower(generations.current)
        try:
            place = await current.step(news)
        except NewEpoch:
            await self._inbox.ask_rebuild(self._source.name)
            generations = await self._inbox.generations(self._source.name)
            place = Place()
        except OtherHistory:
            if not generations.following:
                raise
            place = Place()
        self.building = bool(generations.following and await self._build(generations, generations.following))
        return place

    async def _look_what_of(self) -> None:
        """Once: what other folds have made, or folds of other events, is built anew."""
        if self._looked_what_of:
            return
        found = await self._inbox.generations(self._source.name)
        made_of = found.made_of.get(found.current)
        if made_of is None and not await self._has_begun(found.current):
            await self._inbox.note(self._source.name, found.current, self._made_of)
        elif made_of != self._made_of:
            log.info("views_are_built_anew", source=self._source.name, made_of=self._made_of)
            await self._inbox.ask_rebuild(self._source.name)
        self._looked_what_of = True

    async def _build(self, generations: Generations, following: int) -> bool:
        """Take in a page of the following generation, and switch to it when it is level; tell whether there is more."""
        if generations.made_of.get(following, self._made_of) != self._made_of:
            return await self._build_another(following)  # its first pages were folded by another program
        if following not in generations.made_of:
            await self._inbox.note(self._source.name, following, self._made_of)
        try:
            level = await self._read_on(following)
        except NewEpoch:
            return await self._build_another(following)  # what the earlier epoch told would count as newer
        except OtherHistory as alarm:
            await self._give_up(following, str(alarm))
            return False
        if level:
            await self._switch(generations.current, following)
        return not level

    async def _read_on(self, following: int) -> bool:
        follower = await self._follower(following)
        try:
            return await follower.read_on()
        except NewEpoch:
            if await self._has_begun(following):
                raise
            await follower.start_over()
            return await follower.read_on()

    async def _build_another(self, instead_of: int) -> bool:
        await self._inbox.ask_rebuild(self._source.name, instead_of=instead_of)
        return True

    async def _give_up(self, following: int, sentence: str) -> None:
        """Say once that a generation cannot be built; it is tried again with each step."""
        if await self._inbox.halted(self._consumer(following)) != sentence:
            log.critical("views_not_built", source=self._source.name, generation=following, cause=sentence)
            await self._inbox.halt(self._consumer(following), sentence)

    async def _switch(self, current: int, following: int) -> None:
        # The current one stays: somebody may be reading it until after the switch. Older ones, and those that were
        # given up on the way to it, nobody reads any more.
        for generation in range(max(1, current - KEPT_TRACK_OF), current):
            for view in self._views:
                await self._store.drop(collection_of(view.name, generation))
        passing("inbox.before-switch")
        await self._inbox.switch(self._source.name, following)
        passing("inbox.after-switch")
        self._followers = {following: self._followers[following]}

    async def _has_begun(self, generation: int) -> bool:
        return (await self._inbox.place(self._consumer(generation))).position > 0

    def _consumer(self, generation: int) -> str:
        return consumer_of(self._source.name, generation)

    async def _follower(self, generation: int) -> Follower:
        if generation not in self._followers:
            kept = [(view, collection_of(view.name, generation)) for view in self._views]
            for view, collection in kept:
                await self._store.prepare(collection, view.indexes)
            folding = Folding(kept, self._store)
            self._followers[generation] = Follower(
                self._consumer(generation),
                self._source,
                self._inbox,
                folding.handlers,
                batch=folding.batch,
                clock=self._clock,
                span=self._span,
                count=self._count,
            )
        return self._followers[generation]
