"""newsletter in memory: one edition for each half-year, from its opening to what became of its mails."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from councilkit.privacy import identity_numbers
from portal.application.editions import (
    FREEZING,
    GREETING,
    OPEN,
    OPENING,
    Digest,
    DigestCase,
    Edition,
    EditionTask,
    Greeting,
    Section,
    Trouble,
)
from portal.application.links import DIGEST, Act
from portal.application.ports import Order
from portal.application.refusals import Away, Problem, Refused
from portal.application.resources import Accepted, Allowed, Due, Page
from portal.testing.acts import MemoryActs
from portal.testing.councils import COUNCILS, PEOPLE, holding

HALF: Final = "2026-2"
SENDS_ON: Final = Due(on=date(2026, 12, 15), rule="digest", status="proposed")
WORDS: Final = "Kjære alle sammen!\nTakk for det dere har fått til i høst. Her er sakene som har kommet et steg videre."
MAILS: Final[Mapping[str, int]] = {"accepted": 780, "deferred": 12, "refused": 2, "in_doubt": 1, "suppressed": 17}
TROUBLES: Final = (
    Trouble(state="refused", councils=("lar",)),
    Trouble(state="refused", councils=("lar",)),
    Trouble(state="in_doubt", councils=("rbu",)),
)


class MemoryNewsletter(MemoryActs):
    def __init__(self) -> None:
        super().__init__()
        self.links["digest"] = Act(purpose=DIGEST, done=False)
        self.orders: list[Order] = []
        self.behind = False
        self._editions: dict[str, Edition] = {}
        self._done: dict[str, Accepted] = {}

    def put(
        self,
        id: str,
        state: str = OPEN,
        *,
        greeted: bool = True,
        half: str = HALF,
        mails: Mapping[str, int] = MAILS,
        more_troubles: int = 0,
    ) -> None:
        """Let an edition be there, in this state."""
        greeting = Greeting(nb=WORDS, nn=WORDS, en=None) if greeted else None
        sent = state != OPEN
        self._editions[id] = Edition(
            id=id,
            half=half,
            starts=date(2026, 5, 16),
            ends=date(2026, 11, 15),
            sends_on=SENDS_ON.on,
            state=state,
            greeting=greeting,
            recipients=812,
            cases=43,
            sequence=2,
            mails=dict(mails) if sent else {},
            troubles=TROUBLES if sent else (),
            more_troubles=more_troubles,
        )

    async def tasks(self, token: str) -> tuple[EditionTask, ...]:
        self._reach()
        tasks = [self._task(edition) for edition in self._editions.values() if edition.state == OPEN]
        if not self._editions:
            tasks = [EditionTask(action=OPENING, half=HALF, due=SENDS_ON, acting="")]
        return tuple(task.model_copy(update={"acting": id}) for task in tasks for id in _editors(token))

    async def editions(self, token: str, *, cursor: str | None = None) -> Page[Edition]:  # noqa: ARG002 - one page holds them all
        self._reach()
        seen = (one for one in self._editions.values() if one.state != OPEN or _editors(token))
        return Page[Edition](items=tuple(self._shown(token, one) for one in seen))

    async def edition(self, token: str, id: str, *, since: str | None = None) -> Edition:  # noqa: ARG002 - at once
        self._reach()
        found = self._editions.get(id)
        if found is None or (found.state == OPEN and not _editors(token)):
            raise Refused(404, "no-such-edition")
        return self._shown(token, found)

    async def digest(self, token: str, id: str, *, language: str, council: str | None = None) -> Digest:
        edition = await self.edition(token, id)
        own = [held.council.id for held in PEOPLE[token][1] if held.council] or ["sbu"]
        if council is not None and council not in COUNCILS:
            raise Refused(422, "no-such-council")
        words = edition.greeting.model_dump()[language] or edition.greeting.nb if edition.greeting else None
        return Digest(language=language, greeting=words, sections=_sections(council or own[0]))

    async def do(self, path: str, body: Mapping[str, Any], order: Order) -> Accepted:
        self._reach()
        if order.key in self._done:
            return self._done[order.key]
        holding(order.token, order.acting)
        if order.acting not in _editors(order.token):
            raise Refused(403, "not-allowed")
        self.permit()
        self.orders.append(order)
        id = self._open(body) if path == "/editions" else self._change(path, body, order)
        accepted = Accepted(receipt=f"edition-{id}:{self._editions[id].sequence:06d}", seen=True, id=id)
        self._done[order.key] = accepted
        return accepted

    def _open(self, body: Mapping[str, Any]) -> str:
        if body["half"] != HALF:
            raise Refused(422, "window-still-open", (Problem("window-still-open", "half"),))
        if self._editions:
            raise Refused(409, "edition-exists")
        self.put("e1", greeted=False)
        return "e1"

    def _change(self, path: str, body: Mapping[str, Any], order: Order) -> str:
        _, _, id, verb = (unquote(one) for one in urlsplit(path).path.split("/"))
        edition = self._editions[id]
        if order.expected is not None and order.expected != edition.sequence:
            raise Refused(412, "stale")
        if edition.state != OPEN:
            raise Refused(409, "wrong-state")
        changes = _greeted(body) if verb == "greet" else self._frozen(edition)
        self._editions[id] = edition.model_copy(update={**changes, "sequence": edition.sequence + 1})
        return id

    def _frozen(self, edition: Edition) -> dict[str, Any]:
        if edition.greeting is None:
            raise Refused(409, "greeting-missing")
        if self.behind:
            raise Refused(409, "not-level")
        return {"state": "frozen", "mails": {"planned": edition.recipients}}

    def _shown(self, token: str, edition: Edition) -> Edition:
        if not _editors(token):
            return edition.model_copy(update={"mails": {}, "troubles": (), "more_troubles": 0})
        open_to = (GREETING, FREEZING) if edition.state == OPEN else ()
        actions = [Allowed(action=action, acting=id) for action in open_to for id in _editors(token)]
        return edition.model_copy(update={"actions": tuple(actions)})

    def _task(self, edition: Edition) -> EditionTask:
        action = FREEZING if edition.greeting else GREETING
        return EditionTask(action=action, edition=edition.id, half=edition.half, due=SENDS_ON, acting="")

    def _reach(self) -> None:
        if self.away:
            raise Away("newsletter")


def _editors(token: str) -> list[str]:
    return [held.id for held in PEOPLE[token][1] if held.role == "directorate_contact"]


def _greeted(body: Mapping[str, Any]) -> dict[str, Any]:
    for name, value in body.items():
        if value and identity_numbers(value):
            raise Refused(422, "national-identity-number", (Problem("national-identity-number", name),))
    return {"greeting": Greeting.model_validate(body)}


def _sections(council: str) -> tuple[Section, ...]:
    case = DigestCase(
        id="c",
        reference="26-4821",
        title="Skjermet samtalerom",
        short="Alle i køen hører hva som blir sagt i skranken.",
        short_answer="Ja, fra nyttår.",
        origin_name=COUNCILS[council].names.nb,
        where="Saken er ferdig. Utvalget har fått svaret.",
    )
    waits = {
        "id": "d",
        "reference": "26-4830",
        "title": "Brev som er lette å lese",
        "short": "Mange forstår ikke brevene om sykepenger.",
        "short_answer": None,
        "where": "Nav Larvik skal svare innen 7. desember 2026.",
    }
    return (
        Section(name="ours", cases=(case,)),
        Section(name="asked", cases=()),
        Section(name="near", cases=(case.model_copy(update=waits),), more=4),
    )
