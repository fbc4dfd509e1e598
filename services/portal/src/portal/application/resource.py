"""What everything is that a service answers. Fields that are new to us are passed over."""

from pydantic import BaseModel, ConfigDict


class Resource(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")
