"""What the seats' part of the contact store must do."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from council_registry.domain.seat_file import Facts, Nominee


class SeatFiles(Protocol):
    """Facts about seats by seat; by request, who is asked and named. All methods may raise `Unavailable`."""

    async def prepare(self) -> None:
        """Make sure that what is looked for is found quickly."""

    async def facts(self, seats: Collection[str]) -> Mapping[str, Facts]:
        """Tell the facts of those seats that have any."""
        ...

    async def write_facts(self, seat: str, facts: Facts) -> None:
        """Write the facts of a seat anew."""

    async def seats_of(self, organisations: Collection[str]) -> Sequence[str]:
        """Tell the seats that any of these organisations names somebody for, in order of id."""
        ...

    async def write_asked(self, request: str, organisation: str) -> None:
        """Write down which organisation is asked."""

    async def asked(self, requests: Collection[str]) -> Mapping[str, str]:
        """Tell, by request, which organisation is asked."""
        ...

    async def requests_to(self, organisations: Collection[str]) -> Sequence[str]:
        """Tell the requests to any of these organisations, in order of id."""
        ...

    async def write_nominees(self, request: str, nominees: Sequence[Nominee]) -> None:
        """Write down who is named; an earlier answer to the same request is replaced."""

    async def nominees(self, request: str) -> Sequence[Nominee]:
        """Tell who was named."""
        ...

    async def named(self, meant: Callable[[Nominee], bool]) -> Sequence[tuple[str, Nominee]]:
        """Tell those who are meant, each with the request for which that one is named, in order of it."""
        ...

    async def answered(self) -> Sequence[str]:
        """Tell the requests for which somebody is written down, in order of id."""
        ...

    async def drop_nominees(self, request: str) -> None:
        """Forget all who were named."""

    async def forget(self, meant: Callable[[Nominee], bool]) -> None:
        """Take those out of every answer who are meant."""
