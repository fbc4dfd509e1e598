"""Letters from templates: plain text, and the same inside the shell that all mails have, in the reader's language."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import mjml
from jinja2 import ChoiceLoader, DictLoader, Environment, PackageLoader, StrictUndefined

from councilkit.mailing.mail import Letter
from councilkit.wording import LANGUAGES, Wording, wordings, written_in

_OURS = "councilkit.mailing"
_SUBJECT = "Subject: "
_GAP = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")  # what templates leave where something is left out


class Letters:
    """Writes the letters of one package, from its templates `mails/<name>.txt` and `mails/<name>.html`.

    The first line of the text is `Subject: …`. The HTML extends `shell.html` and fills the blocks `content` and `why`
    (why this came, and whom to ask); both import what they share from `parts.html` and `parts.txt`. A template has its
    language's `wording` and `language` at hand, and every sentence in `_()`.

    What a text imports is never escaped, and what the HTML imports always is, whatever the file is called: the same
    macros may serve both.
    """

    def __init__(self, package: str, wordings: Mapping[str, Wording]) -> None:
        shared = _shared_wordings()
        self._templates = {
            (language, html): _environment(package, shared[language], wordings[language], html=html)
            for language in LANGUAGES
            for html in (False, True)
        }

    def write(
        self, template_name: str, language: str, *, headers: Mapping[str, str] | None = None, **values: object
    ) -> Letter:
        """Write a letter; a language that we do not write becomes bokmål."""
        written = written_in(language)
        texts, pages = self._templates[written, False], self._templates[written, True]
        first, _, text = texts.get_template(f"{template_name}.txt").render(**values).lstrip("\n").partition("\n")
        if not first.startswith(_SUBJECT):
            raise ValueError(f"{template_name}.txt does not begin with its subject")
        subject = " ".join(first.removeprefix(_SUBJECT).split())
        html = pages.get_template(f"{template_name}.html").render(**values, subject=subject)
        return Letter(subject, _GAP.sub("\n\n", text).strip("\n") + "\n", html, written, headers or {})


def _environment(package: str, ours: Wording, theirs: Wording, *, html: bool) -> Environment:
    shell = DictLoader({"shell.html": compiled_shell()})
    environment = Environment(
        loader=ChoiceLoader([shell, PackageLoader(_OURS, "mails"), PackageLoader(package, "mails")]),
        autoescape=html,  # noqa: S701 - the text is no HTML
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )

    def gettext(message: str) -> str:
        said = ours.translations.gettext(message)
        return theirs.translations.gettext(message) if said == message else said

    environment.install_gettext_callables(  # type: ignore[attr-defined]  # put there by the extension
        gettext, theirs.translations.ngettext, newstyle=True, pgettext=theirs.translations.pgettext
    )
    environment.globals.update(wording=theirs, language=theirs.language)
    return environment


@cache
def compiled_shell() -> str:
    """Compile the shell once in a process: MJML knows what mail programs need, and leaves our own tags alone."""
    source = (files(_OURS) / "mails" / "shell.mjml").read_text(encoding="utf-8")
    return mjml.mjml2html(source, fonts={})  # fonts from elsewhere would tell when somebody reads


@cache
def _shared_wordings() -> Mapping[str, Wording]:
    return wordings(_OURS, Wording)
