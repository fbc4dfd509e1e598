"""What commands are sent as. Every text is guarded: no identity numbers, no control characters."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from councilkit.mailing.links import LIMIT
from councilkit.privacy import Text
from newsletter.domain.half import PATTERN
from newsletter.domain.reader import Act


class Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Nothing(Body):
    """An act that needs no further words."""


class OpenBody(Body):
    half: Annotated[str, Field(pattern=PATTERN, description="A half-year: `2026-2` ends on 15 November 2026")]


class GreetBody(Body):
    nb: Text
    nn: Text
    en: Annotated[Text | None, Field(description="Without it, who reads English gets the greeting in bokmål")] = None


class LookBody(Body):
    """A link's token. Nobody has signed in: the token is all there is."""

    token: Annotated[str, Field(min_length=1, max_length=LIMIT)]


class PerformBody(LookBody):
    act: Act
