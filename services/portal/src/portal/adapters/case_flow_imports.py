"""Tables of old cases over HTTP."""

from portal.adapters.service import Service, commanded, read
from portal.application.old_cases_ports import CaseLook, Entered
from portal.application.ports import Order

PATH = "/case-imports"


class HttpOldCases(Service):
    async def look_at_cases(self, sheet: str, order: Order) -> CaseLook:
        asked = await self.ask("POST", f"{PATH}/preview", headers=commanded(order), json={"sheet": sheet})
        return read(CaseLook, asked)

    async def enter_cases(self, sheet: str, digest: str, order: Order, *, hints_seen: bool) -> tuple[str, ...]:
        body = {"sheet": sheet, "digest": digest, "hints_seen": hints_seen}
        return read(Entered, await self.ask("POST", PATH, headers=commanded(order), json=body)).cases
