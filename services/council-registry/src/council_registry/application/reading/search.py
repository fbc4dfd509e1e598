"""Finds names as Norwegians type them: every word is the beginning of one, however its letters are spelled."""

import re
import unicodedata
from collections.abc import Collection

# One spelling for each letter that has several; what is typed and what is found are both spelled so.
SPELLED = str.maketrans(
    {"æ": "ae", "ä": "ae", "ø": "o", "ö": "o", "å": "a", "đ": "d", "ð": "d", "þ": "th", "ŧ": "t", "ŋ": "n", "œ": "o"}
)
TWICE = re.compile("aa|oe")
WORD = re.compile(r"\w+")


def words(text: str) -> frozenset[str]:
    """Spell each word of a text so that å is aa and a, ø is oe and o, and é is e."""
    letters = unicodedata.normalize("NFKC", text).casefold().translate(SPELLED)
    plain = "".join(one for one in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(one))
    return frozenset(TWICE.sub(lambda found: found[0][0], word) for word in WORD.findall(plain))


def matches(wanted: Collection[str], found: Collection[str]) -> bool:
    """Tell if every wanted word begins one of those that are there."""
    return all(any(word.startswith(want) for word in found) for want in wanted)
