"""What the routes ask for beside their own input."""

from typing import Annotated

from fastapi import Depends, Path, Request

from case_flow.application.service import CaseFlow

CaseId = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,100}$")]


async def case_flow(request: Request) -> CaseFlow:
    service: CaseFlow = request.app.state.case_flow
    return service


Service = Annotated[CaseFlow, Depends(case_flow)]
