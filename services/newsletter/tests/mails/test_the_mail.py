"""What a reader is told, in the words of each language."""

import re
from datetime import timedelta

import pytest

from councilkit.inbox import Doc
from councilkit.privacy import SHORT_LENGTH, TITLE_LENGTH
from councilkit.testing.wording import untranslated
from newsletter.application.greet_edition import GreetEdition
from newsletter.subscriptions import CASES
from newsletter.testing.driver import AUTUMN, HALF, Driver, a_card
from newsletter.testing.places import FAR, HARBOUR, REGION, VALLEY, Place

LEADER = HARBOUR.people[0]


def moved(origin: Place, councils: list[Place]) -> Doc:
    """Tell a case as our view keeps it."""
    return {
        "origin": origin.id,
        "councils": [council.id for council in councils],
        "moved": {HALF: AUTUMN.isoformat()},
        "halves": [HALF],
        "restricted": False,
        "personal": False,
    }


async def read_in(newsletter: Driver, language: str) -> str:
    newsletter.contacts.add(LEADER, HARBOUR.leader.id, language=language)
    await newsletter.sent()
    return newsletter.mail_to(LEADER).text


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "nb",
            [
                "Dette har skjedd fra 16. mai 2026 til 15. november 2026",
                "Hei, alle sammen!",
                "SAKER FRA UTVALGET DITT",
                "Brukerutvalget i Havna skal ta opp saken i et møte.",
                "Du får dette fordi du er med i Brukerutvalget i Havna.",
                "Jeg vil ikke ha nyhetsbrevet lenger:",
            ],
        ),
        (
            "nn",
            [
                "Dette har hendt frå 16. mai 2026 til 15. november 2026",
                "Hei, alle saman!",
                "SAKER FRÅ UTVALET DITT",
                "Brukarutvalet i Havna skal ta opp saka i eit møte.",
                "Du får dette fordi du er med i Brukarutvalet i Havna.",
                "Eg vil ikkje ha nyheitsbrevet lenger:",
            ],
        ),
        (
            "en",
            [
                "What has happened from 16 May 2026 to 15 November 2026",
                "Hello, everybody!",
                "CASES FROM YOUR COUNCIL",
                "Havna user council will take the case up in a meeting.",
                "You get this because you are in Havna user council.",
                "I do not want the newsletter any more:",
            ],
        ),
    ],
)
async def test_a_reader_is_told_in_their_language(newsletter: Driver, language: str, sentences: list[str]) -> None:
    await newsletter.a_case("tolk")
    text = await read_in(newsletter, language)
    assert [sentence for sentence in sentences if sentence not in text] == []


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("nb", "Nytt fra brukerutvalgene, sommer og høst 2026"),
        ("nn", "Nytt frå brukarutvala, sommar og haust 2026"),
        ("en", "News from the user councils, summer and autumn 2026"),
        ("se", "Nytt fra brukerutvalgene, sommer og høst 2026"),
    ],
)
async def test_the_subject_says_what_it_is_and_of_when(newsletter: Driver, language: str, subject: str) -> None:
    await read_in(newsletter, language)
    assert newsletter.mail_to(LEADER).subject == subject


async def test_the_first_half_of_a_year_is_winter_and_spring(newsletter: Driver) -> None:
    await newsletter.sent("2026-1")
    assert newsletter.mail_to(LEADER).subject == "Nytt fra brukerutvalgene, vinter og vår 2026"


async def test_a_case_is_told_with_its_short_version_its_short_answer_and_where_to_read_it(newsletter: Driver) -> None:
    await newsletter.a_case("tolk", title="Tolk", short="Mange møter uten tolk.", short_answer="Fra nyttår.")
    assert (
        "Tolk (Sak 26-tolk)\n"
        "Mange møter uten tolk.\n"
        "Brukerutvalget i Havna skal ta opp saken i et møte.\n"
        "Svaret kort fortalt: Fra nyttår.\n"
        "http://127.0.0.1:8000/cases/tolk\n"
    ) in await read_in(newsletter, "nb")


async def test_cases_are_told_in_three_parts(newsletter: Driver) -> None:
    await newsletter.a_case("egen", HARBOUR)
    await newsletter.a_case("spurt", VALLEY, to=HARBOUR)
    await newsletter.a_case("regionens", REGION)
    await newsletter.a_case("fjern", FAR)
    text = await read_in(newsletter, "nb")
    told = ["SAKER FRA UTVALGET DITT", "26-egen", "HAR SENDT TIL DERE", "26-spurt fra Brukerutvalget i Dalen"]
    told += ["OVER OG UNDER DERES", "26-regionens fra Brukerutvalget i Fjordane"]
    places = [text.index(words) for words in told]
    assert places == sorted(places)
    assert "26-fjern" not in text


async def test_of_many_cases_nearby_ten_are_told_and_the_rest_counted(newsletter: Driver) -> None:
    for n in range(12):
        await newsletter.a_case(f"sak{n:02}", REGION, at=AUTUMN + timedelta(days=n))
    text = await read_in(newsletter, "nb")
    assert "Det er 2 saker til i Rådslag.\nhttp://127.0.0.1:8000/cases\n" in text
    html = newsletter.mail_to(LEADER).html
    assert '<a href="http://127.0.0.1:8000/cases">Det er 2 saker til i Rådslag.</a>' in html
    assert ("26-sak02 " in text, "26-sak01 " in text) == (True, False)


