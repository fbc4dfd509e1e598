"""The keys that sign access tokens: P-256, made once, kept in a file, two of them published while one is replaced."""

import json
import os
import secrets
from pathlib import Path
from typing import Any, Protocol, Self

from joserfc.jwk import ECKey

CURVE = "P-256"
PUBLISHED = 2


class Signing(Protocol):
    """Where an issuer has its keys."""

    @property
    def signer(self) -> ECKey:
        """The key that signs."""
        ...

    def public(self) -> dict[str, Any]:
        """Tell the public halves, as a JSON Web Key Set."""
        ...


class SigningKeys:
    """An ordered set of private keys: the first signs, all are published."""

    def __init__(self, keys: list[ECKey]) -> None:
        if not keys or any(not key.is_private or key.curve_name != CURVE for key in keys):
            raise ValueError(f"Signing keys are private {CURVE} keys, at least one of them.")
        for key in keys:
            key.ensure_kid()
        self._keys = keys

    def __repr__(self) -> str:
        return f"SigningKeys({', '.join(str(key.kid) for key in self._keys)})"

    @classmethod
    def generate(cls) -> Self:
        """Make one new key."""
        return cls([ECKey.generate_key(CURVE, auto_kid=True)])

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a JSON Web Key Set, or one key as PEM."""
        text = path.read_text()
        if text.lstrip().startswith("-----BEGIN"):
            return cls([ECKey.import_key(text)])
        return cls([ECKey.import_key(key) for key in json.loads(text)["keys"]])

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read the file; make it first when there is none. Several processes that start together get the same key."""
        if not path.exists():
            _place(path, cls.generate(), os.link)
        return cls.read(path)

    def rotated(self) -> Self:
        """Make a new key that signs from now on; the one that signed until now stays published."""
        return type(self)([ECKey.generate_key(CURVE, auto_kid=True), *self._keys[: PUBLISHED - 1]])

    def with_next(self) -> Self:
        """Publish a new key beside the one that goes on signing."""
        return type(self)([self.signer, ECKey.generate_key(CURVE, auto_kid=True)])

    def promoted(self) -> Self:
        """Let the other published key sign; raises `ValueError` when there is none."""
        if len(self._keys) < PUBLISHED:
            raise ValueError("No other key is published: announce one first.")
        signer, announced, *_ = self._keys
        return type(self)([announced, signer])

    def write(self, path: Path) -> None:
        """Replace the file in one step; readable by its owner alone."""
        _place(path, self, os.replace)

    @property
    def signer(self) -> ECKey:
        """The key that signs."""
        return self._keys[0]

    def public(self) -> dict[str, Any]:
        """Tell the public halves, as a JSON Web Key Set."""
        marks = {"use": "sig", "alg": "ES256"}
        return {"keys": [{**key.as_dict(private=False), **marks} for key in self._keys]}

    def private(self) -> dict[str, Any]:
        """Tell everything, for the file."""
        return {"keys": [key.as_dict(private=True) for key in self._keys]}


def _place(path: Path, keys: SigningKeys, put: Any) -> None:  # noqa: ANN401 - os.link or os.replace
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            json.dump(keys.private(), file)
            file.flush()
            os.fsync(file.fileno())
        put(draft, path)
    except FileExistsError:
        return  # another process was first: its keys are the keys
    finally:
        draft.unlink(missing_ok=True)
