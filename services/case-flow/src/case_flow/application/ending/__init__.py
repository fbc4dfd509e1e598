"""What is done after an answer, and how a case ends."""
