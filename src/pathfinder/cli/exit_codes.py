"""The exit codes, which are promises: 0 done, 1 a file is wrong, 2 wrong usage, 130 cancelled."""

WRONG_FILE, WRONG_USAGE, CANCELLED = 1, 2, 130
