"""What a reader says by the link in a mail: no more digests, or digests again."""

from collections.abc import Collection

from councilkit.ids import derived_id
from councilkit.ledger import Call, Draft, Ledger
from newsletter.domain.reader import Act, act, wants

KIND = "reader"


async def chosen(terms: Collection[str], ledger: Ledger) -> Act:
    """Tell what holds for these terms: declined only if it is so for all of them."""
    wanted = [await _wants(term, ledger) for term in terms]
    return Act.WANT if any(wanted) else Act.DECLINE


async def choose_digest(terms: Collection[str], choice: Act, ledger: Ledger) -> None:
    """Let the choice hold for each of the terms. What holds already is left as it is, so a repeat changes nothing."""
    for term in terms:
        history = await ledger.history(_stream(term))
        if wants([entry.event() for entry in history]) is not (choice is Act.WANT):
            # Two clicks at the same time have the same id: one of them is a repeat.
            command_id = f"link/{term}/{choice}/{len(history)}"
            call = Call(term, command_id, b"", correlation=derived_id("correlation", command_id))
            await ledger.change(_stream(term), call, lambda *_, term=term: Draft(act(term, choice)))


async def _wants(term: str, ledger: Ledger) -> bool:
    return wants([entry.event() for entry in await ledger.history(_stream(term))])


def _stream(term: str) -> str:
    return f"{KIND}-{term}"
