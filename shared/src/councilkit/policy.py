"""Who may do what, as one table: an action, and the grants that open it. Plain Python, for a service's domain."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeVar

from councilkit.refusals import Kind, Refusal


class Holder(Protocol):
    """The part of a term or post that a grant looks at."""

    @property
    def id(self) -> str:
        """Name the term or post."""
        ...

    @property
    def role(self) -> str:
        """Tell the role in the council or at the unit."""
        ...

    @property
    def side(self) -> str:
        """Tell for whom it speaks: user or nav."""
        ...


H = TypeVar("H", bound=Holder)


class NotAllowed(Refusal):
    """The term or post that acts may not do this here."""

    slug = "not-allowed"
    kind: ClassVar[Kind] = Kind.FORBIDDEN


@dataclass(frozen=True)
class Grant:
    """One way to be allowed: a role (none named: any), a side (none named: both) and a relation (none named: any)."""

    roles: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    side: str | None = None
    but: frozenset[str] = frozenset()

    def covers(self, holding: Holder, relations: Collection[str]) -> bool:
        """Tell whether this holding, in these relations to the thing asked about, is meant."""
        return (
            (not self.roles or holding.role in self.roles)
            and holding.role not in self.but
            and self.side in {None, holding.side}
            and (not self.relations or not self.relations.isdisjoint(relations))
        )


def may(*roles: str, at: Sequence[str] | str = (), side: str | None = None, but: Sequence[str] = ()) -> Grant:
    """Spell a grant as it is read: `may("leader", "secretary", at="holder")`, `may(side="user", but=["observer"])`."""
    relations = {at} if isinstance(at, str) else at
    return Grant(frozenset(roles), frozenset(relations), side, frozenset(but))


@dataclass(frozen=True)
class Policy:
    """The table of a service: for each action the grants that open it. An action without any is open to nobody."""

    table: Mapping[str, Sequence[Grant]]

    def allows(self, action: str, holding: Holder, relations: Collection[str] = ()) -> bool:
        """Tell whether one of the action's grants covers this holding."""
        return any(grant.covers(holding, relations) for grant in self.table.get(action, ()))

    def require(self, action: str, holding: Holder, relations: Collection[str] = ()) -> None:
        """Refuse with `not-allowed` unless the action is open to this holding."""
        if not self.allows(action, holding, relations):
            raise NotAllowed(f"The role {holding.role} may not do {action} here.", field="Acting-As")

    def open_to(
        self,
        actions: Collection[str],
        holdings: Collection[H],
        relations: Callable[[H], Collection[str]],
    ) -> list[tuple[str, H]]:
        """List which of these actions are open now, and to which of the asker's holdings, in the order given."""
        return [
            (action, holding)
            for action in actions
            for holding in holdings
            if self.allows(action, holding, relations(holding))
        ]
