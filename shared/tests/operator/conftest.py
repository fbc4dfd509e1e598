import pytest

from councilkit.stores import Stores
from councilkit.testing.operated import Operated


@pytest.fixture
def operated(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> Operated:
    monkeypatch.setattr("councilkit.house.LOOK_EVERY", 0.02)
    return Operated(stores)
