"""The use cases, one to a file."""
