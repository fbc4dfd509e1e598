import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import cast

import pytest
import structlog

from council_registry.adapters.memory_contacts import MemoryContacts
from council_registry.application.people.appointments import Appointments, Who
from council_registry.application.people.list_people import list_people
from council_registry.application.people.read_me import read_me
from council_registry.application.people.resolve_contacts import ResolveContacts, Resolved, resolve_contacts
from council_registry.application.people.start_post import StartPost
from council_registry.application.people.subjects import SubjectKeys
from council_registry.application.people.sweep_contacts import sweep_contacts, tidying
from council_registry.application.ports import Councils
from council_registry.application.seats.start_term import StartTerm, start_term
from council_registry.domain.person import Hold, HoldKind
from council_registry.domain.refusals import PersonKnown
from council_registry.domain.seating import Term
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.people import OFFICER, THIS_YEAR, TODAY, newcomer
from councilkit.events.councils import PostRole, TermRole
from councilkit.ids import derived_id
from councilkit.ledger import Call, KeyReused
from councilkit.refusals import Unavailable


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    return await registry.a_seated_council()


@pytest.fixture
def logged() -> Iterator[list[object]]:
    with structlog.testing.capture_logs() as lines:
        yield [lines]


async def swept(registry: Driver) -> int:
    return await sweep_contacts(registry.service)


async def resolved_by(registry: Driver, command: ResolveContacts) -> list[Resolved]:
    return await resolve_contacts(
        command,
        "mailer",
        contacts=registry.contacts,
        requests=registry.service.requests,
        accesses=registry.keeping.accesses,
        clock=registry.clock,
    )


async def test_names_stay_in_the_contact_store(registry: Driver, logged: list[object]) -> None:
    seated = await registry.a_seated_council()
    await registry.do(StartPost("0701", PostRole.ANSWERING_MANAGER, THIS_YEAR, newcomer("Rolig Fjord")), OFFICER)
    told = b"".join(item.data + item.actor.encode() for item in await registry.published()) + str(logged).encode()
    for word in (b"Modig", b"Rolig", b"example.no", b"Lyktelaget", b"outside-"):
        assert word not in told
    assert seated.leader.id.encode() in told


