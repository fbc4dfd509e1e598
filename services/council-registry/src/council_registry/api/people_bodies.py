"""What is sent of people and of the codes that let them in."""

from typing import Annotated, Literal

from pydantic import Field

from council_registry.api.bodies import UNIQUE, Body, EachOnce, Id
from councilkit.privacy import Title

MOST_CODES = 500


class HoldBody(Body):
    """`hold`: a term or post of the person who is meant."""

    hold: Id


class HoldsBody(Body):
    holds: Annotated[tuple[Id, ...], Field(max_length=MOST_CODES, json_schema_extra=UNIQUE), EachOnce]


class AcceptBody(Body):
    """A code, and the outside issuer's word on who brings it."""

    subject_token: Annotated[str, Field(min_length=1, max_length=32_768)]
    subject_token_type: Literal["urn:ietf:params:oauth:token-type:id_token"]
    code: Annotated[str, Field(min_length=1, max_length=100)]


class OrganisationBody(Body):
    """Its name, and the organisation that it is under."""

    name: Title
    umbrella: Id | None = None
