"""Who and when: units, councils, seats, terms, posts, contacts and meetings."""
