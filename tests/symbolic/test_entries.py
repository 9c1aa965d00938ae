"""Written out, every entry is the polynomial that the numbers say it is.

`random` draws well-typed expressions and `numbers` computes them, both from conftest.py.
"""

import ast
import re
from itertools import product as every

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.symbolic.entries import (
    dimension,
    entry_name,
    explicit_entries,
    has_entries,
    written_out,
)
from refmath.symbolic.expressions import (
    Apply,
    Diag,
    Exp,
    Expression,
    Hadamard,
    HeadSum,
    Identity,
    Letter,
    Pattern,
    Recip,
    Scaled,
    Sum,
    Trace,
    Vec,
    parts_of,
    tensor,
)
from refmath.symbolic.letters import Generator, block, matrix, scalar
from refmath.theorems import softmax

HEADS = 2
SIZES = {"n": 2, "m": 1, "p": 3, "d_head": 2}
FREE = {"g": 0, "h": 1}


def has_pattern(e):
    return isinstance(e, Pattern) or any(map(has_pattern, parts_of(e)))


def letters(e):
    """Every letter of an expression, at every head that its indices may mean."""
    if isinstance(e, Letter):
        yield e.generator
    if isinstance(e, Scaled) and isinstance(e.factor, Generator):
        yield e.factor
    for part in parts_of(e):
        yield from letters(part)


def head_of(index):
    """The head that «H:1» or «H['0']:1» names, as the numbers know it."""
    if not isinstance(index, str):
        return index
    name, inner, place = re.fullmatch(r"(\w+)(\[.*\])?:(\d+)", index).groups()
    at = [int(i) if i.isdigit() else head_of(i) for i in ast.literal_eval(inner or "[]")]
    return name, tuple(at), int(place)


def at_numbers(numbers):
    at = numbers.draws()[0]
    at.sizes, at.heads, at.free = dict(SIZES), {"H": HEADS, "K": HEADS}, dict(FREE)
    at.range_of = lambda _: range(HEADS)
    return at


def evaluated(entry, given_values):
    """The polynomial's value, term by term."""
    total = 0
    for powers, coefficient in entry.terms():
        term = int(coefficient)
        for symbol, power in zip(entry.ring.symbols, powers, strict=True):
            if power:
                term *= given_values[str(symbol)] ** power
        total += term
    return total


@given(data=st.data())
def test_the_polynomials_have_the_values_that_the_numbers_say(data, random, numbers):
    e = data.draw(random.any(2).filter(lambda e: not has_pattern(e)))
    (written,) = explicit_entries((e,), SIZES, HEADS, FREE)
    at = at_numbers(numbers)
    want = numbers.value(e, at)
    values = {}
    for g in letters(written_out(e, HEADS, FREE)):
        at.free.update((i, head_of(i)) for i in g.index)
        array = numbers.value(Letter(g), at)
        for i, j in every(*map(range, array.shape)):
            values[entry_name(g, i, j)] = array[i, j]
    got = [[evaluated(entry, values) for entry in row] for row in written]
    assert got == want.tolist()


@given(data=st.data())
def test_equal_polynomials_are_equal_matrices(data, random, numbers):
    e, other = data.draw(random.pairs(2))
    one, two = explicit_entries((e, other), SIZES, HEADS, FREE)
    at = at_numbers(numbers)
    if one == two:
        assert (numbers.value(e, at) == numbers.value(other, at)).all()


@given(data=st.data())
def test_without_a_softmax_unequal_polynomials_are_unequal_matrices(data, random, numbers):
    """With one, e · 1/e = 1 is not known: for a theorem to pass, its sides must not need it."""
    e, other = data.draw(random.pairs(2).filter(lambda pair: not any(map(has_pattern, pair))))
    one, two = explicit_entries((e, other), SIZES, HEADS, FREE)
    if one != two:
        at = at_numbers(numbers)
        at.bound = 10**4
        assert (numbers.value(e, at) != numbers.value(other, at)).any()


S, R = (Letter(matrix(name, "p", "p", "h")) for name in "SR")


def test_a_pattern_s_rows_share_their_reciprocal_sum_and_its_mask_is_zero() -> None:
    (rows,) = explicit_entries((Pattern(S),), SIZES, HEADS, FREE)
    assert all(rows[i][j] == 0 for i in range(3) for j in range(i + 1, 3))
    used = [{str(s) for entry in row for s in _symbols(entry)} for row in rows]
    sums = [{s for s in row if s.startswith("r")} for row in used]
    assert [len(s) for s in sums] == [1, 1, 1]
    assert len(set.union(*sums)) == 3


def _symbols(entry):
    for powers, _ in entry.terms():
        yield from (s for s, power in zip(entry.ring.symbols, powers, strict=True) if power)


