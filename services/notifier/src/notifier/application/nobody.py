"""What was to be told and has nobody who can be told it is said aloud: otherwise only silence would tell."""

import structlog
from opentelemetry.metrics import Meter

log = structlog.get_logger(__name__)


class Nobody:
    """Says and counts it. A mail of whose people the contact store knows none reaches nobody either."""

    def __init__(self, meter: Meter) -> None:
        self._told = meter.create_counter(
            "raadslag_notifier_told_nobody",
            description="alerts, answers and other news that nobody could be told, by kind of mail",
        )

    def to_tell(self, kind: str, council: str, about: str) -> None:
        log.warning("nobody_to_tell", kind=kind, council=council, about=about)
        self._told.add(1, {"kind": kind})
