"""The commands about people that a driver does."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from council_registry.application.people.invite import (
    InviteToOrganisation,
    InviteToPost,
    InviteToTerm,
    Vouch,
    invite_organisation,
    invite_post,
    invite_term,
    vouch_for,
)
from council_registry.application.service import Registry
from council_registry.application.structure.change_organisation import ChangeOrganisation, change_organisation
from council_registry.application.structure.list_organisation import ListOrganisation, list_organisation
from council_registry.application.structure.organisation_posts import (
    EndContact,
    StartContact,
    end_contact,
    start_contact,
)
from councilkit.callers import Holding
from councilkit.ledger import Call


def people_use_cases(service: Registry) -> Mapping[type, Callable[[Any, Holding, Call], Awaitable[Any]]]:
    organisations = service.organisations
    return {
        InviteToTerm: partial(invite_term, service=service),
        InviteToPost: partial(invite_post, service=service),
        InviteToOrganisation: partial(invite_organisation, service=service),
        Vouch: partial(vouch_for, service=service),
        ListOrganisation: partial(list_organisation, organisations=organisations),
        ChangeOrganisation: partial(change_organisation, organisations=organisations),
        StartContact: partial(start_contact, organisations=organisations, appointments=service.appointments),
        EndContact: partial(end_contact, organisations=organisations),
    }
