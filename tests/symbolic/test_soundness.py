"""False theorems that every route once accepted, and names that misled routes: all refused."""

import pytest

from refmath.evidence.routes import check_theorem
from refmath.symbolic.algebra import normal_form
from refmath.symbolic.derivation import (
    CHAPTER_OF_LAWS,
    ENTRIES,
    Hypothesis,
    NearMiss,
    Step,
    Theorem,
)
from refmath.symbolic.expressions import (
    AmbiguousLetterError,
    Apply,
    Diag,
    Exp,
    HeadSum,
    Identity,
    Letter,
    Pattern,
    Recip,
    Scaled,
    ShapeMismatchError,
    check_letters,
    hadamard,
    product,
    reindexed,
)
from refmath.symbolic.identities import LAWS, rewritten
from refmath.symbolic.indices import index_form
from refmath.symbolic.letters import RESERVED, Bound, HeadSet, block, generator, matrix, scalar

A, B, C = (matrix(name, "n", "n") for name in "ABC")


def square(name, *index, kind="free"):
    return Letter(matrix(name, "n", "n", *index, kind=kind))


def test_a_matrix_is_no_scalar_factor():
    """Scaled by a matrix letter, B commuted with everything: A B C was B A C."""
    with pytest.raises(ShapeMismatchError, match=r"factor: .* got B, n × n"):
        Scaled(B, product(Letter(A), Letter(C)))
    assert Scaled(scalar("c", "c"), Letter(A)).factor.name == "c"


def test_one_name_is_one_letter():
    """An isometry Q and a free Q were drawn as one matrix: QᵀQ = Id was believed of both."""
    isometry, free = square("Q", kind="isometry"), square("Q")
    with pytest.raises(AmbiguousLetterError, match=r"Q: expected one .* free .* isometry"):
        check_letters(isometry @ free)
    supposed = Hypothesis("Q has orthonormal columns", isometry.T @ isometry, free, "")
    with pytest.raises(AmbiguousLetterError, match="Q"):
        Theorem("t", "", "", "", "", (Step(free), Step(free.T, "transpose")), (), (), (supposed,))
    with pytest.raises(AmbiguousLetterError, match="Q"):
        NearMiss("m", isometry, free, "")
    assert index_form(isometry) != index_form(free)
    assert normal_form(isometry) != normal_form(free)
    check_letters(square("Q", 0) @ square("Q", 1))  # one family


def test_one_name_has_one_type():
    wide = Letter(matrix("A", "n", "m"))
    with pytest.raises(AmbiguousLetterError, match="A: expected one letter"):
        check_letters(Letter(A) @ wide)


def test_a_factor_is_a_letter_like_any_other():
    with pytest.raises(AmbiguousLetterError, match=r"^A: .* got free  ×  and free n × n$"):
        check_letters(Letter(A) + Scaled(scalar("A", "A"), Letter(B)))
    check_letters(Letter(A) + Scaled(2, Letter(B)) + Scaled(scalar("c", "c"), Letter(B)))


def test_blocks_of_two_layers_are_not_taken_for_one():
    """ι_{0,h}ᵀ ι_{1,h} says nothing: the heads of two layers lie in two spaces."""
    of_two = Letter(block(0, "h")).T @ Letter(block(1, "h"))
    of_one = Letter(block(0, "h")).T @ Letter(block(0, "h"))
    for form in (normal_form, index_form):
        assert form(of_two) != form(of_one)
        assert form(of_one) == form(Letter(block(1, "g")).T @ Letter(block(1, "g")))


def test_blocks_leave_no_diagonal_where_one_index_shadows_the_other():
    """Σ_h Σ_h L^h ι_hᵀ ι_h R^h is n_heads times Σ_h L^h R^h, not Σ_h L^h R^h."""
    L, R = Letter(matrix("L", "n", "d_head", "h")), Letter(matrix("R", "d_head", "n", "h"))
    shadowed = HeadSum("h", HeadSum("h", product(L, Letter(block("h")).T, Letter(block("h")), R)))
    rule = LAWS["blocks"].rule
    assert rewritten(shadowed, rule) == shadowed
    assert index_form(shadowed) != index_form(HeadSum("h", L @ R))
    one_each = HeadSum("g", HeadSum("h", product(Letter(block("g")).T, Letter(block("h")))))
    assert index_form(rewritten(one_each, rule)) == index_form(one_each)


@pytest.mark.parametrize("index", ["·0∈H", "#0∈H", "#000∈H", "h′", "<h>", "", "0", 1.5, True, None])
def test_no_letter_has_an_index_that_a_route_might_have_given(index):
    """An index called ·0∈H was taken for a bound one, and two routes accepted a falsehood."""
    for make in (lambda: matrix("A", "n", "n", index), lambda: block(index),
                 lambda: generator("A", index), lambda: HeadSum(index, Letter(A))):  # fmt: skip
        with pytest.raises(ValueError, match="index: expected"):
            make()


