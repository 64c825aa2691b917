"""One interview at a terminal: questions, alarms, and what can be done at its end."""
