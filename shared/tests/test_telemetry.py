"""Each service has its own providers; exporters follow the standard variables."""

import pytest
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter as GrpcSpanExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter as HttpSpanExporter
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client import generate_latest

from councilkit.telemetry import Telemetry

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
PROTOCOL = "OTEL_EXPORTER_OTLP_PROTOCOL"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENDPOINT, raising=False)
    monkeypatch.delenv(PROTOCOL, raising=False)


def span_exporters(telemetry: Telemetry) -> list[object]:
    processors = telemetry.tracer_provider._active_span_processor._span_processors  # noqa: SLF001 - not told otherwise
    return [one.span_exporter for one in processors if isinstance(one, BatchSpanProcessor)]


def test_without_an_endpoint_nothing_leaves_the_process() -> None:
    assert span_exporters(Telemetry.from_environment("notes")) == []


@pytest.mark.parametrize(
    ("protocol", "exporter"),
    [("grpc", GrpcSpanExporter), ("http/protobuf", HttpSpanExporter), (None, HttpSpanExporter)],
)
def test_the_protocol_is_chosen_by_its_variable(
    monkeypatch: pytest.MonkeyPatch, protocol: str | None, exporter: type
) -> None:
    monkeypatch.setenv(ENDPOINT, "http://127.0.0.1:9")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1")
    if protocol:
        monkeypatch.setenv(PROTOCOL, protocol)
    telemetry = Telemetry.from_environment("notes")
    (chosen,) = span_exporters(telemetry)
    assert isinstance(chosen, exporter)


def test_two_services_count_apart() -> None:
    one, two = Telemetry("one"), Telemetry("two")
    one.meter.create_counter("raadslag.notes").add(3)
    assert b"raadslag_notes_total" in generate_latest(one.registry)
    assert b"raadslag_notes_total" not in generate_latest(two.registry)


def test_the_service_keeps_its_name_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_SERVICE_NAME", "all-of-them")
    assert Telemetry("notes").tracer_provider.resource.attributes["service.name"] == "notes"


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("url.query", "name=Lykt", "dropped"),
        ("url.full", "http://x.example/a?name=Lykt", "http://x.example/dropped"),
        ("url.full", "http://x.example:81?name=Lykt", "http://x.example:81/dropped"),
        ("url.path", "/councils/modig.lykt@example.no", "/dropped"),
        ("http.target", "/lenke/notifier/ey.ab.cd", "/dropped"),
        ("url.path", "//x.example/http://lykt", "/dropped"),
    ],
)
def test_nothing_that_somebody_can_type_into_an_address_leaves_with_a_span(name: str, value: str, kept: str) -> None:
    exported = InMemorySpanExporter()
    telemetry = Telemetry("notes", spans=[SimpleSpanProcessor(exported)])
    telemetry.tracer.start_span("ask", attributes={name: value}).end()
    (span,) = exported.get_finished_spans()
    assert span.attributes is not None
    assert span.attributes[name] == kept
