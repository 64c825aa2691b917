"""Text with places: what a file says, and where in it. Nothing here knows what it means."""
