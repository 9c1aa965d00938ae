"""The alphabet says of every letter what a model's arrays are."""

import numpy as np
import pytest

import refmath as rm
from refmath.alphabet import ALPHABET, BY_NAME, SIZES, latex_of

HEADS = {"W_Q", "W_K", "W_V", "W_O"}
N = {"n_ctx": 3, "d_vocab": 7, "d_model": 5, "d_head": 2, "n_heads": 4, "n_layers": 1}


def model():
    rng = np.random.default_rng(0)
    shape = {
        name: tuple(N[s] for s in (BY_NAME[name].rows, BY_NAME[name].cols)) for name in BY_NAME
    }
    layer = rm.AttentionLayer(
        *(rng.normal(size=(N["n_heads"], *shape[name])) for name in ("W_Q", "W_K", "W_V", "W_O"))
    )
    return rm.Transformer(rng.normal(size=shape["W_E"]), rng.normal(size=shape["W_U"]), [layer])


def test_every_letter_stands_once_and_lives_in_named_spaces() -> None:
    names = [entry.name for entry in ALPHABET]
    assert len(set(names)) == len(names) == len(BY_NAME)
    assert {space for entry in ALPHABET for space in (entry.rows, entry.cols)} <= set(SIZES)
    assert all(entry.meaning and entry.paper and entry.latex for entry in ALPHABET)


def test_a_model_of_the_alphabets_shapes_is_accepted_and_gives_its_shapes() -> None:
    m, tokens = model(), [1, 0, 6]
    found = {
        "t": rm.one_hot(m, tokens),
        "x": rm.residual_stream(m, tokens)[-1],
        "A": rm.attention_patterns(m, tokens)[0][0],
        "W_E": m.W_E,
        "W_U": m.W_U,
        "W_QK": rm.W_QK(m, 0, 0).dense(),
        "W_OV": rm.W_OV(m, 0, 0).dense(),
    } | {name: getattr(m.layers[0], name)[0] for name in HEADS}
    assert set(found) == set(BY_NAME)
    for name, array in found.items():
        assert array.shape == (N[BY_NAME[name].rows], N[BY_NAME[name].cols]), name


def test_what_the_alphabet_means_by_the_two_products() -> None:
    m = model()
    layer = m.layers[0]
    assert np.allclose(rm.W_QK(m, 0, 1).dense(), layer.W_Q[1].T @ layer.W_K[1], rtol=1e-13)
    assert np.allclose(rm.W_OV(m, 0, 1).dense(), layer.W_O[1] @ layer.W_V[1], rtol=1e-13)


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("W_E", BY_NAME["W_E"].latex),
        ("x", "x"),
        ("x_1", "x_1"),
        ("x_10", "x_{10}"),
        ("x_h", "x_h"),
        ("W_pos", "W_{pos}"),
        ("W_α", r"W_{\alpha}"),
        ("β_O", r"\beta_O"),
        ("1_d", r"\mathbb{1}_d"),
        ("M⁻¹", "M^{-1}"),
        ("Γ_h⁻¹", r"\Gamma_h^{-1}"),
        (r"\hat{x}", r"\hat{x}"),
        (r"\alpha", r"\alpha"),
        ("W_{α}", "W_{α}"),
        ("W_a_b", "W_{a_b}"),
    ],
)
def test_a_name_in_latex(name: str, latex: str) -> None:
    assert latex_of(name) == latex


def test_greek_letters_are_written_by_their_commands() -> None:
    commands = "alpha beta gamma Gamma Delta varepsilon iota lambda Lambda mu Pi sigma Sigma"
    written = [latex_of(letter) for letter in "αβγΓΔειλΛμΠσΣφ"]
    assert written == [f"\\{command}" for command in (*commands.split(), "varphi")]
