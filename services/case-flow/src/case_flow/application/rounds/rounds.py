"""The rounds in the ledger, as every use case gets them."""

from case_flow.domain.round import Round
from councilkit.ledger import Streams

KIND = "round"
Rounds = Streams[Round]
