"""An app as the platform sees it: alive, ready, counted, traced, described, and stopped in time."""

import asyncio

import httpx2
import pytest
import structlog
from fastapi import FastAPI
from opentelemetry import metrics, trace
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.applications import Starlette
from starlette.routing import Mount
from structlog.testing import capture_logs

from councilkit.telemetry import Telemetry
from councilkit.testing.client import Asker, client_of, serving
from councilkit.testing.notes import Notes, notes_app
from councilkit.testing.tokens import TokenMaker, a_term
from councilkit.web import app as app_module


@pytest.fixture
def exported() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def telemetry(exported: InMemorySpanExporter) -> Telemetry:
    return Telemetry("notes", spans=[SimpleSpanProcessor(exported)])


async def test_a_service_is_ready_while_its_ledger_is_reachable(client: httpx2.AsyncClient, notes: Notes) -> None:
    assert (await client.get("/isalive")).status_code == 200
    assert (await client.get("/isready")).status_code == 200
    notes.away = True
    assert (await client.get("/isready")).status_code == 503
    assert (await client.get("/isalive")).status_code == 200


async def test_a_stopping_service_is_not_ready_and_closes_what_it_opened(app: FastAPI, notes: Notes) -> None:
    async with serving(app) as client:
        assert (await client.get("/isready")).status_code == 200
    async with client_of(app) as client:
        assert (await client.get("/isready")).text == "stopping"
    assert notes.stopped


async def test_an_end_that_takes_too_long_is_cut_short(
    app: FastAPI, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_module, "STOP_SECONDS", 0.05)
    notes.stop_takes = 30
    async with asyncio.timeout(5), serving(app):
        pass
    assert not notes.stopped


async def test_requests_are_counted_in_the_registry_of_their_own_service(leader: Asker) -> None:
    await leader.get("/notes")
    figures = (await leader.client.get("/metrics")).text
    assert 'http_route="/notes"' in figures
    assert 'service_name="notes"' in figures


async def test_a_request_is_one_span_that_holds_no_query(leader: Asker, exported: InMemorySpanExporter) -> None:
    await leader.get("/notes", limit=7)
    (span,) = exported.get_finished_spans()
    assert span.name == "GET /notes"
    assert span.attributes is not None
    assert span.attributes["url.query"] == "dropped"
    assert span.resource.attributes["service.name"] == "notes"


async def test_what_the_platform_asks_is_not_traced(client: httpx2.AsyncClient, exported: InMemorySpanExporter) -> None:
    for path in ("/isalive", "/isready", "/metrics"):
        await client.get(path)
    assert exported.get_finished_spans() == ()


async def test_a_trace_that_came_in_goes_on(leader: Asker, exported: InMemorySpanExporter) -> None:
    headers = leader.headers() | {"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}
    await leader.client.get("/notes", headers=headers)
    (span,) = exported.get_finished_spans()
    assert trace.format_trace_id(span.context.trace_id) == "0af7651916cd43dd8448eb211c80319c"


async def test_five_apps_live_in_one_process_each_under_its_own_name(notes: Notes, maker: TokenMaker) -> None:

    told = {name: Telemetry(name) for name in ("one", "two", "three", "four", "five")}
    apps = {name: notes_app(notes, maker.verifier, telemetry) for name, telemetry in told.items()}
    house = Starlette(routes=[Mount(f"/{name}", app) for name, app in apps.items()])
    term = a_term("larvik")
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(house), base_url="http://house.example") as client:
        for name in apps:
            answer = await Asker(client, maker.token(term), term.id).get(f"/{name}/notes")
            assert answer.status_code == 200
        for name in apps:
            figures = (await client.get(f"/{name}/metrics")).text
            assert f'service_name="{name}"' in figures
            assert [
                line for line in figures.splitlines() if line.startswith("http_server_request_duration_seconds_count")
            ]
            assert not any(f'service_name="{other}"' in figures for other in apps if other != name)
    assert type(trace.get_tracer_provider()).__name__ == "ProxyTracerProvider"
    assert type(metrics.get_meter_provider()).__name__ == "_ProxyMeterProvider"


async def test_a_command_is_the_same_call_under_any_prefix(notes: Notes, maker: TokenMaker, app: FastAPI) -> None:
    term = a_term("larvik", id="term-1")
    body = {"title": "a", "text": "b"}
    for root, prefix in ((app, ""), (Starlette(routes=[Mount("/notes-service", app)]), "/notes-service")):
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(root), base_url="http://x.example") as client:
            await Asker(client, maker.token(term), term.id).post(f"{prefix}/notes", body, key="my-key-0001")
    assert notes.calls[0] == notes.calls[1]


def test_every_operation_names_its_action_and_documents_its_refusals(app: FastAPI) -> None:
    document = app.openapi()
    assert document["openapi"].startswith("3.1")
    told = document["paths"]["/notes/{note}"]["get"]
    assert told["x-action"] == "read_note"
    assert {"400", "401", "403", "404", "413", "422", "503"} <= told["responses"].keys()
    assert "no-such-note" in told["responses"]["404"]["description"]
    assert "HTTPValidationError" not in document["components"]["schemas"]
    assert told["security"] == [{"accessToken": []}]


async def test_what_one_app_binds_for_its_logs_stays_its_own(leader: Asker) -> None:
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(service="portal")
    with capture_logs([structlog.contextvars.merge_contextvars]) as logs:
        await leader.post("/break")
    assert logs[0]["service"] == "notes"
    assert structlog.contextvars.get_contextvars() == {"service": "portal"}
    structlog.contextvars.clear_contextvars()


async def test_one_trace_goes_from_a_caller_to_the_service_it_calls(
    leader: Asker, exported: InMemorySpanExporter
) -> None:
    mine = InMemorySpanExporter()
    portal = Telemetry("portal", spans=[SimpleSpanProcessor(mine)])
    portal.traced(leader.client)
    with portal.tracer.start_as_current_span("click") as click:
        await leader.get("/notes", limit=7)
    (served,) = exported.get_finished_spans()
    asked = next(span for span in mine.get_finished_spans() if span.name != "click")
    assert served.context.trace_id == asked.context.trace_id == click.get_span_context().trace_id
    assert served.parent is not None
    assert served.parent.span_id == asked.context.span_id
    assert "limit=7" not in asked.to_json()
