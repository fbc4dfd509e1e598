"""A case as an archive takes it: pages to read, metadata in the words of Noark 5, and its events."""
