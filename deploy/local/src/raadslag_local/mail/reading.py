"""What a mail says, as far as it can be read: whoever looks for a mistake sends mails with mistakes."""

from collections.abc import Iterator
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

UNREADABLE = (MessageError, AttributeError, LookupError, TypeError, ValueError)
"""What Python's own parser raises at headers and charsets that make no sense."""


def parsed(content: bytes) -> EmailMessage:
    mail = BytesParser(policy=default).parsebytes(content)
    assert isinstance(mail, EmailMessage)  # noqa: S101 - that policy makes nothing else
    return mail


def headers(mail: EmailMessage) -> Iterator[tuple[str, str]]:
    """Tell every header; one that cannot be read is told as it is written."""
    for name, written in mail.raw_items():
        try:
            yield name, _clean(str(mail.policy.header_fetch_parse(name, written)))
        except UNREADABLE:
            yield name, _clean(str(written))


def header(mail: EmailMessage, name: str) -> str:
    """Tell the first header with a name; an empty one if there is none."""
    return next((value for found, value in headers(mail) if found.lower() == name.lower()), "")


def part(mail: EmailMessage, form: str) -> str | None:
    """Tell the text in one of its forms, `plain` or `html`; None if it has none."""
    try:
        found = mail.get_body((form,))
    except UNREADABLE:
        return None
    return _text(found) if isinstance(found, EmailMessage) else None


def _text(found: EmailMessage) -> str:
    try:
        return _clean(str(found.get_content()))
    except UNREADABLE:
        written = found.get_payload(decode=True)
        return written.decode("utf-8", "replace") if isinstance(written, bytes) else ""


def _clean(text: str) -> str:
    """Leave out what no page can carry: halves of characters."""
    return text.encode("utf-8", "replace").decode("utf-8")
