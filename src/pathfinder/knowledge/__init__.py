"""Reading and checking what people write: knowledge, answers, examples."""
