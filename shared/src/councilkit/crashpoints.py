"""Named places on both sides of every durable step, where a proof may kill the process.

Random kills rarely hit the narrow moments that lose or double something; a named point hits one every time.
`RAADSLAG_CRASH_AT=<point>` or `<point>:<n>` ends the process, without any clean-up, at the n-th time it gets there, and
`<point>:<n>:stop` puts it to sleep there until somebody sends it SIGCONT; several are separated by commas. Tests put a
hook in its place. Without either, passing a point costs one dictionary look-up.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

POINTS = frozenset(
    {
        "ledger.before-append",
        "ledger.after-append",
        "ledger.before-chores",
        "ledger.after-chores",
        "numbering.before-number",
        "numbering.after-number",
        "publishing.before-send",
        "publishing.after-send",
        "publishing.after-cursor",
        "inbox.before-effect",
        "inbox.after-effect",
        "inbox.before-place",
        "inbox.after-place",
        "inbox.before-park",
        "inbox.after-park",
        "inbox.before-redrive",
        "inbox.after-redrive",
        "inbox.before-switch",
        "inbox.after-switch",
        "mail.before-plan",
        "mail.after-plan",
        "mail.before-attempt",
        "mail.after-attempt",
        "mail.before-outcome",
        "mail.after-outcome",
        "due.before-act",
        "due.after-act",
    }
)
"""Every point there is; a test walks this list, so a point that no code passes is found."""

EXIT_CODE = 137
"""What a process ended here answers, as if it had been killed with signal 9."""


class Crash(BaseException):
    """A process that dies, as a test sees it: no `except Exception` of ours may survive it."""


def _killer(setting: str) -> Callable[[str], None]:
    wanted, _, rest = setting.partition(":")
    nth, _, how = rest.partition(":")
    left = {wanted: int(nth or 1)}
    if wanted not in POINTS or how not in ("", "stop"):
        message = f"RAADSLAG_CRASH_AT names no crash point: {setting}"
        raise ValueError(message)

    def die(point: str) -> None:
        if point in left:
            left[point] -= 1
            if left[point] == 0 and how:
                os.kill(os.getpid(), signal.SIGSTOP)
            elif left[point] == 0:
                os._exit(EXIT_CODE)

    return die


_hooks: dict[str, Callable[[str], None]] = {}


def arm() -> None:
    """Arm the points that `RAADSLAG_CRASH_AT` names, if it is set; called once when a process starts.

    Raises:
        ValueError: there is no such point.

    """
    for setting in filter(None, os.environ.get("RAADSLAG_CRASH_AT", "").split(",")):
        _hooks[setting] = _killer(setting)


def passing(point: str) -> None:
    """Tell that the code is about to take, or has just taken, the durable step of this name."""
    for hook in _hooks.values():
        hook(point)


@contextmanager
def hooked(hook: Callable[[str], None]) -> Iterator[None]:
    """Call `hook` at every point while the block runs (tests raise `Crash` from it)."""
    _hooks["test"] = hook
    try:
        yield
    finally:
        del _hooks["test"]
