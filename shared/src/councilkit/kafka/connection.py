"""How a service reaches Kafka, and one sentence for each way in which it does not."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from aiokafka.errors import (
    AuthenticationFailedError,
    BrokerResponseError,
    ClusterAuthorizationFailedError,
    GroupAuthorizationFailedError,
    KafkaError,
    SaslAuthenticationFailed,
    TopicAuthorizationFailedError,
)
from aiokafka.helpers import create_ssl_context

from councilkit.publishing.port import BusAway
from councilkit.settings import LedgerSettings, SettingsWrong

ANSWERS_WITHIN = 10.0
"""Seconds in which a broker answers a request, or is silent."""

STOPS_WITHIN = 3.0
"""Seconds for letting go of a connection: aiokafka may wait for a broker that is gone, without a limit."""

_REFUSED = (AuthenticationFailedError, SaslAuthenticationFailed)
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
        transport = "SSL" if self.tls else "PLAINTEXT"
        options: dict[str, Any] = {
            "bootstrap_servers": self.brokers,
            "client_id": "raadslag",
            "request_timeout_ms": int(ANSWERS_WITHIN * 1000),
            "metadata_max_age_ms": 30_000,
            "ssl_context": self.tls,
            "security_protocol": transport,
        }
        if self.username:
            options |= {
                "security_protocol": "SASL_SSL" if self.tls else "SASL_PLAINTEXT",
                "sasl_mechanism": "SCRAM-SHA-512",
                "sasl_plain_username": self.username,
                "sasl_plain_password": self.password,
            }
        return options

    @contextmanager
    def reaching(self) -> Iterator[None]:
        """Turn the many ways of not reaching a broker into `BusAway`."""
        try:
            yield
        except (KafkaError, TimeoutError, OSError) as error:
            raise BusAway(self._sentence(error)) from error

    def _sentence(self, error: Exception) -> str:
        if _has(error, _REFUSED):
            return f"Kafka at {self.brokers} refuses this service's user name or password"
        if isinstance(error, TimeoutError):
            return f"Kafka at {self.brokers} answers, and then falls silent"
        if isinstance(error, _FORBIDDEN):
            return f"Kafka at {self.brokers} does not allow this service to do what it must ({type(error).__name__})"
        if isinstance(error, BrokerResponseError):
            return f"Kafka at {self.brokers} says no ({type(error).__name__})"
        return f"Kafka at {self.brokers} does not answer ({type(error).__name__})"


def _has(error: BaseException | None, kinds: tuple[type[BaseException], ...]) -> bool:
    while error is not None:
        if isinstance(error, kinds):
            return True
        error = error.__cause__ or error.__context__
    return False


def _tls(settings: LedgerSettings) -> ssl.SSLContext | None:
    if not settings.kafka_ca_path:
        return None
    try:
        context: ssl.SSLContext = create_ssl_context(
            cafile=str(settings.kafka_ca_path),
            certfile=str(settings.kafka_certificate_path) if settings.kafka_certificate_path else None,
            keyfile=str(settings.kafka_private_key_path) if settings.kafka_private_key_path else None,
        )
    except (OSError, ssl.SSLError) as error:
        raise SettingsWrong(f"KAFKA_CA_PATH: the certificates cannot be used ({type(error).__name__})") from None
    return context
