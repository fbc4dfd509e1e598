"""How a service reaches Kafka, and one sentence for each way in which it does not."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Self

from aiokafka.conn import collect_hosts, create_conn
from aiokafka.errors import (
    AuthenticationFailedError,
    BrokerResponseError,
    ClusterAuthorizationFailedError,
    GroupAuthorizationFailedError,
    KafkaConnectionError,
    KafkaError,
    RequestTimedOutError,
    SaslAuthenticationFailed,
    TopicAuthorizationFailedError,
)
from aiokafka.helpers import create_ssl_context

from councilkit.publishing.port import BusAway
from councilkit.settings import LedgerSettings, SettingsWrong

ANSWERS_WITHIN = 10.0
"""Seconds in which a broker answers a request, or is silent."""

_REFUSED = (AuthenticationFailedError, SaslAuthenticationFailed)
_SILENT = (TimeoutError, RequestTimedOutError)
_FORBIDDEN = (TopicAuthorizationFailedError, GroupAuthorizationFailedError, ClusterAuthorizationFailedError)


@dataclass(frozen=True, slots=True)
class Connection:
    """Where the brokers are, and what a service proves itself with: a certificate, a password, or nothing."""

    brokers: str
    prefix: str = "raadslag"
    copies: int = 3
    username: str = ""
    password: str = ""
    tls: ssl.SSLContext | None = None

    def __repr__(self) -> str:
        return f"Connection({self.brokers!r})"

    @classmethod
    def from_settings(cls, settings: LedgerSettings) -> Self:
        """Read the settings; raises `SettingsWrong` if a certificate cannot be used."""
        return cls(
            settings.kafka_brokers,
            prefix=settings.topic_prefix,
            copies=settings.kafka_copies,
            username=settings.kafka_username,
            password=settings.kafka_password.get_secret_value(),
            tls=_tls(settings),
        )

    def options(self) -> dict[str, Any]:
        """Tell what every client of aiokafka is made with."""
        return self._credentials() | {"bootstrap_servers": self.brokers, "metadata_max_age_ms": 30_000}

    def _credentials(self) -> dict[str, Any]:
        options: dict[str, Any] = {
            "client_id": "raadslag",
            "request_timeout_ms": int(ANSWERS_WITHIN * 1000),
            "ssl_context": self.tls,
            "security_protocol": "SSL" if self.tls else "PLAINTEXT",
        }
        if self.username:
            options |= {
                "security_protocol": "SASL_SSL" if self.tls else "SASL_PLAINTEXT",
                "sasl_mechanism": "SCRAM-SHA-512",
                "sasl_plain_username": self.username,
                "sasl_plain_password": self.password,
            }
        return options

    @asynccontextmanager
    async def reaching(self) -> AsyncIterator[None]:
        """Turn the many ways of not reaching a broker into `BusAway`."""
        try:
            yield
        except (KafkaError, TimeoutError, OSError) as error:
            cause = await self._knock() if isinstance(error, KafkaConnectionError) else None
            raise BusAway(self._sentence(cause or error)) from error

    async def _knock(self) -> Exception | None:
        """Find out why nobody lets us in; aiokafka's clients log it, and raise an error that says nothing of it."""
        for host, port, _ in collect_hosts(self.brokers):
            try:
                async with asyncio.timeout(ANSWERS_WITHIN):
                    (await create_conn(host, port, **self._credentials())).close()
            except (KafkaError, TimeoutError, OSError) as error:
                return error
        return None

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, _REFUSED):
            return f"Kafka at {self.brokers} refuses this service's user name or password"
        if isinstance(error, ssl.SSLError):
            return f"Kafka at {self.brokers} and this service do not trust each other's certificates ({error.reason})"
        if isinstance(error, _SILENT):
            return f"Kafka at {self.brokers} answers, and then falls silent"
        if isinstance(error, _FORBIDDEN):
            return f"Kafka at {self.brokers} does not allow this service to do what it must ({type(error).__name__})"
        if isinstance(error, BrokerResponseError):
            return f"Kafka at {self.brokers} says no ({type(error).__name__})"
        return f"Kafka at {self.brokers} does not answer ({type(error).__name__})"


def _tls(settings: LedgerSettings) -> ssl.SSLContext | None:
    authority, certificate = settings.kafka_ca_path, settings.kafka_certificate_path
    if not (authority or certificate or settings.kafka_tls):
        return None
    wrong = "KAFKA_CA_PATH"
    try:
        context: ssl.SSLContext = create_ssl_context(cafile=str(authority) if authority else None)
        wrong = "KAFKA_CERTIFICATE_PATH"
        if certificate and (key := settings.kafka_private_key_path):
            context.load_cert_chain(certificate, key, password="")  # without one, a locked key asks at the terminal
    except OSError as error:
        raise SettingsWrong(f"{wrong}: what lies there cannot be used ({type(error).__name__})") from None
    return context
