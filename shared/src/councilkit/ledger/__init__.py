"""A service's ledger: one collection, one document per accepted command, one event per command."""

from councilkit.ledger.chain import GENESIS, link
from councilkit.ledger.entry import Call, Chores, Draft, Entry, Receipt, as_item
from councilkit.ledger.ledger import Ledger
from councilkit.ledger.port import Clash, Found, Head, LedgerStore, Look, Number
from councilkit.ledger.refusals import AlreadyThere, Busy, ClaimTaken, KeyReused, NoSuchText, Stale, TooMuch
from councilkit.ledger.streams import Streams

__all__ = [
    "GENESIS",
    "AlreadyThere",
    "Busy",
    "Call",
    "Chores",
    "ClaimTaken",
    "Clash",
    "Draft",
    "Entry",
    "Found",
    "Head",
    "KeyReused",
    "Ledger",
    "LedgerStore",
    "Look",
    "NoSuchText",
    "Number",
    "Receipt",
    "Stale",
    "Streams",
    "TooMuch",
    "as_item",
    "link",
]
