"""What commands are sent as. Nothing in them is free text."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from councilkit.mailing.links import LIMIT

RuleId = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,100}$")]

# Days that somebody alive can mean.
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]


class Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Nothing(Body):
    """An act that needs no further words."""


class DutiesBody(Body):
    """What holds from now on; what is left out holds no more."""

    agreed: Annotated[tuple[RuleId, ...], Field(max_length=50, description="Rules in the council's own mandate")] = ()
    meetings_a_year: Annotated[int | None, Field(ge=1, le=52, description="As the mandate says; null: the rule's")] = (
        None
    )
    counts_from: Annotated[Day | None, Field(description="The first day that counts; null: its founding")] = None
    quiet: Annotated[bool, Field(description="No mails; the list still tells")] = False


class LinkBody(Body):
    """A link's token. Nobody has signed in: the token is all there is."""

    token: Annotated[str, Field(min_length=1, max_length=LIMIT)]
