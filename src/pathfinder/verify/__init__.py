"""What holds for every possible set of answers: proved by a solver, not sampled."""
