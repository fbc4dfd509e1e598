"""Carries one trace from the HTTP command through the ledger to the other service's view."""

from opentelemetry.context import Context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_W3C = TraceContextTextMapPropagator()
_HEADER = "traceparent"


def current_traceparent() -> str | None:
    """Spell the current span as a W3C traceparent; None outside a span."""
    carrier: dict[str, str] = {}
    _W3C.inject(carrier)
    return carrier.get(_HEADER)


def context_of(traceparent: str | None) -> Context:
    """Make the context in which a span continues the trace that an event carries."""
    return _W3C.extract({_HEADER: traceparent} if traceparent else {})
