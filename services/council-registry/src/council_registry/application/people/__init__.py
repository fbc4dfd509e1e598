"""People: their contacts, their ways in, what they hold, and how they are forgotten."""
