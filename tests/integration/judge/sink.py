"""What the sink that takes the house's mails has written down: a line for each, before it told its sender so."""

import json
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Sent:
    message_id: str
    rcpt: str
    cut: bool
    """The line was cut, so that its sender was never told."""


def read_sent(lines: Iterable[str]) -> list[Sent]:
    """Read the log. A line without an end belongs to a mail that was never taken."""
    told = [json.loads(line) for line in lines if line.endswith("\n")]
    return [Sent(one["message_id"], one["rcpt"], one["cut"]) for one in told]
