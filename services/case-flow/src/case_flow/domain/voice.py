"""Who says what only the users of a council say: a user's seat, the secretary who was rung, or the council above."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from case_flow.domain.case import Case
from case_flow.domain.policy import LOOKS_ON, SECRETARIAT, Acting, Relation
from case_flow.domain.refusals import NotInTheirName
from councilkit.events.councils import Side

FIELD = "/on_behalf_of"


@dataclass(frozen=True)
class Voice:
    """`named` is the term whose holder rang, if the secretary writes it down; `stand_ins` as those of `Around`."""

    named: Acting | None = None
    sits: bool = True  # the one who was named, today
    stand_ins: Mapping[str, str] = field(default_factory=dict)

    @property
    def term(self) -> str | None:
        return self.named.id if self.named else None


OWN_VOICE = Voice()


def home_of(case: Case, by: Acting, voice: Voice) -> str:
    """Tell for which of the councils that raised the case somebody speaks, one that still waits before the others.

    Raises `NotInTheirName` when the secretariat names no term of a user in the same council, or others name one.
    """
    own = [str(by.council)] if Relation.ORIGIN in case.relations(by) else []
    if own and by.role in SECRETARIAT and by.side != Side.USER:
        _require_users_seat(voice, own[0])
        return own[0]
    if voice.named is not None:
        raise NotInTheirName("Only the secretary writes down what others have said.", field=FIELD)
    homes = own + [home for home in case.homes if voice.stand_ins.get(home) == by.council]
    return next((home for home in homes if home not in case.received), homes[0])


def _require_users_seat(voice: Voice, home: str) -> None:
    named = voice.named
    if named is None or named.council != home or named.side != Side.USER or named.role in LOOKS_ON or not voice.sits:
        raise NotInTheirName("Name the user's seat in your council that asked you to.", field=FIELD)
