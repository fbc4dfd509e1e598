"""Who was asked on each level, who said something, and whose words were carried on: a round with those within it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from case_flow.domain.neighbours import Council
from case_flow.domain.round import Round
from councilkit.events.councils import Level

TOP_DOWN = (Level.CENTRAL, Level.REGIONAL, Level.LOCAL)


@dataclass(frozen=True)
class Share:
    """What became of asking one council."""

    council: str
    answered: bool
    contributed: bool  # the answer, or the outcome, of who asked it was built of its own, among others

    def __or__(self, other: "Share") -> "Share":
        return Share(self.council, self.answered or other.answered, self.contributed or other.contributed)


@dataclass(frozen=True)
class Tier:
    """All councils of a level that were asked, by whomever."""

    level: Level
    shares: tuple[Share, ...]


def roll_up(round: Round, within: Sequence[Round], councils: Mapping[str, Council]) -> list[Tier]:
    """`within` are the rounds held within it, and within those; `councils` are all that have a part in any."""
    every = (round, *within)
    carried = {
        (held, one) for asked in every for said in asked.inputs for held in said.rests_on for one in said.contributed
    }
    carried |= {(asked.id, one) for asked in every for one in asked.contributed}
    shares: dict[str, Share] = {}
    for asked in every:
        for share in _shares(asked, {one for held, one in carried if held == asked.id}):
            shares[share.council] = share | shares.get(share.council, share)
    tiers = (
        Tier(level, tuple(share for share in shares.values() if councils[share.council].level is level))
        for level in TOP_DOWN
    )
    return [tier for tier in tiers if tier.shares]


def _shares(round: Round, carried: set[str]) -> Iterator[Share]:
    """Tell of each council that is asked today; and of each that has answered, and whose heir asks itself."""
    answered, by = round.answered, {one.council: round.stands.get(one.council, one.council) for one in round.inputs}
    for council in round.to:
        said = {one for one, stand in by.items() if stand == council}
        yield Share(council, council in answered, contributed=not carried.isdisjoint(said))
    for council, stand in by.items():
        if stand not in round.to:
            yield Share(council, answered=True, contributed=council in carried)
