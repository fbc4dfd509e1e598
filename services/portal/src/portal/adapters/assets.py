"""What the pages are dressed in: our own small files, and Aksel and Source Sans 3 as `make assets` fetched them."""

import hashlib
import re
from importlib.resources import files
from pathlib import Path

from portal.application.looks import Asset

_FONT_FACE = re.compile(rb"@font-face\s*\{[^}]*\}")
_FONTS = ("source-sans-3-latin-wght-normal.woff2", "source-sans-3-latin-ext-wght-normal.woff2")
_OWN = ("portal.css", "portal.js", "fonts.css", "icon.svg")
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


def assets(folder: Path | None) -> dict[str, Asset]:
    """Read every file once. Without the fetched ones the pages are plain, and still work."""
    own = {name: (files("portal") / "static" / name).read_bytes() for name in _OWN}
    return {name: _asset(name, content) for name, content in (own | _fetched(folder)).items()}


def _fetched(folder: Path | None) -> dict[str, bytes]:
    if folder is None or not (folder / "ds-css" / "index.min.css").exists():
        return {"aksel.css": b""}
    # Aksel's own font faces point at another host, which our pages never call.
    aksel = _FONT_FACE.sub(b"", (folder / "ds-css" / "index.min.css").read_bytes())
    fonts = folder / "source-sans-3" / "files"
    return {"aksel.css": aksel} | {name: (fonts / name).read_bytes() for name in _FONTS}


def _asset(name: str, content: bytes) -> Asset:
    return Asset(content, _TYPES[Path(name).suffix], hashlib.sha256(content).hexdigest()[:12])
