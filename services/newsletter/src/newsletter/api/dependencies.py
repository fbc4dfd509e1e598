"""What the routes ask for beside their own input."""

from typing import Annotated

from fastapi import Depends, Path, Request

from newsletter.application.service import Newsletter

EditionId = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,100}$")]


async def newsletter(request: Request) -> Newsletter:
    service: Newsletter = request.app.state.newsletter
    return service


Service = Annotated[Newsletter, Depends(newsletter)]
