"""Kafka and MongoDB in containers, for tests where a Docker engine answers."""

import gc
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager

from docker.errors import DockerException, ImageNotFound
from testcontainers.core.container import DockerContainer
from testcontainers.core.docker_client import DockerClient
from testcontainers.core.exceptions import ContainerStartException
from testcontainers.core.wait_strategies import LogMessageWaitStrategy

from councilkit.testing.kafka import VERSION, one_node
from councilkit.testing.mongod import SET, become_primary
from councilkit.testing.server import ServerUnavailable, free_port

START_SECONDS = 60
IMAGES = {"kafka": f"apache/kafka:{VERSION}", "mongo": "mongo:7.0"}
"""What is run for the tests of each marker."""


def available(marker: str) -> bool:
    """Tell whether an engine answers that has the marker's image, or fetches it now."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # a client that reaches no engine leaves a socket open
        answer = _fetched(IMAGES[marker])
        gc.collect()
    return answer


@contextmanager
def kafka() -> Iterator[str]:
    """Run a broker of one node; tell its address."""
    # The same port inside and outside: a broker reaches itself under the address that it gives to clients.
    port, controller = free_port(), free_port()
    address = f"{DockerClient().host()}:{port}"
    options = one_node("", port, controller, address)
    container = DockerContainer(IMAGES["kafka"]).with_bind_ports(port, port)
    container.with_envs(**{f"KAFKA_{name.upper().replace('.', '_')}": str(value) for name, value in options.items()})
    with _started(container, "Kafka Server started"):
        yield address


@contextmanager
def mongo() -> Iterator[str]:
    """Run a replica set of one node; tell its address."""
    port = free_port()
    address = f"{DockerClient().host()}:{port}"
    container = DockerContainer(IMAGES["mongo"]).with_bind_ports(port, port)
    container.with_command(f"--replSet {SET} --port {port}")
    with _started(container, "Waiting for connections"):
        if not become_primary(address, lambda: True):
            raise ServerUnavailable("The MongoDB in a container does not become a primary.")
        yield f"mongodb://{address}/?replicaSet={SET}"


RUN: Mapping[str, Callable[[], AbstractContextManager[str]]] = {"kafka": kafka, "mongo": mongo}
"""How the place for the tests of each marker is run."""


@contextmanager
def _started(container: DockerContainer, line: str) -> Iterator[None]:
    """Run a container that says in its log when it is ready."""
    with ExitStack() as stack:
        try:
            stack.enter_context(container.waiting_for(LogMessageWaitStrategy(line).with_startup_timeout(START_SECONDS)))
        except (DockerException, ContainerStartException, RuntimeError, TimeoutError) as reason:
            raise ServerUnavailable(f"No container of {container.image} starts: {reason}") from reason
        yield


def _fetched(image: str) -> bool:
    try:
        images = DockerClient().client.images
        try:
            images.get(image)
        except ImageNotFound:
            images.pull(image)
    except DockerException:
        return False
    return True
