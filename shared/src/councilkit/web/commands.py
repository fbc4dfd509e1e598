"""What every command brings along: who acts, under which key, on which state, and the bytes that were sent."""

from dataclasses import dataclass
from typing import Annotated

import structlog
from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel, Field

from councilkit.ids import derived_id
from councilkit.ledger.entry import Call, Receipt
from councilkit.web.callers import Caller, CallerDep, Holding
from councilkit.web.etags import IF_MATCH_PATTERN, etag, expected
from councilkit.web.paths import path_in_app

KEY_PATTERN = r"^[A-Za-z0-9._:~-]{8,128}$"
ACTING_PATTERN = r"^[A-Za-z0-9_-]{1,100}$"


@dataclass(frozen=True)
class Command:
    """An accepted envelope: the call for the ledger, and the term or post it is made for."""

    call: Call
    holding: Holding


IdempotencyKey = Annotated[
    str,
    Header(pattern=KEY_PATTERN, description="Yours to choose, one per command; send it again to repeat safely"),
]
ActingAs = Annotated[str, Header(pattern=ACTING_PATTERN, description="The term or post that you act for")]
IfMatch = Annotated[
    str | None, Header(pattern=IF_MATCH_PATTERN, description="The ETag that you saw; another one now is refused")
]


class Envelope:
    """What the headers and the raw body of a command tell, before it is known whose term or post it may name."""

    def __init__(
        self, request: Request, idempotency_key: IdempotencyKey, acting_as: ActingAs, if_match: IfMatch = None
    ) -> None:
        self.acting_as = acting_as
        self._request = request
        self._key = idempotency_key
        self._if_match = if_match

    async def made_by(self, asker: Caller) -> Command:
        """Make the command that the caller gives for one of the own terms and posts."""
        return await self.made_for(asker.acting(self.acting_as), vouched_by=asker.vouched_by)

    async def made_for(
        self, holding: Holding, *, brought_by: str | None = None, vouched_by: str | None = None
    ) -> Command:
        """Make the command that this term or post gives; its id names the service that brings it by a link, if any."""
        way = "http" if brought_by is None else f"link/{brought_by}"
        command_id = f"{way}/{holding.id}/{self._key}"
        call = Call(
            actor=holding.id,
            command_id=command_id,
            request=await _request_bytes(self._request),
            correlation=derived_id("correlation", command_id),
            expected=expected(self._if_match),
            vouched_by=vouched_by,
        )
        structlog.contextvars.bind_contextvars(acting_as=holding.id, correlation=call.correlation)
        return Command(call, holding)


EnvelopeDep = Annotated[Envelope, Depends()]
"""The envelope of a command, for a route that finds the term or post in its own way."""


async def command(asker: CallerDep, envelope: EnvelopeDep) -> Command:
    """Read the envelope of a command that the caller gives for one of the own terms and posts."""
    return await envelope.made_by(asker)


CommandDep = Annotated[Command, Depends(command)]
"""The envelope of a command, as a parameter of a route."""


async def _request_bytes(request: Request) -> bytes:
    line = f"{request.method} {path_in_app(request.scope)}\n"
    return line.encode() + await request.body()


class Accepted(BaseModel):
    """The answer to every command: its receipt, if the service's own view has it already, and whom it was about."""

    receipt: str = Field(description="stream:sequence; a later GET with ?since= waits for it")
    seen: bool = Field(description="False: what you read next may not show it yet")
    id: str


def accepted(receipt: Receipt, id: str, *, seen: bool, response: Response) -> Accepted:
    """Make the answer to a command and set its ETag."""
    response.headers["ETag"] = etag(receipt.sequence)
    return Accepted(receipt=str(receipt), seen=seen, id=id)
