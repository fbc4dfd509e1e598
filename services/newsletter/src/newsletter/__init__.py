"""What representatives get to know: editions of the newsletter, one digest for each."""
