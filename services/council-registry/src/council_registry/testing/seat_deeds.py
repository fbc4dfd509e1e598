"""Does all that is done with mandates and seats, once."""

from datetime import date, timedelta

from council_registry.application.seats.add_seat import AddSeat
from council_registry.application.seats.answer_nomination import AnswerNomination
from council_registry.application.seats.close_nomination import CloseNomination
from council_registry.application.seats.close_seat import CloseSeat
from council_registry.application.seats.request_nomination import RequestNomination
from council_registry.application.seats.set_mandate import SetMandate
from council_registry.application.seats.tick_handover import TickHandover
from council_registry.domain.mandate import Conditions
from council_registry.domain.period import Period
from council_registry.domain.seat_file import Nominee
from council_registry.testing.asked import a_contact, an_organisation
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.people import OFFICER, TODAY
from councilkit.events.cases import RuleStatus
from councilkit.events.councils import Side
from councilkit.events.seating import HandoverItem, Numbering

NAMED = (Nominee("Stille Lykt", "stille.lykt@example.no", "12345678", "Knows the office"),)


async def every_deed_with_seats(registry: Driver, seated: Seated) -> None:
    """Agree on a mandate, ask for names and look at them, hand over, and close a deputy's seat."""
    conditions = Conditions(
        Period(TODAY), date(2028, 1, 1), RuleStatus.AGREED, {"meetings_a_year": 5}, Numbering.PERMANENT
    )
    await registry.do(SetMandate(seated.id, conditions, "Sak 3/26"), seated.leader)
    await registry.do(AddSeat(seated.id, Side.USER, seated.chair), OFFICER)
    *_, deputys = (await registry.service.councils.get(seated.id)).seats
    contact = await a_contact(registry, await an_organisation(registry))
    nomination = await a_request(registry, seated, deputys, contact.organisation or "")
    await registry.do(AnswerNomination(nomination, NAMED), contact)
    await registry.do(CloseNomination(nomination), seated.secretary)
    await registry.do(TickHandover(seated.id, seated.leader.id, HandoverItem.PAPERS, done=True), seated.leader)
    await registry.do(CloseSeat(seated.id, deputys, TODAY), OFFICER)


async def a_request(registry: Driver, seated: Seated, seat: str, organisation: str) -> str:
    """Ask an organisation for names for a seat."""
    command = RequestNomination(seated.id, seat, organisation, TODAY + timedelta(days=14), "Somebody who listens")
    await registry.do(command, seated.secretary)
    *_, newest = (await registry.service.councils.get(seated.id)).nominations
    return newest
