"""Hand-outs of two printed pages, as HTML and Markdown."""
