from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from council_registry.application.ports import ReadTexts
from council_registry.application.records import After
from council_registry.application.seats.nominating import Request, Requests
from council_registry.application.seats.request_nomination import PROFILE
from council_registry.application.seats.seat_files import SeatFiles
from council_registry.domain.nomination import Stage
from council_registry.domain.policy import Acting, Action
from council_registry.domain.seat_file import Nominee
from councilkit.policy import NotAllowed

# Those who asked, and those who are asked: whom an organisation names tells much about whoever sits there then.
TOLD = (Action.CLOSE_NOMINATION, Action.ANSWER_NOMINATION)


@dataclass(frozen=True)
class NominationPage:
    request: Request
    profile: str | None
    nominees: Sequence[Nominee]


@dataclass(frozen=True, kw_only=True)
class RequestsWanted:
    """What is None is not asked for."""

    council: str | None = None
    organisation: str | None = None


async def list_nominations(
    wanted: RequestsWanted,
    asker: Sequence[Acting],
    day: date,
    *,
    after: After | None,
    limit: int,
    requests: Requests,
) -> list[Request]:
    """Tell the asker's requests: those of a council, or to an organisation, or all; the newest change comes first."""
    if wanted.organisation:
        asked = await requests.asking(wanted.organisation, day)
        rest = [one for one in asked if after is None or one.key < (str(after[0]), after[1])]
        of_council = [one for one in rest if wanted.council in {None, one.found.id}]
        return [request for request in of_council if _is_told(request, asker)][:limit]
    found: list[Request] = []
    async for request in requests.every(wanted.council, day, after=after):
        if _is_told(request, asker):
            found.append(request)
        if len(found) == limit:
            break
    return found


async def read_nomination(
    id: str, asker: Sequence[Acting], day: date, *, requests: Requests, texts: ReadTexts, seat_files: SeatFiles
) -> NominationPage:
    request = await requests.get(id, day)
    if not _is_told(request, asker):
        raise NotAllowed("This is for those who ask, and for those who are asked.", field="Authorization")
    profile = (request.filed.entry, PROFILE)
    return NominationPage(request, (await texts([profile]))[profile], await _nominees(request, seat_files))


def _is_told(request: Request, asker: Sequence[Acting]) -> bool:
    return any(request.place.allows(action, asker) for action in TOLD)


async def _nominees(request: Request, seat_files: SeatFiles) -> Sequence[Nominee]:
    """Tell who was named, once that was told: names that a crash left before have no answer."""
    asked = request.nomination.stage is Stage.ASKED
    return () if asked else await seat_files.nominees(request.nomination.id)
