"""What this service can be told by its environment."""

from councilkit.settings import LedgerSettings


class Settings(LedgerSettings):
    """No more than every service with a ledger."""
