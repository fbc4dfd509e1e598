"""A span of an event that failed says what kind of error it was, and none of its words."""

from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from councilkit.events.cases import CasePutOnAgenda
from councilkit.house import House
from councilkit.inbox import Fate
from councilkit.ledger import Draft
from councilkit.stores import Stores
from councilkit.testing.samples import NOW, a_call
from councilkit.testing.waiting import until


async def quoting(*_: object) -> Fate:
    raise ValueError("Modig Lykt asked for it")


async def test_the_words_of_an_error_are_in_no_trace() -> None:
    spans = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    house = House("cases", Stores.in_memory(), views={}, clock=lambda: NOW, tracer=provider.get_tracer("test"))
    house.follow("cases", "commands", {CasePutOnAgenda: quoting})
    await house.start()
    fact = CasePutOnAgenda(case="a", council="council", meeting="meeting")
    await house.ledger.change("case-a", a_call("put"), lambda *_: Draft(fact))

    async def ended() -> bool:
        return bool(spans.get_finished_spans())

    await until(ended)
    await house.stop()
    [span] = spans.get_finished_spans()
    assert (span.status.status_code, span.status.description) == (StatusCode.ERROR, None)
    assert (span.attributes or {})["error.type"] == "ValueError"
    assert "Lykt" not in span.to_json()
