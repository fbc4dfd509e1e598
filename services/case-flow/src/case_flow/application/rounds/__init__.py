"""What councils do when one asks others the same questions, and what is read of it."""
