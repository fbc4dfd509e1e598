"""Who holds the posts of a unit or an organisation: one page each to add somebody, to end a post, and to invite."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import HTTPException, Query
from starlette.responses import Response

from portal.api.forms import CONFLICT, Sending, fresh, order, renamed, sent_form, submit
from portal.api.guard import PostedDep, Visit, VisitDep
from portal.api.routes import pages
from portal.application import days, posting
from portal.application.addresses import part
from portal.application.forms import Form
from portal.application.organisations import Organisation
from portal.application.posting import END, START, Held
from portal.application.resources import Accepted, Holding
from portal.application.seating import INVITE, NEW
from portal.application.sitting import post_holders
from portal.application.structure import Unit
from portal.application.waiting import chosen, holders
from portal.application.wording import in_oslo

router = pages()
MISSING: Final = 404
Acting = Annotated[str, Query()]
Page = Callable[..., Awaitable[Response]]
Place = Unit | Organisation


@dataclass(frozen=True)
class Home:
    """Where posts are held, units or organisations: its addresses here and at the registry."""

    name: str
    here: str
    there: str
    find: Callable[[Visit, str], Awaitable[Place]]

    def at(self, visit: Visit) -> str:
        return f"{self.here}/{part(self._id(visit))}"

    def place(self, visit: Visit) -> str:
        return f"{self.there}/{part(self._id(visit))}"

    async def found(self, visit: Visit) -> Place:
        return await self.find(visit, self._id(visit))

    def _id(self, visit: Visit) -> str:
        return str(visit.request.path_params[self.name])


async def _unit(visit: Visit, number: str) -> Unit:
    return await visit.parts.registry.unit_page(visit.token, number)


async def _organisation(visit: Visit, id: str) -> Organisation:
    return await visit.parts.registry.organisation(visit.token, id)


UNIT = Home("unit", "/enheter", "/units", _unit)
ORGANISATION = Home("organisation", "/organisasjoner", "/organisations", _organisation)


async def held_at(visit: Visit, home: Home, found: Place) -> dict[str, Any]:
    """Tell the posts of a place as its page shows them, with who may add somebody, end a post, and invite."""
    people = await post_holders(visit.parts.registry, visit.token, home.place(visit))
    posts = posting.held(found.posts, people, today=in_oslo(visit.parts.clock()).date())
    return {
        "place": home.at(visit),
        "posts": posts,
        "starters": holders(found.actions, START, visit.session),
        "ender": chosen(holders(found.actions, END, visit.session), ""),
        "inviters": {one.post.id: able[0] for one in posts if (able := _inviters(visit, one))},
    }


def _adding(home: Home) -> tuple[Page, Page]:
    async def form(visit: VisitDep, acting: Acting = "") -> Response:
        today = visit.wording.date_of(visit.parts.clock())
        begun = {"starts": [today], "who": [NEW], "language": [visit.wording.language]}
        written = (await fresh(visit)).beginning(begun)
        return await _show_new(visit, home, written, acting=acting or written.value("acting"))

    async def send(sent: PostedDep) -> Response:
        visit, at_unit = sent.visit, home is UNIT

        async def again(form: Form, status: int) -> Response:
            return await _show_new(visit, home, form, acting=sent.one("acting"), status=status)

        async def act() -> Accepted:
            body = posting.body(sent_form(sent), at_unit=at_unit)
            with renamed(posting.FIELDS):
                return await visit.parts.registry.do(f"{home.place(visit)}/posts", body, order(sent))

        sending = Sending(START, posting.ASKS, act, again, page=lambda _: home.at(visit))
        return await submit(sent, posting.checked(sent_form(sent), at_unit=at_unit), sending)

    return form, send


def _ending(home: Home) -> tuple[Page, Page]:
    async def form(visit: VisitDep, post: str, acting: Acting = "") -> Response:
        return await _show_end(visit, home, post, await fresh(visit), acting=acting)

    async def send(sent: PostedDep, post: str) -> Response:
        visit = sent.visit

        async def again(form: Form, status: int) -> Response:
            return await _show_end(visit, home, post, form, acting=sent.one("acting"), status=status)

        async def act() -> Accepted:
            path, body = f"{home.place(visit)}/posts/{part(post)}/end", {"on": days.iso(sent.one("on"))}
            return await visit.parts.registry.do(path, body, order(sent))

        sending = Sending(END, ("on",), act, again, page=lambda _: home.at(visit))
        return await submit(sent, days.checked(sent_form(sent), ("on",), ("on",)), sending)

    return form, send


def _inviting(home: Home) -> tuple[Page, Page]:
    async def form(visit: VisitDep, post: str, acting: Acting = "") -> Response:
        return await _show_invitation(visit, home, post, await fresh(visit), acting=acting)

    async def send(sent: PostedDep, post: str) -> Response:
        """Show the code here and now, as where somebody in a council is let in."""
        visit = sent.visit

        async def again(form: Form, status: int) -> Response:
            return await _show_invitation(visit, home, post, form, acting=sent.one("acting"), status=status)

        shown: list[Response] = []

        async def act() -> Accepted:
            code = await visit.parts.registry.code(f"{home.place(visit)}/posts/{part(post)}/invite", order(sent))
            one, back = await _held(visit, home, post), home.at(visit)
            shown.append(visit.show("posts/code.html", action=INVITE, back=back, code=code, sitter=one))
            return Accepted(receipt=code.receipt)

        answer = await submit(sent, sent_form(sent), Sending(INVITE, (), act, again, page=lambda _: "/"))
        return shown[0] if shown else answer

    return form, send


async def _show_new(visit: Visit, home: Home, form: Form, *, acting: str, status: int = 200) -> Response:
    found, registry, token = await home.found(visit), visit.parts.registry, visit.token
    own = found.councils if isinstance(found, Unit) else ()
    offered: dict[str, Any] = {"roles": (), "councils": []}
    if isinstance(found, Unit):
        councils = await posting.reported_to(registry, token, found, await visit.parts.names.find(token, own))
        offered = {"roles": posting.ROLES.get(found.kind, ()), "councils": councils}
    known = await posting.known(registry, token, home.place(visit), own)
    holding = chosen(holders(found.actions, START, visit.session), acting)
    return _show(visit, home, START, holding, status=status, where=found, form=form, known=known, **offered)


async def _show_end(visit: Visit, home: Home, post: str, form: Form, *, acting: str, status: int = 200) -> Response:
    found, one = await home.found(visit), await _held(visit, home, post)
    holding = chosen(holders(found.actions, END, visit.session), acting)
    return _show(visit, home, END, holding, status=status, where=found, form=form, sitter=one)


async def _show_invitation(
    visit: Visit, home: Home, post: str, form: Form, *, acting: str, status: int = 200
) -> Response:
    one = await _held(visit, home, post)
    return _show(visit, home, INVITE, chosen(_inviters(visit, one), acting), status=status, form=form, sitter=one)


def _show(
    visit: Visit,
    home: Home,
    action: str,
    holding: Holding | None,
    *,
    status: int,
    **values: Any,  # noqa: ANN401 - what a template needs
) -> Response:
    if holding is None:
        return visit.show("errors/not-now.html", status=CONFLICT)
    told = {"action": action, "holding": holding, "back": home.at(visit)}
    return visit.show(f"posts/{action}.html", status=status, **told, **values)


async def _held(visit: Visit, home: Home, post: str) -> Held:
    found = await home.found(visit)
    people = await post_holders(visit.parts.registry, visit.token, home.place(visit))
    for one in found.posts:
        if one.id == post:
            return Held(one, next((holder for holder in people if holder.post == post), None))
    raise HTTPException(MISSING)


def _inviters(visit: Visit, one: Held) -> list[Holding]:
    return holders(one.holder.actions, INVITE, visit.session) if one.holder else []


for _home in (UNIT, ORGANISATION):
    _pages = (
        (START, "new", _adding(_home)),
        (END, "{post}/end", _ending(_home)),
        (INVITE, "{post}/invite", _inviting(_home)),
    )
    for _action, _verb, (_form, _send) in _pages:
        _address, _name = f"{_home.here}/{{{_home.name}}}/posts/{_verb}", f"{_home.name}_{_action}"
        router.add_api_route(_address, _form, methods=["GET"], name=_name)
        router.add_api_route(_address, _send, methods=["POST"], name=_name)
