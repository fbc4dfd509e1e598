"""case-flow as a process of its own."""

from case_flow.bootstrap import build
from case_flow.settings import Settings
from councilkit.web import run


def main() -> None:
    run(Settings, build)


if __name__ == "__main__":
    main()
