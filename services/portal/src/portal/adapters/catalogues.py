"""The catalogues: one .po file per language, read when the portal is built."""

from collections.abc import Mapping
from functools import cache

from councilkit import wording
from portal.application.wording import Wording


@cache
def wordings() -> Mapping[str, Wording]:
    return wording.wordings("portal", Wording)
