import pytest

from raadslag_local.place import Addresses
from raadslag_local.running.doors import doors

AT = Addresses("http://localhost:80", "http://127.0.0.1:81", "http://127.0.0.1:82", "http://localhost:83")
URLS = {name: f"http://127.0.0.1:{port}" for port, name in enumerate(("portal", "council-registry", "case-flow"), 80)}


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("http://localhost:80/", "http://127.0.0.1:80/"),
        ("http://localhost:80/cases?council=horten", "http://127.0.0.1:80/cases?council=horten"),
        ("http://localhost:80/case-flow/cases", "http://127.0.0.1:82/cases"),
        ("http://localhost:80/case-flows", "http://127.0.0.1:80/case-flows"),
        ("http://localhost:80/council-registry/me", "http://127.0.0.1:81/me"),
        ("http://localhost:83/authorize?state=x", "http://127.0.0.1:83/authorize?state=x"),
        ("http://elsewhere.example/", "http://elsewhere.example/"),
        ("http://localhost:8000/", "http://localhost:8000/"),
    ],
)
def test_every_address_of_a_house_leads_to_its_app(asked: str, there: str) -> None:
    assert doors(AT, URLS | {"issuer": "http://127.0.0.1:83"}).lead(asked) == there
