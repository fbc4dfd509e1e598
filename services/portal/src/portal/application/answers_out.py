"""What case-flow tells of every answer that has not come home, and of what a council was asked as the level above."""

from councilkit.events.case_words import Late
from councilkit.events.cases import RuleStatus
from portal.application.life import Due
from portal.application.resource import Resource
from portal.application.resources import Card

NOT_LATE = "none"
LATENESS = (NOT_LATE, *Late)
COLOURS = {NOT_LATE: "neutral", Late.SOON: "info", Late.OVERDUE: "warning", Late.ABOVE: "danger"}


class AnswerOut(Card):
    """A case that waits for an answer, or for the word that it has come, with the day it is hoped for."""

    due: Due | None = None
    late: str = NOT_LATE

    @property
    def colour(self) -> str:
        """Only a day that binds somebody alarms."""
        proposed = self.due is not None and self.due.status == RuleStatus.PROPOSED
        return "neutral" if proposed else COLOURS.get(self.late, "neutral")


class Appeals(Resource):
    """How often a council was asked whether a case that was turned away should be taken up after all."""

    waiting: int
    stands: int
    falls: int

    @property
    def asked(self) -> int:
        return self.waiting + self.stands + self.falls
