import pytest

from portal.application.resources import Allowed, Card, Task, Word
from portal.application.sessions import Session
from portal.application.waiting import buttons, chosen, holders, waiting
from portal.testing.councils import term
from portal.testing.issuer import BEGAN

LEADER, MEMBER = term("lar", "leader"), term("rbu", "member")


@pytest.fixture
def session() -> Session:
    return Session(
        id="s",
        subject="lykt",
        name="Modig Lykt",
        language="nb",
        holdings=(LEADER, MEMBER),
        csrf="c",
        access_token="t",
        access_until=BEGAN,
        id_token="i",
        id_until=BEGAN,
        refresh_token=None,
        until=BEGAN,
    )


def a_task(action: str, acting: str, case: str = "c") -> Task:
    card = Card(
        id=case,
        reference="26-4821",
        title="Tolk",
        short="Kort",
        state="sent",
        word=Word.SENT,
        origin="lar",
        holder="lar",
        lines=("AT",),
        language="nb",
        sequence=1,
        updated=BEGAN,
    )
    return Task(case=card, action=action, acting=acting)


def test_what_may_be_done_for_the_same_term_stands_on_one_line(session: Session) -> None:
    (line,) = waiting([a_task("return_case", LEADER.id), a_task("receive_case", LEADER.id)], session)
    assert [button.deed.verb for button in line.buttons] == ["receive", "return"]


def test_two_terms_are_two_lines(session: Session) -> None:
    lines = waiting([a_task("receive_case", LEADER.id), a_task("receive_case", MEMBER.id)], session)
    assert [line.buttons[0].holding.role for line in lines] == ["leader", "member"]


def test_what_the_portal_has_no_page_for_is_left_out(session: Session) -> None:
    assert waiting([a_task("fly_kites", LEADER.id)], session) == []


def test_a_term_of_somebody_else_gets_no_button(session: Session) -> None:
    assert buttons([Allowed(action="send_case", acting="somebody")], session) == ()


def test_a_case_on_an_agenda_is_treated_first_and_may_be_moved(session: Session) -> None:
    card = a_task("treat_case", LEADER.id).case.model_copy(update={"state": "on_agenda"})
    allowed = [Allowed(action=action, acting=LEADER.id) for action in ("put_on_agenda", "treat_case")]
    assert [button.name(card) for button in buttons(allowed, session)] == ["treat_case", "move_to_meeting"]
    reported = card.model_copy(update={"state": "reported"})
    assert [button.name(reported) for button in buttons(allowed[:1], session)] == ["put_on_agenda"]


def test_the_wanted_term_is_taken_and_never_another_instead(session: Session) -> None:
    able = holders([Allowed(action="a", acting=LEADER.id), Allowed(action="a", acting=MEMBER.id)], "a", session)
    assert chosen(able, "") == LEADER
    assert chosen(able, MEMBER.id) == MEMBER
    assert chosen(able, "gone") is None
