"""The service in memory, beside a registry and a case-flow that tell what a test wants told."""
