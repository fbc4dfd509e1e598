"""Asking somebody to sign in for the first time, and saying who it is that cannot."""

from datetime import date

from council_registry.domain.council import Council
from council_registry.domain.organisation import Organisation
from council_registry.domain.period import Period
from council_registry.domain.refusals import AlreadyOver, NoSuchPost, NoSuchTerm, WrongSide
from council_registry.domain.seating import Term
from council_registry.domain.unit import Unit
from councilkit.events.councils import Side
from councilkit.events.seating import PostInvited, TermInvited, TermVouchedFor


def invite_to_term(council: Council, term: str, today: date) -> TermInvited:
    _term(council, term, today)
    return TermInvited(council=council.id, term=term)


def invite_to_post(unit: Unit, post: str, today: date) -> PostInvited:
    if post not in unit.posts:
        raise NoSuchPost(f"Unit {unit.number} has no post {post}.", field="path")
    _require_not_over(unit.posts[post].period, today)
    return PostInvited(post=post, unit=unit.number)


def invite_to_organisation(organisation: Organisation, post: str, today: date) -> PostInvited:
    if post not in organisation.posts:
        raise NoSuchPost(f"Organisation {organisation.id} has no post {post}.", field="path")
    _require_not_over(organisation.posts[post], today)
    return PostInvited(post=post, organisation=organisation.id)


def vouch(council: Council, term: str, by: str, today: date) -> TermVouchedFor:
    """Let an employee say who it is; employees themselves sign in as such."""
    if council.seats[_term(council, term, today).seat] is not Side.USER:
        raise WrongSide("Only for those who speak for the users does somebody vouch.", field="path")
    return TermVouchedFor(council=council.id, term=term, by=by)


def _term(council: Council, term: str, today: date) -> Term:
    if term not in council.terms:
        raise NoSuchTerm(f"Council {council.charter.short} has no term {term}.", field="path")
    _require_not_over(council.terms[term].period, today)
    return council.terms[term]


def _require_not_over(period: Period, today: date) -> None:
    if period.last < today:
        raise AlreadyOver(f"Its last day was {period.last}.", field="path")
