"""What may come in at all: 256 KiB, JSON that is JSON, twenty levels deep, and no control characters anywhere."""

import json
import re
from collections.abc import Iterator
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from starlette.types import Scope

from councilkit.characters import has_forbidden
from councilkit.refusals import Kind, Refusal

BODY_LIMIT = 256 * 1024
DEPTH_LIMIT = 20
_NAME = re.compile(r"[A-Za-z_][A-Za-z_-]{0,63}|[0-9]{1,6}")


class BodyTooLarge(Refusal):
    """The body has more bytes than any request of ours needs."""

    slug = "body-too-large"
    kind: ClassVar[Kind] = Kind.TOO_LARGE


class JsonMalformed(Refusal):
    """The body says that it is JSON and is not, or names a member twice."""

    slug = "json-malformed"
    kind: ClassVar[Kind] = Kind.MALFORMED


class JsonTooDeep(Refusal):
    """The body nests deeper than anything we read."""

    slug = "json-too-deep"
    kind: ClassVar[Kind] = Kind.MALFORMED


class ControlCharacter(Refusal):
    """A character in it is for machines, or fools the reader."""

    slug = "control-character"
    kind: ClassVar[Kind] = Kind.INVALID


class AddressMalformed(Refusal):
    """The path or the query holds a control character."""

    slug = "address-malformed"
    kind: ClassVar[Kind] = Kind.MALFORMED


def check_address(scope: Scope) -> None:
    """Refuse control characters in the path and in the parameters."""
    if has_forbidden(scope["path"], one_line=True):
        _refuse_address("path")
    query = scope.get("query_string", b"").decode("latin-1")
    for name, value in parse_qsl(query, keep_blank_values=True, errors="surrogateescape"):
        if has_forbidden(name, one_line=True):
            _refuse_address("query")
        if has_forbidden(value, one_line=True):
            _refuse_address(name)


def check_json(body: bytes) -> None:
    """Refuse what is not strict JSON in UTF-8, nests too deep, or holds a control character in a name or a text."""
    for pointer, text in _strings(_parsed(body), "", 0):
        if has_forbidden(text):
            raise ControlCharacter(
                "The text holds a control character or a mark that turns the writing direction.", field=pointer
            )


def pointer_to(*parts: object) -> str:
    """Spell a JSON pointer (RFC 6901). A name that no field of ours could have is told as `*`: it may be anything."""
    return "".join(f"/{part if _NAME.fullmatch(str(part)) else '*'}" for part in parts)


def _refuse_address(field: str) -> None:
    raise AddressMalformed("The address holds a control character.", field=field)


def _parsed(body: bytes) -> Any:  # noqa: ANN401 - any JSON value
    try:
        return json.loads(body.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant)
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        raise JsonMalformed("The body is not JSON in UTF-8, or it names a member twice.", field="") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member is named twice")
    return members


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _strings(value: Any, pointer: str, depth: int) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, dict | list):
        if depth == DEPTH_LIMIT:
            raise _too_deep()
        yield from ((pointer, name) for name in value if isinstance(value, dict))
        for name, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _strings(member, pointer + pointer_to(name), depth + 1)


def _too_deep() -> JsonTooDeep:
    return JsonTooDeep(f"The body nests deeper than {DEPTH_LIMIT} levels.", field="")
