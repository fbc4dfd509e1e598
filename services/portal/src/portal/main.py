"""The portal as a process of its own."""

from councilkit.logging import configure_logging
from councilkit.web import serve
from portal.bootstrap import build
from portal.settings import PortalSettings


def main() -> None:
    """Serve until told to stop."""
    configure_logging()
    settings = PortalSettings.from_environment()
    serve(build(settings), host=settings.host, port=settings.port)


if __name__ == "__main__":
    main()
