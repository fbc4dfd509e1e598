import pytest

from portal.application.addresses import section


@pytest.mark.parametrize(
    ("page", "entry"),
    [
        ("/", "/"),
        ("/cases/c/send", "/cases"),
        ("/councils/lar/mandate", "/councils"),
        ("/kart", "/councils"),
        ("/region/3800", "/councils"),
        ("/meetings/m/hold", "/moter"),
        ("/utgaver/e", "/utgaver"),
    ],
)
def test_every_page_belongs_to_one_entry_of_the_menu(page: str, entry: str) -> None:
    assert section(page) == entry
