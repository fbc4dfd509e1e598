"""What an archive wants to know of a case, in the terms of Noark 5: a `saksmappe` with its `journalpost`er."""

import hashlib
from collections.abc import Mapping
from typing import Any

from case_flow.application.archive.folder import Folder
from case_flow.application.records import Step
from case_flow.domain.transitions import FINISHED
from councilkit.events.case_life import AnswerDelayed, CaseImported, PartGiven
from councilkit.events.cases import AnswerGiven, CaseReported, CaseReturned, CaseSent, StatementMade
from councilkit.workdays import oslo_day

IN, OUT, INTERNAL = "Inngående dokument", "Utgående dokument", "Organinternt dokument uten oppfølging"
SENDER, RECEIVER, COPIED = "Avsender", "Mottaker", "Kopimottaker"

POSTS: Mapping[type, str] = {
    CaseReported: IN,
    CaseImported: IN,
    CaseSent: OUT,
    CaseReturned: OUT,
    StatementMade: OUT,
    AnswerDelayed: IN,
    PartGiven: IN,
    AnswerGiven: IN,
}
"""What kind of `journalpost` an event is; whatever else has a text stays in the house."""

Fields = dict[str, Any]
Files = Mapping[str, tuple[str, bytes]]
"""By name: the format by its PRONOM id or media type, and what is in the file."""


def metadata(folder: Folder, files: Files) -> Fields:
    """Tell all of it; a field of which nothing is known is left out."""
    record, case = folder.record, folder.record.case
    first, over = record.steps[0], case.state in FINISHED
    sequence, _, year = (case.number or "").rpartition(" ")[2].partition("/")
    posts = [step for step in record.path if folder.beside(step)]
    return {
        "saksmappe": _known(
            systemID=case.id,
            mappeID=case.reference,
            tittel=folder.beside(first).get("title"),
            offentligTittel=None if case.restriction else folder.beside(first).get("title"),
            noekkelord=[*case.lines, *filter(None, (case.phase, case.theme))],
            dokumentmedium="Elektronisk arkiv",
            opprettetDato=first.at.isoformat(),
            opprettetAv=case.reporter,
            saksdato=record.raised.isoformat(),
            saksaar=int(f"20{year}") if year else record.raised.year,
            sakssekvensnummer=int(sequence) if sequence.isdigit() else None,
            administrativEnhet=folder.named(case.holder),
            journalenhet=folder.named(case.home),
            saksstatus="Avsluttet" if over else "Under behandling",
            avsluttetDato=record.steps[-1].at.isoformat() if over else None,
            skjerming=_screened(folder),
            journalpost=[
                *(_post(folder, step, number) for number, step in enumerate(posts, 1)),
                _print(folder, files, 1 + len(posts)),
            ],
        )
    }


def _screened(folder: Folder) -> Fields | None:
    if (said := folder.record.case.restriction) is None:
        return None
    return {"skjermingshjemmel": said.basis.value, "skjermingOpphoererDato": said.until.isoformat()}


def _post(folder: Folder, step: Step, number: int) -> Fields:
    event: Any = step.event
    due = getattr(event, "due", None)
    return _known(
        systemID=step.entry,
        opprettetDato=step.at.isoformat(),
        journalaar=oslo_day(step.at).year,
        journalpostnummer=number,
        journalposttype=POSTS.get(type(event), INTERNAL),
        journalstatus="Arkivert",
        journaldato=oslo_day(step.at).isoformat(),
        forfallsdato=due.on.isoformat() if due else None,
        tittel=type(event).__name__,
        korrespondansepart=_parties(folder, event),
    )


def _parties(folder: Folder, event: Any) -> list[Fields]:  # noqa: ANN401 - any of our events
    asked = POSTS.get(type(event)) is OUT
    council, unit = getattr(event, "council", None) or getattr(event, "sender", None), getattr(event, "unit", None)
    senders = [council] if asked else [council or unit]
    receivers = [getattr(event, "to", None) or unit, *(one.unit for one in getattr(event, "also", ()))] if asked else []
    told = [
        *((SENDER, one) for one in senders),
        *((RECEIVER, one) for one in receivers),
        *((COPIED, one) for one in getattr(event, "copies", ())),
    ]
    return [{"korrespondanseparttype": role, "korrespondansepartNavn": folder.named(one)} for role, one in told if one]


def _print(folder: Folder, files: Files, number: int) -> Fields:
    """Enter the files themselves, as what was taken out today."""
    return {
        "opprettetDato": folder.made.isoformat(),
        "journalaar": oslo_day(folder.made).year,
        "journalpostnummer": number,
        "journalposttype": INTERNAL,
        "journalstatus": "Arkivert",
        "journaldato": oslo_day(folder.made).isoformat(),
        "tittel": "Utskrift av saken",
        "dokumentbeskrivelse": [
            {
                "tittel": name,
                "dokumentstatus": "Dokumentet er ferdigstilt",
                "tilknyttetRegistreringSom": "Vedlegg" if number else "Hoveddokument",
                "dokumentobjekt": [
                    {
                        "versjonsnummer": 1,
                        "variantformat": "Arkivformat",
                        "format": kind,
                        "referanseDokumentfil": name,
                        "sjekksum": hashlib.sha256(content).hexdigest(),
                        "sjekksumAlgoritme": "SHA-256",
                        "filstoerrelse": len(content),
                    }
                ],
            }
            for number, (name, (kind, content)) in enumerate(files.items())
        ],
    }


def _known(**fields: Any) -> Fields:  # noqa: ANN401 - any JSON
    return {name: told for name, told in fields.items() if told not in (None, "", [])}
