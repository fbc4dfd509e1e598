"""What can be done with a case, as pages: the service's name for it, its address, and what the form asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Deed:
    action: str
    verb: str  # the last part of the address, here and at case-flow
    asks: tuple[str, ...] = ()
    may: tuple[str, ...] = ()  # what may stay empty, and is then not sent
    on_what_was_seen: bool = True  # refused if the case has changed since the form was shown

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.asks, *self.may)


FOR_ANOTHER: Final = "on_behalf_of"
DEEDS: Final = (
    Deed("treat_case", "treat", ("outcome",), ("opinion",)),  # what is mostly done stands before what else may be
    Deed("turn_away", "turn-away", ("why", "reason")),
    Deed("keep_case", "keep"),
    Deed("overturn", "overturn", ("reason",)),
    Deed("uphold", "uphold", ("reason",)),
    Deed("schedule_case", "schedule", ("taken_up",), on_what_was_seen=False),
    Deed("put_on_agenda", "agenda", ("meeting",), on_what_was_seen=False),
    Deed("send_case", "send", ("to", "wish", "reason")),
    Deed("make_statement", "statement", ("unit", "text"), ("minority", "our_ref", "also")),
    Deed("receive_case", "receive", on_what_was_seen=False),
    Deed("return_case", "return", ("reason",), ("suggested",)),
    Deed("confirm_answer", "confirm", may=(FOR_ANOTHER,), on_what_was_seen=False),
    Deed("dispute_answer", "dispute", ("missing",), (FOR_ANOTHER,)),
    Deed("close_case", "close", may=("reason", FOR_ANOTHER)),
    Deed("appeal", "appeal", ("reason",)),
    Deed("reopen_case", "reopen", ("reason",), ("new_facts", FOR_ANOTHER)),
    Deed("regret_sending", "regret", on_what_was_seen=False),
    Deed("add_note", "notes", ("note",), on_what_was_seen=False),
    Deed("register_answer", "oral-answer", ("meeting", "outcome", "short", "reason")),
    Deed("propose_turning_away", "turning-away", ("why", "reason")),
    Deed("postpone_case", "postpone", ("until", "reason"), ("seen_often",)),
    Deed("merge_case", "merge", ("into", "reason")),
    Deed("withdraw_case", "withdraw", may=("reason",)),
    Deed("restrict_case", "restrict", ("basis", "until")),
    Deed("lift_restriction", "lift"),
)
ERASING: Final = Deed("erase_text", "texts/erase", ("entry", "text"))  # it asks in two steps
# These have pages of their own.
ANSWERING: Final = (
    Deed("give_answer", "answer", ("outcome", "short", "reason"), ("our_ref",)),
    Deed("delay_answer", "delay", ("until", "short"), ("our_ref",)),
    Deed("give_part", "part", ("outcome", "short", "reason")),
)
AGREEING: Final = (
    Deed(
        "agree_follow_up",
        "follow-ups/new",
        ("what", "responsible", "starts", "ends"),
        ("involved", "informed"),
        on_what_was_seen=False,
    ),
    Deed("report_follow_up", "follow-ups", ("progress",), ("note", "ends"), on_what_was_seen=False),
)
ALL: Final = (*DEEDS, *ANSWERING, *AGREEING, ERASING)
MOVE: Final = "move_to_meeting"  # what putting a case on an agenda is called when it is on one
BY_ACTION: Final[Mapping[str, Deed]] = {deed.action: deed for deed in ALL}
