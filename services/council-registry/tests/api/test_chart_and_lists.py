from datetime import date, timedelta

import pytest

from council_registry.application.structure.change_council import ChangeCouncil
from council_registry.application.structure.close_council import CloseCouncil
from council_registry.application.structure.rest_council import RestCouncil
from council_registry.testing.driver import Driver
from council_registry.testing.http import Http
from council_registry.testing.people import DIRECTORATE, OFFICER, TODAY
from councilkit.events.councils import Language, Level, Names, Side
from councilkit.events.structure import CouncilChanged, CouncilClosed

A_YEAR = timedelta(days=365)


def renamed(council: str, parent: str, to: str, on: date) -> ChangeCouncil:
    names = Names(nb=to, nn=to, en=to)
    return ChangeCouncil(
        CouncilChanged(
            council=council,
            on=on,
            names=names,
            parent=parent,
            units=("0701",),
            line=None,
            language=Language.NB,
            led_by=Side.USER,
        )
    )


async def shorts(http: Http, **where: str) -> list[str]:
    answer = await http.by(OFFICER).get("/councils", **where)
    assert answer.status_code == 200
    return [council["short"] for council in answer.json()["items"]]


async def test_councils_are_found_by_their_units_and_numbers(http: Http, registry: Driver) -> None:
    _, regional, _ = await registry.a_chain()
    await registry.a_council("LBU-TON", Level.LOCAL, "0704", parent=regional)
    assert (
        await shorts(http, q="toens") == await shorts(http, q="0704") == await shorts(http, q="ton lbu") == ["LBU-TON"]
    )
    assert await shorts(http, q="nav") == ["LBU-HOR", "LBU-TON", "RBU-VT"]
    assert await shorts(http, q="nobody") == []


async def test_councils_are_narrowed_by_what_they_are(http: Http, registry: Driver) -> None:
    await registry.a_chain()
    assert await shorts(http, region="0800") == ["LBU-HOR", "RBU-VT"]
    assert await shorts(http, kind="youth_council") == []
    assert await shorts(http, led_by="user", level="central") == ["SBU"]
    assert await shorts(http, line="AT") == []
    assert await shorts(http, status="active", unit="0701") == ["LBU-HOR"]


async def test_a_council_that_rests_or_is_closed_is_told_as_such(http: Http, registry: Driver) -> None:
    _, regional, local = await registry.a_chain()
    other = await registry.a_council("LBU-TON", Level.LOCAL, "0704", parent=regional)
    await registry.do(RestCouncil(other, TODAY), OFFICER)
    assert await shorts(http, status="resting") == ["LBU-TON"]
    await registry.do(CloseCouncil(CouncilClosed(council=local, on=TODAY, successors=(other,))), OFFICER)
    assert await shorts(http, status="closed") == ["LBU-HOR"]
    assert await shorts(http, level="local") == ["LBU-TON"]
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    assert await shorts(http, level="local", status="active", on=yesterday) == ["LBU-HOR", "LBU-TON"]


async def test_who_succeeded_whom_is_told_on_both_pages(http: Http, registry: Driver) -> None:
    _, regional, local = await registry.a_chain()
    other = await registry.a_council("LBU-TON", Level.LOCAL, "0704", parent=regional)
    await registry.do(CloseCouncil(CouncilClosed(council=local, on=TODAY, successors=(other,))), OFFICER)
    asker = http.by(OFFICER)
    closed, after = [(await asker.get(f"/councils/{id}")).json() for id in (local, other)]
    assert (closed["status"], closed["closed"], after["status"]) == ("closed", TODAY.isoformat(), "active")
    assert [(one["id"], one["on"]) for one in closed["successors"]] == [(other, TODAY.isoformat())]
    assert [(one["id"], one["on"]) for one in after["predecessors"]] == [(local, TODAY.isoformat())]


