"""What would leave the house: traces and figures by OTLP, and the body of every answer that says no."""

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2

from raadslag_local.place import HOST

REFUSED = 400


@contextmanager
def collector(folder: Path) -> Iterator[str]:
    """Take what is exported, each batch as a file of `folder`; tell the address."""
    numbers = itertools.count(1)

    class Collecting(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            (folder / f"{self.path.rpartition('/')[2]}-{next(numbers):05}").write_bytes(body)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    folder.mkdir(parents=True, exist_ok=True)
    server = ThreadingHTTPServer((HOST, 0), Collecting)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def exporting_to(url: str) -> dict[str, str]:
    """Spell for a service where it exports to, and to do so soon."""
    return {
        "OTEL_EXPORTER_OTLP_ENDPOINT": url,
        "OTEL_EXPORTER_OTLP_COMPRESSION": "none",
        "OTEL_BSP_SCHEDULE_DELAY": "500",
        "OTEL_METRIC_EXPORT_INTERVAL": "2000",
    }


class Overhearing(httpx2.AsyncBaseTransport):
    """Keeps whatever an answer that says no tells, with its headers.

    A page is none of these: it links to its own address, and only whoever typed that sees it.
    """

    def __init__(self, onward: httpx2.AsyncBaseTransport, kept: Path) -> None:
        self._onward = onward
        self._kept = kept

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        answer = await self._onward.handle_async_request(request)
        if answer.status_code >= REFUSED and not answer.headers.get("content-type", "").startswith("text/html"):
            told = await answer.aread()
            headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
            with self._kept.open("ab") as file:
                file.write(f"{answer.status_code}\n{headers}\n".encode() + told + b"\n\n")
        return answer

    async def aclose(self) -> None:
        await self._onward.aclose()
