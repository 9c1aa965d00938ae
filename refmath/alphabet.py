"""Every letter once: its name, its shape, what it reads and writes, and what others call it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One letter of the field: name, LaTeX, shape, its names elsewhere, its kind of matrix."""

    name: str
    latex: str
    rows: str
    cols: str
    meaning: str
    paper: str
    transformer_lens: str
    kind: str = "free"


SIZES = {
    "n_ctx": "positions in the sequence",
    "d_vocab": "tokens in the vocabulary",
    "d_model": "width of the residual stream",
    "d_head": "width of one head's queries, keys and values",
    "n_heads": "heads of one layer",
    "n_layers": "attention layers",
}

ALPHABET = (
    Entry(
        *("t", "t", "n_ctx", "d_vocab"),
        *("one-hot tokens, a row a position", "t (columns)", "-"),
        kind="one-hot",
    ),
    Entry("x", "x", "n_ctx", "d_model", "the residual stream, a row a position", "x", "resid"),
    Entry("A", "A", "n_ctx", "n_ctx", "pattern: A[destination, source]", "A^h", "pattern"),
    Entry("W_E", "W_E", "d_model", "d_vocab", "embedding: token to residual", "W_E", "W_E.T"),
    Entry("W_U", "W_U", "d_vocab", "d_model", "unembedding: residual to logits", "W_U", "W_U.T"),
    Entry("W_Q", "W_Q", "d_head", "d_model", "residual to query", "W_Q^h", "W_Q[h].T"),
    Entry("W_K", "W_K", "d_head", "d_model", "residual to key", "W_K^h", "W_K[h].T"),
    Entry("W_V", "W_V", "d_head", "d_model", "residual to value", "W_V^h", "W_V[h].T"),
    Entry("W_O", "W_O", "d_model", "d_head", "result to residual", "W_O^h", "W_O[h].T"),
    Entry("W_QK", "W_{QK}", "d_model", "d_model", "W_Qᵀ W_K: scores", "W_QK^h", "QK.T"),
    Entry("W_OV", "W_{OV}", "d_model", "d_model", "W_O W_V: what a head moves", "W_OV^h", "OV.T"),
)

BY_NAME = {entry.name: entry for entry in ALPHABET}

_NAMED_IN_LATEX = {
    "α": r"\alpha",
    "β": r"\beta",
    "γ": r"\gamma",
    "Γ": r"\Gamma",
    "Δ": r"\Delta",
    "ε": r"\varepsilon",
    "ι": r"\iota",
    "λ": r"\lambda",
    "Λ": r"\Lambda",
    "μ": r"\mu",
    "Π": r"\Pi",
    "σ": r"\sigma",
    "Σ": r"\Sigma",
    "φ": r"\varphi",
    "1": r"\mathbb{1}",
}


def latex_of(name: str) -> str:
    r"""Write a letter's name in LaTeX: Greek by its command, a long subscript in braces.

    What holds a brace or a command is LaTeX already.

    >>> latex_of("W_pos"), latex_of("M⁻¹"), latex_of("Γ"), latex_of("1_d")
    ('W_{pos}', 'M^{-1}', '\\Gamma', '\\mathbb{1}_d')
    """
    if name in BY_NAME:
        return BY_NAME[name].latex
    if "{" in name or "\\" in name:
        return name
    if name.endswith("⁻¹"):
        return latex_of(name.removesuffix("⁻¹")) + "^{-1}"
    base, _, below = name.partition("_")
    base = _NAMED_IN_LATEX.get(base, base)
    if not below:
        return base
    below = _NAMED_IN_LATEX.get(below, below) if not below.isdigit() else below
    return f"{base}_{below}" if len(below) == 1 else f"{base}_{{{below}}}"
