"""What an operator sees of a service's mails: how many are in which state, and whether the relay is away."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from opentelemetry.metrics import CallbackOptions, Meter, Observation

from councilkit.figures import EVERY
from councilkit.mailing.mail import State
from councilkit.mailing.port import MailStore
from councilkit.refusals import Unavailable


class MailFigures:
    """Two gauges on a service's `/metrics`; they tell nothing where the dispatcher does not run."""

    def __init__(self, meter: Meter, store: MailStore, relay_away: Callable[[], bool]) -> None:
        self._store = store
        self._relay_away = relay_away
        self._found: Mapping[State, int] | None = None
        meter.create_observable_gauge("raadslag_mails", [self._mails], description="mails, by the state they are in")
        meter.create_observable_gauge(
            "raadslag_mail_relay_away", [self._relay], description="1 if the relay takes no mail from anybody"
        )

    async def run(self) -> None:
        """Look again and again."""
        try:
            while True:
                await self.look()
                await asyncio.sleep(EVERY)
        finally:
            self._found = None

    async def look(self) -> None:
        """Count once; what was counted before stays while the database is away."""
        try:
            self._found = await self._store.counts()
        except Unavailable:
            return

    def _mails(self, _: CallbackOptions) -> Sequence[Observation]:
        if self._found is None:
            return ()
        return [Observation(self._found.get(state, 0), {"state": state.value}) for state in State]

    def _relay(self, _: CallbackOptions) -> Sequence[Observation]:
        return () if self._found is None else [Observation(self._relay_away())]
