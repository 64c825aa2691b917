"""Reading: a list of meetings in whichever form its host gives it."""
