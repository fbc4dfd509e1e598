"""A service in memory that tells how it is."""

from portal.application.refusals import Away
from portal.application.resources import ServiceState


class MemoryTelling:
    how = "well"
    away = False

    async def state(self) -> ServiceState:
        if self.away:
            raise Away("state")
        return ServiceState(state=self.how)
