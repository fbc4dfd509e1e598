"""What the service does: one use case, one file, named as a command."""
