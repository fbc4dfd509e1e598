"""The app's description of itself: OpenAPI 3.1 with the one shape of a no, in place of FastAPI's own."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from councilkit.web.problems import Problem

_SCHEMA_PREFIX = "#/components/schemas/"
_UNCHANGED = {"description": "As it was under the ETag in If-None-Match"}
_NOT_OURS = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI) -> None:
    """Put our description in the place of the app's; made once, when first asked for."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way


def _described(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(title=app.title, version=app.version, routes=app.routes)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    own = Problem.model_json_schema(ref_template=_SCHEMA_PREFIX + "{model}")
    schemas.update(own.pop("$defs"))
    schemas["Problem"] = own
    for name in _NOT_OURS:
        schemas.pop(name, None)
    for path in document["paths"].values():
        if "get" in path:
            path["get"]["responses"]["304"] = _UNCHANGED
    return document
