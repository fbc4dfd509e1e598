"""The issuer as a process of its own."""

from councilkit.web import run
from raadslag_local.issuer.bootstrap import build
from raadslag_local.issuer.settings import IssuerSettings

if __name__ == "__main__":
    run(IssuerSettings, build)
