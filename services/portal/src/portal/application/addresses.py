"""Addresses at the services."""

from typing import Final
from urllib.parse import quote

PLANNING: Final = "/meetings/"  # a council has no page of all its meetings
SEATS: Final = "/seats/"  # one seat has no page of its own
TERMS: Final = "/terms/"  # and neither has somebody who sits
POSTS: Final = "/posts/"  # or holds a post


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


def above(page: str) -> str:
    """The page that a form stands under, where one sees how it is now."""
    if page.startswith("/plikter/"):
        return "/plikter"  # all of them stand on one page
    if page.startswith("/councils/") and PLANNING in page:
        return page.partition(PLANNING)[0]
    if page.startswith("/councils/") and SEATS in page:
        return f"{page.partition(SEATS)[0]}/seats"
    if page.startswith("/councils/") and TERMS in page:
        return f"{page.partition(TERMS)[0]}/people"
    if page.startswith(("/enheter/", "/organisasjoner/")) and POSTS in page:
        return page.partition(POSTS)[0]
    return page.rpartition("/")[0] or "/"


def part(id: str) -> str:
    """Make an id safe as one part of a path."""
    return quote(id, safe="")
