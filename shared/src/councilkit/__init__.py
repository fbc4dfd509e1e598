"""The published language of the councils, and the machinery every service stands on."""
