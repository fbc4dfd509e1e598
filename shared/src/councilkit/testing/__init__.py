"""What tests of the house stand on."""
