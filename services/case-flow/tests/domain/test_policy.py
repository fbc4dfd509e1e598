from pathlib import Path

import pytest

from case_flow.domain.policy import POLICY, Relation
from case_flow.testing.places import HARBOUR, OFFICE

PEOPLE = {
    "leader": HARBOUR.leader,
    "member": HARBOUR.member,
    "secretary": HARBOUR.secretary,
    "observer": HARBOUR.observer,
    "manager": OFFICE.manager,
}
NO_RELATION = "other"


def table() -> dict[str, dict[str, bool]]:
    lines = (Path(__file__).parent / "policy.md").read_text().splitlines()
    head, _, *rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line.startswith("|")]
    return {row[0]: {who: cell == "x" for who, cell in zip(head[1:], row[1:], strict=True)} for row in rows}


def allowed(action: str, who: str) -> bool:
    person, _, relation = who.partition(", ")
    relations = set() if relation == NO_RELATION else {Relation(relation.replace(" ", "_"))}
    return POLICY.allows(action, PEOPLE[person], relations)


@pytest.mark.parametrize(("action", "row"), table().items())
def test_the_policy_is_what_people_read_in_the_table(action: str, row: dict[str, bool]) -> None:
    assert {who: allowed(action, who) for who in row} == row


def test_every_action_is_in_the_table() -> None:
    assert table().keys() == POLICY.table.keys()


@pytest.mark.parametrize("role", ["deputy_leader", "coordinator"])
def test_a_deputy_leader_and_a_coordinator_may_what_a_secretary_may(role: str) -> None:
    stand_in = HARBOUR.secretary.model_copy(update={"role": role})
    for action in POLICY.table:
        for relation in Relation:
            expected = POLICY.allows(action, HARBOUR.secretary, {relation})
            assert POLICY.allows(action, stand_in, {relation}) is expected


def test_a_managers_delegate_answers_too() -> None:
    delegate = OFFICE.manager.model_copy(update={"role": "delegate"})
    assert POLICY.allows("give_answer", delegate, {Relation.ASKED_UNIT})


def test_only_those_who_speak_for_users_confirm_and_dispute() -> None:
    representative_of_nav = HARBOUR.member.model_copy(update={"role": "nav_representative", "side": "nav"})
    assert not POLICY.allows("confirm_answer", representative_of_nav, {Relation.ORIGIN})
    assert not POLICY.allows("dispute_answer", representative_of_nav, {Relation.ORIGIN})
