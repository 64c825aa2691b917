"""Meetings of groups: read from their lists into one file, and found again by place and time."""
