"""One page for each thing that can be done with a case: a form, and what becomes of it."""

from starlette.responses import Response

from portal.api.deed_pages import form_page, offer, send_page
from portal.api.guard import Visit
from portal.api.routes import pages
from portal.application.choices import Asking, choices
from portal.application.deeds import DEEDS
from portal.application.forms import Form
from portal.application.offers import otherwise
from portal.application.resources import Case
from portal.application.waiting import Button, buttons

router = pages()


async def _show(visit: Visit, case: Case, button: Button, form: Form, status: int) -> Response:
    return visit.show(
        f"deeds/{button.deed.verb}.html",
        status=status,
        case=case,
        button=button,
        others=otherwise(button, buttons(case.actions, visit.session)),
        form=form,
        names=await visit.parts.names.of_case(visit.token, case),
        choices=await choices(Asking(visit.parts.services, visit.token, button, case)),
    )


for _deed in DEEDS:
    offer(router, _deed, form_page(_deed, _show), send_page(_deed, _show))
