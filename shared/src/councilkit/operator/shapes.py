"""What the operator's API tells and takes, for the service that answers and the program that asks."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field

BY_THE_HOLDER = "The replica that holds the lease does it within seconds."
BY_EVERYBODY = "Everybody who follows begins to take it in again, within half a minute."

Name = Annotated[str, Field(min_length=1, max_length=1000)]


class LeaseHeld(BaseModel):
    """Which replica works for the service now, and until when unless it renews its lease."""

    holder: str
    until: AwareDatetime


class Published(BaseModel):
    """How far the topic is. `halted` says why nothing is published."""

    topic: str
    epoch: int
    position: int
    behind: int
    refill: bool = Field(description="a refill was asked for, and has not begun")
    halted: str | None


class Followed(BaseModel):
    """How far a consumer is at its publisher. `halted` says why it takes in nothing any more."""

    consumer: str
    source: str
    epoch: int
    position: int
    behind: int | None = Field(description="null if the publisher does not answer just now")
    parked: int = Field(description="streams that are set aside")
    halted: str | None


class Generation(BaseModel):
    """Which generation of the views on a publisher is read, and which one is being built beside it."""

    source: str
    epoch: int = Field(description="the latest that one of them has taken in")
    current: int
    following: int | None
    halted: str | None = Field(description="why the following one cannot be built")


class HouseState(BaseModel):
    """Everything that one look at a service tells."""

    service: str
    epoch: int
    position: int
    pending: bool = Field(description="an event waits for its number")
    lease: LeaseHeld | None = Field(description="null if no replica holds it")
    publishing: Published | None = Field(description="null in a house without Kafka")
    consumers: list[Followed]
    generations: list[Generation]


class ParkedStream(BaseModel):
    """A stream that a consumer has set aside, at the event that it could not take."""

    consumer: str
    stream: str
    entry: str
    type: str
    cause: str
    since: AwareDatetime
    redrive: bool = Field(description="it was asked for, and has not been done yet")


class Redrive(BaseModel):
    """Read a stream that is set aside again, or all of a consumer's."""

    consumer: Name
    stream: Name | None = None


class Rebuild(BaseModel):
    """Build the next generation of the views on a publisher."""

    source: Name


class Restored(BaseModel):
    """Say that the ledger was restored from a backup: the epoch that begins, later than any that anybody knows."""

    epoch: int = Field(ge=2, le=2**31)


class Asked(BaseModel):
    """What was asked, of what; and who does it."""

    asked: Literal["redrive", "rebuild", "refill", "restored"]
    of: list[str]
    then: str


class ServiceState(BaseModel):
    """How a service is, in one word for everybody."""

    service: str
    state: Literal["well", "late", "stuck"]
    since: datetime | None = None
