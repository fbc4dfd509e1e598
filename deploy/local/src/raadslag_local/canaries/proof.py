"""The whole proof: canaries come in, live, a quarter of them is erased, and all is searched before and after."""

import asyncio
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from councilkit.clock import utc_now
from councilkit.testing.waiting import until
from councilkit.workdays import oslo_day
from raadslag_local.canaries.aviary import Aviary, aviary
from raadslag_local.canaries.blunders import make_them
from raadslag_local.canaries.council import Council
from raadslag_local.canaries.flock import INVITED, LAST, LEADER, VOUCHED_FOR, Canary, flock, tables
from raadslag_local.canaries.life import Lives
from raadslag_local.canaries.rounds import Rounds
from raadslag_local.canaries.search import Findings, Sighting
from raadslag_local.mail.box import Box
from raadslag_local.running.kept import Tell
from raadslag_local.story.cast import DIRECTORATE
from raadslag_local.story.directorate import Directorate
from raadslag_local.story.founding import bring_in
from raadslag_local.story.hands import Actor, Hands
from raadslag_local.testing import found

KINDS = ("document", "record", "log", "export", "answer", "stream", "figures", "mail", "text", "archive")
TYPED, PLAIN = "typed", "plain"
"""Archives of cases in which what was typed names somebody, and in which it does not."""

EVERY = 4
"""One of so many is erased."""

MOST_TOLD = 30
GONE_WITHIN = 60.0
COUNCILS_AT_ONCE = 4


@dataclass(frozen=True)
class Verdict:
    """What was seen where it must not be; `erased` are those who must be nowhere."""

    outside: Sequence[Sighting]
    back: Sequence[Sighting]
    erased: int
    blind: Sequence[str] = ()
    """What the search did not look through, though it must."""

    @property
    def code(self) -> int:
        return int(bool(self.outside or self.back or self.blind))

    def lines(self) -> list[str]:
        found = {one.number for one in self.back}
        places = Counter(one.where for one in {*self.outside, *self.back})
        seen = [f"{many} canaries are in {where}." for where, many in places.most_common()]
        blind = [f"The search is blind: it has seen no {one}." for one in self.blind]
        hits = len(self.outside)
        last = f"canaries: {hits} outside the contact store, {len(found)} of {self.erased} erased found"
        return [*seen[:MOST_TOLD], *blind, last]


@dataclass(frozen=True)
class Places:
    """Where somebody may be seen who was not erased."""

    store: Collection[str]
    """Where every contact must be."""

    written: Collection[str] = ()
    """Where what people have typed stands."""

    def may_be(self, where: str) -> bool:
        """Tell it also of what is handed to those whom it is for: a mail, and an archive with all that was typed."""
        return where in self.store or where in self.written or where.startswith(("mail ", f"archive {TYPED}"))


def judge(
    before: Findings, after: Findings, places: Places, canaries: Sequence[Canary], gone: Collection[int]
) -> Verdict:
    """Judge what was seen before anybody was erased, and after everything was built anew and put back."""
    store = places.store
    outside = {one for seen in (before, after) for one in seen.sightings if not places.may_be(one.where)}
    back = [one for one in after.sightings if one.number in gone]
    there = {one.number for one in before.sightings if one.where in store}
    stay = {one.number for one in after.sightings if one.where in store}
    blind = [kind for kind in KINDS if not after.searched[kind]]
    told = {one.where for one in before.sightings}
    blind += [f"name in {where}" for where in places.written if where not in told]
    blind += [] if any(_is_page(where) for where in told) else ["name on a page for the archive"]
    blind += [] if len(there) == len(canaries) else ["contact of every canary"]
    blind += [] if len(stay) >= len(canaries) - len(gone) else ["contact of everybody who stays"]
    return Verdict(sorted(outside, key=str), sorted(back, key=str), len(gone), blind)


def _is_page(where: str) -> bool:
    return where.startswith(f"archive {TYPED}") and where.endswith(".pdf")


