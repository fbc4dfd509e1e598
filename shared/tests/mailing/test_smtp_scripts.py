"""Whatever a relay does, each mail is accepted once, refused, or in doubt for a reason; and others go on."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import repeat

import pytest

from councilkit.mailing.mail import Doubt, State
from councilkit.mailing.memory_store import MemoryMailStore
from councilkit.mailing.relay import SmtpRelay
from councilkit.mailing.smtp_line import Patience, RelayAddress
from councilkit.testing.campaigns import Campaign, address, require_conserved
from councilkit.testing.clocks import Hand
from councilkit.testing.smtp import ScriptedSmtp
from councilkit.testing.smtp_deeds import Cut, Deed, Drip, Late, Say, Script, Silence, Step, after

PEOPLE = 7
HASTY = Patience(connect=0.5, command=0.5, dot=0.5)
TOO_LATE = Late(1.2)
ONE = address(3)


def relay_at(server: ScriptedSmtp, **fields: object) -> SmtpRelay:
    told = {"host": "127.0.0.1", "port": server.port, "name": "example.no", "security": "none", **fields}
    return SmtpRelay(RelayAddress(**told), patience=HASTY)  # type: ignore[arg-type]  # fields of an address


@asynccontextmanager
async def running(
    script: Script, hand: Hand, doubt: Doubt = Doubt.LIST
) -> AsyncIterator[tuple[Campaign, ScriptedSmtp]]:
    campaign = Campaign(MemoryMailStore(clock=hand), hand, PEOPLE, doubt=doubt)
    await campaign.plan()
    async with ScriptedSmtp(script) as server:
        yield campaign, server


@dataclass(frozen=True)
class Case:
    """What a relay does, and how many mails are refused or in doubt in the end; the others are accepted."""

    steps: Mapping[Step, Iterable[Deed]] = field(default_factory=dict)
    to: Mapping[str, Iterable[Deed]] = field(default_factory=dict)
    refused: int = 0
    in_doubt: int = 0


SCRIPTS = {
    "nothing unusual": Case(),
    # before anybody is named: the relay is away, and it is nobody's try
    "cuts instead of a banner": Case({Step.BANNER: [Cut()] * 3}),
    "says nothing at all": Case({Step.BANNER: [Silence()]}),
    "greets too late": Case({Step.BANNER: [TOO_LATE]}),
    "greets byte by byte": Case({Step.BANNER: [Drip("220 relay.example.no ESMTP")]}),
    "greets too slowly": Case({Step.BANNER: [Drip("220 relay.example.no ESMTP", 0.05)]}),
    "greets with 421": Case({Step.BANNER: [Say("421 4.3.2 closing")] * 3}),
    "greets with 554": Case({Step.BANNER: [Say("554 5.3.2 nobody is served here")] * 2}),
    "greets with nonsense": Case({Step.BANNER: [Say("hello there")] * 2}),
    "refuses EHLO for now": Case({Step.EHLO: [Say("451 4.3.0 later")] * 2}),
    "refuses EHLO": Case({Step.EHLO: [Say("550 5.7.1 no")] * 2}),
    "cuts at EHLO": Case({Step.EHLO: [Cut()] * 2}),
    # the sender
    "puts the sender off": Case({Step.MAIL: [Say("451 4.3.0 later")] * 6}),
    "refuses the sender": Case({Step.MAIL: [Say("550 5.1.8 who?")] * 6}),
    "says 421 to the sender": Case({Step.MAIL: [Say("421 4.7.0 too many")] * 6}),
    "cuts at the sender": Case({Step.MAIL: [Cut()] * 6}),
    "says nothing to the sender": Case({Step.MAIL: [Silence()]}),
    "takes three and then puts off": Case({Step.MAIL: after(3, Say("450 4.7.1 slower"), 5)}),
    # the recipient
    "puts a recipient off twice, as a greylist does": Case(to={ONE: [Say("450 4.2.0 greylisted")] * 2}),
    "refuses a recipient": Case(to={ONE: [Say("550 5.1.1 unknown")]}, refused=1),
    "puts a recipient off for ever": Case(to={ONE: repeat(Say("450 4.2.2 full"))}, refused=1),
    "says 421 to a recipient": Case(to={ONE: [Say("421 4.3.2 closing")] * 3}),
    "cuts at a recipient": Case(to={ONE: [Cut()] * 3}),
    "says nothing to a recipient": Case(to={ONE: [Silence()]}),
    "answers a recipient with nonsense": Case(to={ONE: [Say("hm")]}),
    "answers recipients after four with 450": Case({Step.RCPT: after(4, Say("450 4.7.1 slower"), 4)}),
    # the command before the text
    "puts DATA off": Case({Step.DATA: [Say("451 4.3.0 later")] * 2}),
    "refuses DATA": Case({Step.DATA: [Say("554 5.5.1 no")]}, refused=1),
    "says 250 to DATA": Case({Step.DATA: [Say("250 what?")]}),
    "cuts before DATA is answered": Case({Step.DATA: [Cut()] * 2}),
    "says nothing to DATA": Case({Step.DATA: [Silence()]}),
    # the text: now only a clear answer tells what came of it
    "cuts in the middle of the text": Case({Step.BODY: [Cut()]}, in_doubt=1),
    "reads no further than its beginning": Case({Step.BODY: [Silence()]}, in_doubt=1),
    "puts the text off": Case({Step.DOT: [Say("451 4.3.0 later")] * 2}),
    "refuses the text": Case({Step.DOT: [Say("554 5.6.0 no")]}, refused=1),
    "says 421 to the text": Case({Step.DOT: [Say("421 4.3.2 closing")] * 2}),
    "cuts after the dot, and has taken it": Case({Step.DOT: [Cut(took=True)]}, in_doubt=1),
    "cuts after the dot, and has not taken it": Case({Step.DOT: [Cut()]}, in_doubt=1),
    "takes it and says nothing": Case({Step.DOT: [Silence(took=True)]}, in_doubt=1),
    "says 250 later than anybody waits": Case({Step.DOT: [TOO_LATE]}, in_doubt=1),
    "says 250 byte by byte": Case({Step.DOT: [Drip("250 taken")] * PEOPLE}),
    "says nonsense to the text": Case({Step.DOT: [Say("certainly")]}, in_doubt=1),
    "says 354 to the text": Case({Step.DOT: [Say("354 go on")]}, in_doubt=1),
    "cuts after every dot": Case({Step.DOT: [Cut(took=True)] * PEOPLE}, in_doubt=PEOPLE),
}


@pytest.mark.parametrize("name", SCRIPTS)
async def test_a_relay_that(name: str, hand: Hand) -> None:
    case = SCRIPTS[name]
    async with running(Script(case.steps, case.to), hand) as (campaign, server):
        await campaign.go(campaign.dispatcher(relay_at(server)))
        await require_conserved(campaign, server.took(), server.begun)
    assert len(await campaign.in_state(State.REFUSED)) == case.refused
    assert len(await campaign.in_state(State.IN_DOUBT)) == case.in_doubt
    assert len(await campaign.in_state(State.ACCEPTED)) == PEOPLE - case.refused - case.in_doubt


BEFORE_THE_TEXT = (Step.BANNER, Step.EHLO, Step.MAIL, Step.RCPT, Step.DATA)


@pytest.mark.parametrize("step", BEFORE_THE_TEXT)
@pytest.mark.parametrize("deed", [Cut(), Silence(), Say("421 4.3.2 closing")])
async def test_what_stops_a_mail_before_its_text_leaves_no_doubt_and_nothing_is_sent(
    hand: Hand, step: Step, deed: Deed
) -> None:
    async with running(Script({step: repeat(deed)}), hand) as (campaign, server):
        await campaign.dispatcher(relay_at(server)).send_due()
        assert not server.begun
        assert await campaign.in_state(State.PLANNED, State.DEFERRED) == await campaign.in_state()


@pytest.mark.parametrize("deed", [Cut(took=True), Silence(took=True), Cut()])
async def test_a_reminder_in_doubt_is_sent_once_more_after_an_hour_with_the_same_message_id(
    hand: Hand, deed: Deed
) -> None:
    async with running(Script({Step.DOT: [deed]}), hand, Doubt.RESEND) as (campaign, server):
        began = hand.now
        dispatcher = campaign.dispatcher(relay_at(server))
        await campaign.go(dispatcher)
        (doubtful,) = await campaign.mails.find(states=[State.IN_DOUBT])
        while await campaign.in_state(State.IN_DOUBT):
            hand.on(timedelta(minutes=10))
            await dispatcher.send_due()
        assert hand.now - began >= timedelta(hours=1)
        (resent,) = await campaign.mails.get([doubtful.id])
        assert (resent.state, resent.resent) == (State.ACCEPTED, True)
        await require_conserved(campaign, server.took(), server.begun)
        ids = {one.message_id for one in server.taken}
        assert len(ids) == PEOPLE, "who got it twice can tell"


async def test_a_relay_that_is_down_loses_nothing_and_is_nobodys_try(hand: Hand) -> None:
    async with running(Script(), hand) as (campaign, server):
        await server.down()
        dispatcher = campaign.dispatcher(relay_at(server))
        await campaign.go(dispatcher, rounds=20)
        rows = await campaign.mails.find(states=[State.PLANNED])
        assert [row.tries for row in rows] == [0] * PEOPLE
        await server.up()
        await campaign.go(dispatcher)
        await require_conserved(campaign, server.took(), server.begun)
    assert len(await campaign.in_state(State.ACCEPTED)) == PEOPLE


async def test_a_line_is_used_again_and_not_when_nobody_used_it_for_half_a_minute(hand: Hand) -> None:
    async with running(Script(), hand) as (campaign, server):
        relay = relay_at(server)
        moment = 0.0
        relay._clock = lambda: moment  # noqa: SLF001 - the one clock that is not of the house
        await campaign.go(campaign.dispatcher(relay))
        lines = server.opened
        assert lines < PEOPLE
        for name in list(campaign.contacts.people):
            campaign.contacts.add(
                f"{name} igjen", f"{name}-2", email=f"igjen.{len(campaign.contacts.people)}@example.no"
            )
        moment = 31.0
        await campaign.plan()
        await campaign.go(campaign.dispatcher(relay))
        assert server.opened > lines
        assert len(server.taken) == 2 * PEOPLE


async def test_an_answer_that_repeats_the_address_is_kept_without_it(hand: Hand) -> None:
    says = Say(f"550 5.1.1 <{ONE}>: Recipient Modig Lykt 3 unknown")
    async with running(Script(to={ONE: [says]}), hand) as (campaign, server):
        await campaign.go(campaign.dispatcher(relay_at(server)))
        (row,) = await campaign.mails.find(states=[State.REFUSED])
    assert row.detail == "550 5.1.1 [address] Recipient [name] unknown"
