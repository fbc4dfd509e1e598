"""Every refusal as `application/problem+json` (RFC 9457): a name for the rule, and the field it is about."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from councilkit.refusals import Kind, Refusal

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:raadslag:problem:"
RETRY_AFTER_SECONDS = "5"

_HEADERS: Mapping[int, Mapping[str, str]] = {
    401: {"WWW-Authenticate": "Bearer"},
    503: {"Retry-After": RETRY_AFTER_SECONDS},
}


class FieldProblem(BaseModel):
    """One thing that is wrong: where, which rule, and in words. Never the value itself."""

    field: str = Field(description="JSON pointer into the body, or the name of a header, parameter or `path`")
    rule: str
    detail: str


class Problem(BaseModel):
    """The body of every answer that is a no. A rule may add members of its own."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(pattern=f"^{TYPE_PREFIX}[a-z0-9-]+$")
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    errors: list[FieldProblem] = Field(default_factory=list)


def problem(slug: str, status: int, detail: str, *, errors: Sequence[FieldProblem] = (), **members: Any) -> Problem:  # noqa: ANN401 - any JSON
    """Make a problem of this slug; further members become members of the body."""
    title = slug.replace("-", " ").capitalize()
    return Problem(type=TYPE_PREFIX + slug, title=title, status=status, detail=detail, errors=list(errors), **members)


def of_refusal(refusal: Refusal) -> Problem:
    """Spell a refusal of the domain; `refusal.members`, where a rule has such, are added to the body."""
    errors = []
    if refusal.field is not None:
        errors = [FieldProblem(field=refusal.field, rule=refusal.slug, detail=refusal.detail)]
    members: Mapping[str, Any] = getattr(refusal, "members", {})
    return problem(refusal.slug, refusal.kind.value, refusal.detail, errors=errors, **members)


def answer(told: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Make the HTTP answer that tells a problem."""
    return Response(
        told.model_dump_json(),
        status_code=told.status,
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **_HEADERS.get(told.status, {}), **(headers or {})},
    )


def documented(*refusals: type[Refusal], also: Sequence[Kind] = ()) -> dict[int | str, dict[str, Any]]:
    """Tell OpenAPI which refusals an operation answers with, grouped by status."""
    slugs: dict[int, list[str]] = {kind.value: [] for kind in also}
    for refusal in refusals:
        slugs.setdefault(refusal.kind.value, []).append(refusal.slug)
    return {status: _documented(status, slugs[status]) for status in sorted(slugs)}


def _documented(status: int, slugs: Sequence[str]) -> dict[str, Any]:
    named = ", ".join(dict.fromkeys(slugs))
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": f"{HTTPStatus(status).phrase}{': ' if named else ''}{named}",
        "content": {MEDIA_TYPE: {"schema": schema}},
    }
