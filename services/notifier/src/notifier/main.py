"""notifier as a process of its own."""

from councilkit.web import run
from notifier.bootstrap import build
from notifier.settings import Settings


def main() -> None:
    run(Settings, build)


if __name__ == "__main__":
    main()
