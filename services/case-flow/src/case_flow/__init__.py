"""What the councils ask: cases, hops, statements and answers."""
