"""Values to the compiled knowledge base, which a query reads."""
