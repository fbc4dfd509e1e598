"""Outside identities are kept as keyed hashes, each with the name of its key, so that the key can be replaced."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SubjectKeys:
    keys: Mapping[str, bytes] = field(repr=False)  # by name; the first is used for new persons

    def hash(self, subject: str) -> str:
        return self.hashes(subject)[0]

    def hashes(self, subject: str) -> Sequence[str]:
        """Spell a subject under every key, to find persons who were entered under an older one."""
        return [f"{name}:{hmac.digest(key, subject.encode(), 'sha256').hex()}" for name, key in self.keys.items()]

    def mark(self, email: str) -> str:
        """Spell an e-mail address as it is kept of somebody who was erased."""
        return self.marks(email)[0]

    def marks(self, email: str) -> Sequence[str]:
        """Spell it under every key. No subject has a space, so no mark is another subject's hash."""
        return self.hashes(f"e-mail {email.casefold()}")
