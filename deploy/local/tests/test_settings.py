"""A process is told in its environment what an app in the same process is given, to the last letter."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from case_flow.settings import Settings as CaseFlowSettings
from council_registry.settings import Settings as RegistrySettings
from councilkit.settings import ServiceSettings
from newsletter.settings import Settings as NewsletterSettings
from notifier.settings import Settings as NotifierSettings
from portal.settings import PortalSettings
from raadslag_local.issuer.settings import IssuerSettings
from raadslag_local.mail.settings import SinkSettings
from raadslag_local.operators import write_operator
from raadslag_local.place import SERVICES, Addresses, Place
from raadslag_local.running.layout import SMTP, Layout, Ports
from raadslag_local.running.service import replicas
from raadslag_local.secrets import Secrets
from raadslag_local.settings import AllSettings, environment

READ_BY: dict[str, type[ServiceSettings]] = {
    "council-registry": RegistrySettings,
    "case-flow": CaseFlowSettings,
    "newsletter": NewsletterSettings,
    "notifier": NotifierSettings,
    "sink": SinkSettings,
    "portal": PortalSettings,
    "issuer": IssuerSettings,
}


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("RAADSLAG_", "KAFKA_"))]:
        monkeypatch.delenv(name)


@pytest.fixture
def settings(tmp_path: Path) -> AllSettings:
    at = Addresses.under("http://localhost:8080")
    place = Place(at, tmp_path, "mongodb://db.example/", tmp_path, "town", "kafka.example:9092", "town")
    return AllSettings(place)


@pytest.mark.parametrize("service", READ_BY)
def test_what_is_spelt_for_a_process_is_read_as_it_was_meant(
    settings: AllSettings, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment(settings.of(service)).items():
        monkeypatch.setenv(name, value)
    assert READ_BY[service].from_environment() == settings.of(service)


def told(layout: Layout, service: str) -> list[Mapping[str, str]]:
    ports = Ports(layout)
    place = Place(ports.addresses(layout), layout.folder, "mongodb://db.example/")
    return [one.program.environment for one in replicas(service, layout, AllSettings(place), ports, print)]


def test_a_process_inherits_nothing_that_belongs_to_a_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAADSLAG_CRASH_AT", "ledger.after-append")
    monkeypatch.setenv("KAFKA_CA_PATH", "/ours.pem")
    [environment] = told(Layout(tmp_path), "case-flow")
    assert {"RAADSLAG_CRASH_AT", "KAFKA_CA_PATH"} & set(environment) == set()
    assert environment["PATH"] == os.environ["PATH"]


def test_whoever_names_a_broker_says_how_one_gets_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAFKA_CA_PATH", "/theirs.pem")
    [environment] = told(Layout(tmp_path, broker="kafka.example:9092"), "case-flow")
    assert environment["KAFKA_CA_PATH"] == "/theirs.pem"


def test_one_service_is_told_more_and_runs_other_code(tmp_path: Path) -> None:
    layout = Layout(tmp_path, replicas={"case-flow": 2}, env={"case-flow": {"LEVEL": "high"}}, pythonpath="/patched")
    first, second = told(layout, "case-flow")
    [portal] = told(layout, "portal")
    assert (first["LEVEL"], second["LEVEL"], portal.get("LEVEL")) == ("high", "high", None)
    assert first["RAADSLAG_PORT"] != second["RAADSLAG_PORT"]
    assert portal["PYTHONPATH"] == "/patched"


def test_the_ports_follow_the_portals(tmp_path: Path) -> None:
    layout = Layout(tmp_path, port=8080)
    assert Ports(layout).addresses(layout) == Addresses(
        portal="http://localhost:8080",
        registry="http://127.0.0.1:8081",
        case_flow="http://127.0.0.1:8082",
        issuer="http://localhost:8083",
        newsletter="http://127.0.0.1:8084",
        notifier="http://127.0.0.1:8085",
        inbox="http://localhost:8086",
    )
    assert Ports(layout).known[SMTP] == 8087


def test_a_secret_that_is_new_is_written_down_and_the_others_stay(tmp_path: Path) -> None:
    first = Secrets.from_file(tmp_path / "secrets.json")
    (tmp_path / "secrets.json").write_text(first.model_dump_json(exclude={"operator"}))
    second = Secrets.from_file(tmp_path / "secrets.json")
    assert second == Secrets.from_file(tmp_path / "secrets.json")
    assert second.mac_key == first.mac_key


def test_the_operators_file_is_for_nobody_else(tmp_path: Path) -> None:
    write_operator(tmp_path, {name: f"http://127.0.0.1:8081/{name}" for name in SERVICES})
    file = tmp_path / "operator.env"
    assert file.stat().st_mode & 0o777 == 0o600
    secret = Secrets.from_file(tmp_path / "secrets.json").operator
    assert file.read_text().splitlines() == [
        "RAADSLAG_REGISTRY_URL=http://127.0.0.1:8081/council-registry",
        "RAADSLAG_CASE_FLOW_URL=http://127.0.0.1:8081/case-flow",
        "RAADSLAG_NEWSLETTER_URL=http://127.0.0.1:8081/newsletter",
        "RAADSLAG_NOTIFIER_URL=http://127.0.0.1:8081/notifier",
        "RAADSLAG_CLIENT_ID=operator",
        f"RAADSLAG_CLIENT_SECRET={secret}",
    ]


def test_nobody_but_the_operator_may_bring_tables_in(settings: AllSettings) -> None:
    clients = settings.registry.clients
    assert [name for name, client in clients.items() if client.scopes & {"registry:import", "registry:export"}] == [
        "operator"
    ]
