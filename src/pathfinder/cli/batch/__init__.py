"""Many sheets of answers, from a file or a pipe to another, some at once."""
