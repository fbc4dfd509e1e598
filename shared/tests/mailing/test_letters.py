"""A letter says the same in its plain text and in its HTML, in the reader's language, and fetches nothing."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from councilkit.mailing.letters import Letters, compiled_shell
from councilkit.testing.letters import require_shown_as_typed, sharp
from councilkit.testing.wording import untranslated
from councilkit.wording import Wording, wordings

TEXT = """\
Subject: {{ _("News of %(half)s", half=half) }}
{% import "parts.txt" as parts with context %}
{% import "words.txt" as words with context %}

{{ _("Hello, %(who)s!", who=who) }}
{% if false %}
left out
{% endif %}



{{ parts.card("LBU-TON 1/26", title, "https://example.no/c?a=1&b=2", answer="ja & nei") }}

{{ words.about(who) }}

{{ parts.footer(_("It came because you sit in a council.")) }}
"""
HTML = """\
{% extends "shell.html" %}
{% block content %}
{% import "parts.html" as parts with context %}
{% import "words.txt" as words with context %}
<h1>{{ subject }}</h1>
<p>{{ words.about(who) }}</p>
<p>{{ _("Hello, %(who)s!", who=who) }}</p>
{{ parts.card("LBU-TON 1/26", title, "https://example.no/c?a=1&b=2", answer="ja & nei") }}
{{ parts.button("https://example.no/c?a=1&b=2", _("Read it")) }}
{% endblock %}
{% block why %}
{% import "parts.html" as parts with context %}
{{ parts.footer(_("It came because you sit in a council.")) }}
{% endblock %}
"""
WORDS = """\
{% macro about(who) -%}
{{ _("Hello, %(who)s!", who=who) }} {{ who }}
{%- endmacro %}
"""
CATALOGUE = {
    "nb": ["Nytt fra %(half)s", "Hei, %(who)s!", "Den kom fordi du sitter i et utvalg.", "Les den"],
    "nn": ["Nytt frå %(half)s", "Hei, %(who)s!", "Han kom fordi du sit i eit utval.", "Les han"],
    "en": [],
}
SAID = ["News of %(half)s", "Hello, %(who)s!", "It came because you sit in a council.", "Read it"]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """A package with one mail, in three languages."""
    name = f"letters_{abs(hash(request.node.name))}"
    home = tmp_path / name
    for folder in ("mails", "locales"):
        (home / folder).mkdir(parents=True)
    (home / "__init__.py").touch()
    (home / "mails" / "news.txt").write_text(TEXT)
    (home / "mails" / "news.html").write_text(HTML)
    (home / "mails" / "words.txt").write_text(WORDS)
    (home / "mails" / "nameless.txt").write_text("Hello\n")
    for language, sentences in CATALOGUE.items():
        entries = [f'msgid "{said}"\nmsgstr "{told}"\n' for said, told in zip(SAID, sentences, strict=False)]
        header = f'msgid ""\nmsgstr "Language: {language}\\nContent-Type: text/plain; charset=utf-8\\n"\n'
        (home / "locales" / f"{language}.po").write_text("\n".join([header, *entries]))
    monkeypatch.syspath_prepend(tmp_path)
    return name


@pytest.fixture
def letters(package: str) -> Letters:
    return Letters(package, wordings(package, Wording))


class Reader(HTMLParser):
    """Reads what an HTML shows, and what it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.languages: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "href":
                (self.links if tag == "a" else self.fetched).append(value or "")
            if name in ("src", "background", "srcset"):
                self.fetched.append(value or "")
            if name == "lang":
                self.languages.add(value or "")


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


@pytest.mark.parametrize(
    ("language", "subject", "why", "whom"),
    [
        ("nb", "Nytt fra 2026-2", "Den kom fordi du sitter i et utvalg.", "Spør sekretæren i utvalget ditt."),
        ("nn", "Nytt frå 2026-2", "Han kom fordi du sit i eit utval.", "Spør sekretæren i utvalet ditt."),
        ("en", "News of 2026-2", "It came because you sit in a council.", "Ask the secretary of your council."),
        ("se", "Nytt fra 2026-2", "Den kom fordi du sitter i et utvalg.", "Spør sekretæren i utvalget ditt."),
    ],
)
def test_a_letter_is_in_the_readers_language_or_in_bokmal(
    letters: Letters, language: str, subject: str, why: str, whom: str
) -> None:
    letter = letters.write("news", language, half="2026-2", who="Modig Lykt", title="Døra", headers={"List-Id": "<a>"})
    assert letter.subject == subject
    for text in (letter.text, letter.html):
        assert why in text
        assert whom in text
    assert letter.language == ("nb" if language == "se" else language)
    assert read(letter.html).languages == {letter.language}
    assert letter.headers == {"List-Id": "<a>"}


