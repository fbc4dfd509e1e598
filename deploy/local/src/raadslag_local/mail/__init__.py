"""A mail relay for one machine that delivers to nobody: it keeps what it takes, and shows it on pages."""
