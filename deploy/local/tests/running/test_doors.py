import pytest

from raadslag_local.place import Addresses
from raadslag_local.running.doors import doors

APPS = ("portal", "council-registry", "case-flow", "issuer", "newsletter", "notifier", "sink")
URLS = {name: f"http://127.0.0.1:{port}" for port, name in enumerate(APPS, 80)}
AT = Addresses(
    portal="http://localhost:80",
    registry=URLS["council-registry"],
    case_flow=URLS["case-flow"],
    issuer="http://localhost:83",
    newsletter=URLS["newsletter"],
    notifier=URLS["notifier"],
    inbox="http://localhost:86",
)


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("http://localhost:80/", "http://127.0.0.1:80/"),
        ("http://localhost:80/cases?council=horten", "http://127.0.0.1:80/cases?council=horten"),
        ("http://localhost:80/case-flow/cases", "http://127.0.0.1:82/cases"),
        ("http://localhost:80/case-flows", "http://127.0.0.1:80/case-flows"),
        ("http://localhost:80/council-registry/me", "http://127.0.0.1:81/me"),
        ("http://localhost:80/newsletter/editions", "http://127.0.0.1:84/editions"),
        ("http://localhost:80/notifier/duties", "http://127.0.0.1:85/duties"),
        ("http://localhost:80/innboks/1", "http://127.0.0.1:86/1"),
        ("http://localhost:83/authorize?state=x", "http://127.0.0.1:83/authorize?state=x"),
        ("http://elsewhere.example/", "http://elsewhere.example/"),
        ("http://localhost:8000/", "http://localhost:8000/"),
    ],
)
def test_every_address_of_a_house_leads_to_its_app(asked: str, there: str) -> None:
    assert doors(AT, URLS).lead(asked) == there
