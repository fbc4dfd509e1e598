"""What an operator reads on the screen, and what the program answers to a script."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import httpx2
import pytest
from fastapi import APIRouter
from typer.testing import CliRunner, Result

from councilkit.inbox import Parked, Place
from councilkit.ledger import Entry
from councilkit.ledger.numbering import Numbering
from councilkit.mailing.mail import Doubt, State
from councilkit.mailing.memory_store import MemoryMailStore
from councilkit.mailing.port import Plan
from councilkit.mailing.routes import mail_routers
from councilkit.operator import asking, cli
from councilkit.stores import Stores
from councilkit.testing.operated import Operated, WithTopic
from councilkit.testing.proxies import LedgerProxy
from councilkit.testing.publisher import Publisher
from councilkit.testing.samples import NOW
from councilkit.testing.tokens import TokenMaker

NEIGHBOURS = "views/council-registry/1"
ENVIRONMENT = {
    "RAADSLAG_REGISTRY_URL": "http://registry",
    "RAADSLAG_CASE_FLOW_URL": "http://cases",
    "RAADSLAG_NEWSLETTER_URL": "http://letters",
    "RAADSLAG_NOTIFIER_URL": "http://notes",
    "RAADSLAG_CLIENT_ID": "operator",
    "RAADSLAG_CLIENT_SECRET": "a secret of the operator",
}


SENDER = "Rådslag <raadslag@example.no>"


@dataclass
class World:
    """Every service, none of them running, and the program that asks them."""

    registry: Operated
    cases: Operated
    letters: Operated
    notes: Operated
    mails: MemoryMailStore  # the newsletter's
    known: bool = True

    def client(self, **others: httpx2.AsyncBaseTransport) -> httpx2.AsyncClient:
        places = {
            "registry": httpx2.MockTransport(self._at_the_registry),
            "cases": httpx2.ASGITransport(self.cases.app),
            "letters": httpx2.ASGITransport(self.letters.app),
            "notes": httpx2.ASGITransport(self.notes.app),
        }
        return httpx2.AsyncClient(mounts={f"all://{name}": place for name, place in (places | others).items()})

    async def _at_the_registry(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path != "/token":
            return await httpx2.ASGITransport(self.registry.app).handle_async_request(request)
        if not self.known:
            return httpx2.Response(401)
        return httpx2.Response(200, json={"access_token": self.cases.operator.token, "expires_in": 600})

    def says(self, *words: str, answer: str | None = None) -> Result:
        return CliRunner().invoke(cli.app, words, input=answer, env=ENVIRONMENT)


def numbered(place: Operated, *marks: str) -> None:
    """Write events, and let them be numbered."""

    async def write() -> None:
        for mark in marks:
            await place.tell("case-a", mark)
        await Numbering(place.stores.ledger).number_pending()

    asyncio.run(write())


def done(work: Awaitable[None]) -> None:
    async def wait() -> None:
        await work

    asyncio.run(wait())


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    maker = TokenMaker()

    mails = MemoryMailStore(clock=lambda: NOW)

    def place(name: str, *, follows: str = "council-registry", more: Sequence[APIRouter] = ()) -> Operated:
        return Operated(Stores.in_memory(), name=name, publisher=Publisher(follows), maker=maker, more=more)

    world = World(
        place("council-registry", follows="case-flow"),
        place("case-flow"),
        place("newsletter", more=mail_routers(mails, sender=SENDER, clock=lambda: NOW + timedelta(hours=2))),
        place("notifier", more=mail_routers(MemoryMailStore(), sender=SENDER)),
        mails,
    )
    monkeypatch.setattr(cli, "connect", world.client)
    return world


def test_heads_tells_the_last_place_of_each_ledger(world: World) -> None:
    numbered(world.cases, "m1", "m2")
    done(_told(world.cases))
    said = world.says("heads")
    assert said.exit_code == 0
    assert said.output.splitlines() == [
        "service           epoch  position  waits for its number",
        "council-registry  1      0         no",
        "case-flow         1      2         yes",
        "newsletter        1      0         no",
        "notifier          1      0         no",
    ]


async def _told(place: Operated) -> None:
    await place.tell("case-b", "m1")


def test_lag_tells_how_far_each_consumer_is_and_is_strict_when_asked(world: World) -> None:
    world.cases.hear("case-n", "m1")
    said = world.says("lag")
    assert said.exit_code == 0
    assert said.output.splitlines() == [
        "service           what                      from              position  behind  set aside",
        "council-registry  views/council-registry/1  council-registry  0         0       0",
        "council-registry  views/case-flow/1         case-flow         0         0       0",
        "case-flow         views/case-flow/1         case-flow         0         0       0",
        "case-flow         views/council-registry/1  council-registry  0         1       0",
        "newsletter        views/newsletter/1        newsletter        0         0       0",
        "newsletter        views/council-registry/1  council-registry  0         0       0",
        "notifier          views/notifier/1          notifier          0         0       0",
        "notifier          views/council-registry/1  council-registry  0         0       0",
    ]
    said = world.says("lag", "--strict")
    assert said.exit_code == 1
    assert said.output.splitlines()[-1] == "case-flow is 1 event behind council-registry (views/council-registry/1)."


def test_lag_tells_what_has_stopped_and_why(world: World) -> None:
    world.cases.hear("case-n", "m1")
    inbox = world.cases.stores.inbox
    done(inbox.move(NEIGHBOURS, world.cases.publisher.head))
    done(inbox.halt(NEIGHBOURS, "it was restored"))
    world.registry.publisher.away = True
    said = world.says("lag")
    assert said.exit_code == 1
    assert said.output.splitlines()[-2:] == [
        "case-flow does not answer council-registry just now.",
        f"case-flow takes in nothing of council-registry any more ({NEIGHBOURS}): it was restored.",
    ]


def test_leases_tells_who_works_and_who_does_not(world: World) -> None:
    done(_held(world.cases))
    said = world.says("leases")
    assert said.exit_code == 1
    assert said.output.splitlines()[2].startswith("case-flow         replica-1")
    assert said.output.splitlines()[5:] == [
        f"Nobody holds the lease of {name}: nothing is numbered, published or taken in."
        for name in ("council-registry", "newsletter", "notifier")
    ]


async def _held(place: Operated) -> None:
    await place.stores.lease.acquire("replica-1")


def set_aside(place: Operated, *streams: str) -> None:
    for stream in streams:
        entry = f"{stream}:000001"
        parked = Parked(consumer=NEIGHBOURS, stream=stream, entry=entry, type="t", cause="ValueError", since=NOW)
        done(place.stores.inbox.park(parked))


def test_parked_tells_every_stream_that_is_set_aside(world: World) -> None:
    assert world.says("parked").output == "Nothing is set aside.\n"
    set_aside(world.cases, "case-n")
    said = world.says("parked")
    assert said.exit_code == 1
    assert said.output.splitlines() == [
        "service    consumer                  stream  event          since                cause",
        "case-flow  views/council-registry/1  case-n  case-n:000001  2026-11-22 09:00:00  ValueError",
        "case-flow has set 1 stream aside: see raadslag-ops parked, then redrive.",
    ]


def test_no_name_of_a_stream_steers_the_screen(world: World) -> None:
    set_aside(world.cases, "case-\x1b[2J\nall is well")
    assert "case-?[2J?all is well" in world.says("parked").output.splitlines()[1]
    assert "redrive case-?[2J?all is well." in world.says("redrive", "case-flow", "--all").output


def test_a_stream_is_redriven_by_its_name(world: World) -> None:
    set_aside(world.cases, "case-n", "case-o")
    said = world.says("redrive", "case-flow", NEIGHBOURS, "case-n")
    assert said.exit_code == 0
    assert said.output.splitlines()[-1] == (
        "Asked case-flow: redrive case-n. The replica that holds the lease does it within seconds."
    )
    assert "ValueError (redrive asked)" in world.says("parked").output


def test_everything_is_redriven_at_once(world: World) -> None:
    assert world.says("redrive", "case-flow", "--all").output == "case-flow has set nothing aside.\n"
    set_aside(world.cases, "case-n", "case-o")
    assert "redrive case-n, case-o." in world.says("redrive", "case-flow", "--all").output


@pytest.mark.parametrize("words", [[], [NEIGHBOURS], [NEIGHBOURS, "case-n", "--all"]])
def test_a_redrive_of_it_is_not_said_what_is_not_guessed(world: World, words: list[str]) -> None:
    said = world.says("redrive", "case-flow", *words)
    assert said.exit_code == 2
    assert "Name a consumer and a stream, or say --all" in said.output


def test_what_a_service_refuses_is_told_in_its_words(world: World) -> None:
    said = world.says("redrive", "case-flow", NEIGHBOURS, "case-x")
    assert (said.exit_code, said.output) == (1, "case-flow says no: The consumer has not set this stream aside.\n")
    said = world.says("refill", "case-flow")
    assert said.exit_code == 1, said.output
    assert "runs without Kafka" in said.output


def test_views_are_rebuilt(world: World) -> None:
    assert "Asked case-flow: rebuild council-registry." in world.says("rebuild", "case-flow", "council-registry").output
    assert asyncio.run(world.cases.stores.inbox.generations("council-registry")).following == 2
    assert world.says("lag").output.splitlines()[-1] == (
        "case-flow builds its views on council-registry anew, as views/council-registry/2."
    )


def test_whole_ledgers_are_said_to_be_whole(world: World) -> None:
    numbered(world.cases, "m1", "m2")
    said = world.says("verify")
    assert (said.exit_code, said.output.splitlines()) == (
        0,
        [
            "council-registry: 0 events in 0 streams, epoch 1: the chain is whole.",
            "case-flow: 2 events in 1 stream, epoch 1: the chain is whole.",
            "newsletter: 0 events in 0 streams, epoch 1: the chain is whole.",
            "notifier: 0 events in 0 streams, epoch 1: the chain is whole.",
        ],
    )


class Damaged(LedgerProxy):
    """A ledger in whose database somebody has been."""

    def __init__(self, place: Operated, damage: Callable[[list[Entry]], list[Entry]]) -> None:
        super().__init__(place.stores.ledger)
        self._damage = damage

    async def page(self, after: int, limit: int, stream: str | None = None) -> list[Entry]:
        damaged = self._damage(await super().page(0, 500, stream))
        return [entry for entry in damaged if (entry.position or 0) > after][:limit]


def changed(entries: list[Entry]) -> list[Entry]:
    return [entries[0], replace(entries[1], data=entries[0].data), *entries[2:]]


def lost(entries: list[Entry]) -> list[Entry]:
    return [entries[0], *entries[2:]]


def moved(entries: list[Entry]) -> list[Entry]:
    return [entries[0], replace(entries[2], position=2), replace(entries[1], position=3)]


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (changed, "case-flow: case-a:000002 at position 2 breaks the chain: it was changed or moved."),
        (lost, "case-flow: Position 2 is lost: the next event there is, case-a:000003, stands at 3."),
        (
            moved,
            "case-flow: case-a:000003 at position 2 stands where case-a:000002 must: an event is lost or moved.",
        ),
    ],
)
def test_verify_names_the_first_event_that_is_not_as_it_was_written(
    world: World, damage: Callable[[list[Entry]], list[Entry]], sentence: str
) -> None:
    numbered(world.cases, "m1", "m2", "m3")
    stores = replace(world.cases.stores, ledger=Damaged(world.cases, damage))
    world.cases = Operated(stores, maker=world.cases.maker)
    said = world.says("verify", "case-flow")
    assert (said.exit_code, said.output) == (1, f"{sentence}\n")


def test_verify_misses_the_end_that_a_neighbour_has_taken_in(world: World) -> None:
    numbered(world.cases, "m1", "m2")
    done(world.registry.stores.inbox.move("views/case-flow/1", Place(1, 5, "f" * 64)))
    said = world.says("verify", "case-flow")
    assert (said.exit_code, said.output) == (
        1,
        "case-flow: Position 3 is lost, and all after it: 5 is known to be there.\n",
    )


def test_a_restore_is_told_after_saying_what_it_means(world: World) -> None:
    said = world.says("restored", "case-flow", answer="n\n")
    assert said.exit_code == 1
    assert "epoch 2 begins, which nobody knows yet: the whole ledger is published again" in said.output
    assert "into an emptied database, and without the\ncollection leases" in said.output
    assert asyncio.run(world.cases.stores.ledger.head()).epoch == 1
    said = world.says("restored", "case-flow", "--yes")
    assert said.exit_code == 0
    assert said.output.splitlines()[-1] == (
        "Asked case-flow: restored case-flow. Everybody who follows begins to take it in again, within half a minute."
    )
    assert asyncio.run(world.cases.stores.ledger.head()).epoch == 2


async def _in_epochs(world: World) -> None:
    await world.cases.stores.ledger.raise_epoch(2)
    await world.cases.stores.publishing.start_over(3)
    await world.cases.stores.inbox.restart("views/case-flow/1", 4)
    await world.registry.stores.inbox.restart("views/case-flow/1", 5)
    await world.registry.stores.inbox.ask_rebuild("case-flow")
    await world.registry.stores.inbox.restart("views/case-flow/2", 6)
    await world.registry.stores.ledger.raise_epoch(99)


def test_a_restored_ledger_begins_an_epoch_that_nobody_has_heard_of(world: World) -> None:
    done(_in_epochs(world))
    assert "epoch 7 begins" in world.says("restored", "case-flow", "--yes").output
    assert asyncio.run(world.cases.stores.ledger.head()).epoch == 7


def test_the_epoch_of_a_topic_from_before_a_backup_is_not_used_again(world: World) -> None:
    world.cases = Operated(world.cases.stores, bus=WithTopic(), maker=world.cases.maker)
    done(world.cases.stores.publishing.start_over(3))
    assert "epoch 4 begins" in world.says("restored", "case-flow", "--yes").output


@pytest.fixture
def _without_cases(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody reaches case-flow."""

    def refuse(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused", request=request)

    monkeypatch.setattr(cli, "connect", lambda: world.client(cases=httpx2.MockTransport(refuse)))


@pytest.mark.usefixtures("_without_cases")
def test_a_service_that_does_not_answer_leaves_the_others(world: World) -> None:
    said = world.says("heads")
    assert said.exit_code == 1
    assert said.output.splitlines()[1:] == [
        "council-registry  1      0         no",
        "newsletter        1      0         no",
        "notifier          1      0         no",
        "case-flow does not answer at http://cases: ConnectError.",
    ]


@pytest.mark.usefixtures("_without_cases")
def test_while_a_service_does_not_answer_no_epoch_begins_that_it_may_have_heard_of(world: World) -> None:
    said = world.says("restored", "council-registry", "--yes")
    assert (said.exit_code, said.output) == (1, "case-flow does not answer at http://cases: ConnectError.\n")
    assert asyncio.run(world.registry.stores.ledger.head()).epoch == 1


async def _sent(mails: MemoryMailStore, key: str, *states: State, campaign: str = "edition-1") -> None:
    plan = Plan(campaign=campaign, key=key, kind="digest", holds=(key,), about=("e",), due=NOW, doubt=Doubt.LIST)
    await mails.plan([plan])
    [row] = await mails.claim(NOW, "claim", 1)
    for state in states:
        assert await mails.move(row, state, detail="" if state is State.ATTEMPTING else "550 [address] is not known")
        [row] = await mails.get([row.id])


def test_mails_that_trouble_somebody_are_told_and_never_to_whom_they_go(world: World) -> None:
    assert world.says("mails").output == "No mail is in doubt, refused, deferred or late.\n"
    done(_sent(world.mails, "term-a", State.ATTEMPTING, State.REFUSED))
    done(_sent(world.mails, "term-b", State.ATTEMPTING, State.IN_DOUBT))
    done(_sent(world.mails, "term-c", State.ATTEMPTING, State.ACCEPTED))
    said = world.says("mails")
    assert said.exit_code == 0
    head, *rows = (line.split() for line in said.output.splitlines())
    assert head[:3] == ["service", "campaign", "message"]
    assert [(row[:2], row[3]) for row in rows] == [(["newsletter", "edition-1"], f"term-{one}") for one in "ab"]
    assert rows[0][4] == "refused"
    assert " ".join(rows[0][6:]) == "2026-11-22 09:00:00 2026-11-22 09:00:00 550 [address] is not known"
    assert rows[1][4:6] == ["in", "doubt"]


def test_a_mail_that_waits_for_hours_is_told_with_what_it_waits_for(world: World) -> None:
    done(_sent(world.mails, "term-a", State.PLANNED))
    said = world.says("mails")
    assert [line.split()[3:5] for line in said.output.splitlines()[1:]] == [["term-a", "planned"]]
    assert "550 [address] is not known" in said.output


def test_mails_are_found_by_state_and_campaign(world: World) -> None:
    done(_sent(world.mails, "term-a", State.ATTEMPTING, State.ACCEPTED))
    done(_sent(world.mails, "term-b", State.ATTEMPTING, State.ACCEPTED, campaign="edition-2"))
    assert len(world.says("mails", "--state", "accepted").output.splitlines()) == 3
    said = world.says("mails", "--state", "refused", "--state", "accepted", "--campaign", "edition-2")
    assert [line.split()[3] for line in said.output.splitlines()[1:]] == ["term-b"]
    assert world.says("mails", "--campaign", "edition-3").output == "There is no such mail.\n"


def test_mails_are_told_to_the_last_page(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST", 2)
    for number in range(5):
        done(_sent(world.mails, f"term-{number}", State.ATTEMPTING, State.REFUSED))
    assert len(world.says("mails").output.splitlines()) == 6


def test_without_a_token_there_is_one_sentence(world: World) -> None:
    world.known = False
    said = world.says("heads")
    assert (said.exit_code, said.output) == (
        1,
        "council-registry gives no token (401): its client must have house:operate ledger:read.\n",
    )


def test_a_service_that_is_not_ours_is_said_to_be_so(world: World) -> None:
    said = world.says("verify", "portal")
    assert (said.exit_code, said.output) == (
        1,
        "There is no service portal: name council-registry, case-flow, newsletter or notifier.\n",
    )


def test_a_setting_that_is_wrong_is_named(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENVIRONMENT, "RAADSLAG_CASE_FLOW_URL", "nowhere")
    said = world.says("heads")
    assert said.exit_code == 1
    assert said.output.startswith("RAADSLAG_CASE_FLOW_URL: ")
