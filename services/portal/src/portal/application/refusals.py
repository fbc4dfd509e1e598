"""The ways a page can fail, in the words of the person who meets them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One thing a service did not accept: the field it is about, and the rule's slug."""

    slug: str
    field: str | None = None


class Refused(Exception):
    """A service said no, with the rule's name (problem+json) and the fields that it is about."""

    def __init__(
        self, status: int, slug: str, problems: tuple[Problem, ...] = (), *, more: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(status, slug, problems)
        self.status = status
        self.slug = slug
        self.problems = problems
        self.more = more or {}


class Away(Exception):
    """A service could not be reached, or answered in a way that tells nothing: it is unknown what happened."""


class SignInNeeded(Exception):
    """Nobody is signed in, or the sign-in has run out."""

    def __init__(self, back: str = "/") -> None:
        super().__init__(back)
        self.back = back


class SignInFailed(Exception):
    """The issuer or the registry did not let this person in; `slug` names the page that explains it."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


class FormNotOurs(Exception):
    """The form was not made for this session: its CSRF token does not fit."""
