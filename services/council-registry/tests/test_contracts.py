"""What this service publishes is what the committed contracts say, and it has published every type that is its own."""

import json
from types import ModuleType

from jsonschema import Draft202012Validator

from council_registry.application.people.end_post import EndPost
from council_registry.application.people.start_post import StartPost
from council_registry.application.seats.end_term import EndTerm
from council_registry.subscriptions import NAME
from council_registry.testing.driver import Driver
from council_registry.testing.meeting_deeds import every_deed_with_meetings
from council_registry.testing.people import OFFICER, THIS_YEAR, TODAY, newcomer
from council_registry.testing.people_deeds import every_deed_with_people
from council_registry.testing.seat_deeds import every_deed_with_seats
from council_registry.testing.structure_deeds import every_change_of_structure
from councilkit.events import councils, meetings, newest, seating, structure
from councilkit.events.councils import PostRole
from councilkit.events.publishers import told_by
from councilkit.events.schemas import FOLDER


def newest_in(*modules: ModuleType) -> set[str]:
    """Name the types that these parts of the language have today."""
    types = {name: event for name, event in told_by(NAME).items() if event.__module__ in {m.__name__ for m in modules}}
    return {name for name in types if newest(name) == name}


async def test_everything_that_is_published_keeps_its_contract(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    await every_deed_with_meetings(registry, seated)
    who = newcomer("Rolig Fjord")
    post = await registry.do(StartPost("0701", PostRole.ANSWERING_MANAGER, THIS_YEAR, who), OFFICER)
    await registry.do(EndPost("0701", post.id, TODAY), OFFICER)
    await registry.do(EndTerm(seated.id, seated.leader.id, TODAY), OFFICER)
    await every_deed_with_seats(registry, seated)
    await every_deed_with_people(registry, seated)
    await every_change_of_structure(registry, seated.id)

    published = await registry.published()
    for item in published:
        schema = json.loads((FOLDER / "schemas" / f"{item.type}.json").read_text())
        Draft202012Validator(schema).validate(json.loads(item.data))
    assert {item.type for item in published} >= newest_in(councils, meetings, seating, structure)
