"""The service in memory, beside a case-flow that tells what a test wants told."""
