"""council-registry as a process of its own."""

from council_registry.bootstrap import build
from council_registry.settings import Settings
from councilkit.web import run


def main() -> None:
    run(Settings, build)


if __name__ == "__main__":
    main()
