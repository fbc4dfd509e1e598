"""What commands are sent as. Nothing in them is free text."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from councilkit.mailing.links import LIMIT


class Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Nothing(Body):
    """An act that needs no further words."""


class LinkBody(Body):
    """A link's token. Nobody has signed in: the token is all there is."""

    token: Annotated[str, Field(min_length=1, max_length=LIMIT)]
