from dataclasses import dataclass

from council_registry.application.people.subjects import SubjectKeys
from council_registry.application.seats.seat_files import SeatFiles
from council_registry.domain.person import Contact, Erased
from council_registry.domain.seat_file import Nominee


@dataclass(frozen=True)
class NomineesForgotten:
    """Implements `Forgets`: whoever is erased is taken out of what organisations have answered."""

    seat_files: SeatFiles
    subjects: SubjectKeys

    async def forget(self, erased: Erased, contact: Contact | None) -> None:
        marks = set(erased.marks)

        def meant(nominee: Nominee) -> bool:
            if nominee.email:
                return not marks.isdisjoint(self.subjects.marks(nominee.email))
            return contact is not None and nominee.name.casefold() == contact.name.casefold()

        await self.seat_files.forget(meant)
