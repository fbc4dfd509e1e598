"""Which topic carries which service's ledger."""

from collections.abc import Mapping
from types import MappingProxyType

TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "council-registry": "councils",
        "case-flow": "cases",
        "newsletter": "newsletters",
        "notifier": "notifications",
    }
)
"""The topic of every publishing service, without the prefix."""


def topic_of(source: str, prefix: str = "raadslag") -> str:
    """Tell the topic on which a service publishes its ledger, `raadslag.cases`; LookupError if it publishes none."""
    return f"{prefix}.{TOPICS[source]}"
