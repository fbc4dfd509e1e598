"""From whatever an app raises to the one shape of a no."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from councilkit.privacy import HOUSE_RULES
from councilkit.refusals import Refusal
from councilkit.web.bodies import pointer_to
from councilkit.web.problems import FieldProblem, Problem, answer, of_refusal, problem

_SLUGS = {404: "no-such-route", 405: "method-not-allowed"}
_REQUIRED_HEADERS = ("Idempotency-Key", "Acting-As")
_RULES_ON_NAMES = {"extra-forbidden"}  # the name is the sender's own, and may be anything
_MAY_QUOTE = {"value_error", "assertion_error", "union_tag_invalid", "uuid_parsing", "url_parsing"}
_NO_WORDS = "The value is not of the kind that is asked for here."


def add_handlers(app: FastAPI) -> None:
    """Let the app tell refusals, invalid input and unknown routes as problems."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


async def _refused(_: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refusal)  # noqa: S101 - registered for this type
    return answer(of_refusal(refusal))


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type
    phrase = HTTPStatus(error.status_code).phrase
    slug = _SLUGS.get(error.status_code, phrase.lower().replace(" ", "-"))
    return answer(problem(slug, error.status_code, f"{phrase}."), error.headers)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this type
    return answer(of_validation(error.errors()))


def of_validation(found: Sequence[Mapping[str, Any]]) -> Problem:
    """Spell what pydantic found, without any value that was sent."""
    errors = [_field_problem(error) for error in found]
    for name in _REQUIRED_HEADERS:
        if any(error.field == name and error.rule == "missing" for error in errors):
            return problem(f"{name.lower()}-missing", 400, f"Every command needs the header {name}.", errors=errors)
    slug = next((error.rule for error in errors if error.rule in HOUSE_RULES), "invalid-input")
    return problem(slug, 422, "The request breaks a rule; see errors.", errors=errors)


def _field_problem(error: Mapping[str, Any]) -> FieldProblem:
    rule = error["type"].replace("_", "-")
    detail = _NO_WORDS if error["type"] in _MAY_QUOTE else error["msg"]
    return FieldProblem(field=_field(error["loc"], rule), rule=rule, detail=detail)


def _field(loc: Sequence[str | int], rule: str) -> str:
    place, *rest = loc
    if place == "body":
        return pointer_to(*(rest[:-1] if rule in _RULES_ON_NAMES else rest))
    if place == "header":
        return "-".join(part.capitalize() for part in str(rest[0]).split("-"))
    return str(rest[0]) if rest else str(place)
