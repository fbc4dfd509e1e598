from datetime import datetime, timedelta

from council_registry.application.seats.nominating import Request, Requests
from council_registry.application.seats.seat_files import SeatFiles
from council_registry.domain.seat_refusals import NoSuchNomination
from councilkit.clock import Clock
from councilkit.workdays import oslo_day

KEPT = timedelta(days=183)


async def sweep_nominees(*, seat_files: SeatFiles, requests: Requests, clock: Clock) -> int:
    """Forget who was named half a year after the request was closed; if nobody closes it, after its last day.

    Tells how many requests there were.
    """
    swept, now = 0, clock()
    for id in await seat_files.answered():
        try:
            request = await requests.get(id, oslo_day(now))
        except NoSuchNomination:
            continue  # our views are on their way
        if _is_over(request, now):
            await seat_files.drop_nominees(id)
            swept += 1
    return swept


def _is_over(request: Request, now: datetime) -> bool:
    if request.nomination.open:
        return request.nomination.due < oslo_day(now) - KEPT
    return request.filed.changed < now - KEPT
