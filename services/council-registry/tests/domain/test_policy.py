from dataclasses import dataclass

import pytest

from council_registry.domain.policy import POLICY, Action, Place
from councilkit.events.councils import PostRole, TermRole


@dataclass(frozen=True)
class Acting:
    role: str
    council: str | None = None
    unit: str | None = None
    organisation: str | None = None
    id: str = "id"
    side: str = "user"


HORTEN = Place(frozenset({"horten"}), frozenset({"0800"}))
OFFICER = Acting(PostRole.REGIONAL_OFFICER, unit="0800")
LEADER = Acting(TermRole.LEADER, council="horten")


def allows(action: Action, acting: Acting, place: Place) -> bool:
    return POLICY.allows(action, acting, place.relations(acting))


def test_every_action_has_its_row() -> None:
    assert set(POLICY.table) == set(Action)


def test_a_regional_officer_founds_councils_in_the_own_region_alone() -> None:
    assert allows(Action.FOUND_COUNCIL, OFFICER, HORTEN)
    assert not allows(Action.FOUND_COUNCIL, OFFICER, Place(regions=frozenset({"0300"})))


@pytest.mark.parametrize("other", ["0300", None])
def test_a_council_across_regions_is_the_directorates_to_found(other: str | None) -> None:
    across = Place(regions=frozenset({"0800", other}))
    assert not allows(Action.FOUND_COUNCIL, OFFICER, across)
    assert allows(Action.FOUND_COUNCIL, Acting(PostRole.DIRECTORATE_CONTACT, unit="9000"), across)


def test_a_leader_starts_terms_in_the_own_council_alone() -> None:
    assert allows(Action.START_TERM, LEADER, HORTEN)
    assert not allows(Action.START_TERM, LEADER, Place(frozenset({"larvik"}), frozenset({"0800"})))


def test_a_leader_of_one_of_the_councils_plans_their_joint_meeting() -> None:
    assert allows(Action.PLAN_MEETING, LEADER, Place(frozenset({"horten", "larvik"})))


@pytest.mark.parametrize("role", [TermRole.MEMBER, TermRole.DEPUTY, TermRole.OBSERVER, TermRole.NAV_REPRESENTATIVE])
def test_a_plain_member_changes_nothing(role: TermRole) -> None:
    member = Acting(role, council="horten")
    looks = {Action.READ, Action.READ_PEOPLE, Action.SIGN_UP}
    assert {action for action in Action if allows(action, member, HORTEN)} == looks


def test_a_manager_who_answers_changes_nothing_here() -> None:
    manager = Acting(PostRole.ANSWERING_MANAGER, unit="0800")
    assert {action for action in Action if allows(action, manager, HORTEN)} == {Action.READ, Action.SIGN_UP}


def test_an_employee_vouches_for_those_who_sit_at_the_own_office_and_sees_their_names() -> None:
    employee, place = Acting(PostRole.EMPLOYEE, unit="0701"), Place(units=frozenset({"0701"}))
    able = {action for action in Action if allows(action, employee, place)}
    assert able == {Action.READ, Action.SIGN_UP, Action.VOUCH, Action.READ_NAMES}
