"""The rules of a case: plain Python, tables where there is a choice, no input or output."""
