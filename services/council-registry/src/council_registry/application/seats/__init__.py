"""Seats, those who sit in them, mandates, nominations, and what is handed over."""
