"""What each event makes of an edition."""

from dataclasses import replace

from councilkit.events import Event
from councilkit.events.newsletters import EditionFrozen, EditionGreeted, EditionOpened
from newsletter.domain.edition import Edition, State
from newsletter.domain.half import Half


def evolve(edition: Edition | None, event: Event) -> Edition:
    if isinstance(event, EditionOpened):
        return Edition(event.edition, Half.named(event.half))
    if edition is None:
        raise ValueError(f"An edition begins by being opened, not with {event.TYPE}")
    match event:
        case EditionGreeted():
            return replace(edition, greeted=True)
        case EditionFrozen():
            return replace(edition, state=State.FROZEN, terms=event.terms, cases=event.cases)
        case _:
            return edition
