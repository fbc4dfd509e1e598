"""The line to a relay is protected as the settings say, and nothing is sent over one that is not."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import SecretStr

from councilkit.mailing.outcomes import Accepted, Envelope, RelayAway
from councilkit.mailing.relay import SmtpRelay
from councilkit.mailing.smtp_line import Patience
from councilkit.settings import MailSettings
from councilkit.testing.smtp import ScriptedSmtp
from councilkit.testing.smtp_deeds import Say, Script, Step

MAIL = Envelope("raadslag@example.no", "lykt@example.no", b"Subject: a\r\n\r\nb\r\n")
HASTY = Patience(connect=2, command=2, dot=2)
SERVED, STRANGE = "127.0.0.1", "localhost"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 alone, which signs itself, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "relay.example.no")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(SERVED))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "relay.pem"
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def served(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAADSLAG_SMTP_HOST", raising=False)


def settings(server: ScriptedSmtp, **fields: object) -> MailSettings:
    usual = {"mac_key": SecretStr("m" * 32), "link_key": SecretStr("l" * 32), "smtp_host": SERVED}
    return MailSettings(**{**usual, "smtp_port": server.port, **fields})  # type: ignore[arg-type]  # fields of settings


async def begun() -> None:
    return


async def send(server: ScriptedSmtp, **fields: object) -> object:
    relay = SmtpRelay.from_settings(settings(server, **fields), patience=HASTY)
    outcome = await relay.send(MAIL, begun)
    await relay.close()
    return outcome


async def test_a_line_is_turned_into_a_protected_one_before_anything_is_said(
    certificate: Path, served: ssl.SSLContext
) -> None:
    async with ScriptedSmtp(tls=served, auth=True) as server:
        credentials = {"smtp_username": "raadslag", "smtp_password": SecretStr("hemmelig")}
        assert isinstance(await send(server, smtp_ca_path=certificate, **credentials), Accepted)
        assert [one.recipient for one in server.taken] == [MAIL.recipient]


@pytest.mark.parametrize(
    "answer", ["454 4.7.0 TLS not available", "502 what?", "421 4.3.2 closing", "220 go on, without any TLS"]
)
async def test_a_relay_that_does_not_protect_the_line_gets_nothing(
    certificate: Path, served: ssl.SSLContext, answer: str
) -> None:
    async with ScriptedSmtp(Script({Step.STARTTLS: [Say(answer)] * 3}), tls=served) as server:
        if answer.startswith("220"):
            server.tls = None
        assert isinstance(await send(server, smtp_ca_path=certificate), RelayAway)
        assert not server.begun


async def test_a_relay_that_offers_no_protection_gets_nothing() -> None:
    async with ScriptedSmtp() as server:
        assert isinstance(await send(server), RelayAway)
        assert not server.begun


@pytest.mark.parametrize("fields", [{}, {"smtp_host": STRANGE}])
async def test_a_relay_whose_certificate_is_not_trusted_or_anothers_gets_nothing(
    certificate: Path, served: ssl.SSLContext, fields: dict[str, object]
) -> None:
    trusted = {"smtp_ca_path": certificate} if fields else {}
    async with ScriptedSmtp(tls=served) as server:
        assert isinstance(await send(server, **trusted, **fields), RelayAway)
        assert not server.begun


@pytest.mark.parametrize("answer", ["535 5.7.8 wrong", "454 4.7.0 later", "421 4.3.2 closing"])
async def test_a_relay_that_does_not_know_us_is_away_and_refuses_nobody(
    certificate: Path, served: ssl.SSLContext, answer: str
) -> None:
    async with ScriptedSmtp(Script({Step.AUTH: [Say(answer)] * 3}), tls=served, auth=True) as server:
        credentials = {"smtp_username": "raadslag", "smtp_password": SecretStr("hemmelig")}
        outcome = await send(server, smtp_ca_path=certificate, **credentials)
        assert isinstance(outcome, RelayAway)
        assert "hemmelig" not in repr(outcome)
        assert not server.begun


async def test_nobody_listens() -> None:
    async with ScriptedSmtp() as server:
        await server.down()
        outcome = await send(server, smtp_security="none")
        assert outcome == RelayAway("connecting: SMTPConnectError")


async def test_what_the_beginning_raises_is_raised_and_nothing_is_sent() -> None:
    async def not_ours() -> None:
        raise LookupError

    async with ScriptedSmtp() as server:
        relay = SmtpRelay.from_settings(settings(server, smtp_security="none"), patience=HASTY)
        with pytest.raises(LookupError):
            await relay.send(MAIL, not_ours)
        assert not server.begun
        assert isinstance(await relay.send(MAIL, begun), Accepted), "on another line"
        assert server.opened == 2
        await relay.close()


async def test_a_line_that_is_cut_before_the_text_leaves_no_doubt() -> None:
    async with ScriptedSmtp() as server:
        relay = SmtpRelay.from_settings(settings(server, smtp_security="none"), patience=HASTY)

        async def cut() -> None:
            await server.down()
            for _ in range(3):  # turns of the loop, in which the end of the line is noticed
                await asyncio.sleep(0)

        assert await relay.send(MAIL, cut) == RelayAway("the line was cut before the text")
        assert not server.begun


async def test_a_line_carries_a_hundred_mails_and_then_another_does() -> None:
    async with ScriptedSmtp() as server:
        relay = SmtpRelay.from_settings(settings(server, smtp_security="none"), patience=HASTY)
        for _ in range(101):
            assert isinstance(await relay.send(MAIL, begun), Accepted)
        assert server.opened == 2
        assert {one.data for one in server.taken} == {MAIL.data}
        await relay.close()
