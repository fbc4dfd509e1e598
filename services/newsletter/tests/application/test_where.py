from typing import Any

import pytest

from councilkit.wording import Wording, wordings
from newsletter.application.known import Places
from newsletter.application.where import where
from newsletter.testing.driver import NOW, a_card

PLACES = Places(
    councils={
        "harbour": {"names": {"nb": "Brukerutvalget i Havna"}},
        "region": {"names": {"nb": "Brukerutvalget i Fjordane"}},
    },
    units={"0701": {"name": "Nav Havna"}},
)


@pytest.mark.parametrize(
    ("card", "sentence"),
    [
        ({"state": "reported"}, "Brukerutvalget i Havna skal ta opp saken i et møte."),
        ({"state": "on_agenda"}, "Saken skal opp i et møte i Brukerutvalget i Havna."),
        ({"state": "treated"}, "Brukerutvalget i Havna har drøftet saken og er ferdig med den."),
        (
            {"state": "treated", "next": {"action": "send_case", "council": "harbour"}},
            "Brukerutvalget i Havna skal sende saken videre til et annet utvalg.",
        ),
        (
            {"state": "treated", "next": {"action": "make_statement", "council": "harbour"}},
            "Brukerutvalget i Havna skal be Nav om svar.",
        ),
        (
            {"state": "sent", "next": {"action": "receive_case", "council": "region"}},
            "Saken er på vei til Brukerutvalget i Fjordane.",
        ),
        ({"state": "awaiting_answer", "addressee_unit": "0701"}, "Vi venter på svar fra Nav Havna."),
        ({"state": "coming_home"}, "Svaret har kommet. Nå skal Brukerutvalget i Havna si om det er godt nok."),
        ({"state": "answered"}, "Saken er ferdig. Brukerutvalget i Havna har fått svaret."),
        ({"state": "on_the_moon", "holder": "region"}, "Saken er hos Brukerutvalget i Fjordane."),
    ],
)
def test_one_sentence_says_where_a_case_is(card: dict[str, Any], sentence: str) -> None:
    told = a_card("tolk", "harbour", at=NOW, **card)
    assert where(told, PLACES, wordings("newsletter", Wording)["nb"]) == sentence


def test_a_council_that_we_have_not_heard_of_yet_is_told_by_its_id() -> None:
    told = a_card("tolk", "new", at=NOW)
    sentence = where(told, PLACES, wordings("newsletter", Wording)["nb"])
    assert sentence == "new skal ta opp saken i et møte."
