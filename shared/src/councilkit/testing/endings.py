"""Whether a client of Kafka that was ended has really ended."""

import asyncio


async def aiokafka_ended() -> bool:
    """Tell whether no task of aiokafka's runs: one might send later what others have sent meanwhile."""
    return not any(map(_is_of_aiokafka, asyncio.all_tasks()))


def _is_of_aiokafka(task: "asyncio.Task[object]") -> bool:
    code = getattr(task.get_coro(), "cr_code", None)
    return code is not None and "/aiokafka/" in code.co_filename