async def test_a_mail_is_short_however_much_has_happened(newsletter: Driver) -> None:
    for origin, councils in ((HARBOUR, [HARBOUR]), (VALLEY, [VALLEY, HARBOUR]), (REGION, [REGION])):
        ids = [f"{n:016}{origin.id:.4}" for n in range(1334)]
        await newsletter.remember(CASES, dict.fromkeys(ids, moved(origin, councils)))
        words = "Mange møter uten tolk. " * 30
        longest = {"title": words[:TITLE_LENGTH], "short": words[:SHORT_LENGTH], "short_answer": words[:SHORT_LENGTH]}
        newsletter.cards.known |= {id: a_card(id, origin.id, at=AUTUMN, **longest) for id in ids}
    text = await read_in(newsletter, "nb")
    assert text.count("http://127.0.0.1:8000/cases/") == 50
    assert [f"Det er {more} saker til" in text for more in (1314, 1324)] == [True, True]
    assert len(newsletter.mail_to(LEADER).message.as_bytes()) < 100_000


async def test_the_first_cases_are_told_in_full_and_those_that_there_is_no_room_for_by_their_titles(
    newsletter: Driver,
) -> None:
    for n in range(12):
        short, answer = (f"{word} {n}. {'ord ' * 120}" for word in ("Kort", "Svar"))
        await newsletter.a_case(f"sak{n:02}", at=AUTUMN + timedelta(days=n), short=short, short_answer=answer)
    text = await read_in(newsletter, "nb")
    assert text.count("Sak 26-sak") == 12
    assert ("Svar 11." in text, "Kort 3." in text, "Svar 3." in text) == (True, False, False)


async def test_who_has_no_news_is_told_so(newsletter: Driver) -> None:
    text = await read_in(newsletter, "nb")
    assert "Det har ikke skjedd noe nytt" in text
    assert "SAKER FRA" not in text


async def test_a_case_whose_text_was_erased_is_told_without_it(newsletter: Driver) -> None:
    await newsletter.a_case("tolk", title=None, short=None)
    assert "En sak der teksten er slettet (Sak 26-tolk)\nBrukerutvalget i Havna skal" in await read_in(newsletter, "nb")


async def test_a_case_that_may_not_be_told_of_any_more_is_left_out(newsletter: Driver) -> None:
    await newsletter.a_case("tolk")
    del newsletter.cards.known["tolk"]
    assert "26-tolk" not in await read_in(newsletter, "nb")


async def test_who_reads_english_gets_the_greeting_in_bokmaal_where_there_is_no_other(newsletter: Driver) -> None:
    newsletter.contacts.add(LEADER, HARBOUR.leader.id, language="en")
    edition = await newsletter.opened()
    await newsletter.do(GreetEdition(edition, nb="Hei på dere!", nn="Hei på dykk!"))
    await newsletter.freeze(edition)
    assert "Hei på dere!" in newsletter.mail_to(LEADER).text


async def test_what_people_typed_is_text_in_the_html_and_nothing_else(newsletter: Driver) -> None:
    await newsletter.a_case("tolk", title="<b>Tolk</b>", short="<script>alert(1)</script>")
    edition = await newsletter.opened()
    await newsletter.do(GreetEdition(edition, nb="Hei <i>på</i>\ndere!\n\nHilsen oss", nn="Hei"))
    await newsletter.freeze(edition)
    html = newsletter.mail_to(LEADER).html
    assert "&lt;b&gt;Tolk&lt;/b&gt;" in html
    assert "<script" not in html
    assert "<p>Hei &lt;i&gt;på&lt;/i&gt;<br>dere!</p>\n<p>Hilsen oss</p>" in html


async def test_the_html_has_one_heading_one_button_and_tells_its_language(newsletter: Driver) -> None:
    await newsletter.a_case("tolk")
    await read_in(newsletter, "nn")
    html = newsletter.mail_to(LEADER).html
    assert '<html lang="nn"' in html
    assert re.findall(r"<h1>(.*?)</h1>", html) == ["Nytt frå brukarutvala"]
    assert re.findall(r'class="act"[^>]*>(.*?)</a>', html) == ["Les meir i Rådslag"]


async def test_a_mail_program_can_decline_for_its_reader_in_one_click(newsletter: Driver) -> None:
    await read_in(newsletter, "nb")
    mail = newsletter.mail_to(LEADER).message
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Id"] == "<newsletter.example.no>"
    link = str(mail["List-Unsubscribe"]).strip("<>")
    assert link.startswith("http://127.0.0.1:8000/lenke/newsletter/")
    assert link in newsletter.mail_to(LEADER).text


def test_every_sentence_is_said_in_bokmaal_and_nynorsk() -> None:
    assert untranslated("newsletter") == {"nb": set(), "nn": set()}
