import pytest

from councilkit import listening
from councilkit.stores import Stores
from councilkit.testing.operated import Operated


@pytest.fixture
def operated(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> Operated:
    monkeypatch.setattr(listening, "LOOK_EVERY", 0.02)
    return Operated(stores)