async def test_the_past_stays_and_what_is_agreed_is_told_for_its_day(http: Http, registry: Driver) -> None:
    _, regional, local = await registry.a_chain()
    await registry.do(renamed(local, regional, "Havneutvalget", TODAY), OFFICER)
    await registry.do(renamed(local, regional, "Kystutvalget", TODAY + A_YEAR), OFFICER)
    asker = http.by(OFFICER)

    async def called(day: date) -> str:
        return str((await asker.get(f"/councils/{local}", on=day.isoformat())).json()["names"]["nb"])

    assert await called(TODAY - timedelta(days=1)) == "LBU-HOR"
    assert await called(TODAY) == "Havneutvalget"
    assert await called(TODAY + A_YEAR) == "Kystutvalget"
    page = (await asker.get(f"/councils/{local}")).json()
    [earlier], [plan] = page["earlier"], page["plans"]
    assert (earlier["until"], earlier["was"]["names"]["nb"]) == (TODAY.isoformat(), "LBU-HOR")
    assert (plan["on"], plan["changed"]["names"]["nb"], plan["closes"]) == (
        (TODAY + A_YEAR).isoformat(),
        "Kystutvalget",
        False,
    )
    assert await shorts(http, q="kyst") == []
    assert await shorts(http, q="kyst", on=(TODAY + A_YEAR).isoformat()) == ["LBU-HOR"]


async def test_units_without_a_council_are_found(http: Http, registry: Driver) -> None:
    await registry.a_chain()
    asker = http.by(OFFICER)

    async def numbers(**where: str) -> list[str]:
        return [unit["number"] for unit in (await asker.get("/units", **where)).json()["items"]]

    assert await numbers(without_council="true", kind="local_office") == ["0704", "0806", "0811"]
    assert await numbers(without_council="false") == ["0701", "0800", "9000"]
    assert await numbers(q="ski") == await numbers(q="0806") == ["0806"]
    assert await numbers(region="0300") == ["0300"]
    assert await numbers(line="AT", parent="9000") == ["0300", "0800"]


async def test_a_page_that_has_not_changed_is_not_sent_again(http: Http, registry: Driver) -> None:
    *_, local = await registry.a_chain()
    asker = http.by(OFFICER)
    for path in ("/councils", "/units", f"/councils/{local}", "/units/0701", "/chart", "/gaps", "/regions"):
        tag = (await asker.get(path)).headers["etag"]
        has = asker.headers() | {"If-None-Match": tag}
        assert (await asker.client.get(path, headers=has)).status_code == 304
    await registry.do(RestCouncil(local, TODAY), OFFICER)
    assert (await asker.client.get(path, headers=has)).status_code == 200


async def test_the_chart_shows_every_unit_below_its_parent_with_its_councils(http: Http, registry: Driver) -> None:
    central, regional, local = await registry.a_chain()
    chart = (await http.by(OFFICER).get("/chart")).json()
    assert chart["on"] == TODAY.isoformat()
    [directorate] = chart["units"]
    assert [council["id"] for council in directorate["councils"]] == [central]
    oslo, vestfold = directorate["units"]
    assert (oslo["without_council"], oslo["units"], vestfold["without_council"]) == (True, [], False)
    assert [council["id"] for council in vestfold["councils"]] == [regional]
    horten, *others = vestfold["units"]
    assert horten["councils"] == [
        {
            "id": local,
            "short": "LBU-HOR",
            "names": {"nb": "LBU-HOR", "nn": "LBU-HOR", "en": "LBU-HOR"},
            "level": "local",
            "kind": "user_council",
            "status": "active",
            "led_by": "user",
        }
    ]
    assert [unit["without_council"] for unit in others] == [True, True, True]


async def test_the_chart_of_a_day_shows_what_stood_then(http: Http, registry: Driver) -> None:
    *_, local = await registry.a_chain()
    await registry.do(CloseCouncil(CouncilClosed(council=local, on=TODAY)), DIRECTORATE)

    async def horten(**on: str) -> bool:
        [directorate] = (await http.by(OFFICER).get("/chart", **on)).json()["units"]
        return bool(directorate["units"][1]["units"][0]["without_council"])

    assert await horten()
    assert not await horten(on=(TODAY - timedelta(days=1)).isoformat())


async def test_an_empty_house_has_an_empty_chart(http: Http) -> None:
    assert (await http.by(DIRECTORATE).get("/chart")).json()["units"] == []


@pytest.mark.parametrize("path", ["/councils", "/units", "/chart", "/gaps", "/regions", "/regions/0800"])
@pytest.mark.parametrize("on", ["yesterday", "1900-01-01", "2026-02-30"])
async def test_a_day_that_nobody_means_is_refused(http: Http, path: str, on: str) -> None:
    answer = await http.by(OFFICER).get(path, on=on)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "on")


@pytest.mark.parametrize("q", ["x" * 101])
async def test_a_search_that_is_too_long_is_refused(http: Http, q: str) -> None:
    answer = await http.by(OFFICER).get("/councils", q=q)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "q")
