"""A one-act link does one thing, for a while, and only as it was made."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from councilkit.mailing.links import LIMIT, LinkExpired, Links, LinkUnknown, act_address
from councilkit.testing.clocks import Hand

KEY = "a key that no one else has, 32 ch"
SUBJECT = {"case": "sak", "term": "verv"}


@pytest.fixture
def links(hand: Hand) -> Links:
    return Links(KEY, hand)


def test_a_link_tells_its_subject_until_it_expires(links: Links, hand: Hand) -> None:
    token = links.sign("confirm", SUBJECT, 60)
    hand.on(timedelta(days=60, seconds=-1))
    assert links.read("confirm", token) == SUBJECT
    hand.on(timedelta(seconds=1))
    with pytest.raises(LinkExpired):
        links.read("confirm", token)


def test_a_link_does_nothing_but_what_it_was_made_for(links: Links) -> None:
    with pytest.raises(LinkUnknown):
        links.read("digest", links.sign("confirm", SUBJECT, 60))


def test_an_expired_link_of_another_purpose_is_unknown_and_not_expired(links: Links, hand: Hand) -> None:
    token = links.sign("confirm", SUBJECT, 1)
    hand.on(timedelta(days=2))
    with pytest.raises(LinkUnknown):
        links.read("digest", token)


def test_a_link_works_with_no_other_key(links: Links, hand: Hand) -> None:
    with pytest.raises(LinkUnknown):
        Links(KEY + "!", hand).read("confirm", links.sign("confirm", SUBJECT, 60))


def test_every_character_of_a_link_counts(links: Links) -> None:
    token = links.sign("confirm", SUBJECT, 60)
    for place in range(len(token) - 1):  # of the last character some bits are padding
        changed = "A" if token[place] != "A" else "B"
        with pytest.raises(LinkUnknown):
            links.read("confirm", token[:place] + changed + token[place + 1 :])


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def claims(hand: Hand, **changed: Any) -> dict[str, Any]:  # noqa: ANN401 - claims of any kind
    good = {"aud": "confirm", "exp": int(hand.now.timestamp()) + 60, "subject": SUBJECT}
    return {name: value for name, value in (good | changed).items() if value is not None}


FORGED = [
    "",
    ".",
    "..",
    "a.b.c",
    "ey.ey.ey",
    "æ" * 40,
    "\x00",
    "a" * (LIMIT + 1),
    part({"alg": "none"}) + "." + part({"aud": "confirm", "exp": 99999999999, "subject": {}}) + ".",
    part(["alg"]) + ".e30.",
    part({"alg": "HS256"}) + "." + part([]) + ".AAAA",
]


@pytest.mark.parametrize("token", FORGED, ids=range(len(FORGED)))
def test_whatever_is_no_link_gets_one_answer(links: Links, token: str) -> None:
    with pytest.raises(LinkUnknown) as refused:
        links.read("confirm", token)
    assert refused.value.detail == "This link is not one of ours, or a part of it is missing."


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": None},
        {"aud": ["confirm"]},
        {"exp": None},
        {"exp": "99999999999"},
        {"exp": 1e300},
        {"exp": True},
        {"subject": None},
        {"subject": "sak"},
        {"subject": {"case": 1}},
    ],
)
def test_a_token_of_our_own_key_that_is_no_link_is_unknown(links: Links, hand: Hand, changed: dict[str, Any]) -> None:
    token = jwt.encode({"alg": "HS256"}, claims(hand, **changed), OctKey.import_key(KEY.encode()))
    with pytest.raises(LinkUnknown):
        links.read("confirm", token)


@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
def test_only_one_algorithm_is_ours(links: Links, hand: Hand, algorithm: str) -> None:
    token = jwt.encode({"alg": algorithm}, claims(hand), OctKey.import_key(KEY.encode()), algorithms=[algorithm])
    with pytest.raises(LinkUnknown):
        links.read("confirm", token)


def test_a_signature_with_a_key_of_another_kind_is_unknown(links: Links, hand: Hand) -> None:
    token = jwt.encode({"alg": "ES256"}, claims(hand), ECKey.generate_key("P-256"))
    with pytest.raises(LinkUnknown):
        links.read("confirm", token)


def test_the_address_leads_to_a_page_of_the_portal() -> None:
    assert act_address("https://raadslag.example.no/", "notifier", "a.b.c") == (
        "https://raadslag.example.no/lenke/notifier/a.b.c"
    )
