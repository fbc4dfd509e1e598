"""One sentence on why a neighbour's answer is of no use: with its status, and without a word of what it said."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx2

from councilkit.refusals import Unavailable


@contextmanager
def asking(whom: str, what: str) -> Iterator[None]:
    """Ask a neighbour for something; whatever goes wrong becomes `Unavailable`, which may be kept and shown."""
    try:
        yield
    except httpx2.HTTPStatusError as error:
        trouble = f"answers {error.response.status_code}"
    except httpx2.HTTPError as error:
        trouble = f"does not answer ({type(error).__name__})"
    except (KeyError, TypeError, ValueError) as error:
        trouble = f"cannot be understood ({type(error).__name__})"
    else:
        return
    message = f"{whom}, asked for {what}, {trouble}"
    raise Unavailable(message) from None  # what a neighbour said may name somebody
