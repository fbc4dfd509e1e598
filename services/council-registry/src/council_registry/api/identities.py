"""Terms and posts as the domain knows them, and as an access token carries them."""

from council_registry.application.people.exchange_token import Identity
from council_registry.domain.holding import Holding
from council_registry.domain.period import Period
from council_registry.domain.person import HoldKind
from councilkit.events.councils import Side
from councilkit.web import Caller
from councilkit.web import Holding as Carried


def caller_of(identity: Identity) -> Caller:
    return Caller(
        subject=identity.subject,
        holdings=tuple(carried(holding) for holding in identity.holdings),
        former=tuple(carried(holding) for holding in identity.former),
        vouched_by=identity.vouched_by,
    )


def held_by(carried: Carried) -> Holding:
    return Holding(
        id=carried.id,
        kind=HoldKind(carried.kind),
        role=carried.role,
        side=Side(carried.side),
        period=Period(carried.starts, carried.ends),
        council=carried.council,
        unit=carried.unit,
        organisation=carried.organisation,
    )


def carried(holding: Holding) -> Carried:
    return Carried(
        id=holding.id,
        kind=holding.kind.value,
        council=holding.council,
        unit=holding.unit,
        organisation=holding.organisation,
        role=holding.role,
        side=holding.side.value,
        starts=holding.period.starts,
        ends=holding.period.ends,
    )
