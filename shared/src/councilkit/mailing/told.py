"""What a relay answered, made fit to be kept: without addresses, which relays like to repeat."""

import re

from councilkit.characters import has_forbidden

LENGTH = 200
_ADDRESS = re.compile(r"\S*@\S*")


def told(code: int, text: str, *names: str) -> str:
    """Make one line of a relay's answer, without any mail address and without these names."""
    line = " ".join(_ADDRESS.sub("[address]", text).split())
    for name in filter(None, names):
        line = line.replace(name, "[name]")
    clean = "".join(character for character in line if not has_forbidden(character))
    return f"{code} {clean}"[:LENGTH].rstrip() if code > 0 else clean[:LENGTH]
