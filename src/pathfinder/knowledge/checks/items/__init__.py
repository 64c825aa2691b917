"""What is checked of each item by itself and of what it names."""
