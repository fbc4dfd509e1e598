"""What the sink can be told by its environment."""

from pathlib import Path

from pydantic import Field

from councilkit.settings import ServiceSettings


class SinkSettings(ServiceSettings):
    mail_folder: Path = Field(description="Where mails are kept, with a log of them")
    smtp_port: int = Field(ge=1, le=65535, description="The port to take mails at")
    cut_after_dot: str = Field(
        default="",
        pattern=r"^(\d+(,\d+)*)?$",
        description="Which mails, counted from the start, are kept without an answer: the line is cut after the dot",
    )
    assets: Path | None = Field(default=None, description="Where `make assets` put Aksel's styles and the font")

    @property
    def cuts(self) -> frozenset[int]:
        return frozenset(int(number) for number in self.cut_after_dot.split(",") if number)
