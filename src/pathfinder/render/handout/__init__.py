"""Handouts of two printed pages, as HTML and Markdown."""
