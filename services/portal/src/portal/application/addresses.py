"""Addresses at the services."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

SECTIONS: Final = {
    **dict.fromkeys(("kart", "mangler", "region", "regioner", "enheter", "organisasjoner", "utvalg"), "/councils"),
    **dict.fromkeys(("ubesvart", "oppfolging", "innspill", "gamle-saker"), "/cases"),
    **dict.fromkeys(("meetings", "plikter"), "/moter"),
    "utkast": "/cases/new",
    **dict.fromkeys(("import", "navn"), "/councils"),
    **dict.fromkeys(("mine-opplysninger", "kursbevis"), "/mine-verv"),
}


def section(page: str) -> str:
    """The entry of the menu that a page belongs to."""
    first = page.split("/")[1]
    return SECTIONS.get(first, f"/{first}")


ABOVE: Final[Sequence[tuple[str, str, str]]] = (
    ("/plikter/", "/plikter/", "/plikter"),  # all of them stand on one page
    ("/councils/", "/meetings/", ""),  # a council has no page of all its meetings
    ("/councils/", "/seats/", "/seats"),  # one seat has no page of its own
    ("/councils/", "/terms/", "/people"),  # and neither has somebody who sits
    ("/enheter/", "/posts/", ""),  # or holds a post
    ("/organisasjoner/", "/posts/", ""),
    ("/cases/", "/texts/", ""),
    ("/region/", "/motetyper/", "/motetyper"),
)
"""Of forms that do not stand right under their page: how they begin, where to cut, and what the page has instead."""


def above(page: str) -> str:
    """The page that a form stands under, where one sees how it is now."""
    for begins, cut, instead in ABOVE:
        if page.startswith(begins) and cut in page:
            return page.partition(cut)[0] + instead
    return page.rpartition("/")[0] or "/"


def part(id: str) -> str:
    """Make an id safe as one part of a path."""
    return quote(id, safe="")
