"""What other services, and our own, have told."""
