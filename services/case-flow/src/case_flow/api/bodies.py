"""What commands are sent as. Every text is guarded: no identity numbers, no control characters."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,100}$")]


def _nothing(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


EMPTY = BeforeValidator(_nothing)
"""A field in which nothing has been written yet."""


class Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Nothing(Body):
    """An act that needs no further words."""


class CardsBody(Body):
    cases: Annotated[tuple[Id, ...], Field(max_length=500)]
