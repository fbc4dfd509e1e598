"""Cases from before this house, as rows of a table: first looked at, then entered."""