@pytest.mark.parametrize(
    "other",
    [
        Pattern(R),
        Pattern(S.T),
        Pattern(S, causal=False),
        Pattern(S, "destination"),
        Pattern(Scaled(2, S)),
        Pattern(S).T,
    ],
    ids=["other scores", "transposed scores", "no mask", "other axis", "doubled", "transposed"],
)
def test_patterns_of_other_scores_are_other_polynomials(other):
    one, two = explicit_entries((Pattern(S), other), SIZES, HEADS, FREE)
    assert one != two


def test_heads_have_entries_of_their_own_and_blocks_lie_side_by_side() -> None:
    A = Letter(matrix("A", "n", "n", "h"))
    total, first = explicit_entries(
        (HeadSum("h", A), Letter(matrix("A", "n", "n", 0))), SIZES, HEADS, {}
    )
    assert len(list(total[0][0].terms())) == HEADS
    assert total != first
    (one,) = explicit_entries((Letter(block(1)),), SIZES, HEADS, {})
    assert [[evaluated(x, {}) for x in row] for row in one] == [[0, 0], [0, 0], [1, 0], [0, 1]]


def test_a_dimension_multiplies_the_spaces() -> None:
    assert dimension(("n", "p"), SIZES, HEADS) == 6
    assert dimension(("n_heads·d_head",), SIZES, HEADS) == 4
    assert dimension((), SIZES, HEADS) == 1


def test_a_trace_is_one_entry() -> None:
    A, W = Letter(matrix("A", "n", "n")), Letter(matrix("W", "p", "p"))
    one, two = explicit_entries((Trace(tensor(A, W)), tensor(Trace(A), Trace(W))), SIZES, 1, {})
    assert one == two
    assert len(one) == len(one[0]) == 1
    assert len(list(one[0][0].terms())) == 6


# --- letters of a kind ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["ones", "stochastic", "first", "diagonal", "permutation"])
def test_the_polynomials_of_a_kind_are_of_that_kind(kind):
    M = Letter(matrix("M", "n", "n", kind=kind))
    ones = Letter(matrix("1", "n", "one", kind="ones"))
    (rows, sums) = explicit_entries((M, M @ ones), {"n": 3}, 1, {})
    if kind in ("stochastic", "permutation"):
        assert all(x == 1 for (x,) in sums)
    if kind in ("stochastic", "first", "diagonal"):
        assert all(rows[i][j] == 0 for i in range(3) for j in range(i + 1, 3))
    if kind == "ones":
        assert all(x == 1 for row in rows for x in row)


def test_the_polynomials_of_an_inverse_undo_those_of_its_letter() -> None:
    M = Letter(matrix("M", "n", "n", kind="invertible"))
    undone = Letter(matrix("M⁻¹", "n", "n", kind="inverse"))
    for both in (M @ undone, undone @ M):
        (rows,) = explicit_entries((both,), {"n": 3}, 1, {})
        assert all(rows[i][j] == int(i == j) for i in range(3) for j in range(3))


@pytest.mark.parametrize("kind", ["centring", "isometry"])
def test_what_is_no_polynomial_says_so(kind) -> None:
    fixed = Letter(matrix("F", "n", "n", kind=kind))
    assert not has_entries(fixed @ fixed.T)
    with pytest.raises(ValueError, match=f"polynomials stand for, got one of kind '{kind}'"):
        explicit_entries((fixed,), {"n": 2}, 1, {})


def test_a_rotation_has_no_polynomials_and_says_so() -> None:
    R = Letter(matrix("R", "n", "n", "i", kind="rotation"))
    assert not has_entries(R @ R.T)
    with pytest.raises(
        ValueError,
        match="g: expected a letter that polynomials stand for, got one of kind 'rotation'",
    ):
        explicit_entries((R,), {"n": 2}, 1, {})


# --- exponentials and fractions -------------------------------------------------------------------

LAWS_OF_SOFTMAX = {theorem.name: theorem for theorem in softmax.THEOREMS}


@pytest.mark.parametrize("name", LAWS_OF_SOFTMAX)
def test_the_laws_of_the_softmax_hold_entry_by_entry_and_their_near_misses_do_not(name) -> None:
    """Of P the half is kept, and Π is a cycle: what only other ones would show isn't seen here."""
    theorem = LAWS_OF_SOFTMAX[name]
    sizes = {"n_ctx": 3, "d_mlp": 2}
    one, other = explicit_entries((theorem.left, theorem.right), sizes, 1, {})
    assert one == other
    for near_miss in theorem.near_misses:
        one, other = explicit_entries((near_miss.left, near_miss.right), sizes, 1, {})
        assert one != other, near_miss.name


