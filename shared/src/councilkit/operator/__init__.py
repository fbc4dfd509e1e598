"""What an operator sees of a service with a ledger, and may ask of it."""

from councilkit.operator.pulse import state_router
from councilkit.operator.routes import operator_router
from councilkit.operator.served import house_routers

__all__ = ["house_routers", "operator_router", "state_router"]
