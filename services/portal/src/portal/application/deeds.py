"""What can be done with a case, as pages: the service's name for it, its address, and what the form asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Deed:
    action: str
    verb: str  # the last part of the address, here and at case-flow
    asks: tuple[str, ...] = ()
    on_what_was_seen: bool = True  # refused if the case has changed since the form was shown


DEEDS: Final = (
    Deed("treat_case", "treat", ("outcome",)),  # what is mostly done stands before what else may be
    Deed("put_on_agenda", "agenda", ("meeting",), on_what_was_seen=False),
    Deed("send_case", "send", ("to", "wish", "reason")),
    Deed("make_statement", "statement", ("unit", "text")),
    Deed("receive_case", "receive", on_what_was_seen=False),
    Deed("return_case", "return", ("reason",)),
    Deed("give_answer", "answer", ("outcome", "short", "reason")),
    Deed("confirm_answer", "confirm", on_what_was_seen=False),
    Deed("dispute_answer", "dispute", ("missing",)),
)
MOVE: Final = "move_to_meeting"  # what putting a case on an agenda is called when it is on one
BY_ACTION: Final[Mapping[str, Deed]] = {deed.action: deed for deed in DEEDS}
