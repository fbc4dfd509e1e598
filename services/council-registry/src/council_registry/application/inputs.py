"""What all commands have in common: immutable, no unknown fields, and ids and days that look like such."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,100}$")]
"""The opaque id of a council, seat, term, post, meeting or person."""

UnitNumber = Annotated[str, Field(pattern=r"^[0-9]{4}$")]

Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]
"""A day that somebody alive can mean."""


class Input(BaseModel):
    """A command as it is sent. Its text fields have types that refuse identity numbers when the command is made."""

    model_config = ConfigDict(frozen=True, extra="forbid")
