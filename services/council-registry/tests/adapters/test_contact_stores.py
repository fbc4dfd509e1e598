"""What a contact store must do, in memory and in MongoDB alike."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from council_registry.adapters.memory_contacts import MemoryContacts
from council_registry.adapters.mongo_contacts import MongoContacts
from council_registry.application.ports import Contacts
from council_registry.domain.person import Channel, Contact, Group, Hold, HoldKind, Person
from council_registry.domain.refusals import NoSuchPerson, PersonKnown
from councilkit.events.councils import Language
from councilkit.ids import random_id
from councilkit.ledger import KeyReused
from councilkit.mongo import Mongo

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
LYKT = Contact(
    "Modig Lykt",
    "modig.lykt@example.no",
    Language.NN,
    "12345678",
    phone_shared=True,
    address="Lyktegata 1",
    protected=True,
    channel=Channel.PAPER,
    optional_mail=False,
    organisation="lyktelaget",
    user_group="syn",
    groups=(Group.YOUTH, Group.ORGANISATION),
)
FJORD = Contact("Rolig Fjord", "rolig.fjord@example.no", Language.NB)
TERM = Hold("term", HoldKind.TERM, "horten", NOW)
POST = Hold("post", HoldKind.POST, "0701", NOW + timedelta(minutes=10))


@pytest.fixture
async def contacts(kept_in: Mongo | None) -> Contacts:
    if kept_in is None:
        return MemoryContacts()
    store = MongoContacts(kept_in.database(f"test_{random_id()}"))
    await store.prepare()
    return store


async def test_somebody_new_is_found_by_id_by_identity_and_by_what_is_held(contacts: Contacts) -> None:
    assert await contacts.enter("lykt", LYKT, TERM, subject="k:lykt")
    person = Person("lykt", LYKT, ("term",))
    assert await contacts.get("lykt") == person
    assert await contacts.with_subject(["old:lykt", "k:lykt"]) == person
    assert await contacts.holding(["term", "other"]) == [person]


async def test_nobody_is_found_where_nobody_is(contacts: Contacts) -> None:
    assert await contacts.get("lykt") is None
    assert await contacts.with_subject(["k:lykt"]) is None
    assert await contacts.holding(["term"]) == []
    assert await contacts.page(None, 10) == []


async def test_entering_again_changes_nothing(contacts: Contacts) -> None:
    await contacts.enter("lykt", LYKT, TERM, subject="k:lykt")
    assert not await contacts.enter("lykt", FJORD, TERM, subject="k:fjord")
    assert await contacts.get("lykt") == Person("lykt", LYKT, ("term",))
    assert await contacts.awaiting(NOW + timedelta(hours=1)) == [("lykt", TERM)]


async def test_one_outside_identity_is_one_person(contacts: Contacts) -> None:
    await contacts.enter("lykt", LYKT, TERM, subject="k:lykt")
    with pytest.raises(PersonKnown):
        await contacts.enter("fjord", FJORD, POST, subject="k:lykt")
    assert await contacts.get("fjord") is None


async def test_a_person_holds_several_things(contacts: Contacts) -> None:
    await contacts.enter("lykt", LYKT, TERM, subject="k:lykt")
    assert await contacts.add("lykt", POST)
    assert not await contacts.add("lykt", POST)
    assert await contacts.holding(["post"]) == [Person("lykt", LYKT, ("term", "post"))]


async def test_what_somebody_holds_is_nobody_elses(contacts: Contacts) -> None:
    await contacts.enter("lykt", LYKT, TERM, subject="k:lykt")
    await contacts.enter("fjord", FJORD, POST, subject="k:fjord")
    with pytest.raises(KeyReused):
        await contacts.add("fjord", TERM)
    with pytest.raises(KeyReused):
        await contacts.enter("kopp", FJORD, TERM, subject="k:kopp")
    assert await contacts.get("kopp") is None
    assert await contacts.holding(["term"]) == [Person("lykt", LYKT, ("term",))]


async def test_what_was_taken_back_is_somebody_elses_to_hold(contacts: Contacts) -> None:
    await contacts.enter("lykt", LYKT, TERM, subject="k:lykt")
    await contacts.release("lykt", "term")
    assert await contacts.enter("fjord", FJORD, TERM, subject="k:fjord")


async def test_nothing_is_added_to_nobody(contacts: Contacts) -> None:
    with pytest.raises(NoSuchPerson):
        await contacts.add("nobody", POST)


async def test_what_is_settled_is_awaited_no_more_and_not_released(contacts: Contacts) -> None:
    await contacts.enter("lykt", LYKT, TERM, subject="k:lykt")
    await contacts.settle("lykt", "term")
    assert await contacts.awaiting(NOW + timedelta(hours=1)) == []
    await contacts.release("lykt", "term")
    assert await contacts.get("lykt") == Person("lykt", LYKT, ("term",))


async def test_a_person_is_forgotten_with_the_only_thing_that_was_awaited(contacts: Contacts) -> None:
    await contacts.enter("lykt", LYKT, TERM, subject="k:lykt")
    await contacts.release("lykt", "term")
    assert await contacts.get("lykt") is None
    assert await contacts.enter("fjord", FJORD, POST, subject="k:lykt")


async def test_a_person_who_holds_something_else_is_not_forgotten(contacts: Contacts) -> None:
    await contacts.enter("lykt", LYKT, TERM, subject="k:lykt")
    await contacts.settle("lykt", "term")
    await contacts.add("lykt", POST)
    await contacts.release("lykt", "post")
    assert await contacts.get("lykt") == Person("lykt", LYKT, ("term",))
    assert await contacts.awaiting(NOW + timedelta(hours=1)) == []


async def test_a_person_who_awaits_two_things_keeps_the_other(contacts: Contacts) -> None:
    await contacts.enter("lykt", LYKT, TERM, subject="k:lykt")
    await contacts.add("lykt", POST)
    await contacts.release("lykt", "term")
    assert await contacts.get("lykt") == Person("lykt", LYKT, ("post",))
    assert await contacts.awaiting(NOW + timedelta(hours=1)) == [("lykt", POST)]


async def test_only_what_was_awaited_long_is_told(contacts: Contacts) -> None:
    await contacts.enter("lykt", LYKT, TERM, subject="k:lykt")
    await contacts.add("lykt", POST)
    assert await contacts.awaiting(NOW) == []
    assert await contacts.awaiting(NOW + timedelta(minutes=1)) == [("lykt", TERM)]


async def test_people_come_in_pages(contacts: Contacts) -> None:
    for number, id in enumerate(["c", "a", "b"]):
        await contacts.enter(id, FJORD, replace(TERM, id=f"term-{number}"), subject=f"k:{id}")
    first = await contacts.page(None, 2)
    assert [person.id for person in first] == ["a", "b"]
    assert [person.id for person in await contacts.page("b", 2)] == ["c"]
    assert [person.id for person in await contacts.holding(["term-0", "term-2"])] == ["b", "c"]


async def test_several_have_never_signed_in(contacts: Contacts) -> None:
    await contacts.enter("lykt", LYKT, TERM, subject=None)
    await contacts.enter("fjord", FJORD, POST, subject=None)
    assert [person.signed_in for person in await contacts.page(None, 10)] == [False, False]
    assert await contacts.subject_of("lykt") is None


async def test_a_contact_is_changed_and_nothing_else(contacts: Contacts) -> None:
    await contacts.enter("lykt", LYKT, TERM, subject="k:lykt")
    await contacts.change("lykt", FJORD)
    assert await contacts.get("lykt") == Person("lykt", FJORD, ("term",))
    with pytest.raises(NoSuchPerson):
        await contacts.change("nobody", FJORD)


async def test_an_identity_is_bound_once(contacts: Contacts) -> None:
    await contacts.enter("lykt", LYKT, TERM, subject=None)
    assert await contacts.bind("lykt", "k:lykt")
    assert await contacts.bind("lykt", "k:lykt")
    assert not await contacts.bind("lykt", "k:thief")
    assert not await contacts.bind("nobody", "k:nobody")
    assert await contacts.with_subject(["k:lykt"]) == Person("lykt", LYKT, ("term",))
    assert await contacts.subject_of("lykt") == "k:lykt"


async def test_an_identity_is_bound_to_one_person_alone(contacts: Contacts) -> None:
    await contacts.enter("lykt", LYKT, TERM, subject="k:lykt")
    await contacts.enter("fjord", FJORD, POST, subject=None)
    with pytest.raises(PersonKnown):
        await contacts.bind("fjord", "k:lykt")


async def test_somebody_who_was_entered_twice_is_joined_with_all_that_is_held(contacts: Contacts) -> None:
    await contacts.enter("lykt", LYKT, TERM, subject="k:lykt")
    await contacts.settle("lykt", "term")
    await contacts.enter("again", FJORD, POST, subject=None)
    for _ in range(2):
        await contacts.join("again", "lykt")
    assert await contacts.page(None, 10) == [Person("lykt", LYKT, ("term", "post"))]
    assert await contacts.awaiting(NOW + timedelta(hours=1)) == [("lykt", POST)]


async def test_nobody_with_an_own_identity_is_joined_to_another(contacts: Contacts) -> None:
    await contacts.enter("lykt", LYKT, TERM, subject="k:lykt")
    await contacts.enter("fjord", FJORD, POST, subject="k:fjord")
    await contacts.join("fjord", "lykt")
    assert await contacts.holding(["post"]) == [Person("fjord", FJORD, ("post",))]


async def test_who_is_erased_is_gone_and_a_repeat_changes_nothing(contacts: Contacts) -> None:
    await contacts.enter("lykt", LYKT, TERM, subject="k:lykt")
    await contacts.add("lykt", POST)
    assert [tuple(await contacts.erase("lykt")) for _ in range(2)] == [("term", "post"), ()]
    assert await contacts.page(None, 10) == []
    assert await contacts.enter("new", LYKT, TERM, subject="k:lykt")


@pytest.mark.mongo
async def test_a_document_of_before_is_read_and_makes_room_for_those_who_never_signed_in(mongo_url: str) -> None:
    mongo = Mongo(mongo_url)
    database = mongo.database(f"test_{random_id()}")
    await database["contacts"].create_index("subject", unique=True)
    old = {"name": "Rolig Fjord", "email": "rolig.fjord@example.no", "language": "nb", "phone": None}
    await database["contacts"].insert_one({"_id": "old", **old, "holds": ["post"], "awaited": [], "subject": "k:old"})
    store = MongoContacts(database)
    await store.prepare()
    for id in ("a", "b"):
        await store.enter(id, LYKT, replace(TERM, id=id), subject=None)
    assert await store.get("old") == Person("old", FJORD, ("post",))
    assert len(await store.page(None, 10)) == 3
    await mongo.close()


@pytest.mark.mongo
async def test_a_joining_that_a_crash_cut_off_is_finished_at_the_next_start(mongo_url: str) -> None:
    mongo = Mongo(mongo_url)
    database = mongo.database(f"test_{random_id()}")
    store = MongoContacts(database)
    await store.prepare()
    await store.enter("lykt", LYKT, TERM, subject="k:lykt")
    await store.enter("again", FJORD, POST, subject=None)
    cut_off = {"$rename": {"holds": "moving.holds", "awaited": "moving.awaited"}, "$set": {"joins": "lykt"}}
    await database["contacts"].update_one({"_id": "again"}, cut_off)
    assert await store.holding(["post"]) == []
    await store.prepare()
    assert await store.page(None, 10) == [Person("lykt", LYKT, ("term", "post"))]
    await mongo.close()


@pytest.mark.mongo
async def test_who_is_erased_while_being_joined_takes_along_what_moves(mongo_url: str) -> None:
    mongo = Mongo(mongo_url)
    database = mongo.database(f"test_{random_id()}")
    store = MongoContacts(database)
    await store.prepare()
    await store.enter("again", FJORD, POST, subject=None)
    cut_off = {"$rename": {"holds": "moving.holds", "awaited": "moving.awaited"}, "$set": {"joins": "lykt"}}
    await database["contacts"].update_one({"_id": "again"}, cut_off)
    assert list(await store.erase("again")) == ["post"]
    await mongo.close()
