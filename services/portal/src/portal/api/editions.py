"""The editions of the newsletter: the list, one to read, and for its editor how far it has come."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from portal.api.guard import Visit, VisitDep
from portal.api.routes import pages
from portal.application.editions import FREEZING, GREETING, OPEN, OPENING, Edition, fates, lost
from portal.application.resources import CouncilName
from portal.application.waiting import editions_waiting, edits, holders

router = pages()
Text = Annotated[str | None, Query()]


@router.get("/utgaver")
async def editions(visit: VisitDep, cursor: Text = None) -> Response:
    newsletter = visit.parts.newsletter
    found = await newsletter.editions(visit.token, cursor=cursor)
    lines = editions_waiting(await newsletter.tasks(visit.token), visit.session)
    return visit.show("editions.html", found=found, opening=[line for line in lines if line.task.action == OPENING])


@router.get("/utgaver/{edition}")
async def one_edition(visit: VisitDep, edition: str, since: Text = None) -> Response:
    """Show its editor how far it has come, and everybody else the edition."""
    found = await visit.parts.newsletter.edition(visit.token, edition, since=since)
    done = await visit.parts.notices.take(visit.session.id, visit.page)
    if found.state == OPEN:
        return _work(visit, found, done)
    return await _sent(visit, found, done) if edits(visit.session) else await _read(visit, found, None)


@router.get("/utgaver/{edition}/les")
async def read_edition(visit: VisitDep, edition: str, council: Text = None) -> Response:
    return await _read(visit, await visit.parts.newsletter.edition(visit.token, edition), council)


def _work(visit: Visit, edition: Edition, done: str | None) -> Response:
    return visit.show(
        "edition-work.html",
        edition=edition,
        greeters=holders(edition.actions, GREETING, visit.session),
        senders=holders(edition.actions, FREEZING, visit.session),
        done=done,
    )


async def _sent(visit: Visit, edition: Edition, done: str | None) -> Response:
    missed = lost(edition.troubles)
    return visit.show(
        "edition-sent.html",
        edition=edition,
        fates=fates(edition.mails),
        lost=missed,
        names=await visit.parts.names.find(visit.token, {one.council for one in missed}),
        done=done,
    )


async def _read(visit: Visit, edition: Edition, council: str | None) -> Response:
    """Show it with the eyes of one's own councils, or, sitting in none, of any that there is."""
    digest = await visit.parts.newsletter.digest(
        visit.token, edition.id, language=visit.wording.language, council=council or None
    )
    own = [holding.council for holding in visit.session.holdings if holding.council]
    return visit.show(
        "edition.html",
        edition=edition,
        digest=digest,
        councils=own or await _all_councils(visit),
        sits=bool(own),
        chosen=council or "",
        editor=edits(visit.session),
    )


async def _all_councils(visit: Visit) -> list[CouncilName]:
    found: list[CouncilName] = []
    cursor = None
    while True:
        page = await visit.parts.registry.councils(visit.token, cursor=cursor)
        found += page.items
        cursor = page.next
        if cursor is None:
            return found
