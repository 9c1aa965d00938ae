"""The same numbers as TransformerLens 3.9, on its attention-only models with random weights.

It multiplies from the right and we from the left: every weight is transposed on the way.
"""

import numpy as np
import pytest

import refmath as rm

torch = pytest.importorskip("torch")
transformer_lens = pytest.importorskip("transformer_lens")

D_VOCAB, N_CTX = 13, 9
TOKENS = [[0, 5, 12, 5, 3, 3, 7, 0, 1], [1, 2, 3, 1, 2, 3, 1, 2, 3]]


def theirs(positions, d_head=3, n_layers=2):
    torch.manual_seed(0)
    config = transformer_lens.HookedTransformerConfig(
        n_layers=n_layers,
        d_model=8,
        n_heads=3,
        d_head=d_head,
        n_ctx=N_CTX,
        d_vocab=D_VOCAB,
        attn_only=True,
        normalization_type=None,
        positional_embedding_type=positions,
        dtype=torch.float64,
        device="cpu",
        seed=0,
    )
    model = transformer_lens.HookedTransformer(config)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if ".b_" not in name:
                weight.copy_(torch.randn_like(weight) * 0.7)
    return model


def ours(model, positions):
    def turned(W):
        return W.detach().swapaxes(-1, -2).clone()

    letters = ("W_Q", "W_K", "W_V", "W_O")
    layers = [
        rm.AttentionLayer(*(turned(getattr(model, letter)[n]) for letter in letters))
        for n in range(model.cfg.n_layers)
    ]
    return rm.Transformer(
        turned(model.W_E),
        turned(model.W_U),
        layers,
        W_pos=turned(model.W_pos),
        positions={"shortformer": "qk", "standard": "residual"}[positions],
    )


@pytest.fixture(params=["shortformer", "standard"])
def pair(request):
    model = theirs(request.param)
    return model, ours(model, request.param)


def close(one, other):
    return np.allclose(
        np.asarray(one.detach().tolist()), np.asarray(other.detach().tolist()), rtol=1e-9, atol=1e-9
    )


def test_the_logits_are_the_same(pair):
    model, own = pair
    assert close(rm.logits(own, TOKENS), model(torch.tensor(TOKENS)))
    assert close(rm.expanded_logits(own, TOKENS), model(torch.tensor(TOKENS)))


def test_the_patterns_are_the_same(pair):
    model, own = pair
    _, cache = model.run_with_cache(torch.tensor(TOKENS))
    for layer, pattern in enumerate(rm.attention_patterns(own, TOKENS)):
        assert close(pattern, cache["pattern", layer])


def test_the_residual_stream_is_the_same(pair):
    model, own = pair
    _, cache = model.run_with_cache(torch.tensor(TOKENS))
    stream = rm.residual_stream(own, TOKENS)
    for layer, x in enumerate(stream[1:]):
        assert close(x, cache["resid_post", layer])


def test_the_circuits_are_transposes(pair):
    model, own = pair
    for layer in range(2):
        for head in range(3):
            QK, OV = model.QK[layer, head].AB, model.OV[layer, head].AB
            assert close(rm.W_QK(own, layer, head).dense(), QK)
            assert close(rm.W_OV(own, layer, head).dense(), OV.T)


@pytest.mark.parametrize("kind", ["Q", "K", "V"])
@pytest.mark.parametrize("d_head", [2, 3, 8, 11])
def test_the_composition_scores_are_the_same(kind, d_head):
    model = theirs("shortformer", d_head, n_layers=3)
    found = rm.composition_scores(ours(model, "shortformer"), kind)
    assert close(found, model.all_composition_scores(kind))


def test_the_copying_scores_are_the_same(pair):
    model, own = pair
    for layer in range(2):
        OV = transformer_lens.FactoredMatrix(
            model.W_E @ model.W_V[layer], model.W_O[layer] @ model.W_U
        )
        eigenvalues = OV.eigenvalues
        want = eigenvalues.sum(dim=-1).real / eigenvalues.abs().sum(dim=-1)
        assert close(rm.ov_copying_scores(own)[layer], want)
        for head in range(3):
            dense = OV.AB[head].detach().numpy()
            values = np.linalg.eigvals(dense)
            score = values.sum().real / np.abs(values).sum()
            assert float(rm.ov_copying_scores(own)[layer][head]) == pytest.approx(score)


@pytest.mark.parametrize("positions", ["shortformer", "standard"])
def test_with_random_biases_the_logits_are_the_same(positions):
    model = theirs(positions)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if ".b_" in name:
                weight.copy_(torch.randn_like(weight))
    layers = [
        rm.LayerBiases(*(getattr(model, b)[n].detach() for b in ("b_Q", "b_K", "b_V", "b_O")))
        for n in range(2)
    ]
    own = rm.with_biases(ours(model, positions), layers, b_U=model.b_U.detach())
    assert close(rm.logits(own, TOKENS), model(torch.tensor(TOKENS)))
    assert close(rm.expanded_logits(own, TOKENS), model(torch.tensor(TOKENS)))


def test_norms_and_singular_values_are_the_same(pair):
    model, own = pair
    for layer in range(2):
        for head in range(3):
            circuit, other = rm.W_OV(own, layer, head), model.OV[layer, head]
            assert close(circuit.norm(), other.norm())
            assert close(circuit.singular_values(), other.S)
