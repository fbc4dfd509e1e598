"""A page held against WCAG 2.2 AA, at the width of a desk and of a small phone."""

from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from portal.testing.house import PortalHouse

WIDTHS: Final = (1280, 320)
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TARGETS: Final = "a.aksel-button, button, .rd-menu a, .rd-languages a, summary, select, textarea, .rd-form label[for]"
TOO_SMALL: Final = """
(targets) => [...document.querySelectorAll(targets)]
  .filter((one) => one.offsetParent && !["text", "file"].includes(one.control?.type))
  .filter((one) => !["TEXTAREA", "SELECT"].includes(one.control?.tagName) && one.getBoundingClientRect().height < 44)
  .map((one) => one.outerHTML)
"""
BROKEN: Final = """
(rules) => axe.run({runOnly: rules, resultTypes: ["violations"]}).then((found) => found.violations.map(
  (one) => [one.id, one.nodes.map((node) => node.html)]
))
"""
TOO_WIDE: Final = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

_AXE: Final = Axe().axe_script


def hold_against_the_rules(page: Page) -> None:
    """Raise AssertionError with what breaks a rule, or does not fit on the screen."""
    page.evaluate(_AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        _none(page.evaluate(BROKEN, RULES))
        _none([width] if page.evaluate(TOO_WIDE) > 0 else [])


def is_for_everybody(page: Page, house: PortalHouse) -> None:
    """Raise AssertionError also for a page without a title or a heading, or with something too small to hit."""
    hold_against_the_rules(page)
    _none([] if page.title().endswith("Rådslag") else [page.title()])
    _none([] if page.locator("h1").count() == 1 else ["h1"])
    if house.styled:
        _none(page.evaluate(TOO_SMALL, TARGETS))


def come_as(page: Page, house: PortalHouse, person: str) -> None:
    if person:
        house.issuer.person = person
        page.request.get("/sign-in")


def _none(wrong: list[Any]) -> None:
    if wrong:
        raise AssertionError(wrong)
