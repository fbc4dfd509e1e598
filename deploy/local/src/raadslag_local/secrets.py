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
    newsletter: str = Field(default_factory=_new)
    newsletter_links: str = Field(default_factory=_new)
    notifier: str = Field(default_factory=_new)
    notifier_links: str = Field(default_factory=_new)
    issuer: str = Field(default_factory=_new)
    operator: str = Field(default_factory=_new)

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read them; what the file lacks is made and written down."""
        found = cls.model_validate_json(path.read_bytes()) if path.exists() else cls()
        if found.model_fields_set != set(cls.model_fields):
            write_secret(path, found.model_dump_json(indent=2))
        return found


def write_secret(path: Path, content: str) -> None:
    """Write a whole file that nobody else may read."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(content)
    draft.replace(path)
