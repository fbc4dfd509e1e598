"""The portal as a process of its own."""

from councilkit.web import run
from portal.bootstrap import build
from portal.settings import PortalSettings


def main() -> None:
    run(PortalSettings, build)


if __name__ == "__main__":
    main()
