"""The seats' part of the contact store in memory, for tests and simulations."""

from collections.abc import Callable, Collection, Mapping, Sequence

from council_registry.domain.seat_file import Facts, Nominee


class MemorySeatFiles:
    """Implements `SeatFiles` on dictionaries."""

    def __init__(self) -> None:
        self._facts: dict[str, Facts] = {}
        self._asked: dict[str, str] = {}
        self._nominees: dict[str, tuple[Nominee, ...]] = {}

    async def prepare(self) -> None:
        """There is nothing to prepare."""

    async def facts(self, seats: Collection[str]) -> Mapping[str, Facts]:
        return {seat: self._facts[seat] for seat in seats if seat in self._facts}

    async def write_facts(self, seat: str, facts: Facts) -> None:
        self._facts[seat] = facts

    async def seats_of(self, organisations: Collection[str]) -> Sequence[str]:
        return sorted(seat for seat, facts in self._facts.items() if facts.organisation in organisations)

    async def write_asked(self, request: str, organisation: str) -> None:
        self._asked[request] = organisation

    async def asked(self, requests: Collection[str]) -> Mapping[str, str]:
        return {request: self._asked[request] for request in requests if request in self._asked}

    async def requests_to(self, organisations: Collection[str]) -> Sequence[str]:
        return sorted(request for request, organisation in self._asked.items() if organisation in organisations)

    async def write_nominees(self, request: str, nominees: Sequence[Nominee]) -> None:
        self._nominees[request] = tuple(nominees)

    async def nominees(self, request: str) -> Sequence[Nominee]:
        return self._nominees.get(request, ())

    async def named(self, meant: Callable[[Nominee], bool]) -> Sequence[tuple[str, Nominee]]:
        found = sorted(self._nominees.items())
        return [(request, nominee) for request, nominees in found for nominee in nominees if meant(nominee)]

    async def answered(self) -> Sequence[str]:
        return sorted(self._nominees)

    async def drop_nominees(self, request: str) -> None:
        self._nominees.pop(request, None)

    async def forget(self, meant: Callable[[Nominee], bool]) -> None:
        for request, nominees in self._nominees.items():
            self._nominees[request] = tuple(one for one in nominees if not meant(one))
