"""council-registry as a process of its own."""

from council_registry.bootstrap import build
from council_registry.settings import Settings
from councilkit.logging import configure_logging
from councilkit.web import serve


def main() -> None:
    configure_logging()
    settings = Settings.from_environment()
    serve(build(settings), host=settings.host, port=settings.port)


if __name__ == "__main__":
    main()
