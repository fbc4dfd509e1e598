from councilkit.testing.imports import opened_by_importing


def test_importing_the_service_opens_nothing() -> None:
    assert opened_by_importing("notifier.main") == ""
