"""The normal form, against SymPy's own products; explicit entries, against matrices of Expr."""

from __future__ import annotations

from itertools import product as every
from typing import Any

import sympy
from sympy.core.cache import clear_cache
from sympy.matrices.expressions.kronecker import KroneckerProduct, combine_kronecker
from sympy.physics.quantum import TensorProduct

from benchmarks.measure import Case
from refmath.symbolic.algebra import normal_form
from refmath.symbolic.entries import explicit_entries
from refmath.symbolic.expressions import Expression, Identity, Letter, product, tensor, total
from refmath.symbolic.letters import matrix


def layered(n_layers: int, n_heads: int) -> Expression:
    """∏ (Id + Σ_h A^h ⊗ W^h), one factor a layer, the last layer to the left."""
    out: Expression = Identity(("n", "d"))
    for layer in range(n_layers):
        heads = (
            tensor(Letter(matrix("A", "n", "n", layer, h)), Letter(matrix("W", "d", "d", layer, h)))
            for h in range(n_heads)
        )
        out = product(total(Identity(("n", "d")), *heads), out)
    return out


def paths_written_out(n_layers: int, n_heads: int) -> Expression:
    """The right side: a term for each path."""
    terms = []
    for path in every(range(-1, n_heads), repeat=n_layers):
        A: Expression = Identity(("n",))
        W: Expression = Identity(("d",))
        for layer, h in enumerate(path):
            if h >= 0:
                A = product(Letter(matrix("A", "n", "n", layer, h)), A)
                W = product(Letter(matrix("W", "d", "d", layer, h)), W)
        terms.append(tensor(A, W))
    return total(*terms)


def by_dictionary(n_layers: int, n_heads: int) -> int:
    """The least that it takes: pairs of words in a dictionary, no types, nothing checked."""
    words: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {((), ()): 1}
    for layer in range(n_layers):
        longer = dict(words)
        for (A, W), c in words.items():
            for h in range(n_heads):
                longer[(f"A_{layer}_{h}", *A), (f"W_{layer}_{h}", *W)] = c
        words = longer
    return len(words)


def by_tensor_product(n_layers: int, n_heads: int) -> int:
    clear_cache()
    out: Any = TensorProduct(sympy.Integer(1), sympy.Integer(1))
    for layer in range(n_layers):
        terms = [
            TensorProduct(
                sympy.Symbol(f"A_{layer}_{h}", commutative=False),
                sympy.Symbol(f"W_{layer}_{h}", commutative=False),
            )
            for h in range(n_heads)
        ]
        out = ((1 + sum(terms)) * out).expand()
    return len(out.args)


def by_combine_kronecker(n_layers: int, n_heads: int) -> int:
    """What one would try first; the answer is wrong (SymPy issue 30272).

    The identities are letters here: SymPy would run Id ⊗ Id together to one slot, and fail on it.
    """
    clear_cache()
    n, d = sympy.symbols("n d")

    def term(layer: int, h: int | str) -> Any:
        name = f"{layer}_{h}"
        return KroneckerProduct(
            sympy.MatrixSymbol(f"A_{name}", n, n), sympy.MatrixSymbol(f"W_{name}", d, d)
        )

    out: Any = sympy.Identity(n * d)
    for layer in range(n_layers):
        out = (sympy.MatAdd(*(term(layer, h) for h in ("Id", *range(n_heads)))) * out).expand()
    combined = combine_kronecker(out)
    return len(combined.args) if isinstance(combined, sympy.MatAdd) else 1


SIZES = {"n": 3, "d": 3}


def entries_by_expr(n_heads: int) -> sympy.Matrix:
    """Two layers, multiplied as dense matrices whose entries are SymPy expressions."""
    clear_cache()
    n, d = SIZES["n"], SIZES["d"]

    def letter(name: str, layer: int, h: int, size: int) -> sympy.Matrix:
        return sympy.Matrix(size, size, lambda i, j: sympy.Symbol(f"{name}{layer}_{h}_{i}_{j}"))

    out = sympy.eye(n * d)
    for layer in range(2):
        step = sympy.eye(n * d)
        for h in range(n_heads):
            step += sympy.kronecker_product(letter("A", layer, h, n), letter("W", layer, h, d))
        out = step * out
    return out.applyfunc(sympy.expand)


def cases(scale: float = 1.0) -> list[Case]:
    full = scale >= 1
    small, middle, large = ((3, 4), (3, 8), (4, 12)) if full else ((2, 1), (2, 2), (2, 2))

    def named(size: tuple[int, int]) -> str:
        return f"{size[0]} layers × {size[1]} heads, {(1 + size[1]) ** size[0]:,} paths"

    e, sum_of_paths = layered(2, 4 if full else 1), paths_written_out(*large)
    return [
        Case(
            "expand all layers",
            named(small),
            lambda: len(normal_form(layered(*small)).counted),
            lambda: by_combine_kronecker(*small),
            "SymPy `MatMul.expand` + `combine_kronecker`",
            lambda a, b: bool(a == b),
            why_not_same="SymPy's answer is wrong: it adds inside ⊗" if full else "as above",
            runs=3,
        ),
        Case(
            "expand all layers",
            named(middle),
            lambda: len(normal_form(layered(*middle)).counted),
            lambda: by_tensor_product(*middle),
            "SymPy `quantum.TensorProduct` + `expand`",
            lambda a, b: bool(a == b),
            runs=3,
        ),
        Case(
            "expand all layers",
            named(large),
            lambda: len(normal_form(layered(*large)).counted),
            lambda: by_dictionary(*large),
            "a dictionary of word pairs, by hand, untyped and unchecked",
            lambda a, b: bool(a == b),
            runs=3,
        ),
        Case(
            "expand, and compare with the paths written out",
            named(large),
            lambda: normal_form(layered(*large)) == normal_form(sum_of_paths),
            lambda: by_dictionary(*large) == (1 + large[1]) ** large[0],
            "a dictionary of word pairs, only counted",
            lambda a, b: a is True and b is True,
            runs=3,
        ),
        Case(
            "explicit entries",
            f"2 layers × {4 if full else 1} heads, n_ctx 3, d_model 3",
            lambda: [
                [len(list(x.terms())) for x in row]
                for row in explicit_entries((e,), SIZES, 1, {})[0]
            ],
            lambda: [
                [len(x.args) for x in row] for row in entries_by_expr(4 if full else 1).tolist()
            ],
            "SymPy `Matrix` of `Expr`, expanded",
            lambda a, b: bool(a == b),
            runs=3,
        ),
    ]
