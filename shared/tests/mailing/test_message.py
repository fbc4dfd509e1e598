"""Nothing can be smuggled into a mail's headers, and what is written is what a reader's program reads."""

import email
import email.utils
import unicodedata
from datetime import UTC, datetime
from email import policy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from councilkit.characters import has_forbidden
from councilkit.mailing.mail import Letter, Recipient, message_id
from councilkit.mailing.message import Unwritable, compose, domain_of
from councilkit.mailing.told import told
from councilkit.testing.mailing import SENDER, parsed

NOW = datetime(2026, 12, 15, 7, 0, tzinfo=UTC)
ID = message_id("edition-a", "key", "example.no")
WRITTEN = [
    *("From", "To", "Subject", "Date", "Message-ID", "Content-Language", "Auto-Submitted"),
    *("MIME-Version", "Content-Type"),
]
FORBIDDEN = [*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), "\u2028", "\u2029", "\ud800", "\udfff", "\u202e"]


def bytes_of(
    subject: str = "Utgaven",
    name: str = "Modig Lykt",
    text: str = "Hei.",
    headers: dict[str, str] | None = None,
    address: str = "lykt@example.no",
) -> bytes:
    recipient = Recipient("key", name, address, "se", ("term",))
    letter = Letter(subject, text, f"<p>{text}</p>", "nn", headers or {})
    return compose(letter, recipient, sender=SENDER, message_id=ID, at=NOW).data


def test_a_mail_says_what_it_is() -> None:
    mail = parsed(bytes_of(headers={"List-Id": "<utgaver.example.no>"}))
    assert {name: str(value) for name, value in mail.items() if name != "Content-Type"} == {
        "From": "Rådslag <raadslag@example.no>",
        "To": "Modig Lykt <lykt@example.no>",
        "Subject": "Utgaven",
        "Date": "Tue, 15 Dec 2026 07:00:00 +0000",
        "Message-ID": ID,
        "Content-Language": "nn",
        "Auto-Submitted": "auto-generated",
        "List-Id": "<utgaver.example.no>",
        "MIME-Version": "1.0",
    }
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert mail.defects == []


def test_the_same_mail_to_the_same_person_always_has_the_same_id() -> None:
    assert message_id("c", "k", "example.no") == message_id("c", "k", "example.no")
    others = {message_id("c", "k2", "example.no"), message_id("c2", "k", "example.no"), message_id("ck", "", "x.no")}
    assert message_id("c", "k", "example.no") not in others
    assert domain_of(SENDER) == "example.no"


NOTHING_ODD = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=200).filter(
    lambda text: not has_forbidden(text, one_line=True)
)


@settings(max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(subject=NOTHING_ODD, name=NOTHING_ODD)
def test_two_thousand_headers_are_read_back_as_they_were_written(subject: str, name: str) -> None:
    data = bytes_of(subject=subject, name=name)
    head, _, _ = data.partition(b"\r\n\r\n")
    assert all(len(line) <= 998 for line in head.split(b"\r\n"))
    assert b"\n" not in head.replace(b"\r\n", b"")
    # A parser that knows nothing of how it was written: the old one, and the words decoded by themselves.
    mail = email.message_from_bytes(data, policy=policy.compat32)
    assert mail.keys() == WRITTEN
    assert decoded(mail["Subject"]).strip() == subject.strip()
    told_name, told_address = email.utils.parseaddr(mail["To"].replace("\r\n", ""))
    assert told_address == "lykt@example.no"
    assert decoded(told_name).split() == name.split()


def decoded(header: str) -> str:
    parts = email.header.decode_header(header)
    return "".join(part.decode(charset or "ascii") if isinstance(part, bytes) else part for part, charset in parts)


@pytest.mark.parametrize("character", FORBIDDEN, ids=lambda character: f"U+{ord(character):04X}")
@pytest.mark.parametrize("where", ["subject", "name", "List-Id", "address"])
def test_a_character_that_no_header_may_have_is_refused_wherever_it_comes_from(character: str, where: str) -> None:
    value = f"a{character}Bcc: alle@example.no"
    with pytest.raises(Unwritable) as refused:
        bytes_of(headers={where: value}) if where == "List-Id" else bytes_of(**{where: value})  # type: ignore[arg-type]
    assert "alle" not in str(refused.value)


@pytest.mark.parametrize(
    "name", ["Bcc", "bcc", "To", "Content-Type", "X y", "X:y", "", "X\r\nBcc", "Message-ID", "Ærlig"]
)
def test_a_letter_can_add_no_header_that_is_ours_or_that_is_none(name: str) -> None:
    with pytest.raises(Unwritable):
        bytes_of(headers={name: "value"})


@pytest.mark.parametrize(
    "address",
    [
        "",
        "lykt",
        "@example.no",
        "lykt@",
        "a b@example.no",
        "lykt@example.no>",
        "<lykt@example.no",
        "a@b@c",
        "lykt@x..no",
    ],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(Unwritable, match="To cannot be written"):
        bytes_of(address=address)


def test_an_address_of_a_link_is_never_broken_by_folding() -> None:
    link = f"<https://raadslag.example.no/lenke/newsletter/{'e' * 500}>"
    head, _, _ = bytes_of(headers={"List-Unsubscribe": link}).partition(b"\r\n\r\n")
    assert f"List-Unsubscribe: {link}\r\n".encode() in head + b"\r\n"
    with pytest.raises(Unwritable):
        bytes_of(headers={"List-Unsubscribe": f"<https://example.no/{'e' * 1000}>"})


@pytest.mark.parametrize("text", ["Blåbær\n.\n..\n", "a\rb\r\nc\n\u2028d", "x" * 5_000, "", "\ud800 alene", "🫐" * 300])
def test_a_text_comes_as_it_was_in_lines_that_every_relay_takes(text: str) -> None:
    data = bytes_of(text=text)
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert data.isascii()
    assert not any(line.startswith(b".") for line in data.split(b"\r\n"))
    plain = parsed(data).get_body(("plain",))
    assert plain is not None
    wanted = "\n".join(text.encode("utf-8", "replace").decode().splitlines())
    assert unicodedata.normalize("NFC", str(plain.get_content()).replace("\r\n", "\n")) == f"{wanted}\n"


@pytest.mark.parametrize(
    ("code", "answer", "kept"),
    [
        (550, "5.1.1 <lykt@example.no>: Recipient unknown", "550 5.1.1 [address] Recipient unknown"),
        (250, "2.0.0 Ok: queued\nas 4Xy", "250 2.0.0 Ok: queued as 4Xy"),
        (550, "Modig Lykt has left", "550 [name] has left"),
        (0, "RCPT: SMTPReadTimeoutError", "RCPT: SMTPReadTimeoutError"),
        (554, "\x00\udce5\u202eodd", "554 odd"),
        (554, "x" * 900, "554 " + "x" * 196),
    ],
)
def test_what_a_relay_says_is_kept_in_one_line_without_persons(code: int, answer: str, kept: str) -> None:
    assert told(code, answer, "Modig Lykt") == kept
