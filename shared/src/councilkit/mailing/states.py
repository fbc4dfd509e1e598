"""Which way a mail may go, as a table; nothing moves it past this."""

from collections.abc import Mapping
from typing import Final

from councilkit.mailing.mail import State

TRANSITIONS: Final[Mapping[State, frozenset[State]]] = {
    State.PLANNED: frozenset({State.CLAIMED, State.SUPPRESSED}),
    State.DEFERRED: frozenset({State.CLAIMED, State.SUPPRESSED}),
    # Before its text was begun, whatever stopped it is known not to have sent it.
    State.CLAIMED: frozenset(
        {State.ATTEMPTING, State.PLANNED, State.DEFERRED, State.REFUSED, State.SUPPRESSED},
    ),
    # Planned again: the relay hung up on everybody, and said so.
    State.ATTEMPTING: frozenset(
        {State.ACCEPTED, State.DEFERRED, State.REFUSED, State.IN_DOUBT, State.PLANNED},
    ),
    # Whoever began it may still learn what became of it; planned again is the one more time that `Doubt.RESEND` gives.
    State.IN_DOUBT: frozenset({State.ACCEPTED, State.DEFERRED, State.REFUSED, State.PLANNED}),
    State.ACCEPTED: frozenset(),
    State.REFUSED: frozenset(),
    State.SUPPRESSED: frozenset(),
}
"""From each state, those that may follow. Only a restore from a backup brings others in doubt: `MailStore.enter`."""

WAITING: Final = frozenset({State.PLANNED, State.DEFERRED})
"""The states in which a mail waits for its time."""

UNDER_WAY: Final = WAITING | {State.CLAIMED, State.ATTEMPTING}
"""The states of a mail that has come to no end."""

TROUBLES: Final = frozenset({State.IN_DOUBT, State.REFUSED, State.DEFERRED})
"""The states that somebody may want to look at."""


class WrongMove(Exception):
    """A mail cannot go from the one state to the other: a mistake of ours, never of a relay's."""


def require(state: State, to: State) -> None:
    """Raise `WrongMove` unless a mail may go from the one state to the other."""
    if to not in TRANSITIONS[state]:
        message = f"a mail that is {state} cannot be {to}"
        raise WrongMove(message)
