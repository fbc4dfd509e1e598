import pytest

from councilkit.ledger import Ledger, LedgerStore
from councilkit.stores import Stores
from councilkit.testing.samples import NOW


@pytest.fixture
def store(stores: Stores) -> LedgerStore:
    return stores.ledger


@pytest.fixture
def ledger(store: LedgerStore) -> Ledger:
    return Ledger(store, clock=lambda: NOW, mac_key=b"key")