async def test_somebody_new_hides_from_printouts(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    command = StartTerm(seated.id, seated.desk, TermRole.SECRETARY, THIS_YEAR, newcomer())
    person = (await registry.contacts.page(None, 1))[0]
    assert "Lykt" not in repr(command) + repr(person)


async def test_a_contact_without_its_event_is_swept_after_an_hour(registry: Driver, seated: Seated) -> None:
    hold = Hold("term", HoldKind.TERM, seated.id, registry.now)
    await registry.contacts.enter("somebody", newcomer("Blid Skigard").contact, hold, subject="2026:hash")
    assert await swept(registry) == 0

    registry.now += timedelta(hours=2)
    assert await swept(registry) == 1
    assert await registry.contacts.get("somebody") is None


@pytest.mark.parametrize("where", ["no-such-council", None])
async def test_a_person_with_a_term_loses_only_what_has_no_event(
    registry: Driver, seated: Seated, where: str | None
) -> None:
    [leader] = await registry.contacts.holding([seated.leader.id])
    lost = Hold("lost", HoldKind.TERM, where or seated.id, registry.now)
    await registry.contacts.add(leader.id, lost)
    registry.now += timedelta(hours=2)
    assert await swept(registry) == 1
    assert await registry.contacts.get(leader.id) == leader


async def test_a_term_that_crashed_after_its_event_stays(registry: Driver, seated: Seated) -> None:
    hold = Hold("kept", HoldKind.TERM, seated.id, registry.now)
    await registry.contacts.enter("somebody", newcomer("Blid Skigard").contact, hold, subject="2026:hash")
    term = Term("kept", seated.desk, TermRole.SECRETARY, THIS_YEAR)
    call = Call(OFFICER.id, "http/officer/once", b"", correlation="once")
    await registry.service.councils.change(seated.id, call, lambda council, _: council.start_term(term))
    registry.now += timedelta(hours=2)
    assert await swept(registry) == 0
    assert await registry.contacts.awaiting(registry.now) == []
    assert [person.id for person in await registry.contacts.holding(["kept"])] == ["somebody"]


async def test_a_house_that_stays_up_sweeps_every_hour(registry: Driver, seated: Seated) -> None:
    hold = Hold("term", HoldKind.TERM, seated.id, registry.now)
    await registry.contacts.enter("somebody", newcomer("Blid Skigard").contact, hold, subject="2026:hash")
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        registry.now += timedelta(seconds=seconds, minutes=1)
        if await registry.contacts.get("somebody") is None:
            gone.set()
            await asyncio.Event().wait()

    gone = asyncio.Event()
    async with tidying(registry.service, sleep=sleep), asyncio.timeout(1):
        await gone.wait()
    assert slept == [3600.0, 3600.0]


async def test_who_was_entered_in_vain_is_entered_by_the_next_command(registry: Driver, seated: Seated) -> None:
    hold = Hold("term", HoldKind.TERM, seated.id, registry.now)
    who = newcomer("Rolig Fjord")
    await registry.contacts.enter("somebody", who.contact, hold, subject=registry.door.subjects.hash(who.subject or ""))
    command = StartTerm(seated.id, seated.desk, TermRole.SECRETARY, THIS_YEAR, who)
    with pytest.raises(PersonKnown):  # the event of the first command may be on its way
        await registry.do(command, OFFICER)

    registry.now += timedelta(minutes=2)
    made = await registry.do(command, OFFICER)
    assert await registry.contacts.get("somebody") is None
    assert [person.id for person in await registry.contacts.holding([made.id])] == [made.person]


async def test_who_awaits_a_term_that_is_there_is_not_entered_again(registry: Driver, seated: Seated) -> None:
    who = newcomer("Rolig Fjord")
    hold = Hold(seated.leader.id, HoldKind.TERM, seated.id, registry.now)
    [leader] = await registry.contacts.holding([hold.id])
    awaiting = MemoryContacts()  # the same person before a crash let the term settle
    await awaiting.enter(leader.id, who.contact, hold, subject=registry.door.subjects.hash(who.subject or ""))
    service = registry.service
    appointments = Appointments(
        awaiting,
        registry.door.subjects,
        registry.clock,
        councils=service.councils,
        units=service.units,
        organisations=service.organisations,
        erasures=registry.keeping.erasures,
        records=service.records,
    )
    registry.now += timedelta(minutes=2)
    command = StartTerm(seated.id, seated.desk, TermRole.SECRETARY, THIS_YEAR, who)
    call = Call(OFFICER.id, "http/officer/once", b"", correlation="once")
    with pytest.raises(PersonKnown):
        await start_term(
            command, OFFICER, call, councils=service.councils, units=service.units, appointments=appointments
        )


async def test_contacts_are_told_once_for_each_person(registry: Driver, seated: Seated) -> None:
    [leader] = await registry.contacts.holding([seated.leader.id])
    post = await registry.do(StartPost("0701", PostRole.DELEGATE, THIS_YEAR, leader.id), OFFICER)
    command = ResolveContacts("edition-1", frozenset({seated.leader.id, post.id, "unknown"}))
    [resolved] = await resolved_by(registry, command)
    assert (resolved.contact.name, set(resolved.holds)) == ("Modig Lykt", {seated.leader.id, post.id})


async def test_a_person_has_one_key_in_a_campaign_and_another_in_the_next(registry: Driver, seated: Seated) -> None:
    async def key(campaign: str) -> str:
        command = ResolveContacts(campaign, frozenset({seated.leader.id}))
        [resolved] = await resolved_by(registry, command)
        return resolved.key

    [person] = await registry.contacts.holding([seated.leader.id])
    assert await key("edition-1") == await key("edition-1")
    assert len({await key("edition-1"), await key("edition-2"), person.id}) == 3


async def test_people_are_listed_with_what_they_hold_today(registry: Driver, seated: Seated) -> None:
    over = replace(THIS_YEAR, ends=TODAY - timedelta(days=1))
    await registry.do(StartTerm(seated.id, seated.desk, TermRole.SECRETARY, over, newcomer("Rolig Fjord")), OFFICER)
    listed = await list_people(
        "issuer",
        after=None,
        limit=10,
        contacts=registry.contacts,
        accesses=registry.keeping.accesses,
        records=registry.service.records,
        clock=registry.clock,
    )
    held = {one.person.contact.name: [held.holding.role for held in one.holds] for one in listed}
    assert held == {"Modig Lykt": ["leader"], "Rolig Fjord": []}


async def test_a_person_reads_where_the_own_term_is_held(registry: Driver) -> None:
    await registry.a_seated_council()
    identity = await registry.sign_in("outside-modig.lykt")
    me = await read_me(
        identity.subject, identity.holdings, contacts=registry.contacts, records=registry.service.records
    )
    assert me.contact.name == "Modig Lykt"
    [held] = me.holds
    assert held.council is not None
    assert held.council.charter.short == "LBU-HOR"


class Away:
    """Councils whose ledger goes away when something is written."""

    def __init__(self, councils: Councils) -> None:
        self.get = councils.get

    async def change(self, *_: object) -> None:
        raise Unavailable("away")


async def test_a_term_whose_fate_is_unknown_is_settled_by_the_same_command(registry: Driver, seated: Seated) -> None:
    command = StartTerm(seated.id, seated.desk, TermRole.SECRETARY, THIS_YEAR, newcomer("Rolig Fjord"))
    call = Call(OFFICER.id, "http/officer/once", b"", correlation="once")
    service = registry.service
    start = partial(start_term, command, OFFICER, call, units=service.units, appointments=service.appointments)
    with pytest.raises(Unavailable):
        await start(councils=cast("Councils", Away(service.councils)))
    assert len(await registry.contacts.awaiting(registry.now + timedelta(seconds=1))) == 1

    made = await start(councils=service.councils)
    assert await service.seen(made.receipt)
    assert await registry.contacts.awaiting(registry.now + timedelta(seconds=1)) == []
    assert [person.holds for person in await registry.contacts.holding([made.id])] == [(made.id,)]


@pytest.mark.parametrize("written", [True, False])
@pytest.mark.parametrize("first_is_new", [True, False])
async def test_a_key_that_comes_again_with_another_person_gives_that_one_nothing(
    registry: Driver, seated: Seated, *, written: bool, first_is_new: bool
) -> None:
    [leader] = await registry.contacts.holding([seated.leader.id])
    first, second = newcomer("Rolig Fjord"), newcomer("Blid Skigard")
    seat = await registry.a_seat(seated.id)
    service, away = registry.service, cast("Councils", Away(registry.service.councils))

    async def start(who: Who, councils: Councils) -> None:
        command = StartTerm(seated.id, seat, TermRole.OBSERVER, THIS_YEAR, who)
        call = Call(OFFICER.id, "http/officer/once", repr(command).encode(), correlation="once")
        await start_term(
            command, OFFICER, call, councils=councils, units=service.units, appointments=service.appointments
        )

    with pytest.raises(Unavailable):
        await start(first if first_is_new else leader.id, away)
    if written:
        await start(first if first_is_new else leader.id, service.councils)
    for councils in (away, service.councils):
        with pytest.raises(KeyReused):
            await start(second, councils)
    [holder] = await registry.contacts.holding([derived_id("term", "http/officer/once")])
    assert holder.contact.name == ("Rolig Fjord" if first_is_new else "Modig Lykt")


async def test_somebody_entered_under_an_older_key_is_known(registry: Driver, seated: Seated) -> None:
    old = registry.door.subjects.keys
    service = registry.service
    keys = SubjectKeys({"2027": b"a new key", **old})
    rotated = Appointments(
        registry.contacts,
        keys,
        registry.clock,
        councils=service.councils,
        units=service.units,
        organisations=service.organisations,
        erasures=registry.keeping.erasures,
        records=service.records,
    )
    command = StartTerm(seated.id, seated.desk, TermRole.SECRETARY, THIS_YEAR, newcomer())
    call = Call(OFFICER.id, "http/officer/once", b"", correlation="once")
    with pytest.raises(PersonKnown):
        await start_term(command, OFFICER, call, councils=service.councils, units=service.units, appointments=rotated)
