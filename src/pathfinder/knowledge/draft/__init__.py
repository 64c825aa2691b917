"""Local files begun from lists that others keep: what is in them is taken, the rest is named."""
