"""The editions in the ledger, as every use case gets them."""

from councilkit.ledger import Streams
from newsletter.domain.edition import Edition

KIND = "edition"
Editions = Streams[Edition]


def campaign_of(edition: str) -> str:
    """Tell the name under which an edition's mails are kept."""
    return f"{KIND}-{edition}"
