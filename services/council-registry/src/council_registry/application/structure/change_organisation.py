from dataclasses import dataclass

from council_registry.application.ports import Organisations
from council_registry.application.structure.references import known
from council_registry.domain.organisation import NAME
from council_registry.domain.policy import POLICY, Acting, Action
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class ChangeOrganisation:
    """Give an organisation another name, or another umbrella."""

    organisation: str
    name: str
    umbrella: str | None = None


async def change_organisation(
    command: ChangeOrganisation, by: Acting, call: Call, *, organisations: Organisations
) -> Receipt:
    POLICY.require(Action.CHANGE_ORGANISATION, by)
    await organisations.get(command.organisation)
    above = await _above(command.umbrella, organisations)
    return await organisations.change(
        command.organisation,
        call,
        lambda one, _: one.change(command.umbrella, above=above),
        texts={NAME: command.name},
    )


async def _above(umbrella: str | None, organisations: Organisations) -> list[str]:
    above: list[str] = []
    while umbrella and umbrella not in above:
        [found] = await known(organisations, [umbrella], field="/umbrella")
        above.append(umbrella)
        umbrella = found.umbrella
    return above
