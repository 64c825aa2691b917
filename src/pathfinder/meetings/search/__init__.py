"""Searching: which meetings come next, near a place or online."""
