"""What every ledger tells of texts."""

from councilkit.events.base import Event


class TextErased(Event, type="raadslag.text.erased.v1"):
    """A text beside an earlier event of the same stream is gone for good."""

    entry: str
    text: str
