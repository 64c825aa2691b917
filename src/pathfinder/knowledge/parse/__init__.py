"""Authored files to values, with every problem of their grammar."""
