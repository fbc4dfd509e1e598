"""The rules of duties: plain Python, tables where there is a choice, no input or output."""
