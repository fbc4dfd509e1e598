"""What the seats' part of a contact store must do, in memory and in MongoDB alike."""

import pytest

from council_registry.adapters.memory_seat_files import MemorySeatFiles
from council_registry.adapters.mongo_seat_files import MongoSeatFiles
from council_registry.application.seats.seat_files import SeatFiles
from council_registry.domain.person import Group
from council_registry.domain.seat_file import Facts, Nominee
from councilkit.ids import random_id
from councilkit.mongo import Mongo

YOUNG = Facts("lyktelaget", (Group.YOUTH, Group.ORGANISATION), "Somebody who has used the services lately")
LYKT = Nominee("Modig Lykt", "modig.lykt@example.no", "12345678", "Knows the office")
FJORD = Nominee("Rolig Fjord")


@pytest.fixture
async def files(kept_in: Mongo | None) -> SeatFiles:
    if kept_in is None:
        return MemorySeatFiles()
    store = MongoSeatFiles(kept_in.database(f"test_{random_id()}"))
    await store.prepare()
    return store


async def test_facts_of_a_seat_are_told_as_last_written(files: SeatFiles) -> None:
    await files.write_facts("chair", Facts(profile="Anybody"))
    await files.write_facts("chair", YOUNG)
    assert await files.facts(["chair", "desk"]) == {"chair": YOUNG}


async def test_an_organisations_seats_are_found(files: SeatFiles) -> None:
    for seat in ("second", "first"):
        await files.write_facts(seat, YOUNG)
    await files.write_facts("other", Facts("koppelaget"))
    await files.write_facts("nobodys", Facts())
    assert await files.seats_of(["lyktelaget"]) == ["first", "second"]
    assert await files.seats_of(["koppelaget", "lyktelaget"]) == ["first", "other", "second"]
    assert await files.seats_of([]) == []


async def test_a_request_is_found_by_the_organisation_that_is_asked(files: SeatFiles) -> None:
    for request in ("second", "first"):
        await files.write_asked(request, "lyktelaget")
    await files.write_asked("other", "koppelaget")
    assert await files.requests_to(["lyktelaget"]) == ["first", "second"]
    assert await files.asked(["first", "other", "unknown"]) == {"first": "lyktelaget", "other": "koppelaget"}


async def test_a_later_answer_replaces_an_earlier_one(files: SeatFiles) -> None:
    await files.write_nominees("request", [LYKT, FJORD])
    await files.write_nominees("request", [LYKT])
    assert list(await files.nominees("request")) == [LYKT]
    assert await files.answered() == ["request"]


async def test_a_request_without_an_answer_names_nobody(files: SeatFiles) -> None:
    assert list(await files.nominees("request")) == []
    assert await files.answered() == []


async def test_somebody_is_found_in_every_answer(files: SeatFiles) -> None:
    await files.write_nominees("second", [FJORD, LYKT])
    await files.write_nominees("first", [LYKT])
    assert list(await files.named(lambda nominee: nominee.email == LYKT.email)) == [("first", LYKT), ("second", LYKT)]


async def test_what_is_dropped_is_gone_and_may_be_dropped_again(files: SeatFiles) -> None:
    await files.write_nominees("request", [LYKT])
    await files.write_nominees("other", [FJORD])
    for _ in range(2):
        await files.drop_nominees("request")
    assert await files.answered() == ["other"]


async def test_somebody_is_taken_out_of_every_answer_and_the_others_stay(files: SeatFiles) -> None:
    await files.write_nominees("first", [LYKT, FJORD])
    await files.write_nominees("second", [LYKT])
    await files.forget(lambda nominee: nominee.email == LYKT.email)
    assert list(await files.nominees("first")) == [FJORD]
    assert list(await files.nominees("second")) == []
