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


def theirs(positions, d_head=3, n_layers=2, **parts):
    torch.manual_seed(0)
    config = transformer_lens.HookedTransformerConfig(
        n_layers=n_layers,
        d_model=8,
        n_heads=3,
        d_head=d_head,
        n_ctx=N_CTX,
        d_vocab=D_VOCAB,
        attn_only=True,
        normalization_type=parts.pop("normalization_type", None),
        positional_embedding_type=positions,
        dtype=torch.float64,
        device="cpu",
        seed=0,
        **parts,
    )
    model = transformer_lens.HookedTransformer(config)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "b" not in name.split(".")[-1]:
                weight.copy_(torch.randn_like(weight) * 0.7)
    return model


def ours(model, positions):
    def turned(W):
        return W.detach().swapaxes(-1, -2).clone()

    letters = ("W_Q", "W_K", "W_V", "W_O")

    def norm(module):
        if not hasattr(module, "w") or not isinstance(module.w, torch.Tensor):
            return None
        bias = getattr(module, "b", None)
        bias = None if bias is None else bias.detach().clone()
        return rm.Norm(module.w.detach().clone(), bias, centred=bias is not None, eps=module.eps)

    def layer(n):
        attn = model.blocks[n].attn
        shared = model.cfg.n_key_value_heads is not None
        names = ("W_Q", "_W_K", "_W_V", "W_O") if shared else letters
        biases = ("b_Q", "_b_K", "_b_V", "b_O") if shared else ("b_Q", "b_K", "b_V", "b_O")
        rotary = None
        if positions == "rotary":
            # Their tables hold each angle twice, once for each of a pair.
            half = model.cfg.rotary_dim // 2
            cos, sin = (t.detach()[:, :half].clone() for t in (attn.rotary_cos, attn.rotary_sin))
            rotary = rm.Rotary(cos, sin, pairing="halves")
        return rm.AttentionLayer(
            *(turned(getattr(attn, name)) for name in names),
            **{name.removeprefix("_"): getattr(attn, name).detach().clone() for name in biases},
            norm=norm(model.blocks[n].ln1),
            rotary=rotary,
        )

    return rm.Transformer(
        turned(model.W_E),
        turned(model.W_U),
        [layer(n) for n in range(model.cfg.n_layers)],
        W_pos=None if positions == "rotary" else turned(model.W_pos),
        positions={"shortformer": "qk"}.get(positions, "residual"),
        final_norm=norm(model.ln_final) if hasattr(model, "ln_final") else None,
        b_U=model.b_U.detach().clone(),
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
        assert close(rm.eigenvalue_scores(own, "OV")[layer], want)
        for head in range(3):
            dense = OV.AB[head].detach().numpy()
            values = np.linalg.eigvals(dense)
            score = values.sum().real / np.abs(values).sum()
            assert float(rm.eigenvalue_scores(own, "OV")[layer][head]) == pytest.approx(score)


PARTS = {
    "biases": {},
    "LayerNorm": {"normalization_type": "LN"},
    "RMSNorm": {"normalization_type": "RMS"},
    "shared keys and values": {"n_key_value_heads": 1},
}


@pytest.mark.parametrize("positions", ["shortformer", "standard", "rotary"])
@pytest.mark.parametrize("part", PARTS)
def test_with_parts_and_random_biases_the_logits_are_the_same(positions, part):
    more = {"rotary_dim": 2} if positions == "rotary" else {}
    model = theirs(positions, d_head=4, **PARTS[part], **more)
    with torch.no_grad():
        for weight in model.parameters():
            weight.copy_(torch.randn_like(weight) * 0.7)
    own = ours(model, positions)
    want, cache = model.run_with_cache(torch.tensor(TOKENS))
    assert close(rm.logits(own, TOKENS), want)
    assert close(rm.expanded_logits(own, TOKENS), want)
    for layer, pattern in enumerate(rm.attention_patterns(own, TOKENS)):
        assert close(pattern, cache["pattern", layer])
    if part == "LayerNorm":
        scales = rm.norm_scales(own, TOKENS)
        assert close(scales[1], 1 / cache["scale", 1, "ln1"][..., 0])
    if part == "biases":
        assert close(rm.logits(rm.biases_as_weights(own), TOKENS), want)


def test_norms_and_singular_values_are_the_same(pair):
    model, own = pair
    for layer in range(2):
        for head in range(3):
            circuit, other = rm.W_OV(own, layer, head), model.OV[layer, head]
            assert close(circuit.norm(), other.norm())
            assert close(circuit.singular_values(), other.S)


@pytest.mark.parametrize("n_layers", [1, 2, 4])
@pytest.mark.parametrize("kind", ["LN", "LNPre", "RMS", "RMSPre"])
def test_findings_of_attn_only_models_have_their_losses(n_layers, kind):
    """Of the shape of attn-only-1l to attn-only-4l: norms before each layer, positions behind."""
    model = theirs("shortformer", n_layers=n_layers, normalization_type=kind)
    with torch.no_grad():
        for weight in model.parameters():
            weight.copy_(torch.randn_like(weight) / 2)
    own, tokens = rm.from_transformer_lens(model), torch.tensor(TOKENS)
    expected = model(tokens, return_type="loss", loss_per_token=True).detach().numpy()
    found = rm.findings(own, TOKENS)
    loss = found["term_importance"].measured.loss[-1]
    np.testing.assert_allclose(loss, expected.mean(), rtol=1e-9)
    np.testing.assert_allclose(rm.next_token_losses(own, TOKENS).numpy(), expected, rtol=1e-9)
    roles = found["induction_heads"].measured.roles
    assert len(roles.summaries) == 3 * n_layers
    repeated = rm.repeated_random_tokens(D_VOCAB, N_CTX // 2, batch=16, seed=1)
    curve = model(torch.tensor(repeated), return_type="loss", loss_per_token=True).mean(dim=0)
    measured = found["repetition"].measured.model.curve
    np.testing.assert_allclose(measured, curve.detach().numpy(), rtol=1e-9)
