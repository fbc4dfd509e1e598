import structlog

from council_registry.application.service import Registry

_log = structlog.get_logger(__name__)


async def apply_erasures(service: Registry) -> None:
    """Finish what a crash left of an erasure, or what a backup that was put back has undone."""
    _log.info("erasures_applied", people=await service.erasing.finish_all())
