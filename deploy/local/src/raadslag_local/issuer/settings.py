"""What the issuer can be told by its environment."""

from pathlib import Path

from pydantic import Field, HttpUrl, SecretStr

from councilkit.settings import ServiceSettings


class IssuerSettings(ServiceSettings):
    keys_file: Path = Field(description="Where the keys are that sign what it hands out; made when missing")
    issuer_url: HttpUrl = Field(description="Where it is found, by the portal and by browsers")
    issuer_client_id: str = Field(description="Under which the portal is known to it")
    portal_url: HttpUrl = Field(description="Where people come from, and are sent back to")
    founder: SecretStr = Field(description="Whom one can choose to be while the registry knows nobody")
    assets: Path | None = Field(default=None, description="Where `make assets` put Aksel's styles and the font")