def test_the_exponential_of_a_short_sum_is_a_product_and_a_negative_one_a_fraction() -> None:
    x, y = (Letter(matrix(name, "n", "n")) for name in "xy")
    for e, same in ((Exp(x + y), Hadamard((Exp(x), Exp(y)))), (Exp(x - x), Exp(y - y))):
        one, other = explicit_entries((e, same), {"n": 1}, 1, {})
        assert one == other
    one, other = explicit_entries(
        (Hadamard((Exp(x), Exp(Scaled(-1, x)))), Exp(x - x)), {"n": 2}, 1, {}
    )
    assert one == other
    one, other = explicit_entries((Exp(Scaled(2, x)), Scaled(2, Exp(x))), {"n": 1}, 1, {})
    assert one != other


@pytest.mark.parametrize(("n", "kept"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)])
def test_the_first_half_of_the_positions_is_kept_rounded_up(n: int, kept: int) -> None:
    P = Letter(matrix("P", "n", "n", kind="first"))
    ((rows,),) = (explicit_entries((P,), {"n": n}, 1, {}),)
    assert [list(row) for row in rows] == [[i == j < kept for j in range(n)] for i in range(n)]


# --- every kind and node, entry by entry ----------------------------------------------------------


def texts(e: Expression, size: int = 3, n_heads: int = 1, **sizes: int) -> list[list[str]]:
    """Write the entries of one expression as text, without the letters' types."""
    (rows,) = explicit_entries((e,), {"n": size, **sizes}, n_heads, {})
    return [[re.sub(r": [^ *+-]+ × [^ *+-]+", "", str(x)) for x in row] for row in rows]


def kind_of(kind: str) -> list[list[str]]:
    return texts(Letter(matrix("M", "n", "n", kind=kind)))


def test_the_entries_of_each_kind_are_these() -> None:
    assert kind_of("free") == [[f"M[{i}, {j}]" for j in range(3)] for i in range(3)]
    assert kind_of("one-hot") == kind_of("free")
    assert kind_of("ones") == [["1"] * 3] * 3
    assert kind_of("causal") == [["1", "0", "0"], ["1", "1", "0"], ["1", "1", "1"]]
    assert kind_of("mask") == [["1", "0", "0"], ["1", "1", "0"], ["0", "1", "1"]]
    assert kind_of("permutation") == [["0", "1", "0"], ["0", "0", "1"], ["1", "0", "0"]]
    assert kind_of("diagonal") == [
        ["M[0, 0]", "0", "0"],
        ["0", "M[1, 1]", "0"],
        ["0", "0", "M[2, 2]"],
    ]
    assert kind_of("stochastic") == [
        ["1", "0", "0"],
        ["M[1, 0]", "-M[1, 0] + 1", "0"],
        ["M[2, 0]", "M[2, 1]", "-M[2, 0] - M[2, 1] + 1"],
    ]


def test_an_invertible_letter_is_a_lower_times_a_diagonal_times_an_upper() -> None:
    (rows,) = explicit_entries((Letter(matrix("M", "n", "n", kind="invertible")),), {"n": 3}, 1, {})
    ring = rows[0][0].ring
    m = {(i, j): ring.gens[3 * i + j] for i in range(3) for j in range(3)}
    lower = [
        [ring(1) if i == j else m[i, j] if j < i else ring(0) for j in range(3)] for i in range(3)
    ]
    upper = [
        [ring(1) if i == j else m[i, j] if j > i else ring(0) for j in range(3)] for i in range(3)
    ]
    pivots = (2, 3, 2)
    assert rows == [
        [sum((lower[i][k] * pivots[k] * upper[k][j] for k in range(3)), ring(0)) for j in range(3)]
        for i in range(3)
    ]


