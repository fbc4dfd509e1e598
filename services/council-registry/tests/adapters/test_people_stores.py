"""What is kept of people beside their contacts, in memory and in MongoDB alike."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from council_registry.adapters.memory_people import keeping_in_memory
from council_registry.adapters.mongo_people import keeping_on_mongo
from council_registry.application.people.people_ports import Keeping
from council_registry.domain.person import Access, Code, Contact, Erased, Purpose
from councilkit.events.councils import Language
from councilkit.ids import random_id
from councilkit.mongo import Mongo

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
LATER = datetime(2100, 1, 1, tzinfo=UTC)  # MongoDB lets go what has ended, by its own clock
LYKT = Contact("Modig Lykt", "modig.lykt@example.no", Language.NB)
INVITATION = Code(Purpose.INVITATION, "term", "lykt", "command", "k:hash", LATER, holds=("term", "post"))
ERASED = Erased("lykt", ("k:mail", "k:identity"), ("term",), "officer", NOW)


@pytest.fixture
async def keeping(kept_in: Mongo | None) -> Keeping:
    if kept_in is None:
        return keeping_in_memory()
    name = f"test_{random_id()}"
    kept = keeping_on_mongo(kept_in.database(name), kept_in.database(f"{name}_erasures"))
    for _ in range(2):
        await kept.prepare()
    return kept


async def test_a_code_is_found_by_its_hash_and_by_what_it_is_for(keeping: Keeping) -> None:
    await keeping.codes.put(INVITATION)
    assert await keeping.codes.with_hash(Purpose.INVITATION, ["old:hash", "k:hash"]) == INVITATION
    assert await keeping.codes.with_hash(Purpose.VOUCHER, ["k:hash"]) is None
    assert await keeping.codes.of(Purpose.INVITATION, ["term", "other"]) == [INVITATION]
    assert await keeping.codes.of(Purpose.SESSION, ["term"]) == []


async def test_a_new_code_takes_the_place_of_the_one_before(keeping: Keeping) -> None:
    await keeping.codes.put(INVITATION)
    await keeping.codes.put(replace(INVITATION, hash="k:new"))
    assert await keeping.codes.with_hash(Purpose.INVITATION, ["k:hash"]) is None
    assert not await keeping.codes.use(INVITATION)


async def test_a_code_is_used_once(keeping: Keeping) -> None:
    voucher = replace(INVITATION, purpose=Purpose.VOUCHER, voucher="post")
    await keeping.codes.put(voucher)
    assert [await keeping.codes.use(voucher) for _ in range(2)] == [True, False]
    assert await keeping.codes.of(Purpose.VOUCHER, ["term"]) == [replace(voucher, used=True)]


async def test_codes_are_forgotten_with_their_person(keeping: Keeping) -> None:
    await keeping.codes.put(INVITATION)
    await keeping.codes.put(replace(INVITATION, hold="other", person="fjord"))
    await keeping.codes.forget(ERASED, LYKT)
    assert [code.person for code in await keeping.codes.of(Purpose.INVITATION, ["term", "other"])] == ["fjord"]


async def test_looks_are_told_newest_first_and_of_one_person_alone(keeping: Keeping) -> None:
    for minute in range(3):
        at = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=minute)
        await keeping.accesses.write(Access(at, f"post-{minute}", "read_people", ("lykt", "fjord")))
    looks = await keeping.accesses.about("lykt", before=None, limit=2)
    assert [(look.by, look.people) for look in looks] == [("post-2", ("lykt",)), ("post-1", ("lykt",))]
    assert [look.by for look in await keeping.accesses.about("lykt", before=looks[-1].at, limit=2)] == ["post-0"]
    assert await keeping.accesses.about("nobody", before=None, limit=2) == []


async def test_looks_are_forgotten_with_their_person(keeping: Keeping) -> None:
    await keeping.accesses.write(Access(datetime.now(UTC), "post", "read_people", ("lykt", "fjord")))
    await keeping.accesses.forget(ERASED, None)
    assert await keeping.accesses.about("lykt", before=None, limit=2) == []
    assert len(await keeping.accesses.about("fjord", before=None, limit=2)) == 1


async def test_who_was_erased_is_known_by_id_by_mark_and_by_what_was_held(keeping: Keeping) -> None:
    await keeping.erasures.write(ERASED)
    assert await keeping.erasures.among(["lykt", "fjord"]) == {"lykt"}
    assert await keeping.erasures.known(["k:other", "k:mail"])
    assert not await keeping.erasures.known(["k:other"])
    assert not await keeping.erasures.known([])
    assert await keeping.erasures.with_hold("term") == ERASED
    assert await keeping.erasures.with_hold("other") is None


async def test_the_journal_keeps_what_was_told_first_and_adds_to_it(keeping: Keeping) -> None:
    await keeping.erasures.write(ERASED)
    later = Erased("lykt", ("k:new",), ("term", "post"), "another", NOW + timedelta(days=1))
    await keeping.erasures.write(later)
    [kept] = await keeping.erasures.all()
    assert kept == replace(ERASED, marks=("k:mail", "k:identity", "k:new"), holds=("term", "post"))


async def test_who_comes_back_is_known_by_no_mark(keeping: Keeping) -> None:
    await keeping.erasures.write(ERASED)
    await keeping.erasures.drop_marks(["k:mail", "k:identity"])
    assert not await keeping.erasures.known(["k:mail", "k:identity"])
    assert await keeping.erasures.among(["lykt"]) == {"lykt"}
