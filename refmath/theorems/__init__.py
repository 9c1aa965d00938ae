"""The library of theorems: a file a family, each statement beside its near misses."""
