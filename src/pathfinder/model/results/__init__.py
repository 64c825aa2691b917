"""What comes out, as printed and as the JSON of `docs/json.md`."""
