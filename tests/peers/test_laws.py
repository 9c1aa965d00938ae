"""Attention of PyTorch and of JAX, held to the laws, and each law broken by a call that is wrong.

The layers are theirs: `scaled_dot_product_attention`, `nn.MultiheadAttention`, and
`jax.nn.dot_product_attention`. What an adapter adds is weights and the sum over heads.
"""

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import refmath as rm
from refmath import laws, strategies
from refmath.numeric.model.every_weight import with_every_weight

torch = pytest.importorskip("torch")
jax = pytest.importorskip("jax")
jax.config.update("jax_enable_x64", True)
jnp = jax.numpy


class Layered:
    """Embedding, layers of heads, unembedding; a subclass attends."""

    def heads(self, layer, x):
        """What each head writes for a stream: (n_heads, n_ctx, d_model)."""
        raise NotImplementedError

    def logits(self, model, tokens):
        x = model.W_E.T[tokens]
        for layer in model.layers:
            x = x + np.asarray(self.heads(layer, x)).sum(axis=0)
        return x @ model.W_U.T


class TorchSDPA(Layered):
    """PyTorch's `scaled_dot_product_attention`, heads in front, in float64."""

    def __init__(self, **changed):
        self.options = {"is_causal": True} | changed

    def heads(self, layer, x):
        W_Q, W_K, W_V, W_O, x = map(
            torch.from_numpy, (layer.W_Q, layer.W_K, layer.W_V, layer.W_O, x)
        )
        q, k, v = x @ W_Q.mT, x @ W_K.mT, x @ W_V.mT
        z = torch.nn.functional.scaled_dot_product_attention(q, k, v, **self.options)
        return z @ W_O.mT


class TorchMultihead(Layered):
    """PyTorch's `nn.MultiheadAttention`: heads packed into d_model, which they have to divide."""

    parts = ("b_Q", "b_K", "b_V", "b_O")

    def __init__(self, causal=True):
        self.causal = causal

    def attended(self, layer, x):
        n_heads, _, d_model = layer.W_Q.shape
        theirs = torch.nn.MultiheadAttention(d_model, n_heads, dtype=torch.float64)
        packed = [W.reshape(d_model, d_model) for W in (layer.W_Q, layer.W_K, layer.W_V)]
        biases = [
            np.zeros(d_model) if b is None else b.reshape(d_model)
            for b in (layer.b_Q, layer.b_K, layer.b_V)
        ]
        b_O = np.zeros(d_model) if layer.b_O is None else layer.b_O
        with torch.no_grad():
            theirs.in_proj_weight.copy_(torch.from_numpy(np.concatenate(packed)))
            theirs.in_proj_bias.copy_(torch.from_numpy(np.concatenate(biases)))
            W_O = layer.W_O.swapaxes(0, 1).reshape(d_model, d_model)
            theirs.out_proj.weight.copy_(torch.from_numpy(W_O))
            theirs.out_proj.bias.copy_(torch.from_numpy(b_O))
            x = torch.from_numpy(x)
            later = torch.ones(len(x), len(x)).triu(1).bool() if self.causal else None
            return theirs(x, x, x, attn_mask=later, average_attn_weights=False)

    def heads(self, layer, x):
        return self.attended(layer, x)[0][None].numpy()

    def pattern(self, model, tokens, layer, head):
        x = model.W_E.T[tokens]
        for before in model.layers[:layer]:
            x = x + self.heads(before, x)[0]
        return self.attended(model.layers[layer], x)[1][head]


class JaxAttention(Layered):
    """JAX's `jax.nn.dot_product_attention`, positions in front of heads.

    Its softmax is in float32, of arrays in float64 as well: that is the dtype it conforms in.
    """

    dtype = "float32"

    def __init__(self, **changed):
        self.options = {"is_causal": True} | changed

    def heads(self, layer, x):
        q, k, v = (jnp.einsum("td,hed->the", x, W) for W in (layer.W_Q, layer.W_K, layer.W_V))
        z = jax.nn.dot_product_attention(q, k, v, **self.options)
        return jnp.einsum("the,hde->htd", z, layer.W_O)

    def path_logits(self, model, tokens, path):
        """What goes along the path's heads, each attending as it does in the layers."""
        x = model.W_E.T[tokens]
        along, streams = x, [x]
        for layer in model.layers:
            streams.append(streams[-1] + np.asarray(self.heads(layer, streams[-1])).sum(axis=0))
        for n, h in path:
            along = self.moved(model.layers[n], h, streams[n], along)
        return along @ model.W_U.T

    def moved(self, layer, h, read, along):
        """What a head writes if its queries and keys read one stream, its values another."""
        q, k = (jnp.einsum("td,ed->te", read, W[h])[:, None] for W in (layer.W_Q, layer.W_K))
        v = jnp.einsum("td,ed->te", along, layer.W_V[h])[:, None]
        z = jax.nn.dot_product_attention(q, k, v, **self.options)[:, 0]
        return z @ layer.W_O[h].T


FEW = settings(max_examples=15, deadline=None)
PLAIN = {"positions": None}
ONE_SHAPE = {"n_heads": 2, "d_head": 2, "d_model": 3, "d_vocab": 3}
"""JAX compiles for each shape anew, which takes a second or so."""


