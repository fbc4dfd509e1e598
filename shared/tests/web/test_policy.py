"""The table says who may do what, and a resource tells each asker their part of it."""

import pytest

from councilkit.policy import NotAllowed, Policy, may
from councilkit.testing.client import Asker
from councilkit.testing.notes import Notes
from councilkit.testing.tokens import a_post, a_term
from councilkit.web import Holding

TABLE = Policy(
    {
        "send_case": [may("leader", "secretary", at="holder")],
        "confirm": [may(side="user", but=["observer"], at="origin")],
        "read_card": [may()],
        "answer": [may("answering_manager", at="addressee"), may("delegate", at="addressee")],
    }
)


@pytest.mark.parametrize(
    ("action", "holding", "relations", "allowed"),
    [
        ("send_case", a_term("c"), {"holder"}, True),
        ("send_case", a_term("c"), {"origin"}, False),
        ("send_case", a_term("c", "member"), {"holder"}, False),
        ("confirm", a_term("c", "member"), {"origin", "holder"}, True),
        ("confirm", a_term("c", "observer"), {"origin"}, False),
        ("confirm", a_term("c", "secretary", side="nav"), {"origin"}, False),
        ("read_card", a_post("0800", "delegate"), set(), True),
        ("answer", a_post("0800", "delegate"), {"addressee"}, True),
        ("answer", a_post("0800", "regional_officer"), {"addressee"}, False),
        ("unheard_of", a_term("c"), {"holder"}, False),
    ],
)
def test_an_action_is_open_to_those_the_table_names(
    action: str, holding: Holding, relations: set[str], *, allowed: bool
) -> None:
    assert TABLE.allows(action, holding, relations) is allowed


def test_a_closed_action_is_refused_by_name() -> None:
    with pytest.raises(NotAllowed) as refused:
        TABLE.require("send_case", a_term("c", "member"), {"holder"})
    assert refused.value.field == "Acting-As"


def test_one_person_with_two_terms_sees_which_of_them_may_do_what() -> None:
    leader, member = a_term("a", "leader"), a_term("b", "member")
    relations = {leader.id: {"holder"}, member.id: {"origin"}}
    opened = TABLE.open_to(["send_case", "confirm"], [leader, member], lambda holding: relations[holding.id])
    assert opened == [("send_case", leader), ("confirm", member)]


async def test_a_resource_lists_what_its_asker_may_do_now(leader: Asker, notes: Notes) -> None:
    notes.titles = ["a"]
    assert (await leader.get("/notes/0")).json()["actions"] == [{"action": "strike_note", "acting": "term-1"}]
