"""What every service with a ledger serves, beside its own routes."""

from fastapi import APIRouter

from councilkit.clock import Clock
from councilkit.house import House
from councilkit.ledger.api import ledger_router
from councilkit.operator.pulse import state_router
from councilkit.operator.routes import operator_router


def house_routers(house: House, *, clock: Clock) -> list[APIRouter]:
    """Make the ledger for those who follow, the state for everybody, and the operator's API."""
    ledger = ledger_router(house.name, lambda: house.stores.ledger)
    return [ledger, state_router(house, clock=clock), operator_router(house)]
