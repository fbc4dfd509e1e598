"""What every app of a house is told, whether it runs in one process with the others or in one of its own."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, HttpUrl, SecretStr

import case_flow.settings
import council_registry.settings
import newsletter.settings
import notifier.settings
import portal.settings
from council_registry.settings import ServiceClient
from councilkit.settings import PREFIX, ServiceSettings
from raadslag_local.issuer.settings import IssuerSettings
from raadslag_local.mail.settings import SinkSettings
from raadslag_local.place import CLIENT, FOUNDER, HOST, Place
from raadslag_local.secrets import Secrets

TO_SEND_MAIL = ("ledger:read", "contacts:resolve", "cards:read")
TO_BRING_WORD = ("cases:confirm", "absence:tell", "invitations:send")
TO_OPERATE = ("ledger:read", "house:operate", "registry:import", "registry:export")


class AllSettings:
    """The settings of every app in a place, which makes its secrets when it has none."""

    def __init__(self, place: Place) -> None:
        place.folder.mkdir(parents=True, exist_ok=True)
        self._place = place
        self._at = place.addresses
        self._secrets = Secrets.from_file(place.folder / "secrets.json")

    @property
    def registry(self) -> council_registry.settings.Settings:
        secrets, issuer = self._secrets, self._at.issuer
        return council_registry.settings.Settings(
            **self._common(),
            **self._ledger(),
            keys_file=self._place.folder / "access-keys.json",
            outside_issuer=issuer,
            outside_jwks_url=HttpUrl(f"{issuer}/jwks"),
            outside_audience=CLIENT,
            outside_algorithm="ES256",
            subject_keys={"local": SecretStr(secrets.subject_key)},
            founder=SecretStr(FOUNDER),
            client_id="council-registry",
            client_secret=SecretStr(secrets.registry),
            clients={
                "council-registry": _service(secrets.registry, "ledger:read"),
                "case-flow": _service(secrets.case_flow, "ledger:read"),
                "newsletter": _service(secrets.newsletter, *TO_SEND_MAIL),
                "notifier": _service(secrets.notifier, *TO_SEND_MAIL, *TO_BRING_WORD),
                "issuer": _service(secrets.issuer, "people:list"),
                "operator": _service(secrets.operator, *TO_OPERATE),
            },
        )

    @property
    def case_flow(self) -> case_flow.settings.Settings:
        return case_flow.settings.Settings(
            **self._common(),
            **self._ledger(),
            client_id="case-flow",
            client_secret=SecretStr(self._secrets.case_flow),
        )

    @property
    def newsletter(self) -> newsletter.settings.Settings:
        return newsletter.settings.Settings(
            **self._common(),
            **self._ledger(),
            **self._mail(self._secrets.newsletter_links),
            client_id="newsletter",
            client_secret=SecretStr(self._secrets.newsletter),
        )

    @property
    def notifier(self) -> notifier.settings.Settings:
        return notifier.settings.Settings(
            **self._common(),
            **self._ledger(),
            **self._mail(self._secrets.notifier_links),
            reminder_hours="any",  # somebody is watching
            client_id="notifier",
            client_secret=SecretStr(self._secrets.notifier),
        )

    @property
    def sink(self) -> SinkSettings:
        return SinkSettings(
            mail_folder=self._place.mail_folder, smtp_port=self._place.smtp_port, assets=self._place.assets
        )

    @property
    def portal(self) -> portal.settings.PortalSettings:
        return portal.settings.PortalSettings(
            **self._common(),
            assets=self._place.assets,
            issuer_url=HttpUrl(self._at.issuer),
            issuer_client_id=CLIENT,
            portal_url=HttpUrl(self._at.portal),
            portal_secret=SecretStr(self._secrets.portal_secret),
        )

    @property
    def issuer(self) -> IssuerSettings:
        return IssuerSettings(
            **self._common(),
            assets=self._place.assets,
            keys_file=self._place.folder / "issuer-keys.json",
            issuer_url=HttpUrl(self._at.issuer),
            issuer_client_id=CLIENT,
            portal_url=HttpUrl(self._at.portal),
            client_id="issuer",
            client_secret=SecretStr(self._secrets.issuer),
            founder=SecretStr(FOUNDER),
        )

    @property
    def operator(self) -> ServiceSettings:
        return ServiceSettings(
            registry_url=HttpUrl(self._at.registry),
            case_flow_url=HttpUrl(self._at.case_flow),
            newsletter_url=HttpUrl(self._at.newsletter),
            notifier_url=HttpUrl(self._at.notifier),
            client_id="operator",
            client_secret=SecretStr(self._secrets.operator),
        )

    def of(self, service: str) -> ServiceSettings:
        """The settings of the app with this name."""
        everyone = {
            "council-registry": self.registry,
            "case-flow": self.case_flow,
            "newsletter": self.newsletter,
            "notifier": self.notifier,
            "sink": self.sink,
            "portal": self.portal,
            "issuer": self.issuer,
        }
        return everyone[service]

    def _common(self) -> dict[str, Any]:
        return {
            "mongo_url": SecretStr(self._place.mongo_url),
            "database_prefix": self._place.database_prefix,
            "registry_url": HttpUrl(self._at.registry),
            "case_flow_url": HttpUrl(self._at.case_flow),
            "newsletter_url": HttpUrl(self._at.newsletter),
            "notifier_url": HttpUrl(self._at.notifier),
        }

    def _ledger(self) -> dict[str, Any]:
        return {
            "mac_key": SecretStr(self._secrets.mac_key),
            "RAADSLAG_KAFKA_BROKERS": self._place.brokers,  # by the name it has outside, as its settings want it
            "topic_prefix": self._place.topic_prefix,
        }

    def _mail(self, link_key: str) -> dict[str, Any]:
        return {
            "portal_url": HttpUrl(self._at.portal),
            "link_key": SecretStr(link_key),
            "smtp_host": HOST,
            "smtp_port": self._place.smtp_port,
            "smtp_security": "none",
        }


def environment(settings: ServiceSettings) -> dict[str, str]:
    """Spell settings as a process finds them."""
    told = {name: getattr(settings, name) for name in settings.model_fields_set}
    return {PREFIX + name.upper(): _spelt(value) for name, value in told.items() if value is not None}


def _spelt(value: Any) -> str:  # noqa: ANN401 - whatever a setting may be
    return json.dumps(value, default=_plain) if isinstance(value, Mapping) else str(_plain(value))


def _plain(value: Any) -> Any:  # noqa: ANN401 - the same
    match value:
        case SecretStr():
            return value.get_secret_value()
        case BaseModel():
            return dict(value)
        case frozenset():
            return sorted(value)
    return str(value)


def _service(secret: str, *scopes: str) -> ServiceClient:
    return ServiceClient(secret=SecretStr(secret), scopes=frozenset(scopes))
