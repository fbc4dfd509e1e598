"""Units, councils, people, seats, posts and meetings from tables: compared first, then entered all together."""
