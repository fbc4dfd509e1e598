"""All apps of the house in one process: each keeps its own name and its own figures."""

import pytest

from raadslag_local.place import CASE_FLOW, INBOX, NEWSLETTER, NOTIFIER, REGISTRY
from raadslag_local.testing import Town

pytestmark = [pytest.mark.mongo, pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]

NAMES = {
    REGISTRY: "council-registry",
    CASE_FLOW: "case-flow",
    NEWSLETTER: "newsletter",
    NOTIFIER: "notifier",
    "": "portal",
}


@pytest.mark.parametrize(("path", "name"), NAMES.items())
async def test_each_app_publishes_its_own_figures_under_its_own_name(town: Town, path: str, name: str) -> None:
    await town.house.http.get(f"{path}/sign-in-or-anything")
    figures = (await town.house.http.get(f"{path}/metrics")).text
    told = {other for other in NAMES.values() if f'service_name="{other}"' in figures}
    assert told == {name}


@pytest.mark.parametrize("path", NAMES)
async def test_each_app_is_alive_and_ready(town: Town, path: str) -> None:
    for probe in ("isalive", "isready"):
        assert (await town.house.http.get(f"{path}/{probe}")).status_code == 200


async def test_the_issuer_offers_everyone_in_the_registry(town: Town) -> None:
    page = await town.house.http.get("/sign-in", follow_redirects=True)
    assert [actor.name for actor in town.cast.actors.values() if actor.name not in page.text] == []


@pytest.mark.parametrize("path", [INBOX, f"{INBOX}/"])
async def test_the_inbox_is_there_with_and_without_a_slash(town: Town, path: str) -> None:
    page = await town.house.http.get(path, follow_redirects=True)
    assert "All e-post som huset har sendt" in page.text
