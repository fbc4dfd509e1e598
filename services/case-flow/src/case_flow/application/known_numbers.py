"""The numbers that councils have given to what they treated: our view of them, and which one comes next."""

from collections.abc import Sequence
from datetime import datetime

from case_flow.application.known_mandates import KnownMandates
from case_flow.domain.neighbours import Meeting
from case_flow.domain.numbering import Number, Series
from councilkit.events import Item
from councilkit.events.case_life import CaseImported
from councilkit.events.cases import CasePutOnAgenda
from councilkit.inbox import Doc, In, View, Views
from councilkit.refusals import Unavailable
from councilkit.workdays import oslo_day


def _remember(doc: Doc | None, event: CasePutOnAgenda | CaseImported, _item: Item) -> Doc:
    said = event.numbers if isinstance(event, CaseImported) else (event.number,)
    numbers = [*dict.fromkeys([*(doc or {}).get("numbers", ()), *filter(None, said)])]
    series = [number.key for text in numbers if (number := Number.read(text))]
    return {"numbers": numbers, "series": [*dict.fromkeys(series)]}


# Beside the cases: a look at all of a council's numbers does not read all that happened to its cases.
NUMBERS = View(
    "numbers",
    key=lambda event: event.case,
    folds=dict.fromkeys([CasePutOnAgenda, CaseImported], _remember),
    indexes=["series", "numbers"],
)


class KnownNumbers:
    def __init__(self, views: Views, mandates: KnownMandates) -> None:
        self._views = views
        self._mandates = mandates

    async def series(self, council: str, meeting: Meeting, now: datetime) -> Series:
        """Tell how a council numbers what it treats in a meeting: by the year of the meeting, and today's practice."""
        doc = await self._views.get("councils", council) or {}
        if "short" not in doc:  # a number stays for ever: better none now than a wrong one
            raise Unavailable("We have not heard yet how this council is called for short.")
        year = (meeting.day or oslo_day(now)).year
        return Series(council, doc["short"], year, await self._mandates.numbering(council, now))

    async def given(self, numbers: Sequence[str]) -> bool:
        """Tell whether some case has one of these numbers."""
        return bool(numbers) and bool(await self._views.find(NUMBERS.name, {"numbers": In(numbers)}, limit=1))

    async def next(self, series: Series) -> int:
        """Tell the first running number that is free, as far as we have heard."""
        given = [0]
        async for doc in self._views.all(NUMBERS.name, {"series": series.key}):
            read = [Number.read(text) for text in doc["numbers"]]
            given += [number.running for number in read if number and number.key == series.key]
        return 1 + max(given)