def test_the_entries_of_each_node_are_these() -> None:
    A, W = Letter(matrix("A", "n", "n")), Letter(matrix("W", "n", "p"))
    c = Letter(matrix("c", "n", "one"))
    two = {"size": 2, "p": 1}
    assert texts(A, 2) == [["A[0, 0]", "A[0, 1]"], ["A[1, 0]", "A[1, 1]"]]
    assert texts(A.T, 2) == [["A[0, 0]", "A[1, 0]"], ["A[0, 1]", "A[1, 1]"]]
    assert texts(A + A, 2) == texts(Scaled(2, A), 2)
    assert texts(Scaled(scalar("k", "k"), W), **two) == [
        ["k[0, 0]*W[0, 0]"],
        ["k[0, 0]*W[1, 0]"],
    ]
    assert texts(Vec(A), 2) == [["A[0, 0]"], ["A[0, 1]"], ["A[1, 0]"], ["A[1, 1]"]]
    assert texts(Trace(A), 2) == [["A[0, 0] + A[1, 1]"]]
    assert texts(Identity(("n", "p")), **two) == [["1", "0"], ["0", "1"]]
    assert texts(Diag(c), 2) == [["c[0, 0]", "0"], ["0", "c[1, 0]"]]
    assert texts(Hadamard((A, A.T)), 2)[0] == ["A[0, 0]**2", "A[0, 1]*A[1, 0]"]
    assert texts(A @ W, **two)[0] == ["A[0, 0]*W[0, 0] + A[0, 1]*W[1, 0]"]
    assert texts(tensor(A, W.T), **two) == [
        [f"A[{i}, {j}]*W[{k}, 0]" for j in range(2) for k in range(2)] for i in range(2)
    ]
    assert texts(Exp(c), 2) == [["e0"], ["e1"]]
    assert texts(Exp(Scaled(3, c)), 2) == [["e0**3"], ["e1**3"]]
    assert texts(Exp(c + c.T.T @ Identity(("one",))), 2) == [["e0**2"], ["e1**2"]]
    assert texts(Exp(-c), 2) == [["r0"], ["r1"]]
    assert texts(Exp(Scaled(-2, c)), 2) == [["r0**2"], ["r1**2"]]
    assert texts(Apply("f", c), 2) == [["e0"], ["e1"]]
    assert texts(Apply("f", c) + Apply("g", c), 1) == [["e0 + e1"]]
    assert texts(Recip(Exp(c)), 2) == [["r0"], ["r1"]]


def test_the_entries_of_a_softmax_are_these() -> None:
    A = Letter(matrix("A", "n", "n"))
    assert texts(Pattern(A), 2) == [["e0*r0", "0"], ["e1*r1", "e2*r1"]]
    assert texts(Pattern(A, causal=False), 2) == [["e0*r0", "e1*r0"], ["e2*r1", "e3*r1"]]
    assert texts(Pattern(A, "destination"), 2) == [["e0*r0", "0"], ["e1*r0", "e2*r1"]]


def test_the_exponential_of_a_long_sum_is_a_letter_of_its_own() -> None:
    letters = [Letter(matrix(name, "n", "one")) for name in "abcde"]
    assert texts(Exp(Sum(tuple(letters[:4]))), 1) == [["e0*e1*e2*e3"]]
    assert texts(Exp(Sum(tuple(letters))), 1) == [["e0"]]


def test_heads_are_written_out_and_blocks_begin_where_their_layer_says() -> None:
    A = Letter(matrix("A", "n", "n", "h"))
    assert texts(HeadSum("h", A), 1, 2) == [["A['H:0'][0, 0] + A['H:1'][0, 0]"]]
    sizes = {"d_head": 1}
    assert texts(Letter(block(1)), 1, 3, **sizes) == [["0"], ["1"], ["0"]]
    assert texts(Letter(block(1, 1)), 1, 3, **sizes) == [["0"], ["0"], ["1"]]
    assert texts(Letter(block(2, 1)), 1, 3, **sizes) == [["1"], ["0"], ["0"]]
    assert texts(HeadSum("h", Letter(block("h"))), 1, 2, **sizes) == [["1"], ["1"]]


def test_what_has_entries_is_told_beforehand() -> None:
    A, R = Letter(matrix("A", "n", "n")), Letter(matrix("R", "n", "n", kind="rotation"))
    assert has_entries(A @ Pattern(A))
    assert has_entries(HeadSum("h", Pattern(A)))
    assert not has_entries(A @ R)
    for scores in (Pattern(A), HeadSum("h", A), A + A @ HeadSum("h", A)):
        assert not has_entries(A + Pattern(scores))


def test_an_entry_is_named_by_its_letter_its_index_and_its_type() -> None:
    assert entry_name(matrix("A", "n", "p", 0, "h"), 1, 2) == "A[0, 'h'][1, 2]: n × p"
    assert entry_name(matrix("A", "n", "p"), 1, 2) == "A[1, 2]: n × p"
    assert entry_name(scalar("c", "c"), 0, 0) == "c[0, 0]"
    assert entry_name(block("h"), 0, 0) == "ι['h'][0, 0]: n_heads·d_head × d_head"
    assert dimension(("n", "one", "n_heads·d_head"), {"n": 2, "d_head": 3}, 5) == 30
    assert dimension(("n_heads·d_head",), {}, 5) == 5


def test_sides_of_unlike_sizes_are_left_as_they_are() -> None:
    A, W = Letter(matrix("A", "n", "n")), Letter(matrix("W", "n", "p"))
    one, other = explicit_entries((A, W), {"n": 2, "p": 1}, 1, {})
    assert [len(one), len(one[0]), len(other), len(other[0])] == [2, 2, 2, 1]
