"""The bus of one service on Kafka."""

from councilkit.bus import MemoryBus, Subscription
from councilkit.events.topics import topic_of
from councilkit.kafka.connection import Connection
from councilkit.kafka.subscription import KafkaSubscription
from councilkit.kafka.topic import KafkaTopic
from councilkit.ledger.port import LedgerStore
from councilkit.publishing import Publishing, PublishingStore


class KafkaBus:
    """Carries what `service` numbers to its topic, and brings its neighbours' topics.

    The service's own views need no broker: they are woken in this process, and read their own ledger.
    """

    carries = True

    def __init__(self, service: str, connection: Connection) -> None:
        self._service = service
        self._connection = connection
        self._own = MemoryBus()
        self._publishing: Publishing | None = None

    def topic(self, source: str) -> str:
        """Tell the topic of a publisher."""
        return topic_of(source, self._connection.prefix)

    def announce(self, source: str) -> None:
        """Wake our own followers, and what publishes."""
        self._own.announce(source)
        if self._publishing:
            self._publishing.nudge()

    async def carry(self, source: str, ledger: LedgerStore, store: PublishingStore) -> None:
        """Publish the ledger for as long as the lease is held."""
        topic = KafkaTopic(self._connection, self.topic(source))
        self._publishing = Publishing(source, ledger, store, topic)
        await self._publishing.run()

    def subscribe(self, source: str, purpose: str) -> Subscription:
        """Listen to a publisher's topic, or to our own ledger."""
        if source == self._service:
            return self._own.subscribe(source, purpose)
        group = f"{self._connection.prefix}.{self._service}.{purpose}.{source}"
        return KafkaSubscription(self._connection, source, self.topic(source), group)
