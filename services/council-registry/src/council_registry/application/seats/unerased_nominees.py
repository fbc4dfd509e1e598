"""Nominees without those who were erased: a command that was on its way may have written them down again."""

from collections.abc import Callable, Sequence

from council_registry.application.people.people_ports import Erasures
from council_registry.application.people.subjects import SubjectKeys
from council_registry.application.seats.seat_files import SeatFiles
from council_registry.domain.seat_file import Nominee


class UnerasedNominees:
    """Implements `SeatFiles` on another one, and never tells a nominee who is in the journal."""

    def __init__(self, seat_files: SeatFiles, erasures: Erasures, subjects: SubjectKeys) -> None:
        self._seat_files = seat_files
        self._erasures = erasures
        self._subjects = subjects
        self.prepare = seat_files.prepare
        self.facts = seat_files.facts
        self.write_facts = seat_files.write_facts
        self.seats_of = seat_files.seats_of
        self.write_asked = seat_files.write_asked
        self.asked = seat_files.asked
        self.requests_to = seat_files.requests_to
        self.write_nominees = seat_files.write_nominees
        self.answered = seat_files.answered
        self.drop_nominees = seat_files.drop_nominees
        self.forget = seat_files.forget

    async def nominees(self, request: str) -> Sequence[Nominee]:
        named = await self._seat_files.nominees(request)
        return tuple([nominee for nominee in named if not await self._is_erased(nominee)])

    async def named(self, meant: Callable[[Nominee], bool]) -> Sequence[tuple[str, Nominee]]:
        return await self._seat_files.named(meant)

    async def _is_erased(self, nominee: Nominee) -> bool:
        return bool(nominee.email) and await self._erasures.known(self._subjects.marks(nominee.email or ""))
