"""How a case is told of: who does what next, what happened, and where it stands when nobody is waited for."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from councilkit.wording import in_oslo
from portal.application.meeting_wording import MeetingWording
from portal.application.names import Directory
from portal.application.path import told_as
from portal.application.resources import Card, CouncilName, Due, Next, Step, Word

ANSWERS: Final = ("AnswerGiven", "PartGiven")
ASKING: Final = ("StatementMade", "AnswerDelayed", "AnswerDisputed")
OVER: Final = ("closed", "withdrawn", "turned_away", "merged")


class CaseWording(MeetingWording):
    def name(self, council: CouncilName) -> str:
        return str(getattr(council.names, self.language))

    def by(self, due: Due | None) -> str:
        """` innen 1. september 2023 (foreslått frist)`, ready to stand at the end of a sentence."""
        if due is None:
            return ""
        status = self.label("deadline", due.status)
        return self.say(" by %(day)s (%(status)s)", day=self.day(due.on), status=status)

    def next_step(self, card: Card, names: Directory, *, asks: bool = False) -> str:
        """Who does what next, and by when, in one sentence; `asks` tells that other councils are asked about it."""
        return self._awaited(card.next, names) if card.next else self._at_rest(card, names, asks=asks)

    def next_steps(self, card: Card, names: Directory, *, asks: bool = False) -> list[str]:
        """All that the case waits for, a sentence each, the first of them what it is told with."""
        several = [self._awaited(step, names) for step in card.waits]
        return list(dict.fromkeys([self.next_step(card, names, asks=asks), *several]))

    def happened(self, step: Step, names: Directory) -> str:
        return self.label("event", told_as(step)) % {
            "council": self.name(names.council(step.council)),
            "to": self.name(names.council(step.to)),
            "unit": names.unit(step.unit).name,
            "who": self._who(step.council, step.unit, names),
        }

    def clock(self, moment: datetime) -> str:
        """Tell a time of today by Oslo's clocks: `14.05`."""
        return f"{in_oslo(moment):%H.%M}"

    def facts(self, step: Step, names: Directory) -> list[str]:
        """What else there is to tell of something that happened, a line each."""
        told = (*self._what_was_done(step), *self._when(step), *self._who_else(step, names))
        return [line for line in told if line]

    def named(self, councils: Iterable[str], names: Directory) -> str:
        """Name several councils, as one does in a sentence: `Horten, Larvik og Skien`."""
        *others, last = [self.name(names.council(id)) for id in councils] or [""]
        return self.say("%(first)s and %(last)s", first=", ".join(others), last=last) if others else last

    def _what_was_done(self, step: Step) -> Iterator[str]:
        if step.outcome:
            yield self.label("answer" if step.what in ANSWERS else "outcome", step.outcome)
        if step.wish:
            wish = self.label("wish", step.wish)
            yield self.say("Wants: %(wish)s", wish=wish[:1].lower() + wish[1:])
        if step.why:
            yield self.label("unfit", step.why)
        if step.progress:
            yield self.label("progress", step.progress)

    def _when(self, step: Step) -> Iterator[str]:
        if step.on:
            yield self.say("It is taken up on %(day)s.", day=self.day(step.on))
        if step.until and step.basis:
            until = self.say("Until %(day)s.", day=self.day(step.until))
            yield f"{self.label('basis', step.basis)}. {until}"
        elif step.until:
            yield self.say("It comes back on %(day)s.", day=self.day(step.until))
        if step.due and step.what in ASKING:
            yield self.say("The answer is hoped for%(by)s.", by=self.by(step.due))

    def _who_else(self, step: Step, names: Directory) -> Iterator[str]:
        if step.also:
            units = ", ".join(names.unit(asked.unit).name for asked in step.also)
            yield self.say("Have a part in the answer: %(units)s", units=units)
        if step.copies:
            yield self.say("Hears of it: %(councils)s", councils=self.named(step.copies, names))
        if step.suggested:
            yield self.say("Suggests: %(council)s", council=self.name(names.council(step.suggested)))
        if step.on_behalf_of:
            yield self.say("The secretary wrote it down for a user representative.")

    def _who(self, council: str | None, unit: str | None, names: Directory) -> str:
        return self.name(names.council(council)) if council else names.unit(unit).name

    def _awaited(self, step: Next, names: Directory) -> str:
        who = self._who(step.council, step.unit, names)
        return self.label("next", step.action) % {"who": who, "by": self.by(step.due)}

    def _at_rest(self, card: Card, names: Directory, *, asks: bool = False) -> str:
        if card.state in OVER:
            return self.label("rest", card.state)
        if card.state == "postponed" and card.returns:
            return self.say("The case is postponed. It comes back by itself on %(day)s.", day=self.day(card.returns))
        if card.word is Word.DONE:
            origin = self.name(names.council(card.origin))
            return self.say("The case is done. %(who)s has got the answer.", who=origin)
        holder = self.name(names.council(card.holder))
        if asks:
            return self.say("%(who)s has treated the case, and asks other councils what they think.", who=holder)
        return self.say("%(who)s has treated the case. Nobody is waited for.", who=holder)
