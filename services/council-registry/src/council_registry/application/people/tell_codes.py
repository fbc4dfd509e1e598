from collections.abc import Collection
from datetime import datetime

from council_registry.application.people.codes import CodeKeys
from council_registry.application.people.people_ports import Codes
from council_registry.domain.person import Code, Purpose


async def tell_codes(holds: Collection[str], *, codes: Codes, keys: CodeKeys, now: datetime) -> list[tuple[Code, str]]:
    """Tell again the invitations that still let somebody in, to the service that mails them."""
    found = await codes.of(Purpose.INVITATION, holds)
    told = [(code, keys.words(code)) for code in found if not code.used and now < code.ends]
    return [(code, words) for code, words in told if words]