@pytest.mark.parametrize(
    "name", ["A[]n×n·B", "A·B", "Aᵀ", "", *(f"A{sign}" for sign in sorted(RESERVED))]
)
def test_no_letter_has_a_name_that_reads_as_a_word(name):
    """A letter called A[]n×n·B was equal to the product A B, by index."""
    with pytest.raises(ValueError, match="name: expected letters other than"):
        matrix(name, "n", "n")


def test_the_routes_may_name_what_they_bind():
    assert generator("A", Bound("#0∈H")).index == ("#0∈H",)


# --- hypotheses that hold for narrow draws only ---------------------------------------------------


def supposing(left, right):
    """The theorem that says what its one hypothesis says."""
    supposed = Hypothesis("it is so", left, right, "it is so by chance")
    steps = (Step(left), Step(right, supposed.name))
    return Theorem("t", "", "", "", "", steps, (), hypotheses=(supposed,))


def over(index, body, *at, name="H"):
    return HeadSum(index, body, HeadSet(name, at))


D = square("D", kind="diagonal")
M = Letter(matrix("M", "one", "one", kind="invertible"))
R, Q = (square(name, "i", kind="rotation") for name in "RQ")
ID = Identity(("n",))
NARROW = {
    "there are 2 heads or 3": (
        over("g", over("h", Letter(A))) + 6 * Letter(A),
        5 * over("h", Letter(A)),
    ),
    "every layer has as many heads as the next": (
        over("h", Letter(A), 0),
        over("h", Letter(A), 1),
    ),
    "head 0 of one layer is head 0 of the next": (
        over("h", square("A", "h"), name="H"),
        over("h", square("A", "h"), name="K"),
    ),
    "diagonals are 1, 2, 3 or 4": (
        product(D, D, D, D) + 35 * (D @ D) + 24 * ID,
        10 * product(D, D, D) + 50 * D,
    ),
    "what has an inverse has determinant 1": (M, Identity(("one",))),
    "all rotations turn alike": (R, Q),
    "the heads of two layers lie in the same order": (
        Letter(block(0, "h")).T @ Letter(block(1, "h")),
        Identity(("d_head",)),
    ),
    "an isometry turns by 3, 4, 5": (
        5 * square("Q", kind="isometry").T @ square("Q", kind="isometry"),
        25 * square("Q", kind="isometry"),
    ),
}


@pytest.mark.parametrize("name", NARROW)
def test_a_hypothesis_that_narrow_draws_would_let_pass_falls_by_numbers(name):
    left, right = NARROW[name]
    verdict = check_theorem(supposing(left, right))
    assert not {c.route: c.passed for c in verdict.checks}["exact numbers"]
    assert index_form(left) != index_form(right)
    assert normal_form(left) != normal_form(right)


@pytest.mark.parametrize("name", NARROW)
def test_without_its_hypothesis_it_falls_by_every_route(name):
    left, right = NARROW[name]
    theorem = Theorem("t", "", CHAPTER_OF_LAWS, "", "", (Step(left), Step(right, ENTRIES)), ())
    for check in check_theorem(theorem).checks:
        known_at_one_shape = check.route == "explicit entries" and "heads" in name
        assert known_at_one_shape or not check.passed, check


# --- sets of heads --------------------------------------------------------------------------------

IN_SCOPE = over("g", over("h", square("A", "g", "h"), "g"), name="G")
OUT_OF_SCOPE = over("h", over("g", square("A", "g", "h"), name="G"), "g")


def test_a_set_that_depends_on_an_index_is_not_one_outside_its_sum():
    """Σ_{h∈H_g} Σ_{g∈G} speaks of another g than Σ_{g∈G} Σ_{h∈H_g}."""
    assert normal_form(IN_SCOPE) != normal_form(OUT_OF_SCOPE)
    assert index_form(IN_SCOPE) != index_form(OUT_OF_SCOPE)
    false = Theorem(
        "t", "", CHAPTER_OF_LAWS, "", "", (Step(IN_SCOPE), Step(OUT_OF_SCOPE, ENTRIES)), ()
    )
    checks = check_theorem(false).checks
    assert len(checks) == 3
    assert not any(check.passed for check in checks)


@pytest.mark.parametrize("form", [normal_form, index_form])
def test_the_names_of_bound_indices_do_not_count_in_sets(form):
    renamed = over("k", over("j", square("A", "k", "j"), "k"), name="G")
    assert form(IN_SCOPE) == form(renamed)
    assert form(IN_SCOPE) != form(over("g", over("h", square("A", "g", "h")), name="G"))
    other_set = over("g", over("k", over("h", square("A", "k", "h"), "g"), name="G"), name="G")
    own_set = over("g", over("k", over("h", square("A", "k", "h"), "k"), name="G"), name="G")
    assert form(other_set) != form(own_set)


def test_the_heads_of_two_sets_are_not_taken_for_one():
    """Σ_{g∈H} Σ_{h∈K} ι_gᵀ ι_h counts the heads that are in both: of these nothing is known."""
    met = Letter(block("g")).T @ Letter(block("h"))
    of_two = HeadSum("g", HeadSum("h", met, HeadSet("K")), HeadSet("H"))
    for form in (normal_form, index_form):
        assert form(over("g", over("h", met))) == form(over("g", Identity(("d_head",))))
        for name in "HK":
            assert form(of_two) != form(over("g", Identity(("d_head",)), name=name))


