"""The transformer in numbers: from arrays to weights, logits, paths, heads and skip-trigrams."""
