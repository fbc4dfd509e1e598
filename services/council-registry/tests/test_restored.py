"""Whoever was erased stays so when a backup of the contact store is put back: the built service, on MongoDB."""

import asyncio
from pathlib import Path

import pytest
from pydantic import HttpUrl, SecretStr

from council_registry.bootstrap import build
from council_registry.settings import Settings
from councilkit.ids import random_id
from councilkit.mongo import Collection, Mongo
from councilkit.testing.client import Asker, serving
from councilkit.testing.holdings import a_post
from councilkit.web import AccessTokens, Caller
from councilkit.web.key_file import KeyFile

BY = a_post("9000", "directorate_contact")
CONTACT = {"name": "Modig Lykt", "email": "modig@example.no", "language": "nb"}


def settings(mongo_url: str, folder: Path, prefix: str) -> Settings:
    return Settings(
        mongo_url=SecretStr(mongo_url),
        erasures_mongo_url=SecretStr(mongo_url),
        database_prefix=prefix,
        mac_key=SecretStr("k" * 32),
        keys_file=folder / "keys.json",
        outside_issuer="https://issuer.example",
        outside_jwks_url=HttpUrl("https://issuer.example/jwks"),
        outside_audience="portal",
        subject_keys={"test": SecretStr("s" * 32)},
    )


async def until_empty(people: Collection) -> None:
    async with asyncio.timeout(10):
        while await people.count_documents({}):  # noqa: ASYNC110 - as an operator would
            await asyncio.sleep(0.01)


@pytest.mark.mongo
async def test_a_backup_that_is_put_back_is_emptied_of_the_erased_at_the_next_start(
    mongo_url: str, tmp_path: Path
) -> None:
    prefix = f"test_{random_id()}"
    told, mongo = settings(mongo_url, tmp_path, prefix), Mongo(mongo_url)
    people = mongo.database(f"{prefix}_council-registry")["contacts"]
    tokens = AccessTokens(KeyFile(told.keys_file), issuer=str(told.registry_url).rstrip("/"))
    token = tokens.issue(Caller(subject="somebody", holdings=(BY,), scopes=frozenset({"people:list"})))

    async with serving(build(told)) as client:
        by = Asker(client, token, BY.id)
        await by.post("/units/load", {"edition": "2026-08"})
        post = {"role": "directorate_contact", "starts": "2026-01-01", "contact": CONTACT}
        made = (await by.post("/units/9000/posts", post)).json()
        backup = await people.find().to_list()
        assert [one["name"] for one in backup] == ["Modig Lykt"]
        assert (await by.post("/people/erase", {"hold": made["id"]})).json() == {"erased": True}
        assert await people.count_documents({}) == 0

    await people.insert_many(backup)
    async with serving(build(told)) as client:
        assert (await Asker(client, token, BY.id).get("/people")).json()["items"] == []
        await until_empty(people)
    [journal] = await mongo.database(f"{prefix}_erasures")["erased"].find().to_list()
    assert (journal["_id"], journal["holds"]) == (made["person"], [made["id"]])
    assert "Lykt" not in str(journal)
    await mongo.close()
