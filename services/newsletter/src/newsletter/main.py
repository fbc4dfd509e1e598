"""newsletter as a process of its own."""

from councilkit.web import run
from newsletter.bootstrap import build
from newsletter.settings import Settings


def main() -> None:
    run(Settings, build)


if __name__ == "__main__":
    main()
