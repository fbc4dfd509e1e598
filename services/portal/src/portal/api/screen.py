"""From a template and its values to a page, in the reader's language and behind the page's own security headers."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from starlette.responses import HTMLResponse

from portal.api.cookies import Cookies
from portal.application.addresses import above, section
from portal.application.answering import posts
from portal.application.looks import Asset
from portal.application.old_cases import enters_for, may_enter
from portal.application.overseeing import contacts, overseeing, own_region, reaches, vouches_at
from portal.application.sessions import Session
from portal.application.wording import LANGUAGES, Wording

LINKS = ("/lenke/", "/invitasjon/")  # addresses that open something by themselves: no page there may tell them on
SECRET = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


class Screen:
    def __init__(
        self,
        wordings: Mapping[str, Wording],
        assets: Mapping[str, Asset],
        cookies: Cookies,
        *,
        issuer_origin: str,
        statement: str = "",
    ) -> None:
        self.assets = assets
        self.cookies = cookies
        self._wordings = wordings
        self._environments = {
            language: _environment(wording, assets, statement) for language, wording in wordings.items()
        }
        self._headers = {
            "Content-Security-Policy": _policy(issuer_origin),
            "Cache-Control": "no-store",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        }

    def wording(self, request: Request, session: Session | None = None) -> Wording:
        """Choose the reader's language: what she chose here, then her own, then her browser's, then bokmål."""
        own = session.language if session else None
        candidates = (self.cookies.read(request, "language"), own, *_accepted(request))
        return self._wordings[next((one for one in candidates if one in LANGUAGES), "nb")]

    def show(
        self,
        request: Request,
        template: str,
        *,
        session: Session | None = None,
        status: int = 200,
        **values: Any,  # noqa: ANN401 - what a template needs
    ) -> HTMLResponse:
        wording = self.wording(request, session)
        page = self._environments[wording.language].get_template(template)
        content = page.render(request=request, session=session, here=_here(request), **values)
        headers = self._headers | {"Content-Language": wording.language, "Vary": "Cookie, Accept-Language"}
        secret = SECRET if _here(request).startswith(LINKS) else {}
        return HTMLResponse(content, status_code=status, headers=headers | secret)


class _Compiled(BytecodeCache):
    """Templates that are compiled once for all languages: they differ only in what they are rendered with."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def _environment(wording: Wording, assets: Mapping[str, Asset], statement: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("portal"),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=_COMPILED,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(wording.translations, newstyle=True)  # type: ignore[attr-defined]  # the extension's
    environment.filters["first_upper"] = lambda text: text[:1].upper() + text[1:]
    environment.filters["first_lower"] = lambda text: text[:1].lower() + text[1:]
    environment.globals |= {
        "w": wording,
        "above": above,
        "section": section,
        "label": wording.label,
        "languages": LANGUAGES,
        "answers": posts,
        "contacts": contacts,
        "enters_for": enters_for,
        "enters_old_cases": may_enter,
        "overseeing": overseeing,
        "own_region": own_region,
        "reaches": reaches,
        "vouches_at": vouches_at,
        "asset": lambda name: f"/static/{assets[name].version}/{name}",
        "assets": frozenset(assets),
        "statement": statement,
    }
    return environment


def _policy(issuer_origin: str) -> str:
    # A form may lead to the issuer: browsers look at the whole way when a sign-in has run out.
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
        f"form-action 'self' {issuer_origin}; base-uri 'none'; frame-ancestors 'none'"
    )


def _accepted(request: Request) -> list[str]:
    """Read Accept-Language in the order given; plain `no` means bokmål."""
    wanted = [part.split(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")]
    return ["nb" if one == "no" else one for one in wanted]


def _here(request: Request) -> str:
    return request.url.path
