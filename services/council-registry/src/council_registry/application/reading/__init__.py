"""What is read of units and councils, on any day."""
