from datetime import UTC, datetime

from council_registry.application.people.codes import CodeKeys
from council_registry.domain.person import Code, Purpose
from councilkit.ids import LENGTH

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
OLD = CodeKeys({"2026": b"the first key"})
ROTATED = CodeKeys({"2027": b"the second key", "2026": b"the first key"})


def made(
    keys: CodeKeys, purpose: Purpose = Purpose.INVITATION, command: str = "c", hold: str = "term"
) -> tuple[Code, str]:
    return keys.make(purpose, command, hold=hold, person="lykt", now=NOW)


def test_a_code_is_told_again_from_what_is_kept() -> None:
    code, words = made(OLD)
    assert OLD.words(code) == words
    assert len(words) == LENGTH
    assert words not in str(code)


def test_every_command_hold_and_purpose_has_a_code_of_its_own() -> None:
    several = [made(OLD), made(OLD, Purpose.VOUCHER), made(OLD, command="d"), made(OLD, hold="post"), made(ROTATED)]
    assert len({words for _, words in several}) == 5
    assert len({code.hash for code, _ in several}) == 5


def test_a_code_of_an_older_key_still_lets_in() -> None:
    code, words = made(OLD)
    assert code.hash in ROTATED.hashes(words)
    assert ROTATED.words(code) == words
    assert made(ROTATED)[0].hash.startswith("2027:")


def test_a_code_of_a_key_that_is_gone_is_told_to_nobody() -> None:
    code, words = made(OLD)
    gone = CodeKeys({"2027": b"the second key"})
    assert gone.words(code) is None
    assert code.hash not in gone.hashes(words)


def test_a_code_is_read_however_it_is_typed() -> None:
    code, words = made(OLD)
    assert code.hash in OLD.hashes(f" {words[:4].upper()}-{words[4:]}\n")
