"""What the commands are sent as by which a case travels."""

from pydantic import Field

from case_flow.api.bodies import Body, Id
from councilkit.events.cases import Wish
from councilkit.privacy import Text


class SendBody(Body):
    to: Id
    wish: Wish
    reason: Text


class ReturnBody(Body):
    reason: Text
    suggested: Id | None = Field(default=None, description="A council where the case belongs")


class NoteBody(Body):
    note: Text
