import pytest

from portal.adapters.memory_boxes import MemoryBoxes
from portal.application.refusals import SignInFailed
from portal.application.sign_in import LASTS, SignIn, challenge, local
from portal.application.vault import Vault
from portal.testing.issuer import Hands, MemoryIssuer


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def sign_in(clock: Hands) -> SignIn:
    return SignIn(Vault(MemoryBoxes(), secret="s", clock=clock), MemoryIssuer(clock), clock=clock)


def returned(address: str) -> tuple[str, str]:
    """What the issuer sends back: state and code."""
    state, code = address.partition("state=")[2].split("&code=")
    return state, code


async def test_a_person_comes_back_to_where_she_was_going(sign_in: SignIn) -> None:
    identity, attempt = await sign_in.finish("b", *returned(await sign_in.begin("b", "/cases/1")))
    assert (identity.subject, attempt.back) == ("lykt", "/cases/1")


async def test_an_invitation_comes_along_and_is_in_no_address(sign_in: SignIn) -> None:
    address = await sign_in.begin("b", "/mine-verv", invitation="the-code")
    _, attempt = await sign_in.finish("b", *returned(address))
    assert (attempt.invitation, "the-code" in address + repr(attempt)) == ("the-code", False)


async def test_a_sign_in_counts_once(sign_in: SignIn) -> None:
    state, code = returned(await sign_in.begin("b", "/"))
    await sign_in.finish("b", state, code)
    with pytest.raises(SignInFailed):
        await sign_in.finish("b", state, code)


async def test_another_browser_cannot_finish_it(sign_in: SignIn) -> None:
    with pytest.raises(SignInFailed):
        await sign_in.finish("another", *returned(await sign_in.begin("b", "/")))


async def test_a_sign_in_that_took_too_long_is_begun_again(sign_in: SignIn, clock: Hands) -> None:
    address = await sign_in.begin("b", "/")
    clock.now += LASTS
    with pytest.raises(SignInFailed):
        await sign_in.finish("b", *returned(address))


def test_the_challenge_is_that_of_rfc_7636() -> None:
    assert challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


@pytest.mark.parametrize(
    "address", ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a\r\nSet-Cookie: b"]
)
def test_nobody_is_sent_out_of_the_house(address: str) -> None:
    assert local(address) == "/"


def test_a_page_of_ours_is_kept_with_its_query() -> None:
    assert local("/cases/new?acting=larleader") == "/cases/new?acting=larleader"
