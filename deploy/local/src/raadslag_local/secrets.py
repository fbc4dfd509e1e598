"""What the services of one machine prove themselves with: made once, kept beside the data."""

import os
from pathlib import Path
from secrets import token_urlsafe
from typing import Self

from pydantic import BaseModel, Field


def _new() -> str:
    return token_urlsafe(36)


class Secrets(BaseModel):
    mac_key: str = Field(default_factory=_new)
    subject_key: str = Field(default_factory=_new)
    portal_secret: str = Field(default_factory=_new)
    registry: str = Field(default_factory=_new)
    case_flow: str = Field(default_factory=_new)
    issuer: str = Field(default_factory=_new)

    @classmethod
    def from_file(cls, path: Path) -> Self:
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
                file.write(cls().model_dump_json(indent=2))
        return cls.model_validate_json(path.read_bytes())
