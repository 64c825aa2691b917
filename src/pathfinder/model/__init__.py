"""What pathfinder knows, is told and answers, as frozen values."""
