from collections.abc import Collection

from council_registry.application.people.ended import ended
from council_registry.application.service import Registry
from council_registry.domain.person import Code, Purpose


async def tell_codes(holds: Collection[str], *, service: Registry) -> list[tuple[Code, str]]:
    """Tell again the invitations that still let somebody in, to the service that mails them."""
    over, now = await ended(holds, service), service.clock()
    found = await service.keeping.codes.of(Purpose.INVITATION, [hold for hold in holds if hold not in over])
    told = [(code, service.code_keys.words(code)) for code in found if not code.used and now < code.ends]
    return [(code, words) for code, words in told if words]
