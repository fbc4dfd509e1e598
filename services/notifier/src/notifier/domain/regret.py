"""How long what mails others can be taken back: until then nothing is sent."""

from datetime import timedelta

REGRET = timedelta(minutes=10)
"""council-registry lets the same time pass before it refuses a regret."""
