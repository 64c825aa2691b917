"""JSON Schemas (2020-12): of the authored files, of answers, and of what comes out."""
