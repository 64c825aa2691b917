"""Pages to read at a terminal."""