async def prove_canaries(size: int, folder: Path, *, root: Path, tell: Tell) -> Verdict:
    canaries = flock(size)
    async with aviary(folder, root=root, tell=tell) as birds:
        identify, clock = birds.house.identify, utc_now
        hands = Hands(birds.http, identify=identify, clock=clock)
        cast = await found(hands)
        contact = cast.actors[DIRECTORATE].subject
        today = oslo_day(clock())
        await bring_in(hands, tables(canaries, today), asker=contact, reader=contact)
        tell(f"{size} canaries are in the house")
        lives = Lives(hands, birds.http, cast, box=Box(birds.house.place.mail_folder), now=clock())
        councils = await lives.councils(canaries)
        directorate = Directorate(hands, cast, "canaries")
        await directorate.adopt()
        await _live(birds, hands, lives, councils)
        rounds = Rounds(lives.deeds, clock())
        round = await rounds.hold(councils)
        await _hand_over(birds, lives, councils)
        edition = await directorate.write(today)
        await birds.level()
        before = await birds.search()
        tell(f"They have lived; {sum(before.searched.values())} things are searched")
        gone = _gone(councils)
        birds.mails_go_on()
        named = [one for one in councils if one.canaries[LAST].number in gone]
        await rounds.forget(named, round)
        await asyncio.gather(*map(lives.cases.forget, named))
        await _erase(birds, lives, list(gone.values()))
        await _until_gone(birds, set(gone))
        await _hand_over(birds, lives, councils)
        await directorate.send(edition)
        await birds.level()
        after = await birds.search()
        birds.search_new_mails(after)
        return judge(before, after, Places(birds.contact_store, birds.written), canaries, set(gone))


async def _live(birds: Aviary, hands: Hands, lives: Lives, councils: Sequence[Council]) -> None:
    room = asyncio.Semaphore(COUNCILS_AT_ONCE)

    async def live(council: Council) -> None:
        async with room:
            await lives.live(council)
            await lives.name_names(council)
            clumsy = [one for one in council.canaries if one.place not in (INVITED, VOUCHED_FOR)]
            for canary in clumsy:
                await make_them(canary, council.people[canary.place], hands, birds.http)

    await asyncio.gather(*map(live, councils))


async def _erase(birds: Aviary, lives: Lives, gone: Sequence[Actor]) -> None:
    """Erase some, build everything anew, start it again, and put a backup from before back."""
    dump = await birds.dump()
    await lives.erase(gone)
    await birds.level()
    birds.tell(f"{len(gone)} are erased")
    await birds.rebuild()
    await birds.restart()
    await birds.restart(dump)
    birds.tell("All is built anew and started again, and a backup from before is put back")


async def _hand_over(birds: Aviary, lives: Lives, councils: Sequence[Council]) -> None:
    """Have a case of every kind packed for the archive."""
    for council in councils:
        for kind, cases in ((PLAIN, lives.plain), (TYPED, lives.typed)):
            packed = await lives.deeds.export(council.people[LEADER], cases[council.short])
            birds.keep_archive(f"{kind} {council.short}", packed)


def _gone(councils: Sequence[Council]) -> dict[int, Actor]:
    """Choose every fourth: leaders, members, deputies, and those without an identity of their own."""
    everybody = {
        canary.number: actor for one in councils for canary, actor in zip(one.canaries, one.people, strict=True)
    }
    return {number: actor for number, actor in everybody.items() if number % EVERY == 1}


async def _until_gone(birds: Aviary, gone: set[int]) -> None:
    """Wait until the journal of erasures has been applied to what was put back; if never, the search tells."""

    async def are_gone() -> bool:
        findings = Findings()
        for name, documents in (await birds.dump()).items():
            findings.look("document", name, str(documents).encode())
        return gone.isdisjoint(one.number for one in findings.sightings)

    try:
        await until(are_gone, GONE_WITHIN)
    except TimeoutError:
        birds.tell("Those who were erased do not go")
