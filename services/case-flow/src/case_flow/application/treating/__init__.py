"""What a council does with a case that it holds."""
