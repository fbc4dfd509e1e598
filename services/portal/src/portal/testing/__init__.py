"""The services and the issuer in memory, as far as the portal sees them: for tests of the pages alone."""
