"""What this service can be told by its environment."""

from councilkit.settings import MailSettings


class Settings(MailSettings):
    """No more than every service that sends mail."""
