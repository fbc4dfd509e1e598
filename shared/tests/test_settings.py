"""Settings come from the environment; a wrong one is told by its variable and never by its value."""

import os
from pathlib import Path

import pytest
from pydantic import Field

from councilkit.kafka import Connection
from councilkit.settings import LedgerSettings, ServiceSettings, SettingsWrong


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("RAADSLAG_", "KAFKA_"))]:
        monkeypatch.delenv(name)


def test_a_variable_sets_the_field_of_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAADSLAG_DATABASE_PREFIX", "kommune")
    monkeypatch.setenv("RAADSLAG_CLIENT_SECRET", "hush")
    settings = ServiceSettings.from_environment()
    assert settings.database_prefix == "kommune"
    assert settings.client_secret.get_secret_value() == "hush"


def test_a_secret_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAADSLAG_MONGO_URL", "mongodb://user:hush@db/")
    assert "hush" not in repr(ServiceSettings.from_environment())


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("RAADSLAG_PORT", "eighty"),
        ("RAADSLAG_REGISTRY_URL", "nowhere"),
        ("RAADSLAG_DATABASE_PREFIX", "Not A Name"),
    ],
)
def test_a_wrong_value_is_told_by_the_variable_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsWrong) as wrong:
        ServiceSettings.from_environment()
    assert str(wrong.value).startswith(variable)
    assert value not in str(wrong.value)


def test_several_wrong_values_are_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAADSLAG_DATABASE_PREFIX", "Not A Name")
    monkeypatch.setenv("RAADSLAG_PORT", "0")
    with pytest.raises(SettingsWrong) as wrong:
        ServiceSettings.from_environment()
    assert [line.partition(":")[0] for line in str(wrong.value).splitlines()] == [
        "RAADSLAG_DATABASE_PREFIX",
        "RAADSLAG_PORT",
    ]


def test_a_service_adds_its_own_and_a_missing_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class OwnSettings(ServiceSettings):
        founder: str = Field(description="Who founds the house")

    with pytest.raises(SettingsWrong, match="RAADSLAG_FOUNDER"):
        OwnSettings.from_environment()
    monkeypatch.setenv("RAADSLAG_FOUNDER", "subject-1")
    assert OwnSettings.from_environment().founder == "subject-1"


def test_every_setting_says_what_it_is() -> None:
    assert all(field.description for field in ServiceSettings.model_fields.values())


def test_what_should_be_json_and_is_not_is_told_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    class OwnSettings(ServiceSettings):
        clients: dict[str, str]

    monkeypatch.setenv("RAADSLAG_CLIENTS", "the secret of somebody")
    with pytest.raises(SettingsWrong) as wrong:
        OwnSettings.from_environment()
    assert str(wrong.value) == "RAADSLAG_CLIENTS: the value is not the JSON that it must be"


def test_a_service_with_a_ledger_needs_a_key_that_is_long_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAADSLAG_MAC_KEY", "short")
    with pytest.raises(SettingsWrong, match="RAADSLAG_MAC_KEY"):
        LedgerSettings.from_environment()


@pytest.fixture
def _with_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAADSLAG_MAC_KEY", "k" * 32)


def what_is_wrong() -> str:
    with pytest.raises(SettingsWrong) as wrong:
        LedgerSettings.from_environment()
    return str(wrong.value)


@pytest.mark.usefixtures("_with_a_key")
def test_without_brokers_there_are_none() -> None:
    assert LedgerSettings.from_environment().kafka_brokers == ""


@pytest.mark.usefixtures("_with_a_key")
@pytest.mark.parametrize("name", ["BROKERS", "CA_PATH", "CERTIFICATE_PATH", "PRIVATE_KEY_PATH"])
def test_kafka_is_told_by_the_platforms_names_and_ours_come_first(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    values = dict.fromkeys(("CERTIFICATE_PATH", "PRIVATE_KEY_PATH", name), "theirs:9092")
    for other, value in values.items():
        monkeypatch.setenv(f"KAFKA_{other}", value)
    assert str(getattr(LedgerSettings.from_environment(), f"kafka_{name.lower()}")) == "theirs:9092"
    monkeypatch.setenv(f"RAADSLAG_KAFKA_{name}", "ours:9092,ours-too:9093")
    assert str(getattr(LedgerSettings.from_environment(), f"kafka_{name.lower()}")) == "ours:9092,ours-too:9093"


@pytest.mark.usefixtures("_with_a_key")
@pytest.mark.parametrize("variable", ["KAFKA_BROKERS", "RAADSLAG_KAFKA_BROKERS"])
@pytest.mark.parametrize(
    "brokers", ["kafka", "kafka:", ":9092", "http://kafka:9092", "kafka:9092,", "kafka:9092 other:9092", "a:1;b:2"]
)
def test_a_brokers_address_that_is_none_is_told_by_its_variable_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, variable: str, brokers: str
) -> None:
    monkeypatch.setenv(variable, brokers)
    assert what_is_wrong() == f"{variable}: it must be host:port, separated by commas if there are several"


