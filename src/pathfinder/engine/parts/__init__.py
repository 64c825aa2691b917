"""The parts of a result, each made from one evaluation."""
