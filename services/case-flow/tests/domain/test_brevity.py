import pytest

from case_flow.domain.brevity import require_brief, sentences
from case_flow.domain.refusals import TooManySentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ja", 1),
        ("Vi spør om tolk fra nyttår.", 1),
        ("Ja! Fra nyttår. Skjemaet får et felt.", 3),
        ("Hva nå? «Vi vet ikke.» Derfor spør vi. Takk.", 4),
        ("Det gjelder f.eks. Nav Horten og Nav Larvik.", 1),
        ("Fra 1. Kvartal 2027 spør vi, jf. NOU 2020: 5.", 1),
        ("Ring oss kl. 9 og be om nr. 3.", 1),
        ("Vi ser på det … Svaret kommer.", 2),
        ("Vi tar det i møtet 3. mars. Så svarer vi.", 2),
        ("Det koster 3,5 mill. kroner.", 1),
        ("Fra nyttår. 12 kontor er med.", 2),
    ],
)
def test_sentences_are_counted_as_they_are_read(text: str, count: int) -> None:
    assert sentences(text) == count


def test_a_short_answer_is_three_sentences_at_most() -> None:
    require_brief("Ja. Fra nyttår. Skjemaet får et felt.")
    with pytest.raises(TooManySentences) as refused:
        require_brief("Ja. Fra nyttår. Skjemaet får et felt. Takk for rådet.")
    assert (refused.value.field, refused.value.members) == ("/short", {"sentences": 4})
