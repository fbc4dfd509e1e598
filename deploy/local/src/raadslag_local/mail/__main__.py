"""The sink as a process of its own."""

from councilkit.web import run
from raadslag_local.mail.bootstrap import build
from raadslag_local.mail.settings import SinkSettings

if __name__ == "__main__":
    run(SinkSettings, build)
