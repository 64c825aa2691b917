"""From a knowledge base and answers to a result. Pure: nothing is read, written or printed."""
