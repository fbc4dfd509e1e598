"""Who is asking: a live session for every page behind the sign-in, and a form that is ours for everything sent."""

import secrets
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from portal.api.parts import Parts, PartsDep
from portal.application.forms import plain, sequence
from portal.application.refusals import Away, FormNotOurs, SignInNeeded
from portal.application.sessions import Session
from portal.application.wording import Wording

NOT_WRITTEN = ("csrf", "once", "seen", "choice")


@dataclass(frozen=True)
class Visit:
    """Somebody signed in, at a page."""

    request: Request
    parts: Parts
    session: Session

    @property
    def page(self) -> str:
        return self.request.url.path

    @property
    def token(self) -> str:
        return self.session.access_token

    @property
    def wording(self) -> Wording:
        return self.parts.screen.wording(self.request, self.session)

    def show(self, template: str, *, status: int = 200, **values: Any) -> Response:  # noqa: ANN401 - what a template needs
        return self.parts.screen.show(self.request, template, session=self.session, status=status, **values)


@dataclass(frozen=True)
class Posted:
    """A form that somebody signed in has sent from a page of ours."""

    visit: Visit
    form: FormData

    def one(self, name: str) -> str:
        return next(iter(self.many(name)), "")

    def many(self, name: str) -> list[str]:
        return [plain(value) for value in self.form.getlist(name) if isinstance(value, str)]

    @property
    def key(self) -> str:
        """The form's own key, made when it was shown: however often it is sent, it counts once."""
        return self.one("once")

    @property
    def seen(self) -> int | None:
        """The sequence of what the form was shown for."""
        return sequence(self.one("seen"))

    @property
    def written(self) -> dict[str, list[str]]:
        return {name: self.many(name) for name in self.form if name not in NOT_WRITTEN}

    @property
    def back(self) -> str:
        """The address of the form itself, for the term that it was shown for."""
        acting = self.one("acting")
        return f"{self.visit.page}?acting={acting}" if acting.isalnum() else self.visit.page

    async def keep(self) -> None:
        """Keep what was written, for the page that shows the form again."""
        await self.visit.parts.drafts.keep(self.visit.session.subject, self.visit.page, self.key, self.written)


async def found(request: Request, parts: PartsDep) -> Session | None:
    """Find the session of the cookie, also one that has run out."""
    return await parts.sessions.find(parts.screen.cookies.read(request, "session"))


FoundDep = Annotated[Session | None, Depends(found)]


async def looker(request: Request, parts: PartsDep) -> Session | None:
    """Find out who looks at a page that is open to all, if that can be found out just now."""
    try:
        session = await found(request, parts)
    except Away:
        return None
    return session if session and session.until > parts.clock() else None


LookerDep = Annotated[Session | None, Depends(looker)]


async def visiting(request: Request, parts: PartsDep, session: FoundDep) -> Visit:
    try:
        return Visit(request, parts, await parts.sessions.live(session))
    except SignInNeeded:
        query = f"?{request.url.query}" if request.url.query else ""
        raise SignInNeeded(request.url.path + query) from None


async def ours(request: Request, parts: PartsDep, session: FoundDep) -> Posted:
    """Take a form from a page of ours, also when the session has run out meanwhile."""
    form = await form_of(request)
    if session is None:
        raise SignInNeeded(request.url.path)
    token = form.get("csrf")
    if not isinstance(token, str) or not secrets.compare_digest(token.encode(), session.csrf.encode()):
        raise FormNotOurs
    return Posted(Visit(request, parts, session), form)


async def form_of(request: Request) -> FormData:
    """Read a form in the charset that its sender chose, and refuse what no text of ours can be spelt with."""
    try:
        form = await request.form()
        for name, value in form.multi_items():
            f"{name}{value}".encode()
    except UnicodeError:
        raise FormNotOurs from None
    return form


OursDep = Annotated[Posted, Depends(ours)]


async def posted(sent: OursDep) -> Posted:
    visit = sent.visit
    try:
        return replace(sent, visit=replace(visit, session=await visit.parts.sessions.live(visit.session)))
    except Away:
        await sent.keep()
        raise
    except SignInNeeded:
        await sent.keep()
        raise SignInNeeded(sent.back) from None


VisitDep = Annotated[Visit, Depends(visiting)]
PostedDep = Annotated[Posted, Depends(posted)]
