import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from council_registry.domain.refusals import ScopeNotGranted, UnknownClient


@dataclass(frozen=True)
class Client:
    """Another service, and what it may ask for."""

    secret: str = field(repr=False)
    scopes: frozenset[str]


@dataclass(frozen=True)
class GrantServiceToken:
    """Let a service in with no more than the scopes that it asks for; none named: all that it has."""

    client: str
    secret: str = field(repr=False)
    scopes: Collection[str]


def grant_service_token(command: GrantServiceToken, *, clients: Mapping[str, Client]) -> frozenset[str]:
    client = clients.get(command.client)
    if client is None or not hmac.compare_digest(client.secret.encode(), command.secret.encode()):
        raise UnknownClient("No service has this name and secret.", field="client_id")
    if not client.scopes.issuperset(command.scopes):
        raise ScopeNotGranted("The service does not have every scope that it asks for.", field="scope")
    return frozenset(command.scopes) or client.scopes
