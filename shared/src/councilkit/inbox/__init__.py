"""Takes in other services' events, and our own: into views, and into follow-up commands."""

from councilkit.inbox.fate import Done, Fate, Ignore, Park, Retry
from councilkit.inbox.follower import Follower
from councilkit.inbox.handlers import Handler
from councilkit.inbox.history import NewEpoch, OtherHistory
from councilkit.inbox.port import Generations, InboxStore, Page, Parked, Place, Source
from councilkit.inbox.view import Doc, In, View, ViewStore, Where
from councilkit.inbox.views import ViewKeeper, Views, collection_of, consumer_of

__all__ = [
    "Doc",
    "Done",
    "Fate",
    "Follower",
    "Generations",
    "Handler",
    "Ignore",
    "In",
    "InboxStore",
    "NewEpoch",
    "OtherHistory",
    "Page",
    "Park",
    "Parked",
    "Place",
    "Retry",
    "Source",
    "View",
    "ViewKeeper",
    "ViewStore",
    "Views",
    "Where",
    "collection_of",
    "consumer_of",
]
