"""The rules of editions and of who reads them: plain Python, tables where there is a choice, no input or output."""
