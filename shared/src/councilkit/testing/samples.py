"""Calls, facts and entries for tests of ledgers, when it does not matter what they are about."""

from collections.abc import Mapping
from datetime import UTC, datetime

from councilkit.events import encode
from councilkit.events.cases import CasePutOnAgenda
from councilkit.ledger import Call, Chores, Entry

NO_CHORES = Chores()
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def a_call(key: str, *, body: bytes = b"{}", expected: int | None = None) -> Call:
    """Make a command's call, named by its key."""
    return Call(actor="term", command_id=f"http/term/{key}", request=body, correlation=key, expected=expected)


def a_fact(mark: str = "") -> CasePutOnAgenda:
    """Make an event that can be told from others by its mark."""
    return CasePutOnAgenda(case="case", council="council", meeting=mark)


def mark_of(entry: Entry) -> str:
    """Tell the mark of an entry that was made of `a_fact`."""
    event = entry.event()
    assert isinstance(event, CasePutOnAgenda)  # noqa: S101 - tests call it
    return event.meeting


def an_entry(
    stream: str,
    sequence: int = 1,
    *,
    command: str | None = None,
    texts: Mapping[str, str] | None = None,
    claims: tuple[str, ...] = (),
    chores: Chores = NO_CHORES,
    vouched_by: str | None = None,
) -> Entry:
    """Make an entry as a ledger would write it; its command is its own unless another is named."""
    event = a_fact(f"{stream}/{sequence}")
    return Entry(
        stream=stream,
        sequence=sequence,
        type=event.TYPE,
        data=encode(event),
        at=NOW,
        actor="term",
        command_id=command or f"command/{stream}/{sequence}",
        request_mac=b"mac",
        correlation="correlation",
        causation=None,
        trace="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        texts=texts or {},
        claims=claims,
        chores=chores,
        vouched_by=vouched_by,
    )
