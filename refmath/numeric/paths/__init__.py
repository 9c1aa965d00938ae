"""Route B, the theorem: the sum over paths, and the operator that it is."""
