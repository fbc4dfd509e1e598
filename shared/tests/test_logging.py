"""Logs are facts in JSON; nothing of a person gets into them."""

import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from opentelemetry import trace
from opentelemetry.trace import NonRecordingSpan, SpanContext

from councilkit.logging import configure_logging
from councilkit.telemetry import Telemetry


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    before = structlog.get_config()
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    stream = io.StringIO()
    configure_logging(stream=stream)
    yield stream
    structlog.configure(**before)
    root.handlers, root.level = handlers, level


def lines(out: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_fact_is_one_line_of_json_with_its_time_and_level(out: io.StringIO) -> None:
    structlog.get_logger().info("case_sent", case="c1", to="larvik")
    (line,) = lines(out)
    assert line.items() >= {"event": "case_sent", "case": "c1", "to": "larvik", "level": "info"}.items()
    assert line["timestamp"].endswith("Z")


def test_a_fact_within_a_span_carries_its_trace(out: io.StringIO) -> None:
    with Telemetry("notes").tracer.start_as_current_span("work") as span:
        structlog.get_logger().info("done")
    (line,) = lines(out)
    assert line["trace_id"] == f"{span.get_span_context().trace_id:032x}"


def test_a_trace_that_looks_like_an_identity_number_is_still_told(out: io.StringIO) -> None:
    lookalike = SpanContext(trace_id=0x06464444720F7E62504CD4B3E1893776, span_id=1, is_remote=False)
    with trace.use_span(NonRecordingSpan(lookalike)):
        structlog.get_logger().info("done")
    (line,) = lines(out)
    assert line["trace_id"] == "06464444720f7e62504cd4b3e1893776"


@pytest.mark.parametrize(
    "field", ["name", "email", "phone", "text", "title", "reason", "Authorization", "pid", "token"]
)
def test_a_personal_field_is_dropped_at_any_depth(out: io.StringIO, field: str) -> None:
    structlog.get_logger().info(
        "odd", **{field: "hemmelig", "inner": {field: "hemmelig", "list": [{field: "hemmelig"}]}}
    )
    assert "hemmelig" not in out.getvalue()


def test_a_text_with_an_identity_number_is_dropped_whatever_the_field(out: io.StringIO) -> None:
    structlog.get_logger().info("odd", case="sak om 010203 45678")
    assert "45678" not in out.getvalue()


def test_the_address_of_a_server_is_no_identity_number(out: io.StringIO) -> None:
    structlog.get_logger().warning("bus_away", cause="Kafka at 127.0.0.1:51535 does not answer")
    assert "Kafka at 127.0.0.1:51535 does not answer" in out.getvalue()


def fails_over_a_text() -> None:
    try:
        int("hemmelig")
    except ValueError as error:
        raise LookupError("også hemmelig") from error


def test_a_one_act_link_is_told_without_what_makes_it_work(out: io.StringIO) -> None:
    structlog.get_logger().info("asked", path="/lenke/notifier/ey.ab.cd", line="GET /lenke/newsletter/ey.x HTTP/1.1")
    logging.getLogger("a.library").warning("GET /lenke/notifier/ey.ab.cd?a=b")
    ours, theirs = lines(out)
    assert (ours["path"], ours["line"]) == ("/lenke/[dropped]", "GET /lenke/[dropped] HTTP/1.1")
    assert theirs["event"] == "GET /lenke/[dropped]?a=b"


def test_an_invitation_is_told_without_its_code(out: io.StringIO) -> None:
    structlog.get_logger().info("asked", path="/invitasjon/ab-cd", line="GET /invitasjon/ab-cd HTTP/1.1")
    [told] = lines(out)
    assert (told["path"], told["line"]) == ("/invitasjon/[dropped]", "GET /invitasjon/[dropped] HTTP/1.1")


def test_an_exception_is_told_by_its_kind_and_place_without_its_words(out: io.StringIO) -> None:
    for logger in (structlog.get_logger(), logging.getLogger("a.library")):
        try:
            fails_over_a_text()
        except LookupError:
            logger.exception("odd")
    for line in lines(out):
        assert line["event"] == "odd"
        assert line["exception"] == "LookupError from ValueError"
        assert line["stack"][-1].endswith("fails_over_a_text")
    assert len(lines(out)) == 2
    assert "hemmelig" not in out.getvalue()


def test_what_libraries_log_comes_out_in_the_same_shape(out: io.StringIO) -> None:
    logging.getLogger("a.library").warning("something %s", "odd")
    (line,) = lines(out)
    assert line["event"] == "something odd"
    assert line["level"] == "warning"


def test_importing_sets_nothing_up() -> None:
    code = (
        "import councilkit.logging, structlog, logging; print(structlog.is_configured(), logging.getLogger().handlers)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.split() == ["False", "[]"]
