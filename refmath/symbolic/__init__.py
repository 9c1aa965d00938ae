"""The symbolic wing: typed letters, the tensor-product algebra, derivations that are replayed."""
