"""How many sentences a text is: a short answer is read aloud, and stands in a mail."""

import re

from case_flow.domain.refusals import TooManySentences

MOST_SENTENCES = 3

_END = re.compile(r"[.!?…][.!?…\"»”)]*(?=\s+[\"«“(–-]*\s?[A-ZÆØÅ0-9])")
_SHORTENED = re.compile(
    r"(?:^|\W)(?:f\.eks|bl\.a|m\.a|m\.m|m\.fl|d\.v\.s|dvs|jf|ca|nr|kl|pkt|kap|tlf|evt|dr|st|\d+)\.$", re.IGNORECASE
)


def sentences(text: str) -> int:
    """Count them; a point after a number or a shortened word ends none."""
    ends = [found.end() for found in _END.finditer(text)]
    return 1 + sum(1 for end in ends if not _SHORTENED.search(text[:end]))


def require_brief(text: str, *, field: str = "/short") -> None:
    """Refuse what nobody would read aloud."""
    if (found := sentences(text)) > MOST_SENTENCES:
        raise TooManySentences(found, MOST_SENTENCES, field=field)
