"""Which supports may be suggested, for which needs, and in which order."""
