"""Who may do what here: one table."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from councilkit.events.councils import PostRole, TermRole
from councilkit.policy import Holder, Policy, may


class Action(StrEnum):
    READ = "read"
    # units and posts
    LOAD_UNITS = "load_units"
    LIST_UNIT = "list_unit"
    CHANGE_UNIT = "change_unit"
    CLOSE_UNIT = "close_unit"
    DROP_UNIT_PLAN = "drop_unit_plan"
    START_POST = "start_post"
    END_POST = "end_post"
    LIST_ORGANISATION = "list_organisation"
    CHANGE_ORGANISATION = "change_organisation"
    # councils
    FOUND_COUNCIL = "found_council"
    CHANGE_COUNCIL = "change_council"
    CLOSE_COUNCIL = "close_council"
    DROP_PLAN = "drop_plan"
    REST_COUNCIL = "rest_council"
    WAKE_COUNCIL = "wake_council"
    SET_COUNTING = "set_counting"
    SET_MANDATE = "set_mandate"
    # seats and those who sit in them
    ADD_SEAT = "add_seat"
    CLOSE_SEAT = "close_seat"
    START_TERM = "start_term"
    END_TERM = "end_term"
    REQUEST_NOMINATION = "request_nomination"
    ANSWER_NOMINATION = "answer_nomination"
    CLOSE_NOMINATION = "close_nomination"
    TICK_HANDOVER = "tick_handover"
    # people
    READ_PEOPLE = "read_people"
    READ_NAMES = "read_names"
    CHANGE_CONTACT = "change_contact"
    INVITE = "invite"
    VOUCH = "vouch"
    ERASE_PERSON = "erase_person"
    # meetings
    PLAN_MEETING = "plan_meeting"
    ARRANGE_MEETING = "arrange_meeting"
    CONVENE_MEETING = "convene_meeting"
    MOVE_MEETING = "move_meeting"
    CANCEL_MEETING = "cancel_meeting"
    REGRET_MEETING = "regret_meeting"
    HOLD_MEETING = "hold_meeting"
    CORRECT_MEETING = "correct_meeting"
    SEND_MINUTES = "send_minutes"
    TELL_ABSENCE = "tell_absence"
    WITHDRAW_ABSENCE = "withdraw_absence"
    SIGN_UP = "sign_up"
    SIGN_OFF = "sign_off"
    EXPORT_ATTENDANCE = "export_attendance"
    MAKE_MEETING_TYPE = "make_meeting_type"
    DROP_MEETING_TYPE = "drop_meeting_type"
    # all of it at once
    IMPORT = "import_tables"
    EXPORT = "export_tables"


class Relation(StrEnum):
    """How a term or post stands to the thing it would act on."""

    COUNCIL = "council"  # it is a term in the council, or in one of the meeting's
    UNIT = "unit"  # it is a post at one of the council's units
    REGION = "region"  # it is a post at the region in which everything concerned lies
    ORGANISATION = "organisation"  # it is a post at the organisation that is asked, or at its umbrella
    OWN = "own"  # it is the term or post itself


class Acting(Holder, Protocol):
    """The term or post that acts."""

    @property
    def council(self) -> str | None: ...

    @property
    def unit(self) -> str | None: ...

    @property
    def organisation(self) -> str | None: ...


IMPORTER = "importer"
"""The role in which the rows of an import are entered. Nobody holds it, so no token has it."""

_importer = may(IMPORTER)
_directorate = may(PostRole.DIRECTORATE_CONTACT)
_region = may(PostRole.REGIONAL_OFFICER, at=Relation.REGION)
_council = may(TermRole.LEADER, TermRole.SECRETARY, TermRole.COORDINATOR, at=Relation.COUNCIL)
_manager = may(PostRole.ANSWERING_MANAGER, PostRole.DELEGATE, at=Relation.UNIT)
_employee = may(PostRole.ANSWERING_MANAGER, PostRole.DELEGATE, PostRole.EMPLOYEE, at=Relation.UNIT)
_colleague = may(at=Relation.COUNCIL)
_own = may(at=Relation.OWN)
_structure = [_directorate, _region, _importer]
_seating = [_directorate, _region, _council, _importer]

POLICY = Policy(
    {
        Action.READ: [may()],
        Action.LOAD_UNITS: [_directorate],
        Action.LIST_UNIT: [_directorate, _importer],
        Action.CHANGE_UNIT: [_directorate, _importer],
        Action.CLOSE_UNIT: [_directorate, _importer],
        Action.DROP_UNIT_PLAN: [_directorate],
        Action.START_POST: _structure,
        Action.END_POST: _structure,
        Action.LIST_ORGANISATION: [_directorate, _importer, may(PostRole.REGIONAL_OFFICER)],
        Action.CHANGE_ORGANISATION: [_directorate, _importer],
        Action.FOUND_COUNCIL: _structure,
        Action.CHANGE_COUNCIL: _structure,
        Action.CLOSE_COUNCIL: _structure,
        Action.DROP_PLAN: _structure,
        Action.REST_COUNCIL: _structure,
        Action.WAKE_COUNCIL: _structure,
        Action.SET_COUNTING: _structure,
        Action.SET_MANDATE: _seating,
        Action.ADD_SEAT: _structure,
        Action.CLOSE_SEAT: _structure,
        Action.START_TERM: _seating,
        Action.END_TERM: _seating,
        Action.REQUEST_NOMINATION: _seating,
        Action.ANSWER_NOMINATION: [may(PostRole.ORGANISATION_CONTACT, at=Relation.ORGANISATION)],
        Action.CLOSE_NOMINATION: _seating,
        Action.TICK_HANDOVER: [*_seating, _own],
        Action.READ_PEOPLE: [_directorate, _region, _manager, _colleague, _importer],
        Action.READ_NAMES: [_employee],
        Action.CHANGE_CONTACT: [_directorate, _region, _council, _own],
        Action.INVITE: _seating,
        Action.VOUCH: [_employee, may(TermRole.SECRETARY, TermRole.COORDINATOR, at=Relation.COUNCIL, side="nav")],
        Action.ERASE_PERSON: _structure,
        Action.PLAN_MEETING: [_council, _importer],
        Action.ARRANGE_MEETING: [_council],
        Action.CONVENE_MEETING: [_council],
        Action.MOVE_MEETING: [_council],
        Action.CANCEL_MEETING: [_council, _importer],
        Action.REGRET_MEETING: [_council],
        Action.HOLD_MEETING: [_council, _importer],
        Action.CORRECT_MEETING: [_council],
        Action.SEND_MINUTES: [_council],
        Action.TELL_ABSENCE: [_own, _council],
        Action.WITHDRAW_ABSENCE: [_own, _council],
        Action.SIGN_UP: [may()],
        Action.SIGN_OFF: [_own],
        Action.EXPORT_ATTENDANCE: [_council, _region, _directorate],
        Action.MAKE_MEETING_TYPE: [_council, _region],
        Action.DROP_MEETING_TYPE: [_council, _region],
        Action.IMPORT: [_directorate],
        Action.EXPORT: [_directorate],
    }
)


@dataclass(frozen=True)
class Place:
    """Where a thing lies: its councils, their units, and the regions of all these (None: a unit in no region)."""

    councils: frozenset[str] = frozenset()
    regions: frozenset[str | None] = frozenset()
    units: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    holdings: frozenset[str] = frozenset()

    def relations(self, by: Acting) -> Collection[Relation]:
        stands = {
            Relation.COUNCIL: by.council in self.councils,
            Relation.UNIT: by.unit in self.units,
            Relation.REGION: by.unit is not None and self.regions == {by.unit},
            Relation.ORGANISATION: by.organisation in self.organisations,
            Relation.OWN: by.id in self.holdings,
        }
        return {relation for relation, holds in stands.items() if holds}

    def of_holding(self, id: str) -> "Place":
        """Tell the place of a term or post that lies here."""
        return replace(self, holdings=frozenset({id}))

    def require(self, action: Action, by: Acting) -> None:
        POLICY.require(action, by, self.relations(by))

    def allows(self, action: Action, asker: Collection[Acting]) -> bool:
        """Tell whether it is open to any of these."""
        return any(POLICY.allows(action, by, self.relations(by)) for by in asker)
