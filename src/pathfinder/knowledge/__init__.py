"""The authored knowledge base: its files, its languages, and what is said of it as a whole."""