@pytest.mark.parametrize("label", ["H_g", "H", None])
def test_a_bare_label_is_no_set(label):
    with pytest.raises(ValueError, match="over: expected a HeadSet"):
        HeadSum("h", Letter(A), label)


@pytest.mark.parametrize("name", ["H_g", "H[g]", "", "H∈G"])
def test_a_set_is_named_without_its_index(name):
    with pytest.raises(ValueError, match="heads: expected"):
        HeadSet(name)


def test_renaming_reaches_sets_and_captures_none():
    """In Σ_{h∈H_g} the g is not bound by the sum; h put for it must not be."""
    inner = over("h", square("A", "h"), "g")
    assert reindexed(inner, "g", "k").over == HeadSet("H", ("k",))
    put = reindexed(over("h", square("A", "g", "h"), "g"), "g", "h")
    assert put.over == HeadSet("H", ("h",))
    assert put.index != "h"


# --- division by what may be zero -----------------------------------------------------------------

c, S = Letter(matrix("c", "n", "one")), square("S")
ONES_N = Letter(matrix("1", "n", "one", kind="ones"))
CAUSAL = square("M", kind="causal")
POSITIVE = {
    "exp": Exp(c),
    "a row of exponentials": Exp(S) @ ONES_N,
    "behind a mask": hadamard(CAUSAL, Exp(S)) @ ONES_N,
    "behind two masks": hadamard(CAUSAL, CAUSAL.T, Exp(S)) @ ONES_N,
    "and one more": hadamard(CAUSAL, Exp(S)) @ ONES_N + Exp(c),
    "a pattern": Pattern(S) @ ONES_N,
    "one over it": Recip(Exp(c)),
}
PERHAPS_ZERO = {
    "a column": c,
    "a difference": Exp(c) - Exp(c),
    "a matrix times 1": S @ ONES_N,
    "the first rows only": square("P", kind="first") @ ONES_N,
    "scores and exponentials": hadamard(Exp(S), S) @ ONES_N,
    "no times": 0 * Exp(c),
}


@pytest.mark.parametrize("name", POSITIVE)
def test_what_is_positive_as_it_is_written_may_stand_in_a_reciprocal(name):
    assert Recip(POSITIVE[name])


@pytest.mark.parametrize("name", PERHAPS_ZERO)
def test_what_may_be_zero_may_not(name):
    """diag(1/c) c = 1 was accepted by all routes, and is false where c has a zero."""
    with pytest.raises(ValueError, match="body: expected a column whose entries are positive"):
        Recip(PERHAPS_ZERO[name])


# --- what the fuzzer of the routes found ----------------------------------------------------------


@pytest.mark.parametrize("form", [normal_form, index_form])
def test_a_sum_binds_the_index_of_a_mask_and_no_other(form):
    """Words took Σ_h N^h ∘ e^S for Σ_g N^h ∘ e^S: masks kept their index where sums were named."""

    def behind(*index):
        return hadamard(square("N", *index, kind="mask"), Exp(S))

    def alone(*index):
        return square("N", *index, kind="mask")

    for masked in (behind, alone):
        bound = HeadSum("h", masked("h"))
        assert form(bound) == form(HeadSum("g", masked("g")))
        for other in (HeadSum("g", masked("h")), HeadSum("h", masked("g")), HeadSum("h", masked())):
            assert form(bound) != form(other)
    both = hadamard(alone("g"), behind("h"))
    assert form(HeadSum("g", HeadSum("h", both))) == form(HeadSum("h", HeadSum("g", both)))
    assert form(HeadSum("g", HeadSum("h", both))) != form(HeadSum("h", behind("h")))


ONE_BY_ONE = Letter(matrix("s", "one", "one"))
OF_ONE = {
    "an identity": (c @ Identity(("one",)), c),
    "a diagonal": (c @ Diag(Exp(ONE_BY_ONE)), c @ Exp(ONE_BY_ONE)),
    "a softmax": (c @ Pattern(ONE_BY_ONE), c @ Pattern(ONE_BY_ONE) @ Identity(("one",))),
    "a softmax without a mask": (
        c @ Pattern(ONE_BY_ONE, causal=False),
        c @ Pattern(ONE_BY_ONE, causal=False) @ Identity(("one",)),
    ),
    "a permutation": (c @ Letter(matrix("Π", "one", "one", kind="permutation")) @ c.T,
                      c @ Letter(matrix("Π", "one", "one", kind="permutation")) @ c.T),
}  # fmt: skip


@pytest.mark.parametrize("name", OF_ONE)
def test_in_a_space_of_one_there_is_one_place(name):
    """Its place was named and summed over by nobody: the route by index broke."""
    left, right = OF_ONE[name]
    assert index_form(left) == index_form(right)
    assert index_form(left) != index_form(2 * right)
    assert not index_form(left).is_zero
    applied = Apply("f", left), Apply("f", right)
    assert index_form(applied[0]) == index_form(applied[1])
    assert index_form(Exp(left)) == index_form(Exp(right))
