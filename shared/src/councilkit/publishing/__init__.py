"""Carries a ledger's numbered events to its topic, and knows how far it has come."""

from councilkit.publishing.port import BusAway, Cursor, PublishingStore, Topic, TopicWrong
from councilkit.publishing.publishing import Publishing

__all__ = ["BusAway", "Cursor", "Publishing", "PublishingStore", "Topic", "TopicWrong"]
