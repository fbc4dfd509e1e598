"""What a mandate is sent as."""

from typing import Annotated

from pydantic import Field

from council_registry.api.bodies import Body, Day
from council_registry.domain.mandate import Conditions
from council_registry.domain.period import Period
from councilkit.events.cases import RuleStatus
from councilkit.events.seating import Numbering
from councilkit.privacy import Short

NumberName = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]


class MandateBody(Body):
    """`numbers`: those that the mandate says itself, by name; what it does not say comes from above."""

    starts: Day
    ends: Day | None = None
    review_on: Day | None = None
    status: RuleStatus
    numbers: Annotated[dict[NumberName, Annotated[int, Field(ge=0, le=10_000)]], Field(max_length=40)] = Field(
        default_factory=dict
    )
    numbering: Numbering | None = None
    reference: Short | None = Field(default=None, description="Where it was agreed: a meeting, a case, a document")

    def conditions(self) -> Conditions:
        period = Period.agreed(self.starts, self.ends)
        return Conditions(period, self.review_on, self.status, self.numbers, self.numbering)
