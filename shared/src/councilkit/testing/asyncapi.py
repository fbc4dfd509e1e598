"""Holds the AsyncAPI document to the official schema of AsyncAPI, which `make check` fetches once.

`python -m councilkit.testing.asyncapi` names each fault of the committed document on a line.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match
from referencing import Registry

from councilkit.events.schemas import FOLDER

OFFICIAL = Path(sys.prefix) / "asyncapi/node_modules/@asyncapi/specs/schemas/3.0.0.json"
"""Where `make check` puts it."""


def faults(document: dict[str, Any]) -> Iterator[str]:
    """Tell what the official schema has against a document, each in a line."""
    # An empty registry: a reference that the schema does not answer itself is an error, never a look at the network.
    validator = Draft7Validator(json.loads(OFFICIAL.read_text()), registry=Registry())
    for error in validator.iter_errors(document):
        closest = best_match([error])
        yield f"{closest.json_path}: {closest.message[-200:]}"


def main() -> int:
    """Print the faults of the committed document; tell the exit code."""
    found = list(faults(json.loads((FOLDER / "asyncapi.json").read_text())))
    for fault in found:
        sys.stderr.write(f"shared/contracts/asyncapi.json is no AsyncAPI document: {fault}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
