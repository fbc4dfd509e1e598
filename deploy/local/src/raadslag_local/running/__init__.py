"""Programs that run beside each other, and someone who looks after them."""
