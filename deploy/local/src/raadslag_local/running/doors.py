"""The ways into a house of processes, for whoever speaks to it as to a house in one process."""

from collections.abc import Callable, Mapping

import httpx2

from raadslag_local.place import CASE_FLOW, INBOX, NEWSLETTER, NOTIFIER, PATIENCE, REGISTRY, Addresses


class Doors(httpx2.AsyncHTTPTransport):
    """Leads from the addresses that a house goes by to where its apps listen; other addresses are left alone."""

    def __init__(self, ways: Mapping[str, str]) -> None:
        super().__init__()
        self._ways = sorted(ways.items(), key=lambda way: len(way[0]), reverse=True)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        # another request, not a changed one: cookies and redirects belong to the address that was asked for
        led = httpx2.Request(
            request.method,
            self.lead(str(request.url)),
            headers=request.headers,
            stream=request.stream,
            extensions=request.extensions,
        )
        return await super().handle_async_request(led)

    def lead(self, url: str) -> str:
        """Tell where an address leads."""
        for known, there in self._ways:
            if url == known or url.startswith((f"{known}/", f"{known}?")):
                return there + url.removeprefix(known)
        return url


def doors(at: Addresses, urls: Mapping[str, str]) -> Doors:
    """Make the ways into a house whose apps listen at these addresses."""
    return Doors(
        {
            at.portal: urls["portal"],
            at.portal + REGISTRY: urls["council-registry"],
            at.portal + CASE_FLOW: urls["case-flow"],
            at.portal + NEWSLETTER: urls["newsletter"],
            at.portal + NOTIFIER: urls["notifier"],
            at.portal + INBOX: urls["sink"],
            at.issuer: urls["issuer"],
        }
    )


def browsers(at: Addresses, urls: Mapping[str, str]) -> Callable[[], httpx2.AsyncClient]:
    """Make what makes clients of a house, each without cookies."""
    return lambda: httpx2.AsyncClient(transport=doors(at, urls), base_url=at.portal, timeout=PATIENCE)
