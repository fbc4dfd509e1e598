from pathlib import Path

import pytest

from case_flow.domain.policy import POLICY, USERS_WORDS, Relation
from case_flow.testing.places import HARBOUR, OFFICE
from councilkit.testing.holdings import a_post

PEOPLE = {
    "leader": HARBOUR.leader,
    "member": HARBOUR.member,
    "secretary": HARBOUR.secretary,
    "observer": HARBOUR.observer,
    "manager": OFFICE.manager,
    "owner": a_post(OFFICE.number, "municipal_owner"),
    "contact": a_post(OFFICE.number, "directorate_contact"),
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


@pytest.mark.parametrize(("role", "instead_of"), [("deputy_leader", "leader"), ("coordinator", "secretary")])
def test_a_deputy_leader_and_a_coordinator_may_what_whoever_they_stand_beside_may(role: str, instead_of: str) -> None:
    stand_in = PEOPLE[instead_of].model_copy(update={"role": role})
    for action in POLICY.table:
        for relation in Relation:
            expected = POLICY.allows(action, PEOPLE[instead_of], {relation})
            assert POLICY.allows(action, stand_in, {relation}) is expected


def test_a_managers_delegate_answers_too() -> None:
    delegate = OFFICE.manager.model_copy(update={"role": "delegate"})
    assert POLICY.allows("give_answer", delegate, {Relation.ASKED_UNIT})


@pytest.mark.parametrize("action", sorted({*USERS_WORDS, "keep_case", "turn_away", "uphold", "overturn"}))
def test_what_users_own_is_not_for_a_representative_of_nav_to_say(action: str) -> None:
    representative_of_nav = HARBOUR.member.model_copy(update={"role": "nav_representative", "side": "nav"})
    assert not any(POLICY.allows(action, representative_of_nav, {relation}) for relation in Relation)
    assert any(POLICY.allows(action, HARBOUR.member, {relation}) for relation in Relation)
