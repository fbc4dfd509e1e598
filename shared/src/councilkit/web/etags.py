"""The ETag of a resource begins with its stream's sequence, which If-Match brings back.

What is read also says what its whole page was like, so that If-None-Match can spare it: `"4.6f1c…"` is sequence 4.
"""

import re
from typing import ClassVar

from councilkit.refusals import Kind, Refusal

IF_MATCH_PATTERN = r'^(\*|"[0-9]{1,9}(\.[0-9a-f]{24})?")$'


class IfMatchMalformed(Refusal):
    """If-Match is not an ETag of ours."""

    slug = "if-match-malformed"
    kind: ClassVar[Kind] = Kind.MALFORMED


def etag(sequence: int) -> str:
    """Spell the sequence as an ETag."""
    return f'"{sequence}"'


def etag_of(own: str | None, digest: str) -> str:
    """Spell the ETag of a page, which may have one of its own: the sequence."""
    return f'{own[:-1]}.{digest}"' if own else f'"{digest}"'


def expected(if_match: str | None) -> int | None:
    """Read the sequence that a command expects; None when any will do. A weak or strange ETag is refused."""
    if if_match is None or if_match == "*":
        return None
    if not re.fullmatch(IF_MATCH_PATTERN, if_match):
        raise IfMatchMalformed('If-Match holds one ETag as the resource gave it, such as "3".', field="If-Match")
    return int(if_match.strip('"').partition(".")[0])
