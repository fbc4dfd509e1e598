"""Print where a Chromium is that starts, fetching one if there is none; print nothing, and say so, if neither."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def fetched() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def candidates() -> Iterator[str]:
    yield from filter(None, [os.environ.get("RAADSLAG_CHROMIUM"), *map(shutil.which, NAMES), MAC])
    if not Path(fetched()).exists():
        say("Fetching a Chromium ...")
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr, check=False)
    yield fetched()


def starts(path: str) -> bool:
    """A browser whose shared libraries are missing is no browser."""
    if not Path(path).exists():
        return False
    return subprocess.run([path, "--version"], capture_output=True, check=False, timeout=30).returncode == 0


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


if __name__ == "__main__":
    browser = next(filter(starts, candidates()), None)
    if browser is None:
        say("NO CHROMIUM here and none could be fetched: every test in a browser is left out.")
    print(browser or "")
