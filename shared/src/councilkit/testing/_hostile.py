"""The part of `councilkit.testing.hostile` that needs schemathesis."""

from collections.abc import Callable, Mapping

import hypothesis
import httpx2
import requests
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase
from schemathesis import GenerationMode
from schemathesis.openapi import checks as _  # noqa: F401 - loads the checks
from schemathesis.specs.openapi import checks as openapi_checks
from schemathesis.checks import not_a_server_error

from councilkit.testing.client import BASE_URL

Send = Callable[[httpx2.Request], httpx2.Response]

CHECKS = [
    not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.response_schema_conformance,
    openapi_checks.negative_data_rejection,
]


class Storm:
    """Every operation of one app, in both kinds of weather: valid and invalid input."""

    def __init__(
        self, app: FastAPI, headers: Mapping[str, str], known: Mapping[str, str], examples: int, send: Send
    ) -> None:
        self._schema = schemathesis.openapi.from_dict(app.openapi())
        self._headers = headers
        self._known = known
        self._examples = examples
        self._send = send
        self.sent = 0

    def break_loose(self) -> int:
        """Send it all; tell how many requests it took."""
        for result in self._schema.get_all_operations():
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                self._storm(result.ok(), mode)
        return self.sent

    def _storm(self, operation: schemathesis.APIOperation, mode: GenerationMode) -> None:
        @hypothesis.given(case=operation.as_strategy(mode, headers=None), known=hypothesis.strategies.booleans())
        @hypothesis.settings(
            max_examples=self._examples,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def one(case: schemathesis.Case, known: bool) -> None:
            self._try(case, known=known)

        one()

    def _try(self, case: schemathesis.Case, *, known: bool) -> None:
        if known:
            case.path_parameters = {
                name: self._known.get(name, value) for name, value in (case.path_parameters or {}).items()
            }
        prepared = requests.Request(**case.as_transport_kwargs(base_url=BASE_URL, headers=self._headers)).prepare()
        request = httpx2.Request(
            prepared.method, prepared.url, headers=list(prepared.headers.items()), content=prepared.body
        )
        self.sent += 1
        case.validate_response(self._send(request), checks=CHECKS)
