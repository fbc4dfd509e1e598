"""How a case begins, and what is said of it first."""
