"""The only place that knows every part of the issuer."""

from collections.abc import Callable

import httpx2
from fastapi import FastAPI

from councilkit.clock import Clock, utc_now
from councilkit.web import SigningKeys
from portal.adapters.assets import assets
from raadslag_local.issuer.app import Client, Issuer, build_issuer
from raadslag_local.issuer.directory import Directory
from raadslag_local.issuer.settings import IssuerSettings
from raadslag_local.issuer.tokens import Tokens


def build(
    settings: IssuerSettings, *, clock: Clock = utc_now, http: Callable[[], httpx2.AsyncClient] = httpx2.AsyncClient
) -> FastAPI:
    """Wire the issuer to the registry, which it asks for people."""
    caller = http()
    directory = Directory(
        caller,
        str(settings.registry_url).rstrip("/"),
        client_id=settings.client_id,
        client_secret=settings.client_secret.get_secret_value(),
        founder=settings.founder.get_secret_value(),
    )
    client = Client(settings.issuer_client_id, str(settings.portal_url).rstrip("/"))
    tokens = tokens_of(settings, clock=clock)
    issuer = Issuer(tokens.issuer, client, tokens, directory.people)
    return build_issuer(issuer, assets(settings.assets), close=caller.aclose)


def tokens_of(settings: IssuerSettings, *, clock: Clock = utc_now) -> Tokens:
    """Make what signs in this issuer's name."""
    url = str(settings.issuer_url).rstrip("/")
    return Tokens(SigningKeys.from_file(settings.keys_file), issuer=url, clock=clock)
