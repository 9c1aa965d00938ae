"""No function hands out an infinity or a NaN where the logits are beyond what the dtype holds."""

from dataclasses import replace

import numpy as np
import pytest

import refmath as rm
from refmath.numeric.model.transformer import AttentionLayer, Transformer

MOST = float(np.finfo("float32").max)
TOKENS = [0, 1, 0]


def _model(embedded, unembedded):
    """One head that copies; only the product with W_U is beyond the dtype."""
    zero, one = np.zeros((1, 1, 2), "float32"), np.array([[[1.0, 0.0]]], "float32")
    layer = AttentionLayer(zero, zero, one, np.array([[[1.0], [1.0]]], "float32"))
    eye = np.eye(2, dtype="float32")
    return Transformer(eye * np.float32(embedded), eye * np.float32(unembedded), [layer])


def _writing(model, factor):
    """A head that writes as many times as much: no length of what is moved is squared."""
    (layer,) = model.layers
    return replace(model, layers=[replace(layer, W_O=layer.W_O * np.float32(factor))])


ASKED = {
    "logits": rm.logits,
    "expanded_logits": rm.expanded_logits,
    "frozen_logits": lambda m, t: rm.frozen_logits(m, t, rm.attention_patterns(m, t)),
    "path_logits": lambda m, t: rm.path_logits(m, [(0, 0)], t),
    "logits_by_order": rm.logits_by_order,
    "path_contributions": lambda m, t: list(rm.path_contributions(m, t)),
    "tensor_product_operator": rm.tensor_product_operator,
    "direct_logit_attribution": lambda m, t: rm.direct_logit_attribution(
        m, t, destination=[[0], [1], [2]], output=[0, 1]
    ),
    "next_token_losses": rm.next_token_losses,
    "value_weighted_patterns": lambda m, t: rm.value_weighted_patterns(_writing(m, 1e15), t),
}


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.filterwarnings("ignore:overflow:RuntimeWarning")
@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_logits_beyond_the_dtype_are_refused_by_name(name):
    ASKED[name](_model(1e15, 1e15), TOKENS)
    with pytest.raises(ValueError, match=r"expected finite numbers, got -?(inf|nan).* float32"):
        ASKED[name](_model(1e25, 1e25), TOKENS)
