"""Addresses that let whoever holds them act: what is secret in them is told to no log and no trace."""

import re

PATH = "/lenke/"
"""How the path of a one-act link begins."""

INVITATION = "/invitasjon/"
"""How the path of an invitation's page begins; the code follows."""

_SECRET = re.compile(r"(?<=/lenke/)[^\s?#\"']+|(?<=/invitasjon/)[^\s?#\"']+")


def without_capabilities(text: str, dropped: str) -> str:
    """Replace what follows the beginning of each one-act link and of each invitation."""
    return _SECRET.sub(dropped, text) if PATH in text or INVITATION in text else text
