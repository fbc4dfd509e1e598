"""A mail as bytes: headers that nothing can be smuggled into, and both texts in base64, so that no line needs care."""

import base64
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, parseaddr

from councilkit.characters import has_forbidden
from councilkit.ids import derived_id
from councilkit.mailing.mail import Letter, Recipient
from councilkit.mailing.outcomes import Envelope

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_PLAIN = re.compile(r"[\x20-\x7e]*")
_PHRASE = re.compile(r"[A-Za-z0-9 -]*")
_USUAL = frozenset(
    {
        *("from", "to", "subject", "date", "message-id", "content-language", "auto-submitted", "mime-version"),
        *("content-type", "content-transfer-encoding", "bcc", "cc", "sender", "reply-to", "return-path"),
    }
)
_WIDTH = 75  # of an encoded word, by RFC 2047
_LINE = 900  # of a header that is not folded; RFC 5322 ends at 998


class Unwritable(Exception):
    """A header cannot be written of what it is to be made of; the words name the header, never its value."""


def compose(letter: Letter, recipient: Recipient, *, sender: str, message_id: str, at: datetime) -> Envelope:
    """Put a letter to one person into an envelope; `at` is its Date. Raises `Unwritable`."""
    name, address = parseaddr(sender)
    _require("From", _ADDRESS.fullmatch(address))
    _require("To", _ADDRESS.fullmatch(recipient.email))
    _require("Content-Language", _LANGUAGE.fullmatch(letter.language))
    boundary = f"=_{derived_id('boundary', message_id)}"  # base64 has no underscore
    headers = {
        "From": _mailbox("From", name, address),
        "To": _mailbox("To", recipient.name, recipient.email),
        "Subject": _unstructured("Subject", letter.subject),
        "Date": format_datetime(at),
        "Message-ID": message_id,
        "Content-Language": letter.language,
        "Auto-Submitted": "auto-generated",
        **dict(_extra(letter.headers)),
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/alternative; boundary="{boundary}"',
    }
    head = "".join(f"{header}: {value}\r\n" for header, value in headers.items())
    parts = (_part(boundary, "plain", letter.text), _part(boundary, "html", letter.html))
    return Envelope(address, recipient.email, b"".join([head.encode("ascii"), b"\r\n", *parts, _end(boundary)]))


def domain_of(sender: str) -> str:
    """Tell the domain of `Name <address>`: that of the Message-IDs."""
    return parseaddr(sender)[1].rpartition("@")[2]


def _extra(headers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for header, value in headers.items():
        _require("a header's name", _NAME.fullmatch(header) and header.lower() not in _USUAL)
        yield header, _unstructured(header, value)


def _mailbox(header: str, name: str, address: str) -> str:
    """Spell `Name <address>`; a name with anything unusual in it is encoded, so that no quoting can be broken."""
    _require(header, not has_forbidden(name, one_line=True) and len(name) <= _LINE)
    if not name.strip():
        return address
    return f"{name if _PHRASE.fullmatch(name) else _encoded(header, name)} <{address}>"


def _unstructured(header: str, value: str) -> str:
    _require(header, not has_forbidden(value, one_line=True))
    if _PLAIN.fullmatch(value) and "=?" not in value and value == value.strip():
        _require(header, len(value) <= _LINE)
        return value
    return _encoded(header, value)


def _encoded(header: str, value: str) -> str:
    words = Header(value, "utf-8", maxlinelen=_WIDTH, header_name=header)
    return words.encode(splitchars="", linesep="\r\n")


def _part(boundary: str, kind: str, text: str) -> bytes:
    head = (
        f'--{boundary}\r\nContent-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    ).encode("ascii")
    lines = "\r\n".join(text.splitlines()) + "\r\n"
    return head + base64.encodebytes(lines.encode("utf-8", "replace")).replace(b"\n", b"\r\n")


def _end(boundary: str) -> bytes:
    return f"--{boundary}--\r\n".encode("ascii")


def _require(header: str, holds: object) -> None:
    if not holds:
        message = f"{header} cannot be written"
        raise Unwritable(message)