@pytest.mark.usefixtures("_with_a_key")
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("KAFKA_CERTIFICATE_PATH", "KAFKA_CERTIFICATE_PATH and KAFKA_PRIVATE_KEY_PATH go together"),
        ("KAFKA_PRIVATE_KEY_PATH", "KAFKA_CERTIFICATE_PATH and KAFKA_PRIVATE_KEY_PATH go together"),
        ("RAADSLAG_KAFKA_USERNAME", "RAADSLAG_KAFKA_USERNAME and RAADSLAG_KAFKA_PASSWORD go together"),
        ("RAADSLAG_KAFKA_PASSWORD", "RAADSLAG_KAFKA_USERNAME and RAADSLAG_KAFKA_PASSWORD go together"),
    ],
)
def test_what_goes_together_is_not_taken_alone(monkeypatch: pytest.MonkeyPatch, given: str, sentence: str) -> None:
    monkeypatch.setenv(given, "something hushed")
    [told] = what_is_wrong().splitlines()
    assert told == f"the settings: {sentence}"


@pytest.mark.usefixtures("_with_a_key")
@pytest.mark.parametrize("prefix", ["Raadslag", "raad slag", ".raadslag", "raad/slag"])
def test_a_topic_prefix_that_kafka_would_not_take_is_told(monkeypatch: pytest.MonkeyPatch, prefix: str) -> None:
    monkeypatch.setenv("RAADSLAG_TOPIC_PREFIX", prefix)
    assert what_is_wrong().startswith("RAADSLAG_TOPIC_PREFIX: ")


@pytest.mark.usefixtures("_with_a_key")
def test_the_password_to_kafka_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAFKA_BROKERS", "kafka:9092")
    monkeypatch.setenv("RAADSLAG_KAFKA_USERNAME", "case-flow")
    monkeypatch.setenv("RAADSLAG_KAFKA_PASSWORD", "hush")
    settings = LedgerSettings.from_environment()
    connection = Connection.from_settings(settings)
    assert connection.password == "hush"
    assert "hush" not in repr(settings) + repr(connection)


@pytest.mark.usefixtures("_with_a_key")
@pytest.mark.parametrize("content", [None, b"", b"no certificate"])
@pytest.mark.parametrize("wrong", ["CA_PATH", "CERTIFICATE_PATH"])
def test_certificates_that_cannot_be_read_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None, wrong: str
) -> None:
    pem = tmp_path / "kafka.pem"
    if content is not None:
        pem.write_bytes(content)
    for name in {wrong} if wrong == "CA_PATH" else {wrong, "PRIVATE_KEY_PATH"}:
        monkeypatch.setenv(f"KAFKA_{name}", str(pem))
    with pytest.raises(SettingsWrong) as told:
        Connection.from_settings(LedgerSettings.from_environment())
    assert str(told.value).startswith(f"KAFKA_{wrong}: ")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(("told", "protocol"), [("1", "SASL_SSL"), ("0", "SASL_PLAINTEXT")])
def test_a_password_can_go_by_tls_without_certificates_of_our_own(
    monkeypatch: pytest.MonkeyPatch, told: str, protocol: str
) -> None:
    monkeypatch.setenv("RAADSLAG_MAC_KEY", "x" * 32)
    monkeypatch.setenv("KAFKA_BROKERS", "kafka:9093")
    monkeypatch.setenv("RAADSLAG_KAFKA_USERNAME", "case-flow")
    monkeypatch.setenv("RAADSLAG_KAFKA_PASSWORD", "a good word")
    monkeypatch.setenv("RAADSLAG_KAFKA_TLS", told)
    assert Connection.from_settings(LedgerSettings.from_environment()).options()["security_protocol"] == protocol
