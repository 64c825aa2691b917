"""A county's own file over the shipped knowledge base."""
