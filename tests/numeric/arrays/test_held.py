"""What a dtype doesn't hold is refused by the name of what was computed, wherever that is done."""

import re
from pathlib import Path

import numpy as np
import pytest

import refmath
import refmath as rm

ONE = np.eye(2, dtype=np.float32)
LARGE, HALF = np.float32(2e38), np.float32(0.5)


def model_of(W_E=ONE, W_O=ONE[None], *, values=1.0, unembedding=1.0, parts=None, **options):
    """Heads that attend everywhere alike, each with a multiple of the identity for its W_V."""
    zero = np.zeros((len(W_O), 2, 2), np.float32)
    W_V = np.concatenate([ONE[None] * np.float32(values)] * len(W_O))
    layer = rm.AttentionLayer(zero, zero, W_V, W_O, **(parts or {}))
    return rm.Transformer(W_E, ONE * np.float32(unembedding), [layer], **options)


FAR = model_of(ONE * np.float32(1e20), unembedding=1e20)
"""Its logits are beyond, and nothing before them is."""

CANCELLED = model_of(
    np.array([[1, -1], [0, 0]], np.float32), ONE[None] * np.float32(1e25), values=1e25,
    causal=False,
)  # fmt: skip
"""What the two tokens have moved is beyond; attended to alike, they leave nothing."""

OPPOSED = np.concatenate([ONE[None], -ONE[None]]) * LARGE
"""Of two heads: what one writes takes off what the other does."""


def attribution(model):
    return rm.direct_logit_attribution(model, [0, 1], destination=0, output=0)


def frozen(model):
    return rm.frozen_logits(model, [0, 1], rm.attention_patterns(model, [0, 1]))


def on_two_tokens(function):
    return function if function in (attribution, frozen) else lambda model: function(model, [0, 1])


PLACES = np.full((2, 2), 3e38, np.float32)
MLP = rm.MLP(ONE * np.float32(1e20), ONE * np.float32(1e20))
BEYOND = (
    (
        "residual stream before layer 0",
        rm.logits,
        model_of(ONE * LARGE, W_pos=PLACES, positions="residual"),
    ),
    (
        "residual stream before layer 0",
        rm.logits_error,
        model_of(ONE * LARGE, W_pos=PLACES, positions="residual"),
    ),
    ("residual stream after layer 0", rm.logits, model_of(W_O=ONE[None] * LARGE, values=10)),
    ("residual stream after layer 0", rm.logits_error, model_of(W_O=ONE[None] * LARGE, values=10)),
    ("residual stream after layer 0", rm.logits, model_of(parts={"mlp": MLP})),
    ("residual stream after layer 0", rm.forward_pass, model_of(parts={"mlp": MLP})),
    ("residual stream after layer 0", rm.logits_error, model_of(parts={"mlp": MLP})),
    ("logits", rm.logits, FAR),
    ("logits", rm.expanded_logits, FAR),
    ("logits", rm.logit_lens, FAR),
    ("logits_error", rm.logits_error, model_of(W_O=OPPOSED, unembedding=1e10)),
    ("logits", rm.logits_error, model_of(ONE * np.float32(1e20), unembedding=1e19)),
    ("logits", frozen, FAR),
    ("tensor_product_operator", rm.tensor_product_operator, FAR),
    ("sizes of what is moved", rm.value_weighted_patterns, CANCELLED),
    ("terms of the logits", attribution, FAR),
    ("heads' terms of the logits", attribution, CANCELLED),
)
"""What is named, by which function, of which model."""


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(("named", "function", "model"), BEYOND)
def test_what_a_function_computes_beyond_the_dtype_it_names(named, function, model):
    said = rf"^{re.escape(named)}: expected finite numbers, got (inf|-inf|nan) at index \(.*\): "
    said += r"beyond float32; compute in a wider dtype, or with smaller weights$"
    with pytest.raises(ValueError, match=said):
        on_two_tokens(function)(model)


def test_every_name_in_the_sources_is_named_by_a_case():
    sources = (path.read_text("utf-8") for path in Path(refmath.__file__).parent.rglob("*.py"))
    code = "".join(re.sub(r"(>>>|\.\.\.) .*", "", source) for source in sources)
    names = set(re.findall(r'check_held\(\s*f?"([^"]+)"', code))
    assert len(names) > 5
    cases = {re.sub(r"after layer \d+", "after layer {n}", named) for named, *_ in BEYOND}
    assert names <= cases
