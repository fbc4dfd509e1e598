"""What this service can be told by its environment, beside what every service can."""

from pydantic import Field, SecretStr

from councilkit.settings import ServiceSettings


class Settings(ServiceSettings):
    mac_key: SecretStr = Field(
        min_length=32, description="Keys the macs of requests, so that they reveal no erased text"
    )
