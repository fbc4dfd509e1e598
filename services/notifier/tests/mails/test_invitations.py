"""Whoever is invited gets a mail with the way in; who is asked for names gets one with the request."""

from datetime import date, timedelta

import pytest
from structlog.testing import capture_logs

from councilkit.events.councils import PostRole, PostStarted
from councilkit.events.seating import NominationClosed, PostInvited, TermInvited
from councilkit.mailing.mail import State
from notifier.testing.driver import Driver, days
from notifier.testing.places import ASKED, HARBOUR, asked_for

TO_TERM = TermInvited(council=HARBOUR.id, term=HARBOUR.member.id)
DUE = date(2026, 4, 20)
REGRET = timedelta(minutes=10)


async def test_an_invitation_has_its_code_in_the_one_button(notifier: Driver) -> None:
    await notifier.tell(TO_TERM)
    [mail] = await notifier.sent("Varm Stein")
    assert mail.subject == "Velkomen til Rådslag"
    assert "Du er no registrert i Brukarutvalet i Vika, som medlem." in mail.text
    assert f"Kom i gang:\n{notifier.settings.portal_url}invitasjon/kode-{HARBOUR.member.id}" in mail.text
    assert "til 9. april 2026. Han er berre for deg" in mail.text
    assert mail.html.count('class="act"') == 1


POSTS = [
    (PostInvited(post=HARBOUR.manager.id, unit=HARBOUR.unit), "Blid Skigard", "i Nav Vika, som svaransvarlig."),
    (PostInvited(post=ASKED.id, organisation=ASKED.organisation), "Stri Foss", "som kontaktperson for organisasjonen."),
]


@pytest.mark.parametrize(("invited", "name", "as_what"), POSTS, ids=["at a unit", "at an organisation"])
async def test_an_invitation_to_a_post_says_which(
    notifier: Driver, invited: PostInvited, name: str, as_what: str
) -> None:
    await notifier.tell(invited)
    [mail] = await notifier.sent(name)
    assert as_what in mail.text


async def test_an_invitation_that_was_used_meanwhile_is_not_sent(notifier: Driver) -> None:
    notifier.invitations.used.add(HARBOUR.member.id)
    await notifier.tell(TO_TERM)
    assert await notifier.sent() == []
    [row] = await notifier.rows(State.SUPPRESSED)
    assert row.detail == "the invitation was used, or is over"


async def test_a_code_stands_in_no_row_and_in_no_log(notifier: Driver) -> None:
    notifier.invitations.away = True
    with capture_logs() as logs:
        await notifier.tell(TO_TERM)
        await notifier.sent()
        notifier.invitations.away = False
        await notifier.wait_until(notifier.now + timedelta(minutes=2))
        assert len(await notifier.sent("Varm Stein")) == 1
    assert "kode-" not in str(logs) + str(await notifier.rows())


async def test_an_organisation_that_is_asked_for_names_is_led_to_the_request(notifier: Driver) -> None:
    request = asked_for(HARBOUR.member, DUE)
    await notifier.tell(request)
    assert await notifier.sent() == []
    await notifier.wait_until(notifier.now + REGRET)
    [mail] = await notifier.sent("Stri Foss")
    assert mail.subject == "Kven foreslår de til Brukarutvalet i Vika?"
    assert "Svar innan 20. april 2026." in mail.text
    assert f"Svar:\n{notifier.settings.portal_url}nominations/{request.request}" in mail.text


async def test_a_request_that_is_closed_or_past_asks_nobody(notifier: Driver) -> None:
    request = asked_for(HARBOUR.member, DUE)
    await notifier.tell(request, NominationClosed(council=HARBOUR.id, request=request.request))
    await notifier.tell(asked_for(HARBOUR.leader, notifier.now.date() - days(1)))
    await notifier.wait_until(notifier.now + REGRET)
    assert await notifier.sent() == []
    details = {row.detail for row in await notifier.rows(State.SUPPRESSED)}
    assert details == {"nobody is asked any more", "the day by which names were asked for is past"}


async def test_a_post_of_which_nobody_has_told_is_waited_for(notifier: Driver) -> None:
    notifier.contacts.add("Ny Dør", "new-post")
    await notifier.tell(PostInvited(post="new-post", unit=HARBOUR.unit))
    assert await notifier.sent("Ny Dør") == []
    role = PostRole.EMPLOYEE
    await notifier.tell(PostStarted(post="new-post", unit=HARBOUR.unit, role=role, starts=notifier.now.date()))
    await notifier.wait_until(notifier.now + timedelta(minutes=2))
    [mail] = await notifier.sent("Ny Dør")
    assert "i Nav Vika, som ansatt." in mail.text
