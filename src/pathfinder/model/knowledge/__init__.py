"""What pathfinder knows: what stands in the authored files, item by item."""
