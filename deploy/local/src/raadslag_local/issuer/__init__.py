"""A small OpenID Connect issuer for one machine: a page where one chooses who to be. It proves nothing to anyone."""
