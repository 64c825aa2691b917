"""Results to text. Everything here takes values and returns a string; nothing prints."""
