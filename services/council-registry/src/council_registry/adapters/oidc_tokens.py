"""Identity tokens of the outside issuer (OpenID Connect): one issuer, one audience, one algorithm, its own keys."""

import structlog

from council_registry.domain.refusals import OutsideTokenRefused
from councilkit.web import BadToken, SignedTokens

_log = structlog.get_logger(__name__)


class OidcTokens:
    """Implements `OutsideTokens`."""

    def __init__(self, tokens: SignedTokens) -> None:
        self._tokens = tokens

    async def subject(self, token: str) -> str:
        try:
            return _subject((await self._tokens.claims(token))["sub"])
        except BadToken as reason:
            _log.info("outside_token_refused", cause=str(reason))
            detail = "The token of the outside issuer is not accepted; sign in again."
            raise OutsideTokenRefused(detail, field="subject_token") from None


def _subject(subject: object) -> str:
    if not isinstance(subject, str):
        raise BadToken("the subject is no text")
    try:
        subject.encode()
    except UnicodeEncodeError:  # a lone surrogate could be hashed by nobody
        raise BadToken("the subject is no text") from None
    return subject
