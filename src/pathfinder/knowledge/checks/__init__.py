"""What an author is told: one file for each kind of fault."""
