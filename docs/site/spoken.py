"""A formula in words, read from its MathML: what is said of it to who can't see it."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

_SIGNS = {
    "⊗": "Kronecker product",
    "⊙": "entry by entry times",
    "∘": "entry by entry times",
    "⋅": "times",
    "×": "by",
    "+": "plus",
    "−": "minus",
    "±": "plus or minus",
    "=": "equals",
    "≠": "is not equal to",
    "<": "is less than",
    ">": "is greater than",
    "≤": "is at most",
    "≥": "is at least",
    "≪": "is much less than",
    "∈": "in",
    "∣": "such that",
    "→": "to",
    "↦": "goes to",
    "⇒": "implies",
    "⟹": "implies",
    "⇔": "if and only if",
    "⟺": "if and only if",
    "⊆": "is within",
    "∩": "intersected with",
    "∪": "united with",
    "∖": "without",
    "∀": "for all",
    "∃": "there is",
    "∑": "the sum",
    "∏": "the product",
    "∞": "infinity",
    "∅": "the empty set",
    "∂": "d",
    "⊤": "transposed",
    "′": "prime",
    "#": "the number of",
    "…": "and so on",
    "⋯": "and so on",
    "(": "open",
    ")": "close",
    "[": "open bracket",
    "]": "close bracket",
    "/": "over",
    "{": "open brace",
    "}": "close brace",
    "|": "bar",
    "‖": "double bar",
    "𝟙": "the ones",
    "^": "hat",
    "‾": "bar",
}
"""Signs as they are said; what isn't here, as letters and numbers, is said as it stands."""


def words(parts: Iterable[Element]) -> str:
    """Say what stands side by side, from left to right.

    >>> from mathml import pieces
    >>> words(pieces("A^h \\\\otimes W_{OV}")[0].atoms)
    'A to the h, Kronecker product W sub O V'
    """
    return " ".join(word for part in parts for word in _said(part).split())


def _said(e: Element) -> str:
    inside = list(e)
    match e.tag, inside:
        case (("mi" | "mo" | "mn" | "mtext"), _):
            text = (e.text or "").strip("\u2061\u2062\u2063")
            return _SIGNS.get(text.strip(), text)
        case "mspace", _:
            return ""
        case "mfrac", [above, below]:
            return f"the fraction {_said(above)} over {_said(below)}, end"
        case "msqrt", _:
            return f"the root of {words(inside)}, end"
        case (("msub" | "munder"), [base, below]):
            return _with_limits(base, below)
        case (("msup" | "mover"), [base, above]):
            return f"{_said(base)} {_raised(above, base)}"
        case (("msubsup" | "munderover"), [base, below, above]):
            if _is_large(base):
                return f"{_said(base)} over {_said(below)} up to {_said(above)}, of"
            return f"{_said(base)} sub {_said(below)} {_raised(above, base)}"
        case "mtable", rows:
            return "; ".join(", ".join(_said(cell) for cell in row) for row in rows)
    return words(inside)


def _with_limits(base: Element, below: Element) -> str:
    if _is_large(base):
        return f"{_said(base)} over {_said(below)}, of"
    return f"{_said(base)} sub {_said(below)}"


def _is_large(base: Element) -> bool:
    return (base.text or "").strip() in {"∑", "∏", "max", "min", "lim"}


def _raised(above: Element, base: Element) -> str:
    said = _said(above)
    if said in ("transposed", "prime", "hat", "bar"):
        return said
    if _is_large(base):
        return f"up to {said}, of"
    if said.startswith(_SIGNS["∘"]):
        return f"to the {said.removeprefix(_SIGNS['∘']).strip()}, entry by entry,"
    for sign in ("transposed", "prime"):
        if said.endswith(f" {sign}"):
            return f"to the {said.removesuffix(sign).strip()}, {sign}"
    return f"to the {said},"
