"""The larger world with other mails: one that was not sent, was sent twice, or is in doubt."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from judge.world import NEWSLETTER, NOTIFIER, Service, World
from true_world import (
    ANSWERS,
    BEGAN,
    EDITION,
    LEADER,
    MANAGER,
    sent_of,
    with_,
    with_log,
    world_with_mails,
)

DIGEST = f"edition-{EDITION}:{LEADER}"
THE_DIGEST = f"newsletter: the mail {DIGEST}"
FIRST_ANSWER, SECOND_ANSWER = (str(row["_id"]) for row in ANSWERS.values())
THE_ANSWER = f"notifier: the mail {SECOND_ANSWER}"
DUTIES = f"duties-2026-11-23:{MANAGER}"
THE_DUTIES = f"notifier: the mail {DUTIES}"


def with_row(world: World, row: str, **changes: Any) -> World:  # noqa: ANN401 - any field of a row
    """Tell the same world but for some fields of a row."""
    for name in (NEWSLETTER, NOTIFIER):
        rows = [{**one, **changes} if one["_id"] == row else one for one in world.services[name].rows]
        world = with_(world, name, rows=rows)
    return world


def without_row(world: World, row: str) -> World:
    for name in (NEWSLETTER, NOTIFIER):
        world = with_(world, name, rows=[one for one in world.services[name].rows if one["_id"] != row])
    return world


def row_of(world: World, row: str) -> dict[str, Any]:
    rows = [*world.services[NEWSLETTER].rows, *world.services[NOTIFIER].rows]
    return next(dict(one) for one in rows if one["_id"] == row)


def sent_times(world: World, times: int, *, cut: bool = False) -> World:
    """Tell the same world with the last answer so many times in the sink's log."""
    digest, first, second, *others = world.sent or ()
    return replace(world, sent=[digest, first, *[replace(second, cut=cut)] * times, *others])


def suppressed(row: str, detail: str = "it is so", **changes: Any) -> World:  # noqa: ANN401 - any field of a row
    """Tell a world in which a mail was suppressed, and did not go."""
    world = world_with_mails()
    left = [one for one in world.sent or () if one != sent_of(row_of(world, row))]
    return replace(with_row(world, row, state="suppressed", detail=detail, **changes), sent=left)


def struck(world: World, what: str, at: datetime = BEGAN) -> World:
    return with_log(world, {"at": at.isoformat(), "fault": what})


def with_event(world: World, service: str, kind: str, stream: str, command: str = "", **data: Any) -> World:  # noqa: ANN401 - an event's own
    """Tell the same world with one more event at the end of a ledger; its place and its views are not looked at."""
    theirs: Service = world.services[service]
    last = max(document["position"] for document in theirs.ledger)
    sequence = sum(document["stream"] == stream for document in theirs.ledger) + 1
    entry = {
        **theirs.ledger[-1],
        "_id": f"{stream}:{sequence:06d}",
        "stream": stream,
        "sequence": sequence,
        "type": f"raadslag.{kind}.v1",
        "data": json.dumps(data).encode(),
        "position": last + 1,
        "command_id": command or "http/term/key",
        "actor": "notifier" if command else "term",
        "causation": command.split("/")[1] if command.startswith("event/") else None,
    }
    return with_(world, service, ledger=[*theirs.ledger, entry])
