"""LaTeX said in letters, for who reads a formula in a terminal."""

from __future__ import annotations

import re

_SIGNS = {
    r"\alpha": "α", r"\beta": "β", r"\gamma": "γ", r"\Gamma": "Γ", r"\Delta": "Δ",
    r"\delta": "δ", r"\epsilon": "ϵ", r"\theta": "θ", r"\pi": "π", r"\rho": "ρ", r"\tau": "τ",
    r"\varepsilon": "ε", r"\iota": "ι", r"\lambda": "λ", r"\Lambda": "Λ", r"\mu": "μ",
    r"\Pi": "Π", r"\sigma": "σ", r"\Sigma": "Σ", r"\varphi": "φ", r"\ell": "ℓ",
    r"\in": "∈", r"\ne": "≠", r"\neq": "≠", r"\le": "≤", r"\ge": "≥", r"\ll": "≪", r"\mid": "|",
    r"\otimes": "⊗", r"\odot": "⊙", r"\circ": "∘", r"\cdot": "·", r"\times": "×", r"\to": "→",
    r"\mapsto": "↦", r"\infty": "∞", r"\emptyset": "∅", r"\Rightarrow": "⇒",
    r"\Longrightarrow": "⟹", r"\iff": "⟺", r"\forall": "∀", r"\exists": "∃", r"\cap": "∩",
    r"\cup": "∪", r"\subseteq": "⊆", r"\setminus": "∖",
    r"\pm": "±", r"\sum": "Σ", r"\prod": "∏", r"\partial": "∂",
    r"\ldots": "…", r"\cdots": "⋯", r"\dots": "…", r"\top": "ᵀ",
    r"\#": "#", r"\_": "_", r"\{": "{", r"\}": "}", r"\|": "‖", r"\\": "; ",
    r"\left": "", r"\right": "", r"\bigl": "", r"\bigr": "", r"\end": "",
    r"\,": " ", r"\;": " ", r"\quad": "     ", r"\qquad": "     ",
}  # fmt: skip
_WORDS = (r"\operatorname", r"\mathrm", r"\mathbf", r"\text")
_ABOVE = {r"\hat": "\u0302", r"\widehat": "\u0302", r"\bar": "\u0304", r"\overline": "\u0304"}
_DOUBLE_STRUCK = {"1": "𝟙", "E": "𝔼", "R": "ℝ", "Z": "ℤ", "Q": "ℚ", "N": "ℕ", "C": "ℂ", "P": "ℙ"}
_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|[{}^_]|\s+|[^\\{}^_\s]")


def in_letters(latex: str) -> str:
    r"""Say LaTeX in letters.

    >>> in_letters(r"\sum_{h \in H} A^{h\top} \otimes W_U \, W_{OV}^{h}")
    'Σ_{h∈H} A^hᵀ ⊗ W_U W_OV^h'
    >>> in_letters(r"\frac{a}{a + b} \le \tfrac{1}{\sqrt{d_{head}}}")
    'a/(a + b) ≤ 1/√d_head'
    """
    tokens = _TOKEN.findall(latex)[::-1]
    # Where room is left, one space is enough, and three between two formulas.
    return re.sub(r"  +", lambda gap: "   " if len(gap[0]) > 4 else " ", _said(tokens)).strip()


def _said(tokens: list[str]) -> str:
    out = ""
    while tokens and tokens[-1] != "}":
        out += _next(tokens)
    return out


def _argument(tokens: list[str]) -> str:
    """Say what stands in the next braces, or the next sign alone."""
    while tokens and tokens[-1].isspace():
        tokens.pop()
    if not tokens or tokens[-1] != "{":
        return _next(tokens) if tokens else ""
    tokens.pop()
    inner = _said(tokens)
    if tokens:
        tokens.pop()
    return inner.strip()


def _next(tokens: list[str]) -> str:
    token = tokens.pop()
    if token == "{":
        tokens.append(token)
        return _argument(tokens)
    if token in "^_":
        return _beside(token, _argument(tokens))
    if token in _WORDS:
        return _argument(tokens)
    if token in _ABOVE:
        return _argument(tokens) + _ABOVE[token]
    if token == r"\mathbb":
        letter = _argument(tokens)
        return _DOUBLE_STRUCK.get(letter, letter)
    if token == r"\sqrt":
        return "√" + _held(_argument(tokens))
    if token in (r"\frac", r"\tfrac", r"\binom"):
        above, below = _held(_argument(tokens)), _held(_argument(tokens))
        return f"C({above}, {below})" if token == r"\binom" else f"{above}/{below}"
    if token == r"\begin":
        _argument(tokens)
        return _table(tokens)
    return " " if token.isspace() else _SIGNS.get(token, token.removeprefix("\\"))


def _table(tokens: list[str]) -> str:
    cells = ""
    while tokens and tokens[-1] != r"\end":
        cells += ", " if tokens[-1] == "&" and tokens.pop() else _next(tokens)
    if tokens:
        tokens.pop()
        _argument(tokens)
    return "[" + re.sub(r"\s+,", ",", cells).strip() + "]"


def _beside(sign: str, text: str) -> str:
    if sign == "^" and text == "ᵀ":
        return text
    if sign == "^" and text == "-1":
        return "⁻¹"
    if sign == "^" and text.endswith("ᵀ"):
        return _beside(sign, text[:-1]) + "ᵀ"
    text = re.sub(r" *∈ *", "∈", text)
    return f"{sign}{text}" if re.fullmatch(r"[^\W_]+", text) else f"{sign}{{{text}}}"


def _held(text: str) -> str:
    """Put brackets around what would fall apart beside a stroke or under a root."""
    return (
        text if re.fullmatch(r"\w+|\w+\^\w+|√\w+|‖[^‖]*‖(?:_\w+)?(?:\^\w+)?", text) else f"({text})"
    )
