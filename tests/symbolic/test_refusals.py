"""What is refused, and in which words: every error that this room raises, met and read whole.

The words are built when they are asked for, not when this file is read: an error in what builds
them shows.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from fractions import Fraction
from math import isqrt
from typing import Any

import pytest
import sympy

from refmath.symbolic import exact_matrices, real_numbers
from refmath.symbolic.algebra import NoNormalFormError, normal_form, shape
from refmath.symbolic.claims import Argument, Claim, ClaimFailsError, FalseClaim, Twin, ensure
from refmath.symbolic.derivation import (
    CHAPTER_OF_LAWS,
    ENTRIES,
    BrokenStepError,
    Hypothesis,
    Step,
    Theorem,
    law,
    replay,
)
from refmath.symbolic.entries import explicit_entries
from refmath.symbolic.evaluated import holds, value
from refmath.symbolic.expressions import (
    AmbiguousLetterError,
    Apply,
    Diag,
    Exp,
    Hadamard,
    HeadSum,
    Letter,
    Pattern,
    Product,
    Recip,
    Scaled,
    ShapeMismatchError,
    Sum,
    Trace,
    Vec,
    check_letters,
    tensor,
)
from refmath.symbolic.index_canon import edge
from refmath.symbolic.index_normal import DivisionByNothingError, normal
from refmath.symbolic.index_spaces import type_of
from refmath.symbolic.index_terms import Applied, Monomial, Reciprocal
from refmath.symbolic.letters import HeadSet, Index, generator, matrix
from refmath.symbolic.printed import term_latex
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.real_numbers import (
    Enclosed,
    UndecidedError,
    divided,
    enclosed,
    exponential,
    is_so,
    is_zero,
    minus,
    plus,
    root,
    size,
)
from refmath.symbolic.substitution import SubstitutionError, instance
from refmath.symbolic.sympy_bridge import form_to_sympy, from_sympy, to_sympy
from refmath.symbolic.terms import Compared, Over, Range, Sign, Whole
from refmath.symbolic.word_laws import ReciprocalOfNothingError, reciprocal

Refused = tuple[Callable[[], object], type[Exception], str]


def free(name: str, rows: str = "n", cols: str = "n", *index: Index, kind: str = "free") -> Letter:
    return Letter(matrix(name, rows, cols, *index, kind=kind))


A, B, WIDE, COLUMN = free("A"), free("B"), free("W", "n", "m"), free("c", "n", "one")
TWO_SLOTS = tensor(A, WIDE)
ONE, TWO, THREE = (Fraction(k) for k in (1, 2, 3))
n = Sign("n")


def words_of(of: Callable[[], object], kind: type[Exception]) -> str:
    with pytest.raises(kind) as error:
        of()
    assert type(error.value) is kind
    return str(error.value)


def is_refused(table: dict[str, Refused]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("of", "kind", "says"), table.values(), ids=table)


# --- expressions and their types ------------------------------------------------------------------

TYPES: dict[str, Refused] = {
    "a sum": (
        lambda: shape(Sum((TWO_SLOTS, A))), ShapeMismatchError,
        "sum: expected terms of one type, got n⊗n × n⊗m, n × n",
    ),
    "a product entry by entry": (
        lambda: shape(Hadamard((TWO_SLOTS, A))), ShapeMismatchError,
        "∘: expected factors of one type, got n⊗n × n⊗m, n × n",
    ),
    "a diagonal": (
        lambda: shape(Diag(WIDE)), ShapeMismatchError,
        "diag: expected a column, got ('n',) × ('m',)",
    ),
    "a diagonal of two slots": (
        lambda: shape(Diag(tensor(A, COLUMN))), ShapeMismatchError,
        "diag: expected a column, got ('n', 'n') × ('n', 'one')",
    ),
    "a reciprocal": (
        lambda: shape(Recip(Exp(WIDE))), ShapeMismatchError,
        "recip: expected a column, got ('n',) × ('m',)",
    ),
    "a trace": (
        lambda: shape(Trace(WIDE)), ShapeMismatchError,
        "trace: expected a square matrix, got ('n',) × ('m',)",
    ),
    "a softmax": (
        lambda: shape(Pattern(WIDE)), ShapeMismatchError,
        "pattern: expected a square matrix, got ('n',) × ('m',)",
    ),
    "a softmax of two slots": (
        lambda: shape(Pattern(tensor(A, A))), ShapeMismatchError,
        "pattern: expected a square matrix, got ('n', 'n') × ('n', 'n')",
    ),
    "a product": (
        lambda: shape(Product((A, WIDE, A.T))), ShapeMismatchError,
        "product: expected columns that equal rows, got ('m',) against ('n',)"
        " in Letter @ Transpose",
    ),
    "a product, by index": (
        lambda: type_of(Product((A, WIDE, A))), ShapeMismatchError,
        "Product: expected ('m',) for the rows, got ('n',)",
    ),
    "a sum, by index": (
        lambda: type_of(Sum((A, WIDE))), ShapeMismatchError,
        "Sum: expected parts of one type,"
        " got [(('n',), ('n',)), (('n',), ('m',))]",
    ),
    "a product entry by entry, by index": (
        lambda: type_of(Hadamard((A, WIDE))), ShapeMismatchError,
        "Hadamard: expected parts of one type,"
        " got [(('n',), ('n',)), (('n',), ('m',))]",
    ),
    "a trace, by index": (
        lambda: type_of(Trace(WIDE)), ShapeMismatchError,
        "Trace: expected a square matrix, got ('n',) × ('m',)",
    ),
    "a softmax, by index": (
        lambda: type_of(Pattern(WIDE)), ShapeMismatchError,
        "Pattern: expected a square matrix, got ('n',) × ('m',)",
    ),
    "a softmax of two slots, by index": (
        lambda: type_of(Pattern(tensor(A, A))), ShapeMismatchError,
        "Pattern: expected a square matrix, got ('n', 'n') × ('n', 'n')",
    ),
    "a diagonal, by index": (
        lambda: type_of(Diag(WIDE)), ShapeMismatchError,
        "Diag: expected a column, got ('n',) × ('m',)",
    ),
    "a reciprocal, by index": (
        lambda: type_of(Recip(Exp(WIDE))), ShapeMismatchError,
        "Recip: expected a column, got ('n',) × ('m',)",
    ),
    "a factor": (
        lambda: Scaled(matrix("B", "n", "m"), A), ShapeMismatchError,
        "factor: expected an integer or a scalar letter, got B, n × m",
    ),
    "a set of heads": (
        lambda: HeadSum("h", A, "H"),  # type: ignore[arg-type]
        ValueError, "over: expected a HeadSet, got 'H'",
    ),
    "a reciprocal of what may be 0": (
        lambda: Recip(COLUMN), ValueError,
        "body: expected a column whose entries are positive as it is written, got c",
    ),
    "one name for two types": (
        lambda: check_letters(free("Q"), free("Q", "n", "m")), AmbiguousLetterError,
        "Q: expected one letter of that name, got free n × m and free n × n",
    ),
    "one name for two kinds": (
        lambda: check_letters(free("Q"), free("Q", kind="ones")), AmbiguousLetterError,
        "Q: expected one letter of that name, got ones n × n and free n × n",
    ),
    "one name for two kinds beside a third": (
        lambda: check_letters(
            free("Q", "n", "n", 1, kind="first"), free("Q", "n", "n", 1, kind="ones"),
            free("Q", "n", "n", 0),
        ),
        AmbiguousLetterError,
        "Q: expected one letter of that name, got ones n × n and first n × n",
    ),
    "two of a family of two types": (
        lambda: check_letters(free("Q", "n", "m", 1), free("Q", "n", "n", 0)),
        AmbiguousLetterError,
        "Q: expected one letter of that name, got free n × n and free n × m",
    ),
}  # fmt: skip

FORMS: dict[str, Refused] = {
    "a flattened tensor product": (
        lambda: normal_form(Vec(TWO_SLOTS)), NoNormalFormError,
        "vec: expected one matrix, got a tensor product or a column",
    ),
    "a trace": (
        lambda: normal_form(Trace(A)), NoNormalFormError,
        "normal_form: expected no trace, which has no word form, got one; use index_form",
    ),
    "an exponential of two slots": (
        lambda: normal_form(Exp(TWO_SLOTS)), NoNormalFormError,
        "Exp: expected one matrix, got one of type n⊗n × n⊗m",
    ),
    "a function of a flattened matrix": (
        lambda: normal_form(Apply("f", Vec(WIDE))), NoNormalFormError,
        "Apply: expected one matrix, got one of type n⊗m × ",
    ),
    "a column times a row": (
        lambda: normal_form(Vec(A) @ Vec(WIDE).T), NoNormalFormError,
        "product: expected a flattened matrix only as the last factor of a product,"
        " got Vec of type n⊗n × ; use index_form",
    ),
    "a tensor product of columns": (
        lambda: normal_form(tensor(Vec(A), Vec(WIDE))), NoNormalFormError,
        "tensor product: expected a flattened matrix only as the last factor of a product,"
        " got Vec of type n⊗n × ; use index_form",
    ),
    "one over a column of nothing": (
        lambda: reciprocal((), ("n",)), ReciprocalOfNothingError,
        "reciprocal: expected a column that is not zero, got zero",
    ),
    "one over a sum of nothing": (
        lambda: normal(Monomial((Reciprocal((), 1),))), DivisionByNothingError,
        "reciprocal: expected a sum that is not zero, got zero",
    ),
    "a factor that isn't normal": (
        lambda: edge(Applied("f", ())), TypeError,
        "f: expected a factor of a normal monomial, got Applied",
    ),
    "polynomials of a centring": (
        lambda: explicit_entries((free("C", kind="centring"),), {"n": 2}, 1, {}), ValueError,
        "g: expected a letter that polynomials stand for, got one of kind 'centring'",
    ),
}  # fmt: skip


@is_refused(TYPES)
def test_parts_that_do_not_fit_are_refused_in_these_words(
    of: Callable[[], object], kind: type[Exception], says: str
) -> None:
    assert words_of(of, kind) == says


@is_refused(FORMS)
def test_what_has_no_form_is_refused_in_these_words(
    of: Callable[[], object], kind: type[Exception], says: str
) -> None:
    assert words_of(of, kind) == says


# --- letters --------------------------------------------------------------------------------------

RESERVED = "# ( ) , ; < > [ ] | · × ᵀ ′ ∈ ⊗"
LETTERS: dict[str, Refused] = {
    "a name with a bracket": (
        lambda: matrix("A(", "n", "n"), ValueError,
        f"name: expected letters other than {RESERVED} and spaces, got 'A('",
    ),
    "no name": (
        lambda: matrix("", "n", "n"), ValueError,
        f"name: expected letters other than {RESERVED} and spaces, got ''",
    ),
    "an index with a space": (
        lambda: matrix("A", "n", "n", "g h"), ValueError,
        f"index: expected letters other than {RESERVED} and spaces, got 'g h'",
    ),
    "an index that is a flag": (
        lambda: matrix("A", "n", "n", True), ValueError,
        f"index: expected letters other than {RESERVED} and spaces, got True",
    ),
    "a number as text": (
        lambda: matrix("A", "n", "n", "0"), ValueError,
        "index: expected a number or a name, got the number as text '0'",
    ),
    "a set's name with a bracket": (
        lambda: HeadSet("H|"), ValueError,
        f"heads: expected letters other than {RESERVED} and spaces, got 'H|'",
    ),
    "a set's name with its index": (
        lambda: HeadSet("H_g_1"), ValueError,
        "heads: expected a name without its index, HeadSet('H', ('g_1',)), got 'H_g_1'",
    ),
    "a letter that the alphabet lacks": (
        lambda: generator("W_Z"), ValueError,
        "name: expected one of t, x, A, W_E, W_U, W_Q, W_K, W_V, W_O, W_QK, W_OV, got 'W_Z'",
    ),
    "a kind that there isn't": (
        lambda: matrix("M", "n", "n", kind="nice"), ValueError,
        "kind: expected 'free' or 'ones' or 'causal' or 'mask' or 'stochastic' or 'first'"
        " or 'diagonal' or 'invertible' or 'inverse' or 'permutation' or 'isometry' or 'rotation'"
        " or 'one-hot' or 'centring' or 'inclusion' or 'reciprocal' or 'reciprocal root',"
        " got 'nice'",
    ),
}  # fmt: skip


@is_refused(LETTERS)
def test_a_letter_that_can_not_be_is_refused_in_these_words(
    of: Callable[[], object], kind: type[Exception], says: str
) -> None:
    assert words_of(of, kind) == says


# --- derivations, claims, substitutions -----------------------------------------------------------


def theorem(*steps: Step, chapter: str = "", hypotheses: tuple[Hypothesis, ...] = ()) -> Theorem:
    return Theorem("t", "", chapter, "", "", steps, (), hypotheses=hypotheses)


def given(of: int = 4, twin: int = 5, says: str = "another") -> Argument[int]:
    return Argument("", "exact numbers", str, of, Twin(says, twin))


POSITIVE = Proposition((Compared(n, ">", Whole(0)),), Compared(n, ">", Whole(1)))
INSTANCES = Instances(lambda: iter(({"n": 1},)), lambda _: {"n": 1})
NOTHING = Instances(lambda: iter(({"n": 0},)), lambda _: {"n": 0})


def claim(**fields: Any) -> Claim:
    settings: dict[str, Any] = {
        "statement": POSITIVE,
        "arguments": (given(),),
        "instances": INSTANCES,
    } | fields
    return Claim("c", "", "", "", "", near_misses=(), **settings)


DERIVED: dict[str, Refused] = {
    "entries outside the laws": (
        lambda: theorem(Step(A), Step(B, ENTRIES), chapter="2"), BrokenStepError,
        f"t: expected a law of {CHAPTER_OF_LAWS!r} to be proved entry by entry, got one of '2'",
    ),
    "a hypothesis by a law's name": (
        lambda: replay(theorem(Step(A), hypotheses=(Hypothesis("vec", A, B, ""),)), {}),
        BrokenStepError,
        "t: expected a hypothesis with a name of its own, got 'vec', which is a statement",
    ),
    "a first line that follows": (
        lambda: replay(theorem(Step(A, "vec"), Step(B, "vec")), {}), BrokenStepError,
        "t: expected no identity for line 0, got 'vec'",
    ),
    "one line": (
        lambda: replay(theorem(Step(A)), {}), BrokenStepError,
        "t: expected two lines or more, got 1",
    ),
    "a line of another shape": (
        lambda: replay(theorem(Step(A), Step(WIDE, "vec")), {}), BrokenStepError,
        "t: line 1 has another shape than line 0",
    ),
    "a line again": (
        lambda: replay(theorem(Step(A), Step(A, "vec")), {}), BrokenStepError,
        "t: line 1 says the same as line 0",
    ),
    "a line that doesn't follow": (
        lambda: replay(theorem(Step(A), Step(B, "vec")), {}), BrokenStepError,
        "t: line 1 doesn't follow from line 0 by 'vec'",
    ),
    "what doesn't fit a step": (
        lambda: replay(
            theorem(Step(A), Step(B, "e", ((A, WIDE),))), {"e": theorem(Step(A), Step(B, "vec"))}
        ),
        BrokenStepError, "t: line 1: e: A: expected n × n, got n × m, W",
    ),
    "what is put into a law": (
        lambda: law("vec", {}, put=((A, B),)), BrokenStepError,
        "put: expected it with an earlier theorem that supposes nothing, got 'vec'",
    ),
    "what supposes something": (
        lambda: law(
            "e", {"e": theorem(Step(A), hypotheses=(Hypothesis("s", A, B, ""),))}, put=((A, B),)
        ),
        BrokenStepError,
        "put: expected it with an earlier theorem that supposes nothing, got 'e'",
    ),
    "no identity": (
        lambda: law("wish", {}), BrokenStepError,
        "name: expected an identity (distributivity, scalars, multiples, mixed product,"
        " bilinearity, transpose, identity, vec, linearity of vec, trace, blocks), got 'wish'",
    ),
    "what isn't a letter": (
        lambda: instance((A,), ((A + B, A),)), SubstitutionError,
        "put: expected a letter, got A + B",
    ),
    "a letter twice": (
        lambda: instance((A,), ((A, B), (A, A))), SubstitutionError,
        "A: expected one expression for it, got two",
    ),
    "another letter": (
        lambda: instance((A,), ((B, A),)), SubstitutionError,
        "B: expected a letter of the statement's",
    ),
    "another type": (
        lambda: instance((A,), ((A, TWO_SLOTS),)), SubstitutionError,
        "A: expected n × n, got n⊗n × n⊗m, A \\otimes W",
    ),
    "another kind": (
        lambda: instance((free("P", kind="first"),), ((free("P", kind="first"), A),)),
        SubstitutionError, "P: expected a letter of kind 'first', got A",
    ),
    "one of a family": (
        lambda: instance(
            (free("S", "n", "n", "g"), free("S", "n", "n", "h")), ((free("S", "n", "n", "g"), A),)
        ),
        SubstitutionError, "S^{g}: expected one matrix, got one of a family: S^{h}",
    ),
    "an index that is captured": (
        lambda: instance(
            (HeadSum("h", HeadSum("g", A)),),
            ((A, free("S", "n", "n", "g") @ free("T", "n", "n", "h")),),
        ),
        SubstitutionError,
        "A: expected no index that a sum around it binds, got g, h in S^{g} \\, T^{h}",
    ),
    "a twin that isn't one": (
        lambda: dataclasses.replace(given(), twin=5),  # type: ignore[arg-type]
        ValueError, "twin: expected a Twin that says how it differs, got 5",
    ),
    "a twin that is it": (
        lambda: given(4, 4), ValueError, "twin: expected another thing than of, got 4",
    ),
    "a twin that passes": (
        lambda: given().found_and_not_of_its_twins(), ClaimFailsError,
        "it holds as well of its false twin: another",
    ),
    "what doesn't hold": (
        lambda: ensure(False, "it is odd"), ClaimFailsError, "it is odd",
    ),
    "a false claim in LaTeX": (
        lambda: FalseClaim("f", "1 \\le 0", "", lambda: ""), ValueError,
        "statement: expected a Proposition, or plain words, got '1 \\\\le 0'",
    ),
    "a false claim without a search": (
        lambda: FalseClaim("f", "one is two", ""), ValueError,
        "f: expected a proposition with instances, or a search",
    ),
    "a claim without a proof": (
        lambda: claim(arguments=(dataclasses.replace(given(), part="beside"),)), ValueError,
        "arguments: expected an essential one in c, got none",
    ),
    "a claim that isn't evaluated": (
        lambda: claim(statement="1 = 1"), ValueError,
        "statement: expected a Proposition, got '1 = 1'",
    ),
    "a claim of no instances": (
        lambda: claim(instances=3), ValueError,
        "instances: expected those that the statement is evaluated on, got 3",
    ),
    "a claim that is false": (
        lambda: claim().as_printed(0), ClaimFailsError, "false of n = 1",
    ),
    "a claim of nothing": (
        lambda: claim(instances=NOTHING).as_printed(0), ClaimFailsError,
        "no instance satisfies the premises",
    ),
    "a part that there isn't": (
        lambda: dataclasses.replace(given(), part="both"),  # type: ignore[arg-type]
        ValueError, "part: expected 'essential' or 'beside', got 'both'",
    ),
}  # fmt: skip


@is_refused(DERIVED)
def test_what_is_not_derived_or_claimed_is_refused_in_these_words(
    of: Callable[[], object], kind: type[Exception], says: str
) -> None:
    assert words_of(of, kind) == says


# --- numbers, matrices and terms ------------------------------------------------------------------


def overlapping() -> tuple[Enclosed, Enclosed]:
    return Enclosed(ONE, THREE), Enclosed(TWO, Fraction(4))


def nearly_nothing(places: int) -> real_numbers.Real:
    """√2, less what of it so many binary places say."""
    return minus(root(TWO), Fraction(isqrt(2 * 4**places), 2**places))


NUMBERS: dict[str, Refused] = {
    "one over nothing": (
        lambda: divided(exponential(ONE), Fraction(0)), ZeroDivisionError,
        "right: expected a number other than 0, got 0",
    ),
    "one over what may be nothing": (
        lambda: divided(ONE, Enclosed(Fraction(-1), ONE)), ZeroDivisionError,
        "right: expected a number other than 0, got -1",
    ),
    "one over what begins with nothing": (
        lambda: divided(ONE, Enclosed(Fraction(0), ONE)), ZeroDivisionError,
        "right: expected a number other than 0, got 0",
    ),
    "one over what ends with nothing": (
        lambda: divided(ONE, Enclosed(Fraction(-2), Fraction(0))), ZeroDivisionError,
        "right: expected a number other than 0, got -2",
    ),
    "the size of a root and i": (
        lambda: size(plus(root(TWO), root(Fraction(-1)))), ValueError,
        "size: expected rational parts",
    ),
    "the size of i over a sum": (
        lambda: size(divided(root(Fraction(-1)), plus(ONE, exponential(ONE)))), ValueError,
        "size: expected rational parts",
    ),
    "what may be nothing": (
        lambda: is_zero(Enclosed(Fraction(-1), TWO)), UndecidedError, "-1.0 to 2.0 may be 0",
    ),
    "the order of what overlaps": (
        lambda: is_so(overlapping()[0], "<", overlapping()[1]), UndecidedError,
        "1.0 to 3.0 < 2.0 …",
    ),
    "whether what overlaps is equal": (
        lambda: is_so(overlapping()[0], "=", overlapping()[1]), UndecidedError,
        "1.0 = 2.0, or nearly so",
    ),
    "the order of i": (
        lambda: is_so(root(Fraction(-1)), "<", ONE), ValueError,
        "order: expected real numbers, got one with an imaginary part",
    ),
    "the sign of nearly nothing": (
        lambda: is_so(nearly_nothing(6000), ">", Fraction(0)), UndecidedError,
        "a number too near to 0 for 5120 binary places",
    ),
    "one over nearly nothing, enclosed": (
        lambda: enclosed(divided(root(THREE), nearly_nothing(12000))),
        UndecidedError, "a divisor too near to 0 for 5120 binary places",
    ),
    "matrices of two sizes": (
        lambda: exact_matrices.multiplied(
            exact_matrices.identity(2), exact_matrices.identity(3)
        ),
        ValueError, "right: expected the size 2, got 3",
    ),
    "an index that isn't whole": (
        lambda: value(n ** (Whole(1) / 2), {"n": 2}), ValueError,
        "index: expected a whole number, got 1/2",
    ),
    "a matrix to the power -1": (
        lambda: value(n ** (-Whole(1)), {"n": exact_matrices.identity(2)}), ValueError,
        "exponent: expected a whole number from 0, got -1",
    ),
    "no term": (
        lambda: value("x", {}), TypeError,  # type: ignore[arg-type]
        "term: expected a Term, got 'x'",
    ),
    "no term to print": (
        lambda: term_latex("x"), TypeError,  # type: ignore[arg-type]
        "term: expected a Term, got 'x'",
    ),
    "over by another name": (
        lambda: value(Over(r"\bigcup", Range("j", Whole(1), Whole(2)), n), {"n": 2}), TypeError,
        r"over: expected a sum, product, maximum or minimum, got \bigcup",
    ),
    "the order of sets": (
        lambda: holds(Compared(n, "<", n), {"n": [1]}), TypeError,
        "sign: expected = or ≠ between [1] and [1], got <",
    ),
}  # fmt: skip


@is_refused(NUMBERS)
def test_what_has_no_value_is_refused_in_these_words(
    of: Callable[[], object], kind: type[Exception], says: str
) -> None:
    assert words_of(of, kind) == says


# --- SymPy ----------------------------------------------------------------------------------------

OTHER = sympy.MatrixSymbol("A", 2, 2)
WORDS = "expected matrix symbols, identities, sums, products, transposes, traces, Kronecker"
BRIDGE: dict[str, Refused] = {
    "a number": (
        lambda: from_sympy(3), ValueError, f"e: {WORDS} products and integers, got int: 3",
    ),
    "half a matrix": (
        lambda: from_sympy(OTHER / 2), ValueError,
        "e: expected coefficients that are integers, got 1/2 in (1/2)*A",
    ),
    "a softmax": (
        lambda: to_sympy(Pattern(A)), ValueError,
        "e: expected what SymPy has a word for, got Pattern",
    ),
    "a form of a vec": (
        lambda: form_to_sympy(normal_form(Vec(A))), ValueError,
        "form: expected operators, got a vec, which has no Kronecker form",
    ),
    "a form of a sum over heads": (
        lambda: form_to_sympy(normal_form(HeadSum("h", free("A", "n", "n", "h")))), ValueError,
        "form: expected what SymPy has a word for, got a sum over all heads",
    ),
    "a form of a softmax": (
        lambda: form_to_sympy(normal_form(Pattern(A))), ValueError,
        "form: expected what SymPy has a word for, got a softmax of a matrix",
    ),
}  # fmt: skip


@is_refused(BRIDGE)
def test_what_sympy_or_the_algebra_has_no_word_for_is_refused_in_these_words(
    of: Callable[[], object], kind: type[Exception], says: str
) -> None:
    assert words_of(of, kind) == says
