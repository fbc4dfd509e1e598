"""The part of `councilkit.testing.hostile` that needs schemathesis."""

import contextlib
from collections.abc import Callable, Mapping
from typing import Any

import httpx2
import hypothesis
import requests
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.parameters import ParameterLocation
from schemathesis.core.result import Err
from schemathesis.specs.openapi import checks as openapi_checks
from schemathesis.specs.openapi.checks import negative_data_rejection

from councilkit.testing.client import BASE_URL

Case = schemathesis.Case[Any]
Operation = schemathesis.APIOperation[Any, Any, Any, Any]
Send = Callable[[httpx2.Request], httpx2.Response]

CHECKS = [
    not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.response_schema_conformance,
]


class Storm:
    """Every operation of one app, in both kinds of weather: valid and invalid input."""

    def __init__(
        self, app: FastAPI, headers: Mapping[str, str], known: Mapping[str, str], examples: int, send: Send
    ) -> None:
        config = schemathesis.Config.from_dict({"generation": {"with-security-parameters": False}})
        self._schema = schemathesis.openapi.from_dict(app.openapi(), config=config)
        self._headers = headers
        self._known = known
        self._examples = examples
        self._send = send
        self.sent = 0

    def break_loose(self) -> int:
        """Send it all; tell how many requests it took."""
        for result in self._schema.get_all_operations():
            if isinstance(result, Err):
                raise result.err()
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                self._storm(result.ok(), mode)
        return self.sent

    def _storm(self, operation: Operation, mode: GenerationMode) -> None:
        @hypothesis.given(case=operation.as_strategy(mode, headers=None), known=hypothesis.strategies.booleans())
        @hypothesis.settings(
            max_examples=self._examples,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def one(case: Case, *, known: bool) -> None:
            self._try(case, known=known)

        # An operation without any parameter has nothing that could be wrong.
        with contextlib.suppress(Unsatisfiable) if mode.is_negative else contextlib.nullcontext():
            one()

    def _try(self, case: Case, *, known: bool) -> None:
        if known:
            case.path_parameters = {
                name: self._known.get(name, value) for name, value in (case.path_parameters or {}).items()
            }
        self.sent += 1
        checks = CHECKS if known or _is_wrong(case, ParameterLocation.HEADER) else [*CHECKS, negative_data_rejection]
        case.validate_response(self._send(self._request(case)), checks=checks)

    def _request(self, case: Case) -> httpx2.Request:
        arguments = case.as_transport_kwargs(base_url=BASE_URL, headers=dict(self._headers))
        told = requests.Request(**arguments).prepare()
        headers = [(_raw(name), _raw(value)) for name, value in told.headers.items()]
        return httpx2.Request(str(told.method), str(told.url), headers=headers, content=_raw(told.body or b""))


def _is_wrong(case: Case, where: ParameterLocation) -> bool:
    part = case.meta and case.meta.components.get(where)
    return bool(part and part.mode.is_negative)


def _raw(part: Any) -> bytes:  # noqa: ANN401 - requests lets it be text or bytes
    return part if isinstance(part, bytes) else str(part).encode("latin-1", "replace")
