"""notifier over HTTP."""

from portal.adapters.acts import HttpActs
from portal.application.duties import Duties, Duty, DutyTask, DutyTasks, Rule, Rules


class HttpNotifier(HttpActs):
    async def tasks(self, token: str) -> tuple[DutyTask, ...]:
        return (await self.get(DutyTasks, "/tasks", token)).items

    async def duties(self, token: str, *, since: str | None = None) -> tuple[Duty, ...]:
        return (await self.get(Duties, "/duties", token, since=since)).items

    async def rules(self, token: str) -> tuple[Rule, ...]:
        return (await self.get(Rules, "/rules", token)).items
