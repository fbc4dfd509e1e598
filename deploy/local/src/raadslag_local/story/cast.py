"""Who is who once the house is founded: ids of councils, and the people who act in the story."""

from pydantic import BaseModel

from raadslag_local.story.hands import Actor

DIRECTORATE = "directorate"


class Cast(BaseModel):
    councils: dict[str, str] = {}
    """Id by short code."""

    actors: dict[str, Actor] = {}
    """By `LBU-HOR/leader`, or by the number of the unit they answer for. `DIRECTORATE` is its contact for councils."""

    terms: dict[str, list[str]] = {}
    """Ids of all terms in a council, by short code."""
