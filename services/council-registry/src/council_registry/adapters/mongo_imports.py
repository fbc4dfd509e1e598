"""Imports in MongoDB: one document each, beside the contacts, since their rows name people until they are entered."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from pydantic import TypeAdapter
from pymongo.errors import DuplicateKeyError

from council_registry.application.importing.ports import Import, Stage
from council_registry.application.importing.reading import Problem
from councilkit.mongo import Collection, Database, Document, reaching

IMPORT = TypeAdapter(Import)


class MongoImports:
    """Implements `Imports` on the collection `imports` of the service's database."""

    def __init__(self, database: Database) -> None:
        self._imports: Collection = database["imports"]

    async def prepare(self) -> None:
        only_one = {"stage": Stage.RUNNING.value}
        with reaching():
            await self._imports.create_index("stage", name="one_runs", unique=True, partialFilterExpression=only_one)

    async def accept(self, import_: Import) -> bool:
        document = _document(import_)
        with reaching():
            try:
                await self._imports.insert_one(document)
            except DuplicateKeyError:
                return await self._imports.find_one({"_id": import_.id}) is not None
        return True

    async def get(self, id: str) -> Import | None:
        return await self._one({"_id": id})

    async def running(self) -> Import | None:
        return await self._one({"stage": Stage.RUNNING.value})

    async def progress(self, id: str, done: int) -> None:
        with reaching():
            await self._imports.update_one({"_id": id}, {"$set": {"done": done}})

    async def finish(self, id: str, stage: Stage, left: Sequence[Problem]) -> None:
        over = {"stage": stage.value, "left": [asdict(problem) for problem in left], "rows": "{}"}
        with reaching():
            await self._imports.update_one({"_id": id}, {"$set": over})

    async def _one(self, wanted: Document) -> Import | None:
        with reaching():
            found = await self._imports.find_one(wanted)
        return (
            IMPORT.validate_python({**found, "id": found["_id"], "rows": json.loads(found["rows"])}) if found else None
        )


def _document(import_: Import) -> Document:
    told = IMPORT.dump_python(import_, mode="json", exclude={"id", "rows"})
    rows = IMPORT.dump_python(import_, mode="json", include={"rows"})["rows"]
    return {"_id": import_.id, **told, "rows": json.dumps(rows, ensure_ascii=False)}
