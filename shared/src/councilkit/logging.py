"""Facts as JSON lines on stdout, each with its trace; what belongs to a person is dropped before it is written."""

import logging as standard
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

import structlog
from opentelemetry import trace
from structlog.typing import EventDict, Processor, WrappedLogger

from councilkit.capabilities import without_capabilities
from councilkit.identity_numbers import identity_numbers

PERSONAL = frozenset(
    {
        *("address", "contact", "email", "mail", "name", "organisation", "person_name", "phone", "pid", "user_group"),
        *("answer", "body", "description", "query", "reason", "short", "statement", "text", "texts", "title"),
        *("authorization", "client_secret", "cookie", "password", "secret", "subject_token", "token"),
    }
)
"""Names of fields that never reach a log, at any depth."""

DROPPED = "[dropped]"
_ADDRESS = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}:\d{1,5}(?!\d)")

log: structlog.stdlib.BoundLogger = structlog.get_logger()
"""The house's logger: `log.info("case_sent", case=..., to=...)`."""


def configure_logging(*, level: int = standard.INFO, stream: TextIO | None = None) -> None:
    """Set logging up, once per process: ours and the libraries' in the same JSON lines."""
    out = stream or sys.stdout
    structlog.configure(
        processors=[*_SHARED, structlog.processors.JSONRenderer(ensure_ascii=False)],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    handler = standard.StreamHandler(out)
    handler.setFormatter(_formatter())
    root = standard.getLogger()
    root.handlers = [handler]
    root.setLevel(max(level, standard.WARNING))
    # While a broker is away it says so ten times a second; one sentence of ours says it once.
    standard.getLogger("aiokafka").setLevel(standard.CRITICAL)


def with_trace(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Add the ids of the span that is current."""
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        event["trace_id"] = trace.format_trace_id(context.trace_id)
        event["span_id"] = trace.format_span_id(context.span_id)
    return event


def without_personal_fields(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Drop the values of personal fields, and any text that holds a national identity number."""
    return {name: _scrubbed(name, value) for name, value in event.items()}


def without_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Tell an exception by its types and places; its words can quote what someone wrote."""
    error = _exception_in(event.pop("exc_info", None))
    if error is not None:
        event["exception"] = " from ".join(type(one).__qualname__ for one in _chain(error))
        event["stack"] = [f"{at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(error.__traceback__)]
    return event


def _exception_in(told: Any) -> BaseException | None:  # noqa: ANN401 - an exception, a triple of sys.exc_info, or true
    if isinstance(told, tuple):
        told = told[1]
    return told if isinstance(told, BaseException) else sys.exc_info()[1] if told else None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _scrubbed(name: str, value: Any) -> Any:  # noqa: ANN401 - whatever someone logs
    if name.lower() in PERSONAL:
        return DROPPED
    if isinstance(value, dict):
        return {str(inner): _scrubbed(str(inner), one) for inner, one in value.items()}
    if isinstance(value, str):
        value = without_capabilities(value, DROPPED)
        # 127.0.0.1 and a port are eleven digits too, of which the first six look like a date
        return DROPPED if identity_numbers(_ADDRESS.sub("an address", value)) else value
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return [_scrubbed("", one) for one in value]
    return value


_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    without_words,
    without_personal_fields,
    with_trace,  # last: eleven digits of a trace id can look like an identity number
]


def _formatter() -> standard.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
