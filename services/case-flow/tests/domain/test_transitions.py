import re
from itertools import pairwise, product

import pytest

from case_flow.domain.case import Case
from case_flow.domain.refusals import WrongState
from case_flow.domain.transitions import TRANSITIONS, WORDS, Action, State, possible
from case_flow.testing.places import CENTRE
from councilkit.events.councils import Language

# What a council may expect, written down a second time: from the row, by the column, to the cell.
EXPECTED = """
                | put_on_agenda | treat_case | send_case | receive_case | return_case | make_statement  | give_answer | confirm_answer | dispute_answer
reported        | on_agenda     |            |           |              |             |                 |             |                |
on_agenda       | on_agenda     | treated    |           |              |             |                 |             |                |
treated         |               |            | sent      |              |             | awaiting_answer |             |                |
sent            |               |            |           | reported     | treated     |                 |             |                |
awaiting_answer |               |            |           |              |             |                 | coming_home |                |
coming_home     |               |            |           |              |             |                 |             | answered       | awaiting_answer
answered        |               |            |           |              |             |                 |             |                | awaiting_answer
"""  # noqa: E501 - a table is read across


def expected() -> dict[tuple[str, str], str]:
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in EXPECTED.strip("\n").splitlines()]
    return {(row[0], action): cell for row in rows for action, cell in zip(head[1:], row[1:], strict=True)}


def a_case(state: State) -> Case:
    return Case("c", "26-1", "harbour", (), Language.NB, "harbour", ("harbour", "region"), state)


@pytest.mark.parametrize(("state", "action"), list(product(State, Action)))
def test_a_case_moves_as_the_table_says_and_in_no_other_way(state: State, action: Action) -> None:
    assert TRANSITIONS.get((state, action), "") == expected()[state, action]


@pytest.mark.parametrize(("state", "action"), [pair for pair in product(State, Action) if pair not in TRANSITIONS])
def test_what_a_state_does_not_allow_is_refused_with_what_it_does_allow(state: State, action: Action) -> None:
    with pytest.raises(WrongState) as refused:
        a_case(state).require(action, CENTRE.leader)
    named = re.findall(r"[a-z_]+", refused.value.detail.partition("possible now:")[2])
    assert named == possible(state)


def test_every_state_leads_on() -> None:
    assert all(possible(state) for state in State)


def test_an_action_always_ends_in_the_same_state() -> None:
    moves = sorted((action, after) for (_, action), after in TRANSITIONS.items())
    assert all(one[1] == other[1] for one, other in pairwise(moves) if one[0] == other[0])


def test_people_see_five_words() -> None:
    assert WORDS.keys() == set(State)
    assert list(dict.fromkeys(WORDS.values())) == ["reported", "in_progress", "sent", "awaiting_answer", "done"]
