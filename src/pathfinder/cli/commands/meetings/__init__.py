"""`pathfinder meetings`: lists of meetings into a file, and the next ones out of it."""
