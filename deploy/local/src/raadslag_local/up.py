"""`make up`: every app in a process of its own, on a real MongoDB and a real Kafka."""

import asyncio
import contextlib

from councilkit.clock import utc_now
from councilkit.workdays import OSLO
from raadslag_local.claims import data_folder, listening
from raadslag_local.database import require_replica_set
from raadslag_local.house import build_house
from raadslag_local.operators import write_operator
from raadslag_local.options import SIGNALS, Options, forget_everything, log_in, tell, tell_where
from raadslag_local.place import FOUNDER, HOST, SERVICES, Addresses, Place
from raadslag_local.running.ground import Ground, ground
from raadslag_local.running.layout import IN_ORDER_OF_PORTS, Layout
from raadslag_local.running.processes import Processes, house_on
from raadslag_local.running.watch import Watch, watching
from raadslag_local.stopped import Stopped
from raadslag_local.story.chronicle import begins
from raadslag_local.story.clock import StoryClock
from raadslag_local.story.hands import Hands, Refused
from raadslag_local.story.journey import Journey
from raadslag_local.story.load import load
from raadslag_local.story.progress import Progress


def up(options: Options) -> None:
    """Run until told to stop; raises `Stopped` when that was not asked for."""
    with data_folder(options.folder), log_in(options.folder):
        for place in range(len(IN_ORDER_OF_PORTS)):
            with listening(HOST, options.port + place, instead=f"make up PORT={options.port + 10}"):
                pass
        if options.reset:
            forget_everything(options)
        if options.mongo_url:
            require_replica_set(options.mongo_url)
        asyncio.run(_Up(options).until_stopped())
        tell("Stopped")


class _Up:
    def __init__(self, options: Options) -> None:
        self._options = options
        self._watch = Watch(tell)
        today = utc_now().astimezone(OSLO).date()
        self._progress = Progress.at(options.folder / "story.json", today=today)
        self._layout = Layout(
            options.folder,
            port=options.port,
            portal_url=options.url,
            issuer_url=options.issuer_url,
            mongod=options.mongo_url or None,
            broker=options.brokers or None,
            assets=options.assets,
        )

    async def until_stopped(self) -> None:
        """Run everything; the first signal stops it in good order, the second at once."""
        async with watching(self._watch) as watched:
            running = asyncio.create_task(watched.unless_lost(self._run()))
            loop = asyncio.get_running_loop()
            for number in SIGNALS:
                loop.add_signal_handler(number, self._stop, running)
            with contextlib.suppress(asyncio.CancelledError):
                await running

    def _stop(self, running: "asyncio.Task[None]") -> None:
        if running.cancelling():
            self._watch.kill()
            return
        tell("Stopping")
        running.cancel()

    async def _run(self) -> None:
        tell("Starting MongoDB and Kafka")
        async with ground(self._layout, self._watch) as below:
            try:
                await self._load(below)
                tell("Starting the services and the portal, each as a process")
                async with house_on(below, self._layout, self._watch) as house:
                    await house.ready()
                    await self._travel(house)
            except Refused as refused:
                raise Stopped(f"The sample cannot be told: {refused}") from None

    async def _load(self, below: Ground) -> None:
        """Tell the past year in a house of this process: the others know no clock but the real one."""
        if self._progress.cast:
            return
        clock = StoryClock()
        clock.travel_to(begins(self._progress.today))  # before anything runs, as keys and tokens have their time too
        options = self._options
        house = build_house(Place(Addresses.under(options.url), options.folder, below.mongo_url), clock=clock)
        async with house.app.router.lifespan_context(house.app):
            hands = Hands(house.http, identify=house.identify, clock=clock)
            await load(hands, self._progress, self._options.sample, clock=clock, founder=FOUNDER, tell=tell)

    async def _travel(self, house: Processes) -> None:
        _tell_addresses(house)
        portal = house.place.addresses.portal
        await Journey(house.browser, self._progress, clock=utc_now, portal=portal, tell=tell).travel(
            speed=self._options.speed
        )
        tell(f"What everybody got by mail is at {house.place.addresses.inbox}/")
        tell("The house goes on running; Ctrl-C stops it")
        await asyncio.Event().wait()


def _tell_addresses(house: Processes) -> None:
    urls, folder = house.urls, house.place.folder
    write_operator(folder, urls)
    tell_where(
        {
            "The councils' arena": house.place.addresses.portal,
            "The mails it sends": f"{house.place.addresses.inbox}/",
            **{f"{name}, its API": f"{urls[name]}/openapi.json" for name in SERVICES},
            "Kafka": house.place.brokers,
            "What each process logs": folder / "logs",
            "How the ledgers stand": 'make ops ARGS="heads"',
        }
    )
