"""Writes the contracts, or checks that the committed files are up to date: schemas, examples, the AsyncAPI document.

`python -m councilkit.events.schemas` writes, `--check` compares and names each file that differs.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from councilkit.events import event_types, to_cloudevent
from councilkit.events.asyncapi import document
from councilkit.events.examples import example_items

FOLDER = Path(__file__).parents[3] / "contracts"
"""Where the files lie: `shared/contracts` of a checkout."""


def files() -> Iterator[tuple[Path, str]]:
    """Tell every generated file and what belongs in it."""
    for name, event in event_types().items():
        schema = event.model_json_schema(mode="serialization")
        yield FOLDER / "schemas" / f"{name}.json", _spell({"$id": f"urn:raadslag:event:{name}"} | schema)
        examples = [to_cloudevent(item) for item in example_items() if item.type == name]
        yield FOLDER / "examples" / f"{name}.json", _spell(examples)
    yield FOLDER / "asyncapi.json", _spell(document())


def outdated() -> list[Path]:
    """Tell the files that are missing, differ, or belong to no event type."""
    expected = dict(files())
    differing = [path for path, text in expected.items() if not path.exists() or path.read_text() != text]
    return sorted(differing + [path for path in FOLDER.glob("*/*.json") if path not in expected])


def write() -> None:
    """Write every file anew, and remove those that belong to no event type."""
    for path, text in files():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for path in outdated():
        path.unlink()


def _spell(value: Any) -> str:  # noqa: ANN401 - any JSON value
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    """Write, or with `--check` compare; tell the exit code."""
    if arguments != ["--check"]:
        write()
        return 0
    for path in (stale := outdated()):
        sys.stderr.write(f"{path.relative_to(FOLDER.parent)} is not what the event types say: run `make schemas`.\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
