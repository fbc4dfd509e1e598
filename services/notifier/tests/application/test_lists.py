"""Lists of duties and tasks: bounded, and read in as many questions however many councils there are."""

import pytest

from councilkit.inbox import Views
from notifier.application import list_duties as listing
from notifier.application.list_duties import list_duties
from notifier.application.list_tasks import list_tasks
from notifier.testing.driver import Driver
from notifier.testing.places import CENTRE, CONTACT, HARBOUR, REGION, VALLEY


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every question to a view, by the view's name."""
    asked: list[str] = []
    for name in ("get", "all"):
        usual = getattr(Views, name)

        def ask(views: Views, view: str, *args: object, usual: object = usual) -> object:
            asked.append(view)
            return usual(views, view, *args)  # type: ignore[operator]  # it is a method

        monkeypatch.setattr(Views, name, ask)
    return asked


async def test_the_duties_of_many_councils_are_read_in_as_many_questions_as_of_one(
    notifier: Driver, questions: list[str]
) -> None:
    known = notifier.service.known
    counts = []
    for asker in ([HARBOUR.leader], [HARBOUR.leader, VALLEY.leader, REGION.leader, CENTRE.leader]):
        questions.clear()
        await list_duties(asker, None, known=known, now=notifier.now)
        await list_tasks(asker, known=known, now=notifier.now)
        counts.append({view: questions.count(view) for view in sorted(set(questions))})
    one, many = counts
    assert many == one
    assert one["rules"] == 2, "once a list"


async def test_no_more_than_a_page_of_the_level_below_is_told(
    notifier: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, now = notifier.service.known, notifier.now
    assert not (await list_duties([REGION.leader], None, known=known, now=now)).more
    monkeypatch.setattr(listing, "MOST", 1)
    listed = await list_duties([REGION.leader], None, known=known, now=now)
    assert listed.more
    assert [shown.duty.council.id for shown in listed.shown] == [REGION.id] * 2 + [HARBOUR.id] * 2
    one = await list_duties([REGION.leader], VALLEY.id, known=known, now=now)
    assert [(shown.relation, one.more) for shown in one.shown] == [("below", False)] * 2
    assert not (await list_duties([CONTACT], None, known=known, now=now)).more
