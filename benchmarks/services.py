"""How long each service takes to be ready, and how much memory it holds, beside its bare libraries in a process.

python benchmarks/services.py [--rounds 5]

Each service runs as `make up` runs it, on a real mongod and a real Kafka, and has founded nothing. A round ends one,
starts it and asks `/isready` until that says yes. The bare process imports the same libraries, opens nothing, and ends.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from raadslag_local.running.layout import Layout
from raadslag_local.running.processes import Processes, processes
from raadslag_local.running.service import Service

LIBRARIES = "fastapi, uvicorn, motor.motor_asyncio, aiokafka, httpx2, structlog, opentelemetry.sdk.trace, joserfc"
LOOK = 0.005
BARE = f"import {LIBRARIES}; print(open('/proc/self/status').read())"


def resident(status: str) -> float:
    """Tell the megabytes that a process holds, from what Linux says of it."""
    [line] = [line for line in status.splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) / 1024


def bare() -> tuple[float, float]:
    begun = time.perf_counter()
    told = subprocess.run([sys.executable, "-c", BARE], capture_output=True, text=True, check=True).stdout  # noqa: S603
    return time.perf_counter() - begun, resident(told)


async def started(house: Processes, service: Service) -> tuple[float, float]:
    await service.stop()
    begun = time.perf_counter()
    await service.start()
    while not await service.is_ready(house.http):  # noqa: ASYNC110 - it is another process
        await asyncio.sleep(LOOK)
    seconds = time.perf_counter() - begun
    await asyncio.sleep(3)  # until it holds the lease and is connected to everything
    return seconds, resident(await asyncio.to_thread(Path(f"/proc/{service.pid}/status").read_text))


async def measure(folder: Path, rounds: int) -> None:
    async with processes(Layout(folder)) as house:
        for name, (service,) in house.services.items():
            ours, theirs = [], []
            for _ in range(rounds):
                ours.append(await started(house, service))
                theirs.append(await asyncio.to_thread(bare))
            seconds, megabytes = (statistics.median(figures) for figures in zip(*ours, strict=True))
            at_least, holds = (statistics.median(figures) for figures in zip(*theirs, strict=True))
            print(
                f"{name:18} ready after {seconds:.2f} s ({seconds / at_least:.2f}x bare), "
                f"holds {megabytes:.0f} MB ({megabytes / holds:.2f}x bare)"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder), options.rounds))


if __name__ == "__main__":
    main()
