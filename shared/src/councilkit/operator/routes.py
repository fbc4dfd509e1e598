"""The operator's API: one look at everything, and the few things that only a person may decide."""

from fastapi import APIRouter, Depends

from councilkit.house import House
from councilkit.operator import orders
from councilkit.operator.looking import parked_in, state_of
from councilkit.operator.refusals import EpochOver, NoSuchConsumer, NoSuchSource, NoTopic, NotSetAside
from councilkit.operator.shapes import Asked, HouseState, ParkedStream, Rebuild, Redrive, Restored
from councilkit.web.callers import scope
from councilkit.web.routes import action

SCOPE = "house:operate"
ASKED = 202


def operator_router(house: House) -> APIRouter:
    """Make the routes under `/operator` of the service that lives in this house."""
    router = APIRouter(prefix="/operator", tags=["operator"], dependencies=[Depends(scope(SCOPE))])
    _add_looks(router, house)
    _add_orders(router, house)
    return router


def _add_looks(router: APIRouter, house: House) -> None:
    @router.get("/state", **action("read_house"))
    async def read_house() -> HouseState:
        """Tell how far the ledger is, who holds the lease, and how far everything is that follows."""
        return await state_of(house)

    @router.get("/parked", **action("list_parked"))
    async def list_parked() -> list[ParkedStream]:
        """Tell the streams that are set aside, each with its cause, the longest first."""
        return [ParkedStream.model_validate(one, from_attributes=True) for one in await parked_in(house)]


def _add_orders(router: APIRouter, house: House) -> None:
    @router.post("/redrive", status_code=ASKED, **action("redrive_streams", NoSuchConsumer, NotSetAside))
    async def redrive_streams(wish: Redrive) -> Asked:
        """Read streams that are set aside again from their publisher."""
        return await orders.redrive(house, wish)

    @router.post("/rebuild", status_code=ASKED, **action("rebuild_views", NoSuchSource))
    async def rebuild_views(wish: Rebuild) -> Asked:
        """Build the views on a publisher anew, beside the ones that are read until the new ones are level."""
        return await orders.rebuild(house, wish)

    @router.post("/refill", status_code=ASKED, **action("refill_topic", NoTopic))
    async def refill_topic() -> Asked:
        """Publish the whole ledger again; those who follow pass over what they know."""
        return await orders.refill(house)

    @router.post("/restored", status_code=ASKED, **action("confirm_restored", EpochOver))
    async def confirm_restored(wish: Restored) -> Asked:
        """Begin an epoch that never was: everything is published, and taken in, again. It may be asked for again."""
        return await orders.restored(house, wish)
