"""What must not be forgotten: duties, alerts, and answers on their way home."""
