"""`make run`: the whole house in one process, with its database, its sample and the journey."""

import asyncio
import socket

from councilkit.crashpoints import arm
from councilkit.workdays import OSLO
from raadslag_local.claims import data_folder, listening
from raadslag_local.database import Database, database
from raadslag_local.house import build_house
from raadslag_local.operators import write_operator
from raadslag_local.options import LOG, SIGNALS, Options, forget_everything, log_in, tell, tell_where
from raadslag_local.place import FOUNDER, HOST, INBOX, SERVICES, Addresses, Place
from raadslag_local.server import Server, server_of
from raadslag_local.stopped import Stopped
from raadslag_local.story.chronicle import begins
from raadslag_local.story.clock import StoryClock
from raadslag_local.story.hands import Hands, Refused
from raadslag_local.story.journey import Journey
from raadslag_local.story.load import load
from raadslag_local.story.progress import Progress


def run(options: Options) -> None:
    """Run until told to stop; raises `Stopped` when that was not asked for."""
    arm()
    with data_folder(options.folder), listening(HOST, options.port) as listener, log_in(options.folder):
        if options.reset:
            forget_everything(options)
        tell("Starting MongoDB")
        with database(options.folder, options.mongo_url) as db:
            asyncio.run(_Run(options, db).until_stopped(listener))
        tell("Stopped")


class _Run:
    def __init__(self, options: Options, db: Database) -> None:
        self._options = options
        self._db = db
        self._clock = StoryClock()
        self._progress = Progress.at(options.folder / "story.json", today=self._clock().astimezone(OSLO).date())
        if self._progress.cast is None:  # before anything runs: keys and tokens of today are not valid in the past
            self._clock.travel_to(begins(self._progress.today))
        place = Place(Addresses.under(options.url), options.folder, db.url, options.assets)
        self._house = build_house(place, clock=self._clock)

    async def until_stopped(self, listener: socket.socket) -> None:
        """Run everything; the first part that ends, by itself or by a signal, ends the rest."""
        server = server_of(self._house)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, _stop, server)
        others = [asyncio.create_task(part) for part in (self._db.look_after(tell), self._story(server))]
        done, _ = await asyncio.wait([serving, *others], return_when=asyncio.FIRST_COMPLETED)
        server.should_exit = True
        for other in others:
            other.cancel()
        await asyncio.wait([serving, *others])
        for task in done:
            task.result()
        if not server.started:
            raise Stopped(f"The house does not start; see {self._options.folder / LOG}.")

    async def _story(self, server: Server) -> None:
        await server.up.wait()
        hands = Hands(self._house.http, identify=self._house.identify, clock=self._clock)
        try:
            await load(hands, self._progress, self._options.sample, clock=self._clock, founder=FOUNDER, tell=tell)
            _tell_addresses(self._options)
            journey = Journey(
                self._house.browser, self._progress, clock=self._clock, portal=self._options.url, tell=tell
            )
            await journey.travel(speed=self._options.speed)
        except Refused as refused:
            raise Stopped(f"The sample cannot be told: {refused}") from None
        tell(f"What everybody got by mail is at {self._options.url}{INBOX}/")
        tell("The house goes on running; Ctrl-C stops it")
        await asyncio.Event().wait()


def _stop(server: Server) -> None:
    """Stop in good order; asked twice, without waiting for anyone."""
    server.force_exit = server.should_exit
    server.should_exit = True


def _tell_addresses(options: Options) -> None:
    here = f"http://{HOST}:{options.port}"
    write_operator(options.folder, {name: f"{here}/{name}" for name in SERVICES})
    tell_where(
        {
            "The councils' arena": options.url,
            "The mails it sends": f"{options.url}{INBOX}/",
            **{f"{name}, its API": f"{options.url}/{name}/openapi.json" for name in SERVICES},
            "What the services log": options.folder / LOG,
            "How the ledgers stand": 'make ops ARGS="heads"',
        }
    )
