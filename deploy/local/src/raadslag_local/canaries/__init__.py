"""`make canaries`: people who cannot be mistaken live in a house, and are then searched for everywhere."""
