from newsletter.testing.driver import Driver
from newsletter.testing.http import Http
from newsletter.testing.places import EDITOR


async def test_opening_words_that_nobody_wrote_in_english_are_told_as_none_and_read_in_bokmal(
    http: Http, newsletter: Driver
) -> None:
    edition = await newsletter.opened()
    words = {"nb": "Hei, alle sammen!", "nn": "Hei, alle saman!"}
    await http.by(EDITOR).post(f"/editions/{edition}/greet", {**words, "en": None}, expected=1)
    shown = (await http.by(EDITOR).get(f"/editions/{edition}")).json()
    assert shown["greeting"] == {**words, "en": None}
    digest = (await http.by(EDITOR).get(f"/editions/{edition}/digest?language=en")).json()
    assert digest["greeting"] == "Hei, alle sammen!"
