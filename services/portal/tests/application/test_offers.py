from portal.application.deeds import BY_ACTION
from portal.application.offers import offers, otherwise
from portal.application.resources import Card, Next, Word
from portal.application.waiting import Button
from portal.testing.councils import term
from portal.testing.issuer import BEGAN

LEADER, MEMBER = term("lar", "leader"), term("rbu", "member")


def a_card(*waits: str) -> Card:
    steps = tuple(Next(action=action, council="lar") for action in waits)
    return Card(
        id="c",
        reference="26-4821",
        title="Tolk",
        short="Kort",
        state="",
        word=Word.REPORTED,
        origin="lar",
        holder="lar",
        lines=("AT",),
        language="nb",
        next=next(iter(steps), None),
        waits=steps,
        sequence=1,
        updated=BEGAN,
    )


def several(*actions: str) -> list[Button]:
    return [Button(BY_ACTION[action], LEADER) for action in actions]


def names(buttons: tuple[Button, ...]) -> list[str]:
    return [button.deed.action for button in buttons]


def test_what_the_case_waits_for_stands_first_with_the_other_answer_beside_it() -> None:
    found = offers(several("return_case", "add_note", "receive_case"), a_card("receive_case"))
    assert names(found.main) == ["receive_case", "return_case"]
    assert names(found.more) == ["add_note"]


def test_the_other_answer_is_one_for_the_same_term() -> None:
    found = offers([*several("receive_case"), Button(BY_ACTION["return_case"], MEMBER)], a_card("receive_case"))
    assert names(found.main) == ["receive_case"]
    assert names(found.more) == ["return_case"]


def test_where_the_case_waits_for_others_nothing_stands_first() -> None:
    found = offers(several("add_note", "withdraw_case"), a_card("give_answer"))
    assert (found.main, names(found.more)) == ((), ["add_note", "withdraw_case"])


def test_taking_back_is_offered_apart() -> None:
    found = offers(several("regret_sending", "add_note"), a_card("receive_case"))
    assert found.regret is not None
    assert names(found.more) == ["add_note"]


def test_whether_a_case_is_taken_up_is_an_even_question() -> None:
    assert offers(several("turn_away", "keep_case"), a_card("turn_away")).even
    assert not offers(several("confirm_answer", "dispute_answer"), a_card("confirm_answer")).even


def test_the_page_of_one_answer_leads_to_the_other() -> None:
    buttons = several("keep_case", "turn_away", "withdraw_case")
    assert names(tuple(otherwise(buttons[0], buttons))) == ["turn_away"]
    assert names(tuple(otherwise(buttons[1], buttons))) == ["keep_case"]
    assert otherwise(buttons[2], buttons) == []
