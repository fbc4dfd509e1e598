"""All rules, and what is said in the end."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from judge.commands import judge_commands
from judge.faults import Fault, Harm
from judge.ledger import judge_ledgers
from judge.lives import judge_homecoming, judge_lives
from judge.mails import judge_mails, told_of_mails
from judge.parking import judge_parking
from judge.places import judge_places
from judge.sheets import judge_sheets
from judge.topic import judge_topics
from judge.views import judge_views
from judge.world import World

RULES: Sequence[Callable[[World], Iterable[Fault]]] = (
    judge_commands,
    judge_ledgers,
    judge_lives,
    judge_homecoming,
    judge_topics,
    judge_places,
    judge_parking,
    judge_views,
    judge_sheets,
    judge_mails,
)
TOLD_AT_MOST = 50


def faults_of(world: World) -> list[Fault]:
    """Tell the faults rule by rule, sorted within each: what lies at the root comes before what follows from it."""
    return [fault for rule in RULES for fault in sorted(set(rule(world)))]


def verdict(world: World, faults: Sequence[Fault]) -> Iterator[str]:
    """Tell the lines to print: the faults, if there are any, and the sum of it."""
    yield from (fault.sentence for fault in faults[:TOLD_AT_MOST])
    if len(faults) > TOLD_AT_MOST:
        yield f"and {len(faults) - TOLD_AT_MOST} more"
    harms = Counter(fault.harm for fault in faults)
    events = sum(len(service.events) for service in world.services.values())
    counted = [f"journey: {events} events", f"{harms[Harm.LOST]} lost", f"{harms[Harm.DOUBLED]} doubled"]
    if not faults:
        counted.append(f"answer at home after {world.log.answers_took:.1f} s")
    yield ", ".join([*counted, *told_of_mails(world)])
