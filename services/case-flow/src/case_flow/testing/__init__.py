"""The service in memory, beside a registry that tells what a test wants told."""
