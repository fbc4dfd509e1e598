from pathlib import Path

import pytest

from councilkit.testing.holdings import a_post, a_term
from newsletter.domain.policy import POLICY

PEOPLE = {
    "directorate contact": a_post("9000", "directorate_contact"),
    "leader": a_term("harbour"),
    "member": a_term("harbour", "member"),
    "secretary": a_term("harbour", "secretary", side="nav"),
    "observer": a_term("harbour", "observer"),
    "manager": a_post("0701"),
}


def table() -> dict[str, dict[str, bool]]:
    lines = (Path(__file__).parent / "policy.md").read_text().splitlines()
    head, _, *rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line.startswith("|")]
    return {row[0]: {who: cell == "x" for who, cell in zip(head[1:], row[1:], strict=True)} for row in rows}


@pytest.mark.parametrize(("action", "row"), table().items())
def test_the_policy_is_what_people_read_in_the_table(action: str, row: dict[str, bool]) -> None:
    assert {who: POLICY.allows(action, PEOPLE[who]) for who in row} == row


def test_every_action_is_in_the_table() -> None:
    assert table().keys() == POLICY.table.keys()
