"""The command line: options in, printing and exit codes out. Nothing else prints or exits."""
