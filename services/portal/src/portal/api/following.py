"""What was agreed in a case: the list, something new, how far it is; and all of it between gatherings."""

import asyncio
from typing import Annotated, Any

from fastapi import HTTPException, Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, renamed, sent_form, submit
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application import following
from portal.application.addresses import part
from portal.application.following import AGREE, REPORT, Agreed
from portal.application.forms import Form
from portal.application.gathering import whole
from portal.application.resources import Accepted, Card, Case, Page
from portal.application.scopes import own_councils
from portal.application.waiting import chosen, holders
from portal.application.wording import in_oslo

router = pages()
MISSING = 404
Acting = Annotated[str, Query()]
NEW_ASKS = ("what", "responsible", "involved", "informed", "starts", "ends")
REPORT_ASKS = ("progress", "note", "ends")


@router.get("/oppfolging")
async def all_agreed(visit: VisitDep) -> Response:
    """Show what the reader's councils and units have agreed and not finished."""
    session, case_flow = visit.session, visit.parts.case_flow
    found = {task.case.id for task in await case_flow.tasks(visit.token) if task.action == REPORT}
    for several in await asyncio.gather(*(_followed_up(visit, council) for council in own_councils(session))):
        found |= {card.id for card in several}
    cases = await asyncio.gather(*(case_flow.case(visit.token, id) for id in sorted(found)))
    left = [agreed for case in cases for agreed in following.agreed(case, session) if not agreed.one.finished]
    left.sort(key=lambda agreed: (not agreed.tellers, agreed.one.ends))
    return await _show(visit, "following/all.html", left, councils={case.origin for case in cases})


async def _followed_up(visit: Visit, council: str) -> tuple[Card, ...]:
    async def fetch(cursor: str | None) -> Page[Card]:
        return await visit.parts.case_flow.followed_up(visit.token, council=council, cursor=cursor)

    return await whole(fetch)


@router.get("/cases/{case}/follow-ups")
async def of_case(visit: VisitDep, case: str, since: Annotated[str | None, Query()] = None) -> Response:
    found = await visit.parts.case_flow.case(visit.token, case, since=since)
    return await _show(
        visit,
        "following/of-case.html",
        following.agreed(found, visit.session),
        councils={found.origin},
        case=found,
        agreers=holders(found.actions, AGREE, visit.session),
        done=await visit.parts.notices.take(visit.session.id, visit.page),
    )


@router.get("/cases/{case}/follow-ups/new")
async def new_agreement(visit: VisitDep, case: str, acting: Acting = "") -> Response:
    found = await visit.parts.case_flow.case(visit.token, case)
    today = visit.wording.date_of(visit.parts.clock())
    form = (await fresh(visit)).beginning({"starts": [today]})
    return await _show_new(visit, found, form, acting or form.value("acting"))


@router.post("/cases/{case}/follow-ups/new")
async def agree(sent: PostedDep, case: str) -> Response:
    case_flow, page = sent.visit.parts.case_flow, f"/cases/{part(case)}/follow-ups"

    async def again(form: Form, status: int) -> Response:
        found = await case_flow.case(sent.visit.token, case)
        return await _show_new(sent.visit, found, form, sent.one("acting"), status)

    async def act() -> Accepted:
        with renamed(following.FIELDS):
            return await case_flow.do(page, following.body(sent_form(sent)), order(sent))

    sending = Sending(AGREE, NEW_ASKS, act, again, page=lambda _: page)
    return await submit(sent, following.checked(sent_form(sent)), sending)


@router.get("/cases/{case}/follow-ups/{follow_up}")
async def one_agreement(visit: VisitDep, case: str, follow_up: str, acting: Acting = "") -> Response:
    found = await visit.parts.case_flow.case(visit.token, case)
    form = await fresh(visit)
    return await _show_one(visit, found, follow_up, form, acting=acting or form.value("acting"))


@router.post("/cases/{case}/follow-ups/{follow_up}")
async def tell(sent: PostedDep, case: str, follow_up: str) -> Response:
    case_flow, page = sent.visit.parts.case_flow, f"/cases/{part(case)}/follow-ups"

    async def again(form: Form, status: int) -> Response:
        found = await case_flow.case(sent.visit.token, case)
        return await _show_one(sent.visit, found, follow_up, form, acting=sent.one("acting"), status=status)

    async def act() -> Accepted:
        return await case_flow.do(f"{page}/{part(follow_up)}", following.report(sent_form(sent)), order(sent))

    sending = Sending(REPORT, REPORT_ASKS, act, again, page=lambda _: page)
    return await submit(sent, following.checked_report(sent_form(sent)), sending)


async def _show_new(visit: Visit, case: Case, form: Form, acting: str, status: int = 200) -> Response:
    holding = chosen(holders(case.actions, AGREE, visit.session), acting)
    if holding is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    holder = await visit.parts.registry.council(visit.token, case.holder)
    parties = following.parties(case, holder)
    names = await visit.parts.names.find(
        visit.token, {case.origin, *(one.council for one in parties)}, {one.unit for one in parties}
    )
    options = [(following.spelt(one), visit.wording.party(one, names), "") for one in parties]
    told = {"case": case, "holding": holding, "form": form, "options": options, "names": names}
    return visit.show("following/new.html", status=status, **told)


async def _show_one(
    visit: Visit, case: Case, follow_up: str, form: Form, *, acting: str, status: int = 200
) -> Response:
    agreed = following.by_id(case, follow_up, visit.session)
    if agreed is None:
        raise HTTPException(MISSING)
    holding = chosen(list(agreed.tellers), acting)
    if holding is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    written = form if form.values else form.beginning({"progress": [agreed.one.progress]})
    values = {"case": case, "holding": holding, "form": written}
    return await _show(visit, "following/report.html", [agreed], councils={case.origin}, status=status, **values)


async def _show(
    visit: Visit,
    template: str,
    several: list[Agreed],
    *,
    councils: set[str],
    status: int = 200,
    **values: Any,  # noqa: ANN401 - what a template needs
) -> Response:
    wanted, units = following.parties_of(several)
    return visit.show(
        template,
        status=status,
        several=several,
        today=in_oslo(visit.parts.clock()).date(),
        names=await visit.parts.names.find(visit.token, wanted | councils, units),
        **values,
    )
