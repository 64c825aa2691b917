"""`pathfinder kb`: for those who write knowledge."""
