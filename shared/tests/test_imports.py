from pathlib import Path

import pytest

from councilkit.testing.imports import opened_by_importing


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import json", ""),
        ("open('/etc/hostname')", "/etc/hostname"),
        ("import socket; socket.socket().close()", "socket.__new__"),
        ("print('hello')", "hello"),
    ],
)
def test_the_watch_tells_what_an_import_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, told: str
) -> None:
    (tmp_path / "greedy.py").write_text(code)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert opened_by_importing("greedy") == told
