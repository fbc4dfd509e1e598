from datetime import timedelta

from pydantic import BaseModel

from portal.adapters.memory_boxes import MemoryBoxes
from portal.application.drafts import Drafts
from portal.application.vault import Vault
from portal.testing.issuer import Hands


class Letter(BaseModel):
    text: str


LETTER = Letter(text="Kjære utvalg")


class Spy(MemoryBoxes):
    """Lets a test see, and swap, what is stored."""

    @property
    def stored(self) -> str:
        return repr(self._boxes)

    def swap(self) -> None:
        names = list(self._boxes)
        contents = list(self._boxes.values())
        self._boxes = dict(zip(names, reversed(contents), strict=True))


def a_vault(boxes: MemoryBoxes, clock: Hands, key: str = "s") -> Vault:
    return Vault(boxes, secret=key, clock=clock)


async def test_what_is_put_away_is_found_again_until_its_time() -> None:
    clock = Hands()
    vault = a_vault(MemoryBoxes(), clock)
    await vault.put("letter", LETTER, until=clock() + timedelta(hours=1))
    assert await vault.get("letter", Letter) == LETTER
    clock.move(hours=1)
    assert await vault.get("letter", Letter) is None


async def test_the_database_tells_neither_names_nor_contents() -> None:
    clock, boxes = Hands(), Spy()
    await a_vault(boxes, clock).put("letter", LETTER, until=clock() + timedelta(hours=1))
    assert "letter" not in boxes.stored
    assert "utvalg" not in boxes.stored


async def test_contents_moved_to_another_name_are_not_taken_for_its_own() -> None:
    clock, boxes = Hands(), Spy()
    vault = a_vault(boxes, clock)
    for name in ("mine", "yours"):
        await vault.put(name, LETTER, until=clock() + timedelta(hours=1))
    boxes.swap()
    assert await vault.get("mine", Letter) is None


async def test_another_key_opens_nothing() -> None:
    clock, boxes = Hands(), MemoryBoxes()
    await a_vault(boxes, clock).put("letter", LETTER, until=clock() + timedelta(hours=1))
    assert await a_vault(boxes, clock, "another").get("letter", Letter) is None


async def test_a_draft_is_for_the_one_who_wrote_it() -> None:
    clock = Hands()
    drafts = Drafts(a_vault(MemoryBoxes(), clock), clock=clock)
    await drafts.keep("lykt", "/cases/new", "key", {"title": ["Tolk"]})
    assert await drafts.find("fjord", "/cases/new") is None
    found = await drafts.find("lykt", "/cases/new")
    assert found
    assert found.fields == {"title": ["Tolk"]}


async def test_whatever_somebody_was_writing_goes_at_once_and_nobody_elses() -> None:
    clock = Hands()
    drafts = Drafts(a_vault(MemoryBoxes(), clock), clock=clock)
    for subject in ("lykt", "fjord"):
        await drafts.keep(subject, "/cases/new", "key", {"title": ["Tolk"]})
        await drafts.put_aside(subject, "/cases/c/answer", "key", {"short": ["Ja."]})
    await drafts.drop_all("lykt")
    for page in ("/cases/new", "/cases/c/answer"):
        assert await drafts.find("lykt", page) is None
        assert await drafts.find("fjord", page)


async def test_a_draft_never_holds_a_national_identity_number() -> None:
    clock = Hands()
    drafts = Drafts(a_vault(MemoryBoxes(), clock), clock=clock)
    await drafts.keep("lykt", "/cases/new", "key", {"short": ["Gjelder 01410012345, som venter"]})
    found = await drafts.find("lykt", "/cases/new")
    assert found
    assert found.fields == {"short": ["Gjelder …, som venter"]}
