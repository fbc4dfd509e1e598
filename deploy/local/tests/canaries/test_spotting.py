import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest

from raadslag_local.canaries.flock import Canary, flock
from raadslag_local.canaries.spotting import spotted

BIRD = Canary(17)
SAID_BY = ("name", "email", "phone", "address", "key", "subject")
SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in small letters": str.lower,
    "in capitals": str.upper,
    "quoted": json.dumps,
    "in a URL": quote,
    "in a form": quote_plus,
}


@pytest.mark.parametrize("what", SAID_BY)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_whatever_tells_who_a_canary_is_is_seen(what: str, spelling: str) -> None:
    written = SPELLINGS[spelling](getattr(BIRD, what))
    assert spotted(f"before {written} after".encode()) == {17}


@pytest.mark.parametrize("before", ["", "x", "xy", "xyz"])
@pytest.mark.parametrize("encode", [b64encode, urlsafe_b64encode], ids=["base64", "base64 for URLs"])
def test_an_address_in_base64_is_seen_wherever_it_begins(encode: Callable[[bytes], bytes], before: str) -> None:
    assert spotted(encode(f"{before}{BIRD.email}".encode())) == {17}


@pytest.mark.parametrize("part", BIRD.name.split())
def test_half_a_name_is_enough(part: str) -> None:
    assert spotted(part.encode()) == {17}


def test_a_phone_is_seen_without_its_spaces() -> None:
    assert spotted(BIRD.phone.replace(" ", "").encode()) == {17}


def test_what_looks_alike_is_no_canary() -> None:
    assert spotted("Kanariøyene 2026, kanari, 3141590, 99 31 41 590".encode()) == set()


def test_no_two_canaries_share_anything() -> None:
    birds = flock(200)
    for what in SAID_BY:
        assert len({getattr(bird, what) for bird in birds}) == len(birds)
