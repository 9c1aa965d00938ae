"""SymPy in and out: `MatrixExpr` to expressions of the algebra, and back.

Nothing is decided in SymPy. Its `combine_kronecker` (1.14) turns A⊗B + C⊗D into (A+C)⊗(B+D),
which is false, and its `==` compares how things are written. Take an expression in, ask for its
`normal_form`, and take the answer out as a sum of Kronecker products that SymPy can print or
evaluate.

In SymPy A ⊗ B is a matrix of n·m rows. A `KroneckerProduct` comes in with as many slots as it has
factors, and the sizes of its spaces are their names; an Id ⊗ Id comes out as one identity of size
n·m, because SymPy itself runs the two together.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy.matrices.expressions import (
    Identity as SymPyIdentity,
)
from sympy.matrices.expressions import (
    KroneckerProduct,
    MatAdd,
    MatMul,
    MatPow,
    MatrixSymbol,
    ZeroMatrix,
)
from sympy.matrices.expressions import (
    Trace as SymPyTrace,
)
from sympy.matrices.expressions import (
    Transpose as SymPyTranspose,
)

from refmath.symbolic.algebra import NormalForm
from refmath.symbolic.expressions import (
    Expression,
    Identity,
    Letter,
    Named,
    Product,
    Scaled,
    Sum,
    Tensor,
    Trace,
    Transpose,
    product,
    tensor,
    total,
)
from refmath.symbolic.letters import Generator, Spaces, matrix


def from_sympy(e: Any) -> Expression:
    """Read a SymPy matrix expression.

    Args:
        e: made of `MatrixSymbol`, `Identity`, `MatAdd`, `MatMul`, `Transpose`, `Trace`,
            `KroneckerProduct` and integer coefficients.

    Returns:
        the expression as it is written; a space is named by its size, as SymPy prints it.

    Raises:
        ValueError: for anything else, or for a coefficient that is no integer.

    >>> from sympy import KroneckerProduct, MatrixSymbol, Symbol
    >>> from refmath.symbolic.algebra import normal_form
    >>> n = Symbol("n")
    >>> A, B, C, D = (MatrixSymbol(name, n, n) for name in "ABCD")
    >>> left = from_sympy(KroneckerProduct(A, B) + KroneckerProduct(C, D))
    >>> right = from_sympy(KroneckerProduct(A + C, B + D))
    >>> normal_form(left) == normal_form(right)
    False
    """
    if isinstance(e, MatrixSymbol):
        return Letter(matrix(e.name, str(e.rows), str(e.cols)))
    if isinstance(e, SymPyIdentity):
        return Identity((str(e.rows),))
    if isinstance(e, MatAdd):
        return total(*map(from_sympy, e.args))
    if isinstance(e, MatMul):
        coefficient, factors = e.as_coeff_matrices()
        return _scaled(coefficient, product(*map(from_sympy, factors)), e)
    if isinstance(e, MatPow) and getattr(e.exp, "is_Integer", False) and e.exp > 0:
        return product(*[from_sympy(e.base)] * int(e.exp))
    if isinstance(e, KroneckerProduct):
        return tensor(*map(from_sympy, e.args))
    if isinstance(e, SymPyTranspose):
        return Transpose(from_sympy(e.arg))
    if isinstance(e, SymPyTrace):
        return Trace(from_sympy(e.arg))
    raise ValueError(
        "e: expected matrix symbols, identities, sums, products, transposes, traces, Kronecker"
        f" products and integers, got {type(e).__name__}: {e}"
    )


def _scaled(coefficient: Any, body: Expression, whole: Any) -> Expression:
    if coefficient == 1:
        return body
    if not getattr(coefficient, "is_Integer", False):
        raise ValueError(
            f"e: expected coefficients that are integers, got {coefficient} in {whole}"
        )
    return Scaled(int(coefficient), body)


def to_sympy(e: Expression) -> Any:
    """Write an expression as a SymPy matrix expression, as it stands.

    Args:
        e: without sums over all heads, softmax and vec, for which SymPy has no words.

    Returns:
        a `MatrixExpr`; spaces become integer symbols of that name, or numbers if they are some.

    Raises:
        ValueError: for what SymPy can't say.

    >>> from refmath.symbolic.expressions import Letter, tensor
    >>> from refmath.symbolic.letters import generator
    >>> to_sympy(tensor(Letter(generator("A", "h")), Letter(generator("W_E"))))
    KroneckerProduct(A^h, W_E)
    """
    match e:
        case Letter(g):
            return _symbol(g)
        case Identity(spaces):
            return _kronecker([SymPyIdentity(_size((s,))) for s in spaces])
        case Product(parts):
            return MatMul(*map(to_sympy, parts))
        case Sum(parts):
            return MatAdd(*map(to_sympy, parts))
        case Tensor(parts):
            return _kronecker([to_sympy(part) for part in parts])
        case Scaled(factor, body):
            number = factor if isinstance(factor, int) else sympy.Symbol(_name(factor))
            return number * to_sympy(body)
        case Transpose(body):
            return SymPyTranspose(to_sympy(body))
        case Trace(body):
            return SymPyTrace(to_sympy(body))
        case Named(_, _, _, body):
            return to_sympy(body)
    raise ValueError(f"e: expected what SymPy has a word for, got {type(e).__name__}")


def form_to_sympy(form: NormalForm) -> Any:
    """Write a normal form as a SymPy sum of Kronecker products of words.

    Raises:
        ValueError: if it holds a softmax, a sum over all heads, or one word that stands for a vec.

    >>> from sympy import KroneckerProduct, MatrixSymbol
    >>> from refmath.symbolic.algebra import normal_form
    >>> A, B, W = (MatrixSymbol(name, 2, 2) for name in "ABW")
    >>> form_to_sympy(normal_form(from_sympy(KroneckerProduct(A + B, W))))
    KroneckerProduct(A, W) + KroneckerProduct(B, W)
    """
    if len(form.cols) != len(form.rows):
        raise ValueError("form: expected operators, got a vec, which has no Kronecker form")
    if form.is_zero:
        return ZeroMatrix(_size(form.rows), _size(form.cols))
    summands = []
    for term, coefficient in form.terms:
        if term.bound:
            raise ValueError("form: expected what SymPy has a word for, got a sum over all heads")
        words = []
        for slot, word in enumerate(term.slots):
            letters = []
            for atom, transposed in word:
                if not isinstance(atom, Generator):
                    raise ValueError(
                        "form: expected what SymPy has a word for, got a softmax of a matrix"
                    )
                letters.append(SymPyTranspose(_symbol(atom)) if transposed else _symbol(atom))
            words.append(
                MatMul(*letters).doit(deep=False)
                if letters
                else SymPyIdentity(_size((form.rows[slot],)))
            )
        factors = [sympy.Symbol(_name(s)) for s in term.scalars]
        summands.append(sympy.Mul(coefficient, *factors) * _kronecker(words))
    return MatAdd(*summands).doit(deep=False)


def _symbol(g: Generator) -> Any:
    if not g.rows:
        return sympy.Symbol(_name(g))
    return MatrixSymbol(_name(g), _size(g.rows), _size(g.cols))


def _name(g: Generator) -> str:
    return g.name + ("^" + ",".join(map(str, g.index)) if g.index else "")


def _size(spaces: Spaces) -> Any:
    sizes = [
        sympy.Integer(s) if s.isdigit() else sympy.Symbol(s, integer=True, positive=True)
        for s in spaces
    ]
    return sympy.Mul(*sizes)


def _kronecker(factors: list[Any]) -> Any:
    if len(factors) == 1:
        return factors[0]
    return KroneckerProduct(*factors)
