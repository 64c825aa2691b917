"""The languages that the knowledge base is kept in."""

ENGLISH = "en"
LANGUAGES = (ENGLISH, "es")
