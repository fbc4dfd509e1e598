"""The only place that knows every part of the sink."""

from fastapi import FastAPI

from councilkit.clock import Clock, utc_now
from portal.adapters.assets import assets
from raadslag_local.mail.box import Box
from raadslag_local.mail.inbox import Inbox, build_inbox
from raadslag_local.mail.settings import SinkSettings
from raadslag_local.mail.sink import Sink, taking_mail


def build(settings: SinkSettings, *, clock: Clock = utc_now) -> FastAPI:
    """Wire the sink: it takes mails while the app with its pages runs."""
    box = Box(settings.mail_folder, clock=clock)
    taking = taking_mail(Sink(box, settings.cuts), settings.host, settings.smtp_port)
    return build_inbox(Inbox(box), assets(settings.assets), beside=taking)
