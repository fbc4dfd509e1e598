"""What is outside, by technology."""
