"""The rules of who and when, without I/O."""
