"""Characters that no text needs and that fool its reader: controls, lone surrogates, turned writing directions."""

import re

# C0 without tab, line feed and carriage return; DEL and C1; line and paragraph separators; bidi overrides, embeddings
# and isolates; lone surrogates.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = re.compile("[\t\n\r]")


def has_forbidden(text: str, *, one_line: bool = False) -> bool:
    """Tell whether a character is in it that is never accepted; in one line, tab and line breaks are not either."""
    return bool(_FORBIDDEN.search(text) or (one_line and _BREAKS.search(text)))
