"""Keeping: one SQLite file with the meetings of any number of lists."""
