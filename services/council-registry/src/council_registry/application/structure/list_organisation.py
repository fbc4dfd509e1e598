from dataclasses import dataclass

from council_registry.application.ports import Organisations
from council_registry.application.structure.references import known
from council_registry.domain.organisation import NAME
from council_registry.domain.policy import POLICY, Acting, Action
from councilkit.events.seating import OrganisationListed
from councilkit.ids import derived_id
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class ListOrganisation:
    """Enter an organisation that may be asked for representatives, under its umbrella if it has one."""

    name: str
    umbrella: str | None = None


async def list_organisation(
    command: ListOrganisation, by: Acting, call: Call, *, organisations: Organisations
) -> Receipt:
    POLICY.require(Action.LIST_ORGANISATION, by)
    if command.umbrella:
        await known(organisations, [command.umbrella], field="/umbrella")
    id = derived_id("organisation", call.command_id)
    listed = OrganisationListed(organisation=id, umbrella=command.umbrella)
    return await organisations.open(id, call, lambda _: listed, texts={NAME: command.name})
