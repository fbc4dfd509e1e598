"""The service in memory, beside a registry, a case-flow, a contact store and a relay that tell what a test wants."""
