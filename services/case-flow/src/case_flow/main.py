"""case-flow as a process of its own."""

from case_flow.bootstrap import build
from case_flow.settings import Settings
from councilkit.logging import configure_logging
from councilkit.web import serve


def main() -> None:
    configure_logging()
    settings = Settings.from_environment()
    serve(build(settings), host=settings.host, port=settings.port)


if __name__ == "__main__":
    main()
