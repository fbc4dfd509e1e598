"""Styles, script and font. Their address holds their version, so a browser may keep them for ever."""

from fastapi import HTTPException
from starlette.responses import Response

from portal.api.parts import PartsDep
from portal.api.routes import pages

router = pages()
FOR_EVER = "public, max-age=31536000, immutable"


@router.get("/static/{version}/{name}")
async def static(parts: PartsDep, version: str, name: str) -> Response:
    """Give a file; under an older version's address the newest is given, and not kept."""
    asset = parts.screen.assets.get(name)
    if asset is None:
        raise HTTPException(404)
    kept = FOR_EVER if asset.version == version else "no-cache"
    return Response(asset.content, media_type=asset.media_type, headers={"Cache-Control": kept})
