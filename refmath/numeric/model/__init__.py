"""The weights, their parts, what is refused and in which words; models made of one another."""
