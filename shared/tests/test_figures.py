"""What `/metrics` shows of a house: what the last look found, and nothing of what is gone."""

import asyncio

import pytest

from councilkit import figures as figures_module
from councilkit.figures import GAUGES, Figures
from councilkit.inbox import Parked, Place
from councilkit.ledger.numbering import Numbering
from councilkit.stores import Stores
from councilkit.telemetry import Telemetry
from councilkit.testing.samples import NOW, an_entry
from councilkit.testing.waiting import until

CONSUMER = "views/registry/1"


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures_module, "EVERY", 0.01)


class Shown:
    """Figures of a service, as they are scraped."""

    def __init__(self, stores: Stores, *, publishes: bool = True) -> None:
        self.consumers = {CONSUMER: "registry"}
        self._telemetry = Telemetry("service")
        self.figures = Figures(self._telemetry.meter, stores, self._names, publishes=publishes)

    async def _names(self) -> dict[str, str]:
        return dict(self.consumers)

    def series(self) -> dict[str, float]:
        """Scrape: the value of each series, by its name, and its consumer if it has one."""
        return {
            f"{sample.name} {sample.labels.get('consumer', '')}".strip(): sample.value
            for family in self._telemetry.registry.collect()
            for sample in family.samples
            if sample.name in GAUGES
        }


@pytest.fixture
def shown(stores: Stores) -> Shown:
    return Shown(stores)


async def test_every_scrape_shows_what_the_last_look_found(shown: Shown, stores: Stores) -> None:
    await stores.ledger.append([an_entry("case-a"), an_entry("case-b")])
    await Numbering(stores.ledger).number_pending()
    await stores.ledger.append([an_entry("case-c")])
    await stores.inbox.move(CONSUMER, Place(1, 7, "f" * 64))
    await stores.inbox.park(Parked(consumer=CONSUMER, stream="s", entry="s:1", type="t", cause="c", since=NOW))
    await stores.inbox.halt(CONSUMER, "another history")
    await stores.publishing.halt("somebody else writes")
    assert shown.series() == {}
    await shown.figures.look()
    for _ in range(2):
        assert shown.series() == {
            "raadslag_ledger_position": 2,
            "raadslag_ledger_pending": 1,
            "raadslag_publishing_position": 0,
            "raadslag_publishing_halted": 1,
            f"raadslag_inbox_position {CONSUMER}": 7,
            f"raadslag_inbox_parked_streams {CONSUMER}": 1,
            f"raadslag_inbox_halted {CONSUMER}": 1,
        }


async def test_a_consumer_that_is_not_used_any_more_is_not_shown_any_more(shown: Shown) -> None:
    await shown.figures.look()
    assert f"raadslag_inbox_halted {CONSUMER}" in shown.series()
    shown.consumers = {"views/registry/2": "registry"}
    await shown.figures.look()
    assert {name.partition(" ")[2] for name in shown.series()} == {"", "views/registry/2"}


async def test_who_has_lost_the_lease_shows_nothing(shown: Shown) -> None:
    async def is_shown() -> bool:
        return len(shown.series()) == len(GAUGES)

    looking = asyncio.create_task(shown.figures.run())
    await until(is_shown)
    looking.cancel()
    await asyncio.wait({looking})
    assert shown.series() == {}


async def test_a_house_that_publishes_nowhere_tells_nothing_of_publishing() -> None:
    shown = Shown(Stores.in_memory(), publishes=False)
    await shown.figures.look()
    assert not [name for name in shown.series() if name.startswith("raadslag_publishing")]
