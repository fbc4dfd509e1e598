"""Every answer that has not come home, of a council or of a region; and a case as an archive takes it."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from portal.api.guard import VisitDep
from portal.api.routes import pages
from portal.application.answer_places import EVERYWHERE, places

router = pages()
Text = Annotated[str, Query()]
ZIP = "application/zip"


@router.get("/ubesvart")
async def answers_out(visit: VisitDep, council: Text = "", cursor: Text = "") -> Response:
    """Show those of a council and of all below it: the one that is named, or the first that lies near."""
    near = await places(visit.parts.registry, visit.token, visit.session)
    shown = council or near[0]
    found = await visit.parts.case_flow.answers_out(
        visit.token, of=None if shown == EVERYWHERE else shown, cursor=cursor or None
    )
    councils = {id for card in found.items for id in (card.origin, card.holder)}
    names = await visit.parts.names.find(
        visit.token, {*councils, *near, shown} - {EVERYWHERE}, {card.addressee_unit for card in found.items}
    )
    return visit.show("answering/out.html", found=found, names=names, shown=shown, places=near, everywhere=EVERYWHERE)


@router.get("/saker/{case}/arkiv")
async def archive(visit: VisitDep, case: str) -> Response:
    """Hand the case over as a file, for the archive and for whoever asks for access."""
    found = await visit.parts.case_flow.case(visit.token, case)
    content = await visit.parts.case_flow.archive(visit.token, case)
    headers = {
        "Content-Disposition": f'attachment; filename="{found.reference}.zip"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=ZIP, headers=headers)
