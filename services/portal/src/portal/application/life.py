"""What a case has beside its path: what was asked, what was agreed, and what keeps it from others."""

from datetime import date

from portal.application.resource import Resource


class Due(Resource):
    on: date
    rule: str
    status: str


class Restriction(Resource):
    """By which paragraph a case is kept from others, and until when."""

    basis: str
    until: date


class Part(Resource):
    """What a unit that was also asked has to say in the one answer: its line's share, or an owner's word."""

    unit: str
    part: str
    due: Due
    given: bool = False


class Question(Resource):
    """A statement's way to the unit that answers, and to those who have a part in the answer."""

    unit: str
    due: Due
    parts: tuple[Part, ...] = ()
    delays: int = 0


class Party(Resource):
    """A council or a unit that has to do with something."""

    council: str | None = None
    unit: str | None = None


class FollowUp(Resource):
    """Something that was agreed: `what` is empty where its text is deleted, or not open to the asker."""

    id: str
    what: str | None = None
    responsible: Party
    involved: tuple[Party, ...] = ()
    informed: tuple[Party, ...] = ()
    starts: date
    ends: date
    progress: str

    @property
    def finished(self) -> bool:
        return self.progress in ("done", "dropped")


class Asked(Resource):
    """A unit that was asked for its part of an answer."""

    unit: str
    part: str


class TurningAway(Resource):
    """What was said of a case that is not for a council: one person's own, or outside what councils do."""

    why: str
    by_user: bool = False
    erased_on: date | None = None
    appealed_to: str | None = None
