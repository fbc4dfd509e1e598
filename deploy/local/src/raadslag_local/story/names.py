"""Names for those whom nobody has written down."""

from collections.abc import Collection, Iterator, Sequence


def made_up(adjectives: Sequence[str], nouns: Sequence[str], taken: Collection[str]) -> Iterator[str]:
    """Make names of an adjective and a noun, none twice and none that is taken; always the same ones."""
    for turn in range(len(nouns)):
        for place, adjective in enumerate(adjectives):
            name = f"{adjective} {nouns[(place + turn) % len(nouns)]}"
            if name not in taken:
                yield name
