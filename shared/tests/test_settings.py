"""Settings come from the environment; a wrong one is told by its variable and never by its value."""

import os

import pytest
from pydantic import Field

from councilkit.settings import LedgerSettings, ServiceSettings, SettingsWrong


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("RAADSLAG_")]:
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
