"""What stands around every service's routes: problems, callers, commands, pages, health, and the app itself."""

from councilkit.policy import Grant, NotAllowed, Policy, may
from councilkit.web.actions import AllowedAction, allowed_actions
from councilkit.web.app import build_app
from councilkit.web.callers import (
    SIGNED_IN,
    Caller,
    CallerDep,
    FixedVerifier,
    Holding,
    NotYourTerm,
    ScopeMissing,
    Unauthenticated,
    Verifier,
    scope,
)
from councilkit.web.commands import Accepted, Command, CommandDep, accepted
from councilkit.web.etags import IfMatchMalformed, etag
from councilkit.web.keys import SigningKeys
from councilkit.web.pages import CursorMalformed, Page, Paging, PagingDep, Since, from_cursor, to_cursor
from councilkit.web.problems import FieldProblem, Problem
from councilkit.web.routes import action
from councilkit.web.serve import run, serve
from councilkit.web.signed import BadToken, IssuerAway, JwksSource, SignedTokens, http_jwks
from councilkit.web.tokens import AccessTokens
from councilkit.web.verify import TokenVerifier, own_jwks

__all__ = [
    "SIGNED_IN",
    "Accepted",
    "AccessTokens",
    "AllowedAction",
    "BadToken",
    "Caller",
    "CallerDep",
    "Command",
    "CommandDep",
    "CursorMalformed",
    "FieldProblem",
    "FixedVerifier",
    "Grant",
    "Holding",
    "IfMatchMalformed",
    "IssuerAway",
    "JwksSource",
    "NotAllowed",
    "NotYourTerm",
    "Page",
    "Paging",
    "PagingDep",
    "Policy",
    "Problem",
    "ScopeMissing",
    "SignedTokens",
    "SigningKeys",
    "Since",
    "TokenVerifier",
    "Unauthenticated",
    "Verifier",
    "accepted",
    "action",
    "allowed_actions",
    "build_app",
    "etag",
    "from_cursor",
    "http_jwks",
    "may",
    "own_jwks",
    "run",
    "scope",
    "serve",
    "to_cursor",
]
