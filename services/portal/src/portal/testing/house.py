"""The whole portal with everything around it in memory."""

from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI
from pydantic import SecretStr

from councilkit.ids import random_id
from councilkit.telemetry import Telemetry
from portal.adapters.memory_boxes import MemoryBoxes
from portal.application.ports import Services
from portal.bootstrap import NAME, assemble, wire
from portal.settings import PortalSettings
from portal.testing.cases import MemoryCaseFlow
from portal.testing.duties import MemoryNotifier
from portal.testing.editions import MemoryNewsletter
from portal.testing.issuer import Hands, MemoryIssuer
from portal.testing.registry import MemoryRegistry


@dataclass(frozen=True)
class PortalHouse:
    app: FastAPI
    clock: Hands
    registry: MemoryRegistry
    case_flow: MemoryCaseFlow
    newsletter: MemoryNewsletter
    notifier: MemoryNotifier
    issuer: MemoryIssuer
    boxes: MemoryBoxes
    styled: bool


def portal_house(*, assets: Path | None = None) -> PortalHouse:
    clock = Hands()
    registry, issuer, boxes = MemoryRegistry(clock), MemoryIssuer(clock), MemoryBoxes()
    case_flow = MemoryCaseFlow(registry, clock)
    newsletter, notifier = MemoryNewsletter(), MemoryNotifier(registry)
    services = Services(registry, case_flow, newsletter, notifier)
    settings = PortalSettings(assets=assets, portal_secret=SecretStr("a secret that is long enough for a test"))
    parts = wire(settings, boxes, services, issuer, clock=clock, ids=random_id)

    async def close() -> None:
        return None

    app = assemble(parts, telemetry=Telemetry(NAME), ready=boxes.ready, close=close)
    return PortalHouse(app, clock, registry, case_flow, newsletter, notifier, issuer, boxes, styled=assets is not None)
