"""The words that the pages of people, seats and imports show."""

from collections.abc import Iterable, Mapping
from typing import Final

from councilkit.events.seating import HandoverItem
from portal.application.contacting import CHANNELS, GROUPS
from portal.application.importing import SHEETS
from portal.application.posting import END as END_POST
from portal.application.posting import START as START_POST
from portal.application.seating import (
    ANSWER,
    CHANGE_CONTACT,
    CHANGE_MINE,
    CLOSE_REQUEST,
    ERASE,
    FORGET,
    INVITE,
    SEAT_DEEDS,
    TICK,
    VOUCH,
)
from portal.application.waiting import SEAT_TASKS

ON_SEATS: Final = tuple(deed.action for deed in SEAT_DEEDS)
OF_PEOPLE: Final = (INVITE, VOUCH, CHANGE_CONTACT, ERASE)
OF_POSTS: Final = (START_POST, END_POST)
TASKS: Final = (*ON_SEATS, *OF_POSTS, *OF_PEOPLE, ANSWER, CLOSE_REQUEST, CHANGE_MINE, FORGET)
WAITS: Final = tuple(action for action in SEAT_TASKS if action != "convene_meeting")
BUTTONS: Final = (*ON_SEATS, *OF_POSTS, *OF_PEOPLE, CLOSE_REQUEST, CHANGE_MINE, FORGET, *WAITS)
DONE: Final = (*ON_SEATS, *OF_POSTS, CHANGE_CONTACT, ERASE, ANSWER, CLOSE_REQUEST, TICK, CHANGE_MINE)
ASKED: Final = (
    "side",
    "role",
    "organisation",
    "due",
    "profile",
    "channel",
    "sure",
    "code",
    "sheets",
    "post",
    "reports_to",
)
PROBLEMS: Final = (
    *("seat-taken", "seat-over", "seat-in-use", "wrong-side", "only-deputies-here", "no-deputy-for-this"),
    *("other-side-of-the-table", "person-known", "erased-before", "no-address", "already-signed-in"),
    *("already-asked", "nobody-to-ask", "day-passed", "nomination-over", "only-in-person", "invitation-unknown"),
    "code-spent",
    *("unknown-reference who", "unknown-reference organisation", "unknown-reference deputy_for"),
    *("string-pattern-mismatch email", "string-pattern-mismatch phone", "name-missing", "nobody-named"),
    *("named-twice", "no-seat", "nobody-in-seat", "not-prolonged", "stays-as-it-is", "rows-refused"),
    "meeting-moved",
    *("changed-since-preview", "import-runs", "files-gone", "sheet-wrong", "council-or-region"),
    *("wrong-place-for-post", "nobody-in-charge", "organisation-of-itself", "unknown-number", "person-or-contact"),
)
LOOKS: Final = (
    *("read_people", "read_contact", "change_contact", "resolve_contacts", "list_people"),
    *("read_my_data", "export", "export_attendance", "import"),
)
OTHER_LOOK: Final = "other"
WORDS: Final[Mapping[str, Iterable[str]]] = {
    "handover": tuple(HandoverItem),
    "group": GROUPS,
    "channel": CHANNELS,
    "sheet": SHEETS,
    "change": ("new", "changed"),
    "look": (*LOOKS, OTHER_LOOK),
}
