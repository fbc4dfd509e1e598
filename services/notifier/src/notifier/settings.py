"""What this service can be told by its environment, beside what every service that sends mail can."""

from pydantic import Field

from councilkit.settings import MailSettings
from notifier.application.mail_hours import Choice


class Settings(MailSettings):
    reminder_hours: Choice = Field(
        default="work", description="When reminders may leave: on workdays from eight to four, or at any time"
    )
