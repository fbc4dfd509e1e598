"""Settings come from the environment alone, and a wrong value is told by the variable's name."""

import os
import re
from pathlib import Path
from typing import Literal, Self

from pydantic import AliasChoices, Field, HttpUrl, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

PREFIX = "RAADSLAG_"
MongoDriver = Literal["motor", "pymongo"]
"""The drivers that `councilkit.mongo` can reach MongoDB through."""

_ADDRESS = re.compile(r"[^\s,:/]+:\d+")


class SettingsWrong(Exception):
    """A variable of the environment is missing or wrong; the message names it, one line for each, without its value."""


class ServiceSettings(BaseSettings):
    """What every service can be told. Each field is the variable `RAADSLAG_<NAME>`; a service adds its own."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    mongo_url: SecretStr = Field(
        default=SecretStr("mongodb://127.0.0.1:27017/?replicaSet=rs0"),
        description="Where MongoDB is, a replica set of any size; secret, because it can hold a password",
    )
    mongo_driver: MongoDriver = Field(
        default="motor", description="Motor, or PyMongo's own async client: both are tested, only one is kept up"
    )
    database_prefix: str = Field(
        default="raadslag",
        pattern=r"^[a-z][a-z0-9_]{0,30}$",
        description="Each service's database is this, an underscore and the service's name",
    )
    registry_url: HttpUrl = Field(
        default=HttpUrl("http://127.0.0.1:8000/council-registry"),
        description="Where council-registry answers; also the issuer that access tokens name",
    )
    case_flow_url: HttpUrl = Field(
        default=HttpUrl("http://127.0.0.1:8000/case-flow"), description="Where case-flow answers"
    )
    newsletter_url: HttpUrl = Field(
        default=HttpUrl("http://127.0.0.1:8000/newsletter"), description="Where newsletter answers"
    )
    notifier_url: HttpUrl = Field(
        default=HttpUrl("http://127.0.0.1:8000/notifier"), description="Where notifier answers"
    )
    client_id: str = Field(default="", description="Under which this service asks for service tokens")
    client_secret: SecretStr = Field(default=SecretStr(""), description="What it proves itself with")
    host: str = Field(default="127.0.0.1", description="The address to listen on")
    port: int = Field(default=8000, ge=1, le=65535, description="The port to listen on")

    @classmethod
    def from_environment(cls) -> Self:
        """Read the environment.

        Raises:
            SettingsWrong: tells each variable that is wrong, and why.

        """
        try:
            return cls()
        except SettingsError as wrong:  # tells the field, and nothing of its value
            field = str(wrong).partition('"')[2].partition('"')[0]
            raise SettingsWrong(f"{_variable((field,))}: the value is not the JSON that it must be") from None
        except ValidationError as wrong:
            lines = [
                f"{_variable(error['loc'])}: {_words(error['msg'])}" for error in wrong.errors(include_input=False)
            ]
            raise SettingsWrong("\n".join(lines)) from None


class LedgerSettings(ServiceSettings):
    """What a service can be told that keeps a ledger.

    A platform gives Kafka's address and certificates under names of its own, without our prefix; ours come first.
    """

    model_config = SettingsConfigDict(validate_by_name=True, validate_by_alias=True)

    mac_key: SecretStr = Field(
        min_length=32,
        description="Keys the macs of requests, so that they reveal no erased text; at least 32 characters",
    )
    kafka_brokers: str = Field(
        default="",
        validation_alias=AliasChoices("RAADSLAG_KAFKA_BROKERS", "KAFKA_BROKERS"),
        description="Brokers as host:port, separated by commas; without any, services read each other's ledgers",
    )
    kafka_ca_path: Path | None = Field(
        default=None,
        validation_alias=AliasChoices("RAADSLAG_KAFKA_CA_PATH", "KAFKA_CA_PATH"),
        description="Who signed the brokers' certificates",
    )
    kafka_certificate_path: Path | None = Field(
        default=None,
        validation_alias=AliasChoices("RAADSLAG_KAFKA_CERTIFICATE_PATH", "KAFKA_CERTIFICATE_PATH"),
        description="This service's certificate",
    )
    kafka_private_key_path: Path | None = Field(
        default=None,
        validation_alias=AliasChoices("RAADSLAG_KAFKA_PRIVATE_KEY_PATH", "KAFKA_PRIVATE_KEY_PATH"),
        description="The key to it",
    )
    kafka_tls: bool = Field(
        default=False, description="Speak TLS with whom the system trusts, where no certificates are named"
    )
    kafka_username: str = Field(default="", description="For SASL with SCRAM-SHA-512, where no certificate is used")
    kafka_password: SecretStr = Field(default=SecretStr(""), description="The password to it")
    kafka_copies: int = Field(
        default=3, ge=1, le=9, description="Copies of a topic that this service makes, as far as there are brokers"
    )
    topic_prefix: str = Field(
        default="raadslag",
        pattern=r"^[a-z0-9][a-z0-9._-]{0,80}$",
        description="Each topic is this, a full stop and the topic's name",
    )

    @field_validator("kafka_brokers")
    @classmethod
    def _addresses(cls, brokers: str) -> str:
        if not all(_ADDRESS.fullmatch(one) for one in brokers.split(",")) and brokers:
            raise ValueError("it must be host:port, separated by commas if there are several")
        return brokers

    @model_validator(mode="after")
    def _pairs(self) -> Self:
        if bool(self.kafka_certificate_path) != bool(self.kafka_private_key_path):
            raise ValueError("KAFKA_CERTIFICATE_PATH and KAFKA_PRIVATE_KEY_PATH go together")
        if bool(self.kafka_username) != bool(self.kafka_password.get_secret_value()):
            raise ValueError("RAADSLAG_KAFKA_USERNAME and RAADSLAG_KAFKA_PASSWORD go together")
        return self


class MailSettings(LedgerSettings):
    """What a service can be told that sends mail."""

    portal_url: HttpUrl = Field(default=HttpUrl("http://127.0.0.1:8000/"), description="Where the links in a mail lead")
    link_key: SecretStr = Field(
        min_length=32, description="Signs the links in mails with which one thing is done; at least 32 characters"
    )
    mail_from: str = Field(
        default="Rådslag <raadslag@example.no>",
        pattern=r"^[^<>@\x00-\x1f]{1,80} <[^<>@\s]+@[A-Za-z0-9.-]+>$",
        description="Whom mails come from, as `Name <address>`; its domain is also that of their Message-IDs",
    )
    smtp_host: str = Field(default="127.0.0.1", description="The relay that takes the mails")
    smtp_port: int = Field(default=25, ge=1, le=65535, description="Its port")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How the line to it is protected; `none` only on one machine"
    )
    smtp_ca_path: Path | None = Field(
        default=None, description="Who signed the relay's certificate, if the system does not know them"
    )
    smtp_username: str = Field(default="", description="Under which the service is known to the relay, if at all")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="The password to it")

    @model_validator(mode="after")
    def _credentials(self) -> Self:
        if bool(self.smtp_username) != bool(self.smtp_password.get_secret_value()):
            raise ValueError("RAADSLAG_SMTP_USERNAME and RAADSLAG_SMTP_PASSWORD go together")
        if self.smtp_username and self.smtp_security == "none":
            raise ValueError("RAADSLAG_SMTP_PASSWORD is not sent over a line that is not protected")
        return self


def _variable(loc: tuple[str | int, ...]) -> str:
    name = str(loc[0]).upper() if loc else "the settings"
    if name not in os.environ and (theirs := name.removeprefix(PREFIX)) in os.environ:
        return theirs
    return name if name.startswith((PREFIX, "KAFKA_")) or not loc else PREFIX + name


def _words(message: str) -> str:
    return message.removeprefix("Value error, ")  # before words of ours
