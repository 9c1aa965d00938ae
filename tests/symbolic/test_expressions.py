"""Expressions as they are written, taken apart and put together again; what is positive in them."""

from collections.abc import Callable

import pytest

from refmath.symbolic.expressions import (
    Apply,
    Diag,
    Exp,
    Expression,
    Hadamard,
    HeadSum,
    Identity,
    Letter,
    Named,
    Pattern,
    Product,
    Recip,
    Scaled,
    Sum,
    Tensor,
    Trace,
    Transpose,
    Vec,
    check_letters,
    hadamard,
    is_positive,
    latex,
    mentions,
    parts_of,
    product,
    rebuilt,
    reindexed,
    tensor,
    total,
)
from refmath.symbolic.letters import HEADS, Generator, HeadSet, Index, matrix, scalar


def free(name: str, *index: Index, kind: str = "free") -> Letter:
    return Letter(matrix(name, "n", "n", *index, kind=kind))


A, B, C = (free(name) for name in "ABC")
COLUMN = Letter(matrix("c", "n", "one"))
ONES = Letter(matrix("1", "n", "one", kind="ones"))
k = scalar("k", "k")


def test_operators_write_what_they_say() -> None:
    assert Product((A, B)) == A @ B
    assert Sum((A, B)) == A + B
    assert Sum((A, Scaled(-1, B))) == A - B
    assert Scaled(-1, A) == -A
    assert Scaled(3, A) == 3 * A
    assert k * A == Scaled(k, A)
    assert Transpose(A) == A.T


@pytest.mark.parametrize(
    ("write", "of"), [(product, Product), (total, Sum), (tensor, Tensor), (hadamard, Hadamard)]
)
def test_what_is_nested_is_laid_in_one_row_and_what_is_single_is_itself(
    write: Callable[..., Expression], of: Callable[[tuple[Expression, ...]], Expression]
) -> None:
    assert write(A, write(B, C), A) == of((A, B, C, A))
    assert write(write(A, B), C) == of((A, B, C))
    assert write(A) == A
    assert write(write(A, B)) == of((A, B))
    other = Sum if of is not Sum else Product
    assert write(A, other((B, C))) == of((A, other((B, C))))


WHOLE: dict[str, tuple[Expression, tuple[Expression, ...], Expression]] = {
    "letter": (A, (), A),
    "identity": (Identity(("n",)), (), Identity(("n",))),
    "product": (A @ B, (A, B), C @ C),
    "sum": (A + B, (A, B), C + C),
    "tensor": (tensor(A, B), (A, B), tensor(C, C)),
    "entry by entry": (hadamard(A, B), (A, B), hadamard(C, C)),
    "softmax": (Pattern(A, "destination", False), (A,), Pattern(C, "destination", False)),
    "multiple": (Scaled(k, A), (A,), Scaled(k, C)),
    "transpose": (A.T, (A,), C.T),
    "vec": (Vec(A), (A,), Vec(C)),
    "trace": (Trace(A), (A,), Trace(C)),
    "sum over heads": (HeadSum("h", A, HeadSet("K")), (A,), HeadSum("h", C, HeadSet("K"))),
    "name": (Named("F", "G", ("h",), A), (A,), Named("F", "G", ("h",), C)),
    "exp": (Exp(A), (A,), Exp(C)),
    "function": (Apply("f", A), (A,), Apply("f", C)),
    "diagonal": (Diag(A), (A,), Diag(C)),
}


@pytest.mark.parametrize("name", WHOLE)
def test_an_expression_is_put_together_of_its_parts(name: str) -> None:
    e, parts, other = WHOLE[name]
    assert parts_of(e) == parts
    assert rebuilt(e, parts) == e
    assert rebuilt(e, (C,) * len(parts)) == other


def test_what_is_put_together_is_laid_in_one_row() -> None:
    assert rebuilt(A @ B, (A @ C, B)) == Product((A, C, B))
    assert rebuilt(A + B, (A + C, B)) == Sum((A, C, B))
    assert rebuilt(tensor(A, B), (tensor(A, C), B)) == Tensor((A, C, B))


Ag, Ah, Ak = (free("A", index) for index in "ghk")