def test_the_plain_text_is_plain_and_has_no_holes(letters: Letters) -> None:
    text = letters.write("news", "nb", half="2026-2", who="<b>Lykt</b> & co", title="A < B").text
    assert text.startswith("Hei, <b>Lykt</b> & co!\n\nA < B (LBU-TON 1/26)\n")
    assert "Svaret kort fortalt: ja & nei\n" in text
    assert "https://example.no/c?a=1&b=2" in text
    assert "\n\n\n" not in text
    assert text.endswith(".\n")


def test_nothing_that_someone_wrote_becomes_html(letters: Letters) -> None:
    html = letters.write("news", "nb", half="<i>", who="<script>x</script>", title='"><img src=x>').html
    reader = read(html)
    assert not {"script", "img", "i"} & set(reader.tags)
    assert "&lt;script&gt;" in html


def test_what_text_and_html_say_alike_is_escaped_once_in_the_html_and_never_in_the_text(letters: Letters) -> None:
    letter = letters.write("news", "nb", half=sharp("2026-2"), who=sharp("Lykt"), title=sharp("Døra"))
    require_shown_as_typed(letter, [sharp("Lykt"), sharp("Døra")])
    assert letter.subject == f"Nytt fra {sharp('2026-2')}"


def test_a_mail_fetches_nothing_and_has_one_main_button_and_real_headings(letters: Letters) -> None:
    reader = read(html := letters.write("news", "nb", half="2026-2", who="a", title="b").html)
    assert reader.fetched == []
    assert "@import" not in html
    assert re.findall(r"url\(", html) == []
    assert reader.tags.count("h1") == 1
    assert "h3" in reader.tags
    assert html.count('class="act"') == 1
    assert reader.links == ["https://example.no/c?a=1&b=2"] * 2
    assert 'content="light dark"' in html
    assert "font-size:18px" in html
    assert html.count("<table") == html.count('role="presentation"')


def test_the_answer_in_short_has_a_label_that_stands_out(letters: Letters) -> None:
    letter = letters.write("news", "nb", half="2026-2", who="a", title="b")
    assert "<strong>Svaret kort fortalt:</strong> ja &amp; nei</p>" in letter.html
    assert "Svaret kort fortalt: ja & nei\n" in letter.text


def test_a_paragraph_has_the_colour_of_what_it_stands_in_and_quiet_words_their_own() -> None:
    shell = compiled_shell()
    assert ".words p { color: inherit; }" in shell
    assert shell.index(".words p {") < shell.index(".words .quiet {")


def test_nothing_in_the_shell_is_wider_than_a_small_phone() -> None:
    without_outlook = re.sub(r"<!--\[if mso.*?<!\[endif\]-->", "", compiled_shell(), flags=re.DOTALL)
    widths = re.findall(r"(?<![-\w])width:\s*(\d+)px", without_outlook)
    assert all(int(width) <= 320 for width in widths)


def test_a_template_that_names_what_it_is_not_given_is_a_fault(letters: Letters) -> None:
    with pytest.raises(UndefinedError):
        letters.write("news", "nb", who="a", title="b")


def test_a_mail_without_a_subject_or_without_a_template_is_a_fault(letters: Letters) -> None:
    with pytest.raises(ValueError, match="does not begin with its subject"):
        letters.write("nameless", "nb")
    with pytest.raises(TemplateNotFound):
        letters.write("unheard-of", "nb")


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_sentence_that_all_mails_share_is_translated(language: str) -> None:
    assert untranslated("councilkit.mailing")[language] == set()


def test_what_a_catalogue_lacks_or_holds_in_vain_is_told(package: str, tmp_path: Path) -> None:
    assert untranslated(package) == {"nb": set(), "nn": set()}
    catalogue = tmp_path / package / "locales" / "nn.po"
    catalogue.write_text(catalogue.read_text().replace("Read it", "Read this").replace("frå %(half)s", "frå %(halv)s"))
    assert untranslated(package) == {"nb": set(), "nn": {"Read it", "Read this", "News of %(half)s"}}