@st.composite
def packed(draw, **options):
    """Models whose heads lie side by side in d_model, as `nn.MultiheadAttention` packs them."""
    n_heads, d_head = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    sizes = {"n_heads": n_heads, "d_head": d_head, "d_model": n_heads * d_head}
    model, tokens = draw(
        strategies.models_with_tokens(n_layers=st.integers(1, 2), **sizes, **PLAIN, **options)
    )
    return model, tokens


@st.composite
def of_one_shape(draw, n_layers):
    model = draw(strategies.models(n_layers=n_layers, **ONE_SHAPE, **PLAIN))
    return model, draw(strategies.tokens(model, n_ctx=4))


BOTH = pytest.mark.parametrize(
    ("theirs", "drawn_of"),
    [
        (
            TorchSDPA(),
            lambda n_layers: strategies.models_with_tokens(n_layers=n_layers, **PLAIN),
        ),
        (JaxAttention(), of_one_shape),
    ],
    ids=["torch", "jax"],
)


@BOTH
@FEW
@given(data=st.data())
def test_causality_at_any_depth(theirs, drawn_of, data):
    model, tokens = data.draw(drawn_of(st.integers(0, 2)))
    others = data.draw(strategies.tokens(model, n_ctx=len(tokens)))
    laws.causality_at_any_depth(theirs, model, tokens, others)


@BOTH
@FEW
@given(data=st.data())
def test_order_basis_and_coordinates(theirs, drawn_of, data):
    model, tokens = data.draw(drawn_of(st.integers(1, 2)))
    layer = data.draw(st.integers(0, model.n_layers - 1))
    head = data.draw(st.integers(0, model.n_heads[layer] - 1))
    order = data.draw(strategies.permutations(model.n_heads[layer]))
    laws.order_of_the_heads(theirs, model, tokens, layer, order)
    laws.change_of_basis(theirs, model, tokens, data.draw(strategies.gauges(model.d_model)))
    gauge = data.draw(strategies.gauges(model.layers[layer].d_head))
    laws.only_W_OV_matters(theirs, model, tokens, layer, head, gauge)


@settings(max_examples=5, deadline=None)
@given(of_one_shape(st.integers(0, 2)))
def test_path_expansion(drawn):
    laws.path_expansion(JaxAttention(), *drawn)


@FEW
@given(packed(parts=("biases",)), st.data())
def test_patterns_of_a_multihead_attention(drawn, data):
    model, tokens = drawn
    model = rm.Transformer(model.W_E, model.W_U, model.layers)  # it has no bias of the logits
    theirs, layer = TorchMultihead(), data.draw(st.integers(0, model.n_layers - 1))
    laws.softmax_rows_sum_to_1(theirs, model, tokens)
    own = model.layers[layer]
    gauge = data.draw(strategies.gauges(own.d_head))
    laws.only_W_QK_matters(theirs, model, tokens, layer, 0, gauge)
    laws.key_bias_is_inert(theirs, model, tokens, layer, own.W_K[:, :, 0])


rng = np.random.default_rng(0)
TOKENS = [0, 2, 1, 0]
MODEL = rm.Transformer(
    rng.normal(size=(4, 3)),
    rng.normal(size=(3, 4)),
    [
        rm.AttentionLayer(*rng.normal(size=(3, 2, 2, 4)), rng.normal(size=(2, 4, 2)))
        for _ in range(2)
    ],
)


@pytest.mark.parametrize("theirs", [TorchSDPA, TorchMultihead, JaxAttention])
def test_it_is_this_mathematics(theirs):
    dtype = getattr(theirs, "dtype", "float64")
    model = with_every_weight(MODEL, lambda W: W.astype(dtype))
    apart = np.abs(np.asarray(theirs().logits(model, TOKENS)) - rm.logits(model, TOKENS))
    assert (apart <= 2 * rm.logits_error(model, TOKENS)).all()


BROKEN = {
    "torch, is_causal left out": (
        TorchSDPA(is_causal=False),
        partial(laws.causality_at_any_depth, others=[0, 2, 1, 2]),
    ),
    "jax, is_causal left out": (
        JaxAttention(is_causal=False),
        partial(laws.causality_at_any_depth, others=[0, 2, 1, 2]),
    ),
    "torch, attn_mask left out": (TorchMultihead(causal=False), laws.softmax_rows_sum_to_1),
    "torch, a mask of its own for a head": (
        TorchSDPA(
            is_causal=False,
            attn_mask=torch.stack([torch.ones(4, 4).tril().bool(), torch.eye(4).bool()]),
        ),
        partial(laws.order_of_the_heads, layer=0, order=[1, 0]),
    ),
}


class ScaledOnce(JaxAttention):
    """Scores are scaled by 1 along paths, and by 1/√d_head in the layers."""

    def moved(self, layer, h, read, along):
        return JaxAttention(scale=1.0).moved(layer, h, read, along)


BROKEN["jax, scale given in one place"] = (ScaledOnce(), laws.path_expansion)


@pytest.mark.parametrize("wrong", BROKEN)
def test_one_wrong_argument_breaks_a_law(wrong):
    theirs, law = BROKEN[wrong]
    with pytest.raises(AssertionError, match=r"expected .+, got a difference of .+#"):
        law(theirs, MODEL, TOKENS)
