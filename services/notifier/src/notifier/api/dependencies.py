"""What the routes ask for beside their own input."""

from typing import Annotated

from fastapi import Depends, Path, Request

from notifier.application.service import Notifier

CouncilId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,100}$")]
RuleId = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,100}$")]


async def notifier(request: Request) -> Notifier:
    service: Notifier = request.app.state.notifier
    return service


Service = Annotated[Notifier, Depends(notifier)]
