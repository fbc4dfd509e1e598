"""Mails that come of what people do, read as whoever gets them reads them, and their links followed."""

import re
from collections.abc import Sequence
from datetime import timedelta
from email.message import EmailMessage

import pytest

from councilkit.testing.waiting import until
from raadslag_local.mail.box import Box
from raadslag_local.place import CASE_FLOW, NEWSLETTER, REGISTRY
from raadslag_local.story.cast import DIRECTORATE
from raadslag_local.story.clock import StoryClock
from raadslag_local.story.pages import Page
from raadslag_local.story.sample import sample
from raadslag_local.testing import ON_THE_WAY, Town
from trips import Trip

pytestmark = [pytest.mark.mongo, pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]

MANY, SECONDS = 1000, 60.0
UNTIL_IT_IS_ANSWERED = 19
UNTIL_IT_IS_SENT = 6
LINK = re.compile(r"https?://\S+/lenke/\S+")
PEOPLE = {sitting.name for short in ON_THE_WAY for sitting in sample().council(short).sittings()}


def mails(town: Town, header: str, *, to: str = "") -> Sequence[EmailMessage]:
    """Tell the mails that have a header, the newest first."""
    box = Box(town.folder / "mail")
    found = [box.read(kept.number) for kept in box.newest(MANY, to=to)]
    return [mail for mail in found if mail and header in mail]


async def follow(town: Town, link: str, **says: str) -> Page:
    """Open a link as somebody who has not signed in, and press its button."""
    async with town.house.browser() as browser:
        page = Page(await browser.get(link))
        [form] = page.forms
        return Page(await browser.post(str(page.url.join(form.action)), data=says))


async def test_the_link_in_a_mail_with_an_answer_confirms_it_without_a_sign_in(town: Town) -> None:
    leader = town.cast.actors["LBU-HOR/leader"].subject

    def answers() -> Sequence[EmailMessage]:
        return [mail for mail in mails(town, "Subject", to=leader) if str(mail["Subject"]).startswith("Nav har svart")]

    before = len(answers())
    trip = await Trip.by(town.hands, town.cast).go(UNTIL_IT_IS_ANSWERED)

    async def is_told() -> bool:
        return len(answers()) > before

    await until(is_told, SECONDS)
    body = answers()[0].get_body(("plain",))
    [link] = LINK.findall(body.get_content() if body else "")
    assert (await follow(town, link)).heading == "Takk. Saken er ferdig."

    async def is_done() -> bool:
        return bool((await town.get("LBU-HOR/member", f"{CASE_FLOW}/cases/{trip.case}"))["word"] == "done")

    await until(is_done, SECONDS)


async def test_whoever_raises_a_case_gets_a_receipt_at_once_and_nobody_hears_what_may_be_taken_back(
    town: Town,
) -> None:
    member, region = (town.cast.actors[who].subject for who in ("LBU-HOR/member", "RBU-VT/leader"))

    def told(to: str, begins: str) -> list[EmailMessage]:
        return [mail for mail in mails(town, "Subject", to=to) if str(mail["Subject"]).startswith(begins)]

    receipts, hops = len(told(member, "Vi har fått")), len(told(region, "Dere har fått en sak"))
    trip = await Trip.by(town.hands, town.cast).go(UNTIL_IT_IS_SENT)

    async def has_receipt() -> bool:
        return len(told(member, "Vi har fått")) > receipts

    await until(has_receipt, SECONDS)
    body = told(member, "Vi har fått")[0].get_body(("plain",))
    assert f"/cases/{trip.case}" in (body.get_content() if body else "")
    assert len(told(region, "Dere har fått en sak")) == hops


@pytest.mark.usefixtures("newsletter")
async def test_everybody_gets_one_newsletter_and_can_decline_the_next_with_one_click(town: Town) -> None:
    async def everybody_is_told() -> bool:
        return len(mails(town, "List-Unsubscribe")) >= len(PEOPLE)

    await until(everybody_is_told, SECONDS)
    told = mails(town, "List-Unsubscribe")
    assert sorted(mail["To"].addresses[0].display_name for mail in told) == sorted(PEOPLE)

    link = str(told[0]["List-Unsubscribe"]).strip("<>")
    assert (await follow(town, link, **{"List-Unsubscribe": "One-Click"})).status == 200

    async def is_declined() -> bool:
        return "raadslag.digest.declined.v1" in {entry["type"] for entry in await town.ledger(NEWSLETTER)}

    await until(is_declined, SECONDS)


async def test_who_is_invited_gets_the_way_in_and_nobody_else_does(town: Town) -> None:
    council, contact = town.cast.councils["LBU-HOR"], town.cast.actors[DIRECTORATE]
    seats = f"{REGISTRY}/councils/{council}/seats"
    seat = (await town.hands.do(contact, seats, {"side": "user"}, key=("invited", "seat")))["id"]
    newcomer = {"name": "Ny Dør", "email": "ny.dor@example.no", "language": "nn"}
    told = {"seat": seat, "role": "member", "starts": town.clock().date().isoformat(), "contact": newcomer}
    terms = f"{REGISTRY}/councils/{council}/terms"
    term = (await town.hands.do(contact, terms, told, key=("invited", "term")))["id"]
    given = await town.hands.do(contact, f"{terms}/{term}/invite", {}, key=("invited", "invite"))

    async def is_told() -> bool:
        return bool(mails(town, "Subject", to="ny.dor@example.no"))

    await until(is_told, SECONDS)
    [mail] = mails(town, "Subject", to="ny.dor@example.no")
    body = mail.get_body(("plain",))
    assert str(mail["Subject"]) == "Velkomen til Rådslag"
    assert (given["code"], given["sent"]) == (None, True)
    assert re.search(r"/invitasjon/[a-z2-7]{20}\b", body.get_content() if body else "")


async def test_one_press_in_the_notice_of_a_meeting_says_that_somebody_cannot_come(town: Town) -> None:
    secretary, leader = (town.cast.actors[f"LBU-HOR/{role}"] for role in ("secretary", "leader"))
    starts_at = (town.clock() + timedelta(days=30)).isoformat()
    planned = {"councils": [town.cast.councils["LBU-HOR"]], "type": "working_committee", "form": "digital"}
    meetings = f"{REGISTRY}/meetings"
    meeting = (await town.hands.do(secretary, meetings, {**planned, "starts_at": starts_at}, key=("notice", "plan")))[
        "id"
    ]
    await town.hands.do(secretary, f"{meetings}/{meeting}/convene", {}, key=("notice", "convene"))
    clock = town.clock
    assert isinstance(clock, StoryClock)
    clock.travel_to(clock() + timedelta(minutes=11))

    def notices() -> list[EmailMessage]:
        return [mail for mail in mails(town, "Subject", to=leader.subject) if "Innkalling" in str(mail["Subject"])]

    async def is_told() -> bool:
        return bool(notices())

    try:
        await until(is_told, SECONDS)
        body = notices()[0].get_body(("plain",))
        [link] = LINK.findall(body.get_content() if body else "")
        assert (await follow(town, link)).heading == "Du har sagt fra at du ikke kan komme"
        absences = (await town.get("LBU-HOR/secretary", f"{meetings}/{meeting}"))["absences"]
    finally:
        clock.come_home()
    assert [absence["term"] for absence in absences] == [leader.holding]
