"""Where the links in a mail lead: pages of the portal."""

from dataclasses import dataclass

from councilkit.capabilities import INVITATION
from councilkit.events.meetings import MeetingType
from councilkit.mailing.links import act_address


@dataclass(frozen=True)
class Addresses:
    portal: str
    """Without a slash at its end."""

    @property
    def duties(self) -> str:
        return f"{self.portal}/plikter"

    @property
    def tasks(self) -> str:
        return f"{self.portal}/"

    def plan_meeting(self, council: str, type: MeetingType) -> str:
        return f"{self.portal}/councils/{council}/meetings/new?type={type.value}"

    def meeting(self, meeting: str) -> str:
        return f"{self.portal}/meetings/{meeting}"

    def case(self, case: str) -> str:
        return f"{self.portal}/cases/{case}"

    def round(self, round: str) -> str:
        return f"{self.portal}/innspill/{round}"

    def invitation(self, code: str) -> str:
        return f"{self.portal}{INVITATION}{code}"

    def nomination(self, request: str) -> str:
        return f"{self.portal}/nominations/{request}"

    def council(self, council: str) -> str:
        return f"{self.portal}/councils/{council}"

    def act(self, token: str) -> str:
        return act_address(self.portal, "notifier", token)
