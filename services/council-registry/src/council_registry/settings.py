"""What this service can be told by its environment, beside what every service can."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, SecretStr

from councilkit.settings import LedgerSettings


class ServiceClient(BaseModel):
    """Another service that asks for tokens here."""

    model_config = ConfigDict(frozen=True)

    secret: SecretStr = Field(min_length=16)
    scopes: frozenset[str]


class Settings(LedgerSettings):
    keys_file: Path = Field(
        default=Path(".run/keys.json"), description="Where the keys are that sign access tokens; made when missing"
    )
    outside_issuer: str = Field(description="The issuer that people sign in at, letter by letter as its tokens name it")
    outside_jwks_url: HttpUrl = Field(description="Where that issuer publishes its keys")
    outside_audience: str = Field(description="Whom its tokens are made for: the portal's client id there")
    outside_algorithm: Literal["RS256", "PS256", "ES256"] = Field(
        default="RS256", description="The only algorithm that its tokens may be signed with"
    )
    subject_keys: dict[str, Annotated[SecretStr, Field(min_length=32)]] = Field(
        min_length=1,
        description="JSON, name to key of 32 characters or more: they hash outside identities, the first for new ones",
    )
    erasures_mongo_url: SecretStr | None = Field(
        default=None,
        description="Where the journal of erasures is, if not beside the rest; no backup that is put back may hold it",
    )
    founder: SecretStr | None = Field(
        default=None, description="The outside subject that is directorate contact while there is none"
    )
    clients: dict[str, ServiceClient] = Field(
        default={}, description="JSON, client id to secret and scopes: the services that get service tokens"
    )