def test_an_index_is_put_for_another_where_it_is_free() -> None:
    assert reindexed(Ag @ Ah, "g", "k") == Ak @ Ah
    assert reindexed(Ag @ Ah, "g", 0) == free("A", 0) @ Ah
    assert reindexed(HeadSum("g", Ag), "g", "k") == HeadSum("g", Ag)
    assert reindexed(HeadSum("g", Ah), "h", "k") == HeadSum("g", Ak)
    assert reindexed(HeadSum("g", Ag, HeadSet("H", ("g",))), "g", "k") == (
        HeadSum("g", Ag, HeadSet("H", ("k",)))
    )
    assert reindexed(Named("F", "F", ("g", "h"), Ag @ Ah), "g", "k") == (
        Named("F", "F", ("k", "h"), Ak @ Ah)
    )
    assert reindexed(Scaled(k, Ag), "g", "h") == Scaled(k, Ah)
    family = Generator("d", "d", (), (), ("g",))
    assert reindexed(Scaled(family, A), "g", "h") == Scaled(family.renamed("g", "h"), A)


def test_a_sum_gives_way_where_it_would_bind_what_is_put() -> None:
    assert reindexed(HeadSum("h", Ag @ Ah), "g", "h") == HeadSum("h'", Ah @ free("A", "h'"))
    taken = HeadSum("h", Ag @ Ah @ free("A", "h'"))
    assert reindexed(taken, "g", "h") == HeadSum("h''", Ah @ free("A", "h''") @ free("A", "h'"))
    assert reindexed(HeadSum("h", Ah), "g", "h") == HeadSum("h", Ah)
    nested = HeadSum("h", HeadSum("k", Ag @ Ah @ Ak))
    assert reindexed(nested, "g", "h") == HeadSum("h'", HeadSum("k", Ah @ free("A", "h'") @ Ak))


def test_an_index_is_mentioned_where_it_is_free() -> None:
    assert mentions(Ag, "g")
    assert not mentions(Ag, "h")
    assert not mentions(HeadSum("g", Ag), "g")
    assert mentions(HeadSum("g", Ag, HeadSet("H", ("g",))), "g")
    assert mentions(free("A", 0), 0)
    assert HeadSum("g", Ag).over == HEADS


MASKS = [free("M", kind="causal"), free("N", kind="mask")]
FILLING = ["ones", "causal", "mask", "permutation", "stochastic", "one-hot"]


@pytest.mark.parametrize(
    "e",
    [
        ONES,
        Exp(A),
        Exp(A) + ONES @ ONES.T,
        hadamard(Exp(A), Exp(B)),
        Recip(Exp(COLUMN)),
        Exp(A).T,
        Named("F", "F", (), Exp(A)),
        Scaled(1, Exp(A)),
        *(free("K", kind=kind) @ ONES for kind in FILLING),
        Identity(("n",)) @ ONES,
        Pattern(A) @ Pattern(B) @ ONES,
        Diag(Exp(COLUMN)) @ ONES,
        Named("F", "F", (), MASKS[0]) @ ONES,
        (MASKS[0] + MASKS[1]) @ ONES,
        Sum((MASKS[0] @ Pattern(A), Exp(B))) @ ONES,
        hadamard(MASKS[0], MASKS[1].T, hadamard(Exp(A), MASKS[1])) @ ONES,
    ],
    ids=latex,
)
def test_this_is_positive_as_it_is_written(e: Expression) -> None:
    assert is_positive(e)


@pytest.mark.parametrize(
    "e",
    [
        COLUMN,
        free("M", kind="causal"),
        Exp(A) + A,
        hadamard(Exp(A), A),
        Transpose(A),
        Named("F", "F", (), A),
        Scaled(0, Exp(A)),
        Scaled(-1, Exp(A)),
        Scaled(k, Exp(A)),
        Scaled(2, A),
        A @ ONES,
        MASKS[0] @ COLUMN,
        *(free("K", kind=kind) @ ONES for kind in ("free", "first", "diagonal", "rotation")),
        Diag(COLUMN) @ ONES,
        Named("F", "F", (), A) @ ONES,
        (MASKS[0] + A) @ ONES,
        (MASKS[0] @ A) @ ONES,
        MASKS[0].T @ ONES,
        hadamard(MASKS[0], A) @ ONES,
        hadamard(MASKS[0], free("Π", kind="permutation")) @ ONES,
        hadamard(MASKS[0], A.T) @ ONES,
        Apply("f", Exp(A)),
        HeadSum("h", Exp(A)),
    ],
    ids=latex,
)
def test_this_may_be_0_as_it_is_written(e: Expression) -> None:
    assert not is_positive(e)


def test_letters_of_one_name_agree() -> None:
    check_letters(A, A @ B, Scaled(k, A), free("Q", 0), free("Q", 1, kind="isometry"))
    check_letters(free("Q", 0, kind="ones"), free("Q", 1))
