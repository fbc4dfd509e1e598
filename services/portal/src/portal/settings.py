"""What differs from house to house."""

from pathlib import Path

from pydantic import Field, HttpUrl, SecretStr

from councilkit.settings import ServiceSettings


class PortalSettings(ServiceSettings):
    """The shared settings, and the portal's own."""

    assets: Path | None = Field(default=None, description="Where `make assets` put Aksel's styles and the font")
    portal_url: HttpUrl = Field(default=HttpUrl("http://127.0.0.1:8000/"), description="Where browsers find the portal")
    portal_secret: SecretStr = Field(min_length=32, description="Seals sessions and drafts; at least 32 characters")
    issuer_url: HttpUrl = Field(
        default=HttpUrl("http://127.0.0.1:8000/issuer"), description="The OpenID Connect issuer that people sign in at"
    )
    issuer_client_id: str = Field(default="portal", description="Under which the portal is known to the issuer")
    issuer_client_secret: SecretStr = Field(default=SecretStr(""), description="What it proves itself with there")
    accessibility_statement: HttpUrl | None = Field(default=None, description="The statement that the footer links to")
