"""A person's session: who she is, her tokens, and when they run out. The browser knows only its opaque id."""

from datetime import datetime, timedelta
from typing import Final

from pydantic import BaseModel, Field

from councilkit.clock import Clock
from councilkit.ids import Ids
from portal.application.ports import AccessToken, Identity, Issuer, Registry
from portal.application.refusals import Away, Refused, SignInFailed, SignInNeeded
from portal.application.resources import Holding
from portal.application.vault import Vault

LASTS: Final = timedelta(hours=12)
REMEMBERED: Final = timedelta(hours=24)  # after its end, so that a late form still finds whose it was
MARGIN: Final = timedelta(seconds=60)  # renew before the services would refuse


class Session(BaseModel):
    id: str
    subject: str
    name: str
    language: str
    holdings: tuple[Holding, ...]
    former: tuple[Holding, ...] = ()
    csrf: str = Field(repr=False)
    access_token: str = Field(repr=False)
    access_until: datetime
    id_token: str = Field(repr=False)
    id_until: datetime
    refresh_token: str | None = Field(repr=False)
    until: datetime

    @property
    def vouched(self) -> bool:
        """Tell whether an employee vouches for her: then no outside issuer knows of the session."""
        return not self.id_token

    @property
    def looks_back(self) -> bool:
        """Tell whether she holds nothing any more, and may still read what was raised while she did."""
        return bool(self.former) and not self.holdings

    def holding(self, id: str) -> Holding | None:
        return next((holding for holding in self.holdings if holding.id == id), None)


class Sessions:
    """Opens, finds, renews and ends sessions."""

    def __init__(self, vault: Vault, registry: Registry, issuer: Issuer, *, clock: Clock, ids: Ids) -> None:
        self._vault = vault
        self._registry = registry
        self._issuer = issuer
        self._clock = clock
        self._ids = ids

    async def open(self, identity: Identity, *, before: Session | None) -> Session:
        """Begin a session. Who signs in again keeps the CSRF token, so her other open pages still work."""
        return await self._begin(identity, await self._registry.exchange(identity.id_token), before)

    async def enter(self, code: str, *, before: Session | None) -> Session:
        """Begin a session with the code of an employee who vouches."""
        vouched = await self._registry.enter(code)
        me = await self._registry.me(vouched.token)
        identity = Identity(me.person, "", self._clock() + LASTS, vouched.stays)
        return await self._begin(identity, AccessToken(vouched.token, vouched.until), before)

    async def _begin(self, identity: Identity, access: AccessToken, before: Session | None) -> Session:
        same = before is not None and before.subject == identity.subject
        csrf = before.csrf if before and same else self._ids()
        session = await self._filled(identity, access, id=self._ids(), csrf=csrf, until=self._clock() + LASTS)
        await self._vault.put(_name(session), session, until=session.until + REMEMBERED)
        if before is not None:
            await self.end(before)
        return session

    async def find(self, id: str | None) -> Session | None:
        """Give the session, also one that has lately run out."""
        return await self._vault.get(f"session/{id}", Session) if id else None

    async def live(self, session: Session | None) -> Session:
        """Give the session with an access token that the services take, renewed without a word if need be."""
        if session is None or session.until <= self._clock():
            raise SignInNeeded
        if self._clock() < session.access_until - MARGIN:
            return session
        try:
            return await self._renew(session)
        except Away:
            if self._clock() >= session.access_until:
                raise
            return session  # the token at hand is still good

    async def end(self, session: Session) -> None:
        await self._vault.drop(_name(session))

    async def _renew(self, session: Session) -> Session:
        try:
            identity, access = await self._access(session)
            renewed = await self._filled(identity, access, id=session.id, csrf=session.csrf, until=session.until)
        except (Refused, SignInFailed) as no:
            return await self._renewed_elsewhere(session, no)
        if not await self._vault.replace(_name(renewed), renewed, until=renewed.until + REMEMBERED):
            raise SignInNeeded  # signed out meanwhile
        return renewed

    async def _access(self, session: Session) -> tuple[Identity, AccessToken]:
        if session.vouched:
            stays = await self._registry.stay(session.refresh_token or "")
            return Identity(session.subject, "", session.id_until, stays.stays), AccessToken(stays.token, stays.until)
        identity = await self._identity(session)
        return identity, await self._registry.exchange(identity.id_token)

    async def _identity(self, session: Session) -> Identity:
        if self._clock() < session.id_until - MARGIN:
            return Identity(session.subject, session.id_token, session.id_until, session.refresh_token)
        if session.refresh_token is None:
            raise SignInNeeded
        identity = await self._issuer.refresh(session.refresh_token)
        if identity.subject != session.subject:
            raise SignInNeeded
        return identity

    async def _renewed_elsewhere(self, session: Session, no: Exception) -> Session:
        """Another tab may have used the refresh token a moment before us."""
        found = await self.find(session.id)
        if found is None or found.access_until <= session.access_until:
            raise SignInNeeded from no
        return found

    async def _filled(self, identity: Identity, access: AccessToken, *, id: str, csrf: str, until: datetime) -> Session:
        me = await self._registry.me(access.token)
        return Session(
            id=id,
            subject=identity.subject,
            name=me.name,
            language=me.language,
            holdings=me.holdings,
            former=me.former,
            csrf=csrf,
            access_token=access.token,
            access_until=access.until,
            id_token=identity.id_token,
            id_until=identity.until,
            refresh_token=identity.refresh_token,
            until=until,
        )


def _name(session: Session) -> str:
    return f"session/{session.id}"
