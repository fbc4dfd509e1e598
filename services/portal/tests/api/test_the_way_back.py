"""Where something came between, the page's one button leads on to a page that is there."""

import pytest

from portal.api.routes import PageRoute
from portal.application.addresses import above
from portal.application.refusals import Refused
from portal.bootstrap import ROUTERS
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor

ROUTES = [route for router in ROUTERS for route in router.routes if isinstance(route, PageRoute)]
SHOWN = {route.path for route in ROUTES if "GET" in (route.methods or ())}
FORMS = sorted(route.path for route in ROUTES if "POST" in (route.methods or ()) and route.path in SHOWN)


@pytest.mark.parametrize("form", [form for form in FORMS if not form.startswith("/lenke/")])
def test_above_every_form_there_is_a_page(form: str) -> None:
    assert above(form) in SHOWN


@pytest.mark.parametrize("slug", ["busy", "key-reused"])
async def test_the_button_leads_back_to_the_meetings(visitor: Visitor, house: PortalHouse, slug: str) -> None:
    await visitor.signs_in("sti")
    form = await visitor.opens("/plikter/regler/annual-meeting/vedta")
    house.notifier.says_no = Refused(409, slug)
    page = await visitor.sends(form)
    assert (page.status, "Se hvordan det er nå" in page.text, "/plikter" in page.links) == (409, True, True)


async def test_a_rule_that_cannot_be_adopted_now_leads_back_to_the_meetings(visitor: Visitor) -> None:
    await visitor.signs_in("sti")
    assert "/plikter" in (await visitor.opens("/plikter/regler/no-such-rule/vedta")).links
