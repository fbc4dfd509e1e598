"""The commands about mandates and about filling seats, and the use case that does each."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from council_registry.application.seats.answer_nomination import AnswerNomination, answer_nomination
from council_registry.application.seats.close_nomination import CloseNomination, close_nomination
from council_registry.application.seats.close_seat import CloseSeat, close_seat
from council_registry.application.seats.request_nomination import RequestNomination, request_nomination
from council_registry.application.seats.set_mandate import SetMandate, set_mandate
from council_registry.application.seats.tick_handover import TickHandover, tick_handover
from council_registry.application.service import Registry
from councilkit.callers import Holding
from councilkit.ledger import Call, Receipt


def seat_use_cases(
    service: Registry,
) -> Mapping[type, Callable[[Any, Holding, Call], Awaitable[Receipt]]]:
    there: dict[str, Any] = {"councils": service.councils, "units": service.units}
    asked: dict[str, Any] = {"councils": service.councils, "requests": service.requests, "clock": service.clock}
    return {
        SetMandate: partial(set_mandate, **there, rules=service.rules),
        CloseSeat: partial(close_seat, **there),
        TickHandover: partial(tick_handover, **there),
        RequestNomination: partial(request_nomination, **asked, units=service.units),
        AnswerNomination: partial(answer_nomination, **asked, seat_files=service.keeping.seats),
        CloseNomination: partial(close_nomination, **asked),
    }
