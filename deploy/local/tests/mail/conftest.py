"""Mails to put in the box."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from raadslag_local.mail.box import Box

Write = Callable[..., EmailMessage]


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path, clock=lambda: datetime(2026, 11, 22, 12, 0, tzinfo=UTC))


@pytest.fixture
def write() -> Write:
    def mail(
        subject: str = "Det er møte på torsdag", to: str = "modig.lykt@example.no", html: str = ""
    ) -> EmailMessage:
        mail = EmailMessage()
        mail["From"] = "Rådslag <raadslag@example.no>"
        mail["To"] = f"Modig Lykt <{to}>"
        mail["Subject"] = subject
        mail["Message-ID"] = "<abc@example.no>"
        mail.set_content("Se https://raadslag.example.no/plikter for mer.")
        if html:
            mail.add_alternative(html, subtype="html")
        return mail

    return mail
