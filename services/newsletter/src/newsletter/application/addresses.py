"""Where the links in a mail lead: pages of the portal."""

from dataclasses import dataclass

from councilkit.mailing.links import act_address


@dataclass(frozen=True)
class Addresses:
    portal: str
    """Without a slash at its end."""

    @property
    def cases(self) -> str:
        return f"{self.portal}/cases"

    def edition(self, edition: str) -> str:
        return f"{self.portal}/utgaver/{edition}"

    def act(self, token: str) -> str:
        return act_address(self.portal, "newsletter", token)
