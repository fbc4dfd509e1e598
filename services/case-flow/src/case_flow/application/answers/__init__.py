"""What units are asked, and answer."""
