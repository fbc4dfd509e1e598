"""What the contact store keeps of seats and of those who are named for them. Nothing here may reach an event."""

from dataclasses import dataclass, field

from council_registry.domain.person import Group


@dataclass(frozen=True)
class Facts:
    """Who names somebody for a seat, and who is looked for: it tells of whoever sits there."""

    organisation: str | None = field(default=None, repr=False)  # its id
    groups: tuple[Group, ...] = field(default=(), repr=False)
    profile: str | None = field(default=None, repr=False)


NO_FACTS = Facts()


@dataclass(frozen=True)
class Nominee:
    """Somebody who is named for a seat, and how to reach them."""

    name: str = field(repr=False)
    email: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    why: str | None = field(default=None, repr=False)
