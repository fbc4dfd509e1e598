"""What a cluster gets is valid, complete and the same for all five apps, and opens only the calls that exist."""

import importlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from councilkit.settings import ServiceSettings

K8S = Path(__file__).parents[1]
BASE = K8S / "base"
Manifest = dict[str, Any]

APPS = {
    "case-flow": "case_flow.settings:Settings",
    "council-registry": "council_registry.settings:Settings",
    "newsletter": "newsletter.settings:Settings",
    "notifier": "notifier.settings:Settings",
    "portal": "portal.settings:PortalSettings",
}
CALLS = {
    "ingress": {"portal"},
    "portal": {"council-registry", "case-flow", "newsletter", "notifier"},
    "case-flow": {"council-registry"},
    "council-registry": {"case-flow"},
    "newsletter": {"council-registry", "case-flow"},
    "notifier": {"council-registry", "case-flow"},
}
LEDGERS = {"case-flow", "council-registry", "newsletter", "notifier"}
OUTSIDE = {
    "mongodb:27017": APPS.keys(),
    "kafka:9093": LEDGERS,
    "opentelemetry-collector:4317": APPS.keys(),
    "opentelemetry-collector:4318": APPS.keys(),
    "0.0.0.0/0:443": {"portal", "council-registry"},  # the outside issuer: signing in there, and its keys
    "0.0.0.0/0:587": {"newsletter", "notifier"},  # the mail relay
}


def manifests(path: Path) -> list[Manifest]:
    return [document for document in yaml.safe_load_all(path.read_text()) if document]


def in_base() -> Iterator[tuple[str, Manifest]]:
    for name in kustomization()["resources"]:
        for manifest in manifests(BASE / name):
            yield f"{name} {manifest['kind']}", manifest


def kustomization() -> Manifest:
    [found] = manifests(BASE / "kustomization.yaml")
    return found


def of(app: str, kind: str) -> Manifest:
    [found] = [one for one in manifests(BASE / f"{app}.yaml") if one["kind"] == kind]
    return found


def test_every_file_is_listed() -> None:
    assert {path.name for path in BASE.iterdir()} == {"kustomization.yaml", *kustomization()["resources"]}


def test_the_kustomization_changes_nothing_but_the_namespace_and_the_image() -> None:
    """So that what is validated here is what a cluster gets."""
    assert kustomization().keys() == {"apiVersion", "kind", "namespace", "resources", "images"}


@pytest.mark.parametrize(("name", "manifest"), [pytest.param(*one, id=one[0]) for one in in_base()])
def test_every_manifest_is_valid(name: str, manifest: Manifest) -> None:
    del name
    kubernetes_validate.validate(manifest, "1.34", strict=True)


@pytest.mark.parametrize("app", APPS)
def test_the_apps_are_deployed_alike(app: str) -> None:
    """They differ in name, program, and whom they speak with; council-registry has its keys besides."""
    assert [one["kind"] for one in manifests(BASE / f"{app}.yaml")] == [
        *("Deployment", "Service", "ServiceAccount", "PodDisruptionBudget", "NetworkPolicy")
    ]
    for kind in ("Deployment", "Service", "ServiceAccount", "PodDisruptionBudget"):
        assert without_its_own(of(app, kind), app) == without_its_own(of("case-flow", kind), "case-flow")


def without_its_own(manifest: Manifest, app: str) -> Manifest:
    if manifest["kind"] == "Deployment":
        pod = manifest["spec"]["template"]["spec"]
        [container] = pod["containers"]
        assert container.pop("args") == [f"{APPS[app].partition('.')[0]}.main"]
        if app == "council-registry":
            assert container.pop("env") == [{"name": "RAADSLAG_KEYS_FILE", "value": "/keys/keys.json"}]
            assert container["volumeMounts"].pop()["readOnly"]
            assert pod["volumes"].pop()["secret"]["secretName"] == "council-registry-keys"
    text: str = yaml.safe_dump(manifest)
    same: Manifest = yaml.safe_load(text.replace(app, "APP"))
    return same


def test_a_pod_may_do_nothing_that_it_need_not() -> None:
    pod = of("case-flow", "Deployment")["spec"]["template"]["spec"]
    [container] = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"]
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert not pod["automountServiceAccountToken"]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }


@pytest.mark.parametrize("app", APPS)
def test_an_app_starts_with_what_it_is_given(app: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("RAADSLAG_", "KAFKA_"))]:
        monkeypatch.delenv(name)
    for name, value in given(app).items():
        monkeypatch.setenv(name, value)
    settings_of(app).from_environment()


def test_nothing_is_given_that_no_app_knows() -> None:
    known = {f"RAADSLAG_{field}".upper() for app in APPS for field in settings_of(app).model_fields}
    named = {name for app in APPS for name in given(app) if not name.startswith("OTEL_")}
    assert named <= known


def given(app: str) -> dict[str, str]:
    [shared] = manifests(BASE / "settings.yaml")
    secrets = {one["metadata"]["name"]: one["stringData"] for one in manifests(K8S / "secrets.example.yaml")}
    return {**shared["data"], **secrets[app]}


def settings_of(app: str) -> type[ServiceSettings]:
    module, _, name = APPS[app].partition(":")
    found: type[ServiceSettings] = getattr(importlib.import_module(module), name)
    return found


def test_everything_is_closed_that_is_not_opened() -> None:
    [shut] = manifests(BASE / "network.yaml")
    assert shut["spec"]["podSelector"]["matchLabels"] == {"app.kubernetes.io/part-of": "raadslag"}
    assert shut["spec"]["policyTypes"] == ["Ingress", "Egress"]
    assert "ingress" not in shut["spec"]


def test_an_app_may_be_called_by_those_that_call_it_alone() -> None:
    calls = {(caller, called) for caller, callees in CALLS.items() for called in callees}
    assert {(caller, app) for app in APPS for caller in callers(app)} == calls


def test_an_app_may_call_those_that_it_calls_alone() -> None:
    calls = {(app, f"{called}:8080") for app in APPS for called in CALLS[app]}
    outside = {(app, place) for place, apps in OUTSIDE.items() for app in apps}
    assert {(app, place) for app in APPS for place in places(app)} == calls | outside


def callers(app: str) -> Iterator[str]:
    [rule] = of(app, "NetworkPolicy")["spec"]["ingress"]
    assert rule["ports"] == [{"port": 8080, "protocol": "TCP"}]
    for peer in rule["from"]:
        yield "ingress" if "namespaceSelector" in peer else name_of(peer)


def places(app: str) -> Iterator[str]:
    for rule in of(app, "NetworkPolicy")["spec"]["egress"]:
        for peer in rule["to"]:
            for port in rule["ports"]:
                yield f"{name_of(peer)}:{port['port']}"


def name_of(peer: Manifest) -> str:
    if "ipBlock" in peer:
        return str(peer["ipBlock"]["cidr"])
    return str(peer["podSelector"]["matchLabels"]["app.kubernetes.io/name"])
