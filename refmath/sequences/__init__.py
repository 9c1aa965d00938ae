"""Token sequences: their n-grams, trigrams and skip-trigrams, in the order of their positions."""
