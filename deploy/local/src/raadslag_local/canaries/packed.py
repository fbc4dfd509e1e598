"""Reading what is packed: a folder, and the pages of a PDF, whose words are there as the numbers of their letters."""

import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
LETTERS = re.compile(rb"beginbfchar\n(.*?)\nendbfchar", re.DOTALL)
LETTER = re.compile(rb"<(\w{4})> <(\w+)>")
WORDS = re.compile(rb"\(((?:\\.|[^\\)])*)\)", re.DOTALL)
ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

Font = Mapping[int, str]


def files_in(packed: bytes) -> Iterator[tuple[str, bytes]]:
    """Tell the files in a packed folder, by their names."""
    with ZipFile(BytesIO(packed)) as folder:
        for name in folder.namelist():
            yield name, folder.read(name)


def unpacked(content: bytes) -> bytes:
    """Tell a file; if it is a PDF, with its parts unpacked, and with what its pages say in each of its fonts."""
    parts = list(_parts(content))
    fonts = [font for part in parts if (font := _font(part))]
    said = [_said(part, font).encode() for part in parts for font in fonts]
    return b"\n".join([content, *parts, *said])


def _parts(content: bytes) -> Iterator[bytes]:
    for part in STREAM.findall(content):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(part)


def _font(part: bytes) -> Font:
    """Tell the letters of a font by their numbers, if that is what the part tells."""
    letters = [pair for several in LETTERS.findall(part) for pair in LETTER.findall(several)]
    return {int(number, 16): bytes.fromhex(letter.decode()).decode("utf-16-be") for number, letter in letters}


def _said(part: bytes, font: Font) -> str:
    words = b"".join(ESCAPED.sub(_plain, word) for word in WORDS.findall(part))
    numbers = (int.from_bytes(words[at : at + 2]) for at in range(0, len(words), 2))
    return "".join(font.get(number, "?") for number in numbers)


def _plain(escaped: re.Match[bytes]) -> bytes:
    one = escaped.group(1)
    return bytes([int(one, 8)]) if one.isdigit() else NAMED.get(one, one)
