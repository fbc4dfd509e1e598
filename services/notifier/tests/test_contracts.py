"""What this service publishes is what the committed contracts say, and it has published every type that is its own."""

import json

from jsonschema import Draft202012Validator

from councilkit.events.examples import example_items
from councilkit.events.schemas import FOLDER
from councilkit.events.structure import CouncilClosed
from councilkit.inbox.sources import LocalSource
from notifier.application.decide_rule import WithdrawRule
from notifier.subscriptions import NAME
from notifier.testing.driver import Driver, days
from notifier.testing.places import HARBOUR, VALLEY


async def test_everything_that_is_published_keeps_its_contract(notifier: Driver) -> None:
    await notifier.adopt()
    await notifier.agree("annual-meeting", meetings_a_year=3)
    await notifier.a_meeting(notifier.now + days(60))
    await notifier.wait_until(notifier.now + days(40))
    await notifier.do(WithdrawRule("annual-meeting"))
    await notifier.tell(CouncilClosed(council=VALLEY.id, on=notifier.now.date(), successors=(HARBOUR.id,)))
    published = (await LocalSource(NAME, notifier.house.stores.ledger).read(0)).items
    for item in published:
        schema = json.loads((FOLDER / "schemas" / f"{item.type}.json").read_text())
        Draft202012Validator(schema).validate(json.loads(item.data))
    assert {item.type for item in published} == {item.type for item in example_items() if item.source == NAME}
