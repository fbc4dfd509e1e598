"""Keeps views of one publisher current, reads them, and builds their next generation beside them."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext

import structlog

from councilkit.bus import News
from councilkit.clock import Clock
from councilkit.crashpoints import passing
from councilkit.events import Item
from councilkit.inbox.folding import Folding
from councilkit.inbox.follower import Count, Follower
from councilkit.inbox.history import NewEpoch, OtherHistory
from councilkit.inbox.port import InboxStore, Place, Source
from councilkit.inbox.view import Doc, View, ViewStore, Where, made_of

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

    async def count(self, view: str, where: Where) -> int:
        """Count documents."""
        return await self._store.count(await self._collection(view), where)

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
        self.building = bool(
            generations.following and not await self._build(generations.current, generations.following)
        )
        return place

    async def _look_what_of(self) -> None:
        """Once: what other folds have made, or folds of other events, is built anew."""
        if self._looked_what_of:
            return
        found = await self._inbox.generations(self._source.name)
        if found.made_of is None and not (await self._inbox.place(self._consumer(found.current))).position:
            await self._inbox.note(self._source.name, self._made_of)
        elif found.made_of != self._made_of:
            log.info("views_are_built_anew", source=self._source.name, made_of=self._made_of)
            await self._inbox.ask_rebuild(self._source.name)
        self._looked_what_of = True

    async def _build(self, current: int, following: int) -> bool:
        """Take in a page of the following generation; tell whether it was level, and is now the one that is read."""
        follower = await self._follower(following)
        try:
            level = await follower.read_on()
        except NewEpoch:
            await self._drop(following)  # what an earlier epoch told would count as newer
            await follower.start_over()
            level = await follower.read_on()
        if not level:
            return False
        await self._drop(current - 1)  # the current one stays: somebody may be reading it until after the switch
        passing("inbox.before-switch")
        await self._inbox.switch(self._source.name, following, self._made_of)
        passing("inbox.after-switch")
        return True

    async def _drop(self, generation: int) -> None:
        for view in self._views:
            await self._store.drop(collection_of(view.name, generation))

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
