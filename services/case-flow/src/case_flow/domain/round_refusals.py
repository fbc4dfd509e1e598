"""Every "no" that a rule of the rounds gives, beside those that cases give too."""

from councilkit.refusals import Kind, Refusal


class NoSuchRound(Refusal):
    slug = "no-such-round"
    kind = Kind.MISSING


class RoundOver(Refusal):
    """The round was concluded."""

    slug = "round-over"
    kind = Kind.CONFLICT


class RoundGoesOn(Refusal):
    """Some were promised that they may still answer."""

    slug = "round-goes-on"
    kind = Kind.CONFLICT


class NotInTheRound(Refusal):
    slug = "not-in-the-round"
    kind = Kind.INVALID


class LaterThanAsked(Refusal):
    """Who is asked by a day cannot give others a later one."""

    slug = "later-than-asked"
    kind = Kind.INVALID


class QuestionsUnanswered(Refusal):
    slug = "questions-unanswered"
    kind = Kind.INVALID


class NothingSaid(Refusal):
    slug = "nothing-said"
    kind = Kind.INVALID


class HasNotAnswered(Refusal):
    """Nobody is named as a contributor who has not said anything."""

    slug = "has-not-answered"
    kind = Kind.INVALID


class AboutRestrictedCase(Refusal):
    """A round is read by all, a restricted case by those alone who take part in it."""

    slug = "about-a-restricted-case"
    kind = Kind.INVALID
