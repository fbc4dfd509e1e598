"""Addresses that let whoever holds them act: what is secret in them is told to no log and no trace."""

import re

PATH = "/lenke/"
"""How the path of a one-act link begins."""

_SECRET = re.compile(r"(?<=/lenke/)[^\s?#\"']+")


def without_capabilities(text: str, dropped: str) -> str:
    """Replace what follows the beginning of each one-act link."""
    return _SECRET.sub(dropped, text) if PATH in text else text
