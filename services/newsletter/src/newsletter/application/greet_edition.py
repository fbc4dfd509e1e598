from pydantic.dataclasses import dataclass

from councilkit.ledger import Call, Receipt
from councilkit.policy import Holder
from councilkit.privacy import Text
from newsletter.application.editions import Editions


@dataclass(frozen=True)
class GreetEdition:
    """Write the opening words, in each language; who reads English gets bokmål where there is none."""

    edition: str
    nb: Text
    nn: Text
    en: Text | None = None

    @property
    def texts(self) -> dict[str, str]:
        return {"nb": self.nb, "nn": self.nn} | ({"en": self.en} if self.en else {})


async def greet_edition(command: GreetEdition, by: Holder, call: Call, *, editions: Editions) -> Receipt:
    return await editions.change(command.edition, call, lambda edition, _: edition.greet(by), texts=command.texts)
