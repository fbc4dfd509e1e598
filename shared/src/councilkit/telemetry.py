"""Traces and figures of one service: its own providers and its own registry, so that five fit in one process."""

import os
import re
from collections.abc import Sequence
from typing import Self

import httpx2
from opentelemetry.context import Context
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.instrumentation.httpx import HTTPX2ClientInstrumentor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import MetricReader, PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import Span, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from prometheus_client import CollectorRegistry

SCOPE = "councilkit"
DROPPED = "dropped"
_ENDPOINTS = (
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
)
_ADDRESSES = ("url.full", "url.path", "http.url", "http.target")  # the stable names, and those of before
_ORIGIN = re.compile(r"[a-z]+://[^/?#]+")
_GRPC = "grpc"


class Telemetry:
    """A service's tracer and meter, and the registry that its `/metrics` shows. Nothing global is touched."""

    def __init__(
        self, service: str, *, spans: Sequence[SpanProcessor] = (), readers: Sequence[MetricReader] = ()
    ) -> None:
        resource = Resource.create({"service.name": service})
        self.service = service
        self.registry = CollectorRegistry()
        self.tracer_provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        for processor in (OnlyRoutes(), *spans):
            self.tracer_provider.add_span_processor(processor)
        own = PrometheusMetricReader(registry=self.registry)
        self.meter_provider = MeterProvider([own, *readers], resource=resource, shutdown_on_exit=False)
        self.tracer = self.tracer_provider.get_tracer(SCOPE)
        self.meter = self.meter_provider.get_meter(SCOPE)

    def __repr__(self) -> str:
        return f"Telemetry({self.service!r})"

    @classmethod
    def from_environment(cls, service: str) -> Self:
        """Export by OTLP when a standard variable names an endpoint; the protocol is a standard variable's too."""
        if not any(os.environ.get(name) for name in _ENDPOINTS):
            return cls(service)
        return cls(service, spans=[_otlp_spans()], readers=[_otlp_metrics()])

    def traced(self, client: httpx2.AsyncClient) -> httpx2.AsyncClient:
        """Let a client's calls be spans of this service, and carry the trace to whoever is called."""
        HTTPX2ClientInstrumentor.instrument_client(
            client, tracer_provider=self.tracer_provider, meter_provider=self.meter_provider
        )
        return client

    def shutdown(self) -> None:
        """Send what is waiting, and stop."""
        self.tracer_provider.shutdown()
        self.meter_provider.shutdown()


class OnlyRoutes(SpanProcessor):
    """Drops paths and queries, in which somebody may have typed a name or a key. The route tells what it was."""

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:  # noqa: ARG002 - the SDK's signature
        """Overwrite them before anything exports them."""
        attributes = span.attributes or {}
        if "url.query" in attributes:
            span.set_attribute("url.query", DROPPED)
        for name in _ADDRESSES:
            address = attributes.get(name)
            if isinstance(address, str):
                origin = _ORIGIN.match(address)
                span.set_attribute(name, f"{origin.group() if origin else ''}/{DROPPED}")


# The exporters are imported when they are wanted: grpc alone is a tenth of a second, and 10 MB.


def _otlp_spans() -> SpanProcessor:
    if _protocol("TRACES") == _GRPC:
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import (  # noqa: PLC0415
            OTLPSpanExporter as GrpcExporter,
        )

        return BatchSpanProcessor(GrpcExporter())
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415

    return BatchSpanProcessor(OTLPSpanExporter())


def _otlp_metrics() -> MetricReader:
    if _protocol("METRICS") == _GRPC:
        from opentelemetry.exporter.otlp.proto.grpc.metric_exporter import (  # noqa: PLC0415
            OTLPMetricExporter as GrpcExporter,
        )

        return PeriodicExportingMetricReader(GrpcExporter())
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter  # noqa: PLC0415

    return PeriodicExportingMetricReader(OTLPMetricExporter())


def _protocol(signal: str) -> str:
    general = os.environ.get("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
    return os.environ.get(f"OTEL_EXPORTER_OTLP_{signal}_PROTOCOL", general)
