"""One's own pages: the seats, what is kept of oneself, who has looked, and being forgotten."""

import asyncio
from typing import Annotated, Final

from fastapi import Query
from starlette.responses import RedirectResponse, Response

from portal.api.forms import CONFLICT, Sending, fresh, sent_form, submit
from portal.api.guard import Posted, PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application import contacting
from portal.application.forms import Form
from portal.application.refusals import Refused
from portal.application.resources import Accepted
from portal.application.seating import CHANGE_MINE, FORGET

router = pages()
MINE: Final = "/mine-opplysninger"
IN_PERSON: Final = "only-in-person"
PDF: Final = "application/pdf"


@router.get("/mine-verv")
async def my_seats(visit: VisitDep) -> Response:
    registry, token = visit.parts.registry, visit.token
    seats, certificates = await asyncio.gather(registry.my_seats(token), registry.my_certificates(token))
    return visit.show("my-seats.html", seats=seats, certificates=certificates)


@router.get("/kursbevis/{certificate}")
async def one_certificate(visit: VisitDep, certificate: str) -> Response:
    found = await visit.parts.registry.certificate(visit.token, certificate, language=visit.wording.language)
    return _file(found, "kursbevis.pdf", PDF)


@router.get(MINE)
async def my_data(visit: VisitDep, cursor: Annotated[str | None, Query()] = None) -> Response:
    registry, token = visit.parts.registry, visit.token
    contact, looks = await asyncio.gather(registry.my_contact(token), registry.my_looks(token, cursor=cursor))
    organisations = (await registry.organisations(token)).by_id if contact.organisation else {}
    return visit.show(
        "my-data.html",
        contact=contact,
        organisation=organisations.get(contact.organisation or ""),
        looks=looks,
        done=await visit.parts.notices.take(visit.session.id, visit.page),
    )


@router.get(f"{MINE}/last-ned")
async def download(visit: VisitDep) -> Response:
    return _file(await visit.parts.registry.my_data(visit.token), "raadslag.json", "application/json")


@router.get(f"{MINE}/endre")
async def change_form(visit: VisitDep) -> Response:
    known = await visit.parts.registry.my_contact(visit.token)
    return await _show(visit, (await fresh(visit)).beginning(contacting.fields(known)))


@router.post(f"{MINE}/endre")
async def change(sent: PostedDep) -> Response:
    visit = sent.visit

    async def again(form: Form, status: int) -> Response:
        return await _show(visit, form, status)

    async def act() -> Accepted:
        known = await visit.parts.registry.my_contact(visit.token)
        await visit.parts.registry.change_my_contact(visit.token, contacting.body(sent_form(sent), known, own=True))
        return Accepted(receipt="")

    sending = Sending(CHANGE_MINE, contacting.ASKS, act, again, page=lambda _: MINE)
    return await submit(sent, contacting.checked(sent_form(sent)), sending)


@router.get(f"{MINE}/glem-meg")
async def forget_form(visit: VisitDep) -> Response:
    return visit.show("forget-me.html", form=await fresh(visit))


@router.post(f"{MINE}/glem-meg")
async def forget(sent: PostedDep) -> Response:
    """Have her forgotten, with what she was writing, and end the session: nobody is left whose it would be."""

    async def again(form: Form, status: int) -> Response:
        return sent.visit.show("forget-me.html", form=form, status=status)

    async def act() -> Accepted:
        try:
            await sent.visit.parts.registry.forget_me(sent.visit.token)
        except Refused as no:
            raise Refused(CONFLICT if no.slug == IN_PERSON else no.status, no.slug) from no
        return Accepted(receipt="")

    sending = Sending(FORGET, ("sure",), act, again, page=lambda _: "/")
    answer = await submit(sent, sent_form(sent).missing(["sure"]), sending)
    return await _gone(sent) if isinstance(answer, RedirectResponse) else answer


async def _gone(sent: Posted) -> Response:
    visit = sent.visit
    await visit.parts.drafts.drop_all(visit.session.subject)
    await visit.parts.sessions.end(visit.session)
    response = visit.parts.screen.show(visit.request, "forgotten.html")
    visit.parts.screen.cookies.forget(response, "session")
    return response


async def _show(visit: Visit, form: Form, status: int = 200) -> Response:
    organisations = await visit.parts.registry.organisations(visit.token)
    offered = [(one.id, one.name, "") for one in organisations.items]
    return visit.show("my-contact.html", form=form, organisations=offered, status=status)


def _file(content: bytes, name: str, kind: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=kind, headers=headers)
