"""A model small enough to be worked out by hand."""

import numpy as np
import pytest

from refmath.numeric.model.transformer import AttentionLayer, Transformer


@pytest.fixture
def two_layers():
    """Build a model whose scores are all equal: each head takes means of what is before.

    Layer 0 adds the first coordinate's to the second, layer 1 the second's to the first.
    """

    def build(**options):
        zero, one = np.zeros((1, 1, 2)), np.array([[[1.0, 0.0]]])
        first = AttentionLayer(zero, zero, one, np.array([[[0.0], [1.0]]]))
        second = AttentionLayer(zero, zero, one[..., ::-1], np.array([[[1.0], [0.0]]]))
        W_E = np.array([[4.0, 8.0], [0.0, 1.0]])
        return Transformer(W_E, np.eye(2), [first, second], **options)

    return build
