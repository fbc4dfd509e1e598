"""Judges, after a run under faults, whether the house kept its word. It shares no code with it, nor its mistakes.

It reads both ledgers, topics, places, parked streams and views, and what the load generator noted of each command; it
folds the events by tables of its own. What it finds wrong is a sentence each, of one of three kinds:

- *lost*: what was told is not there. A command was accepted and has no event, an event has no position, a position no
  event, a topic lacks an event, a view's document is missing or behind, or a case that was raised has not come home.
- *doubled*: there is more than was asked for. A command has several events, or an event no command (or a refused one),
  two events have one position, a topic or a view holds what no ledger tells, or a view's document is ahead.
- everything else: the order, the hash chain, a receipt, a place, a parked stream or a field of a view is not as it must
  be. These count as neither, and the verdict is as bad.
"""
