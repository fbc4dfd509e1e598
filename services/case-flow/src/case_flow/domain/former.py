"""What somebody who sat in a council may still read: what it raised while they sat there, as they could then."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Protocol

from case_flow.domain.case import Case
from case_flow.domain.policy import READ_CARD, READ_TEXTS


class Former(Protocol):
    """A term that is over."""

    @property
    def id(self) -> str: ...

    @property
    def council(self) -> str | None: ...

    @property
    def starts(self) -> date: ...

    @property
    def ends(self) -> date | None: ...


def remembers(former: Iterable[Former], case: Case, raised: date) -> bool:
    """Tell whether the case was raised in one of these terms."""
    return any(
        term.council == case.origin and term.starts <= raised and (term.ends is None or raised <= term.ends)
        for term in former
    )


def open_to_former(former: Collection[Former], case: Case, raised: date) -> set[str]:
    """Tell which kinds of reading are open: none of a restricted case, and one's own case to who wrote it."""
    if case.restriction or not remembers(former, case, raised):
        return set()
    theirs = not case.is_personal or case.reporter in {term.id for term in former}
    return {READ_CARD, READ_TEXTS} if theirs else {READ_CARD}
