"""What an event type is, and the register of them all."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

_TYPES: dict[str, type["Event"]] = {}
_NAME = re.compile(r"raadslag(\.[a-z][a-z-]*){2,}\.v[1-9][0-9]*")


class UnknownVersion(Exception):
    """An event of a kind that we know, in a version that we do not."""


class Event(BaseModel):
    """A fact that a service publishes: names of cases, councils, units and terms, never of people, and no typed text.

    A type is declared by `class CaseSent(Event, type="raadslag.case.sent.v1")`. Within a version fields are only
    added, and only optional ones; readers ignore what they do not know. An older version names the one after it as
    `then`, and is read as that.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    TYPE: ClassVar[str]
    NEXT: ClassVar["type[Event] | None"] = None

    def __init_subclass__(cls, *, type: str, then: "type[Event] | None" = None) -> None:
        super().__init_subclass__()
        if not _NAME.fullmatch(type) or type in _TYPES:
            message = f"{type} is no event type's name, or is taken"
            raise TypeError(message)
        cls.TYPE = type
        cls.NEXT = then
        _TYPES[type] = cls

    def lifted(self) -> "Event":
        """Give the event in the newest version of its kind: each has room for all that the one before it says."""
        return self if self.NEXT is None else self.NEXT.model_validate(self.model_dump()).lifted()


def event_types() -> Mapping[str, type[Event]]:
    """Tell every event type that has been declared, by its name."""
    return MappingProxyType(_TYPES)


def newest(type: str) -> str:
    """Name the version in which an event of this type is read; a type that we do not know stays what it is."""
    known = _TYPES.get(type)
    return newest(known.NEXT.TYPE) if known and known.NEXT else type


def encode(event: Event) -> bytes:
    """Spell an event as canonical JSON: UTF-8, no blanks, fields in their declared order."""
    return canonical(event.model_dump(mode="json"))


def canonical(value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Spell a JSON value in the one way that survives being read and written again: the hash chain covers it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def decode(type: str, data: bytes) -> Event | None:
    """Read an event, in the newest version of its kind; None when we know nothing of that.

    Raises:
        UnknownVersion: the kind is known, but not in this version.
        pydantic.ValidationError: the data is not what the type says.

    """
    if known := _TYPES.get(type):
        return _read(known, data)
    kind = type.rpartition(".v")[0]
    if any(name.rpartition(".v")[0] == kind for name in _TYPES):
        raise UnknownVersion(type)
    return None


# A view reads an event to see what it is about, to take it in, and again with all that follows in its stream.
@lru_cache(maxsize=10_000)
def _read(known: type[Event], data: bytes) -> Event:
    return known.model_validate_json(data).lifted()
