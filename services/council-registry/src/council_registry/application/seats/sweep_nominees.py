from datetime import timedelta

from council_registry.application.seats.nominating import Requests
from council_registry.application.seats.seat_files import SeatFiles
from council_registry.domain.seat_refusals import NoSuchNomination
from councilkit.clock import Clock
from councilkit.workdays import oslo_day

KEPT = timedelta(days=183)


async def sweep_nominees(*, seat_files: SeatFiles, requests: Requests, clock: Clock) -> int:
    """Forget who was named once the request has been closed for half a year; tell how many requests there were."""
    swept = 0
    for id in await seat_files.answered():
        try:
            request = await requests.get(id, oslo_day(clock()))
        except NoSuchNomination:
            continue  # our views are on their way
        if not request.nomination.open and request.filed.changed < clock() - KEPT:
            await seat_files.drop_nominees(id)
            swept += 1
    return swept
