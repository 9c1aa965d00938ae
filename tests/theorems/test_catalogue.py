"""The library as a whole: order, names, completeness; and that errors in statements are seen."""

import ast
import dataclasses
import re
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from refmath.evidence.effort import QUICK
from refmath.evidence.near_misses import without_hypotheses
from refmath.evidence.routes import check_claim, check_theorem
from refmath.symbolic.algebra import normal_form, shape
from refmath.symbolic.claims import Argument, Claim, ClaimFailsError, FalseClaim
from refmath.symbolic.derivation import Step, Theorem, may_be_supposed, replay
from refmath.symbolic.expressions import (
    Expression,
    Identity,
    Letter,
    Product,
    Scaled,
    Sum,
    Tensor,
    Transpose,
    latex,
    parts_of,
    product,
    rebuilt,
)
from refmath.symbolic.identities import LAWS
from refmath.symbolic.latex import parts_below, statement_latex
from refmath.symbolic.propositions import Proposition
from refmath.theorems import depth
from refmath.theorems.catalogue import (
    CLAIMS,
    STATEMENTS,
    THEOREMS,
    earlier_than,
    rests_on_in_the_end,
)

ONE_LAYER_THEOREM = next(t for t in THEOREMS if t.name == "one_layer")


def test_every_name_stands_once() -> None:
    names = [statement.name for statement in STATEMENTS]
    assert len(set(names)) == len(names) > 10


def test_every_statement_says_where_it_comes_from() -> None:
    assert [statement.name for statement in STATEMENTS if not statement.source.strip()] == []


def test_every_law_of_the_algebra_is_a_theorem_proved_without_laws() -> None:
    by_name = {theorem.name: theorem for theorem in THEOREMS}
    for law in LAWS.values():
        assert law.theorems
        for name in law.theorems:
            assert by_name[name].by_entries, law


@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda t: t.name)
def test_a_derivation_rests_only_on_what_stands_before(theorem: Theorem) -> None:
    assert replay(theorem, earlier_than(theorem.name)) == len(theorem.steps) - 1


@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda t: t.name)
def test_every_theorem_holds_and_all_its_near_misses_fall(theorem: Theorem) -> None:
    verdict = check_theorem(theorem)
    assert verdict.passed, verdict
    assert len(theorem.near_misses) >= 1
    assert len(verdict.refutations) == len(theorem.near_misses) + len(theorem.hypotheses)
    assert all(r.counterexample != "none found" for r in verdict.refutations)


RESTS = Path(__file__).with_name("rests_on.txt")


def test_what_the_statements_rest_on() -> None:
    """A new assumption must show in a diff: `refmath theorems --rests` writes its lines."""
    lines = [f"{s.name}: {', '.join(rests_on_in_the_end(s.name)) or '-'}" for s in STATEMENTS]
    assert RESTS.read_text(encoding="utf-8").splitlines() == lines


def test_layers_count_from_0() -> None:
    for theorem in THEOREMS:
        for near in theorem.near_misses:
            indices = [
                e.generator.index
                for e in parts_below(theorem.left, theorem.right, near.left, near.right)
                if isinstance(e, Letter)
            ]
            layers = {i[0] for i in indices if len(i) == 2 and isinstance(i[0], int)}
            assert layers == set(range(len(layers))), theorem.name


def test_no_hypothesis_bears_the_name_of_a_statement() -> None:
    names = {s.name for s in STATEMENTS}
    for theorem in THEOREMS:
        for hypothesis in theorem.hypotheses:
            assert may_be_supposed(hypothesis.name, names), (theorem.name, hypothesis.name)
            proof = hypothesis.proved_by
            earlier = [s.name for s in STATEMENTS[: STATEMENTS.index(theorem)]]
            assert proof in ("", *earlier)
            assert not proof or proof in rests_on_in_the_end(theorem.name)
    assert not may_be_supposed("virtual heads", names)


def test_what_a_derivation_rests_on_are_laws_whose_equations_it_used() -> None:
    assert rests_on_in_the_end("zero_layers") == (
        "identity", "transpose_of_a_product", "vec",
    )  # fmt: skip


def test_a_law_by_its_entries_rests_on_nothing() -> None:
    for theorem in THEOREMS:
        if theorem.by_entries:
            assert rests_on_in_the_end(theorem.name) == ()
    with pytest.raises(ValueError, match=r"name: expected a statement .*, got 'nonsense'"):
        rests_on_in_the_end("nonsense")


def test_what_stands_in_the_margin_can_be_typeset_as_text() -> None:
    """TeX stops at a ^ in text."""
    for theorem in THEOREMS:
        for step in theorem.steps:
            assert not set(step.by) & set("^$\\{}%#&~"), (theorem.name, step.by)


def test_every_hypothesis_is_used_and_is_needed() -> None:
    for theorem in THEOREMS:
        used = {step.by for step in theorem.steps}
        assert {h.name for h in theorem.hypotheses} <= used, theorem.name
        assert len(without_hypotheses(theorem)) == len(theorem.hypotheses)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.name)
def test_every_claim_holds_and_its_near_misses_fall_as_its_page_says(claim, block_of) -> None:
    verdict = check_claim(claim)
    assert verdict.passed, verdict
    for check in verdict.checks:
        begins = "**Evaluated as it is printed:** " if check.route == "as printed" else "   ("
        ends = ".\n" if check.route == "as printed" else ". Not so with: "
        route = "" if check.route == "as printed" else f"{check.route}: "
        assert f"{begins}{route}{check.detail}{ends}" in block_of[claim.name]
    assert len(verdict.checks) == len(claim.arguments) + 1
    assert len(claim.arguments) >= 1
    assert set(claim.rests) <= {s.name for s in STATEMENTS}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.name)
def test_a_claim_says_the_same_at_each_run(claim: Claim) -> None:
    one, other = ([(c.detail, c.passed) for c in check_claim(claim).checks] for _ in range(2))
    assert one == other


ARGUMENTS = [
    pytest.param(argument, id=f"{claim.name}-{n}")
    for claim in CLAIMS
    for n, argument in enumerate(claim.arguments, 1)
]


@pytest.mark.parametrize("argument", ARGUMENTS)
def test_every_argument_fails_on_its_false_twin(argument: Argument[Any]) -> None:
    """A check that can't fail shows nothing; to crash is not to fail."""
    for twin in argument.twins:
        with pytest.raises(ClaimFailsError):
            argument.check(twin.of)


Place = tuple[str, int, int]
"""A file of theorems, and the first and the last line of a call of `ensure` in it."""


def places_that_ensure(folder: Path) -> set[Place]:
    return {
        (path.name, node.lineno, node.end_lineno or node.lineno)
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ensure"
    }


def lines_that_fell() -> set[tuple[str, int]]:
    """Where each false twin was refused: the last line of it in a file of theorems."""
    lines = set[tuple[str, int]]()
    for argument in (argument for claim in CLAIMS for argument in claim.arguments):
        for twin in argument.twins:
            with pytest.raises(ClaimFailsError) as refusal:
                argument.check(twin.of)
            frames = traceback.extract_tb(refusal.value.__traceback__)
            *_, last = [f for f in frames if Path(f.filename).parent.name == "theorems"]
            lines.add((Path(last.filename).name, last.lineno or 0))
    return lines


def test_every_single_check_of_the_claims_can_fail() -> None:
    """Whatever an argument ensures, one of its twins falls by that very line."""
    places = places_that_ensure(Path(depth.__file__).parent)
    fell = lines_that_fell()
    unseen = [p for p in places if not any(p[0] == f and p[1] <= n <= p[2] for f, n in fell)]
    assert len(places) > 60
    assert sorted(unseen) == []


def mutants(e: Expression) -> list[Expression]:
    """One error at a time: a term dropped, a sign, an order, a transposition."""
    out: list[Expression] = []
    parts = parts_of(e)
    if isinstance(e, Sum):
        out += [rebuilt(e, parts[:k] + parts[k + 1 :]) for k in range(len(parts))]
        out += [rebuilt(e, (Scaled(-1, parts[0]), *parts[1:]))]
    if isinstance(e, Product | Tensor):
        out += [
            rebuilt(e, (*parts[:k], parts[k + 1], parts[k], *parts[k + 2 :]))
            for k in range(len(parts) - 1)
            if parts[k] != parts[k + 1]  # in the other order it says the same
        ]
    if isinstance(e, Transpose):
        out.append(e.body)
    if isinstance(e, Letter) and shape(e) != ((), ()):
        out.append(Transpose(e))
    if isinstance(e, Identity):
        out.append(Scaled(-1, e))
    for k, part in enumerate(parts):
        for mutant in mutants(part):
            with suppress(ValueError):  # refused as it is made: one over what may be zero
                out.append(rebuilt(e, (*parts[:k], mutant, *parts[k + 1 :])))
    return out


def is_noticed(theorem: Theorem, wrong: Expression) -> bool:
    """Whether a wrong last line has another type, or else falls by every route there is."""
    false = dataclasses.replace(
        theorem, steps=(*theorem.steps[:-1], Step(wrong, theorem.steps[-1].by)), near_misses=()
    )
    try:
        if shape(wrong) != shape(theorem.right):
            return True
    except ValueError:
        return True
    passed = [check.passed for check in check_theorem(false).checks]
    # By index, only the steps by law are seen; a wrong use of a hypothesis must fall elsewhere.
    return not all(passed) if theorem.hypotheses else not any(passed)


DERIVED = tuple(t for t in THEOREMS if not t.by_entries)

TRUE_ALL_THE_SAME = {
    "trace": 3,  # tr Aᵀ = tr A (two of them), and numbers commute
    "trace_of_three_slots": 5,  # the same, of three
    "layer_norm_is_a_tensor_product": 2,  # a diagonal matrix is its own transpose: D, Γ
    "head_after_rms_norm": 3,  # the same: D, Γ, Γᵀ
    "normed_queries_and_keys": 7,  # D_q, Γ_q, Γ_kᵀ, D_kᵀ and within the two ᵀ; Γ_q and Γ_k commute
    "rank_four_array": 1,  # two numbers, in either order
    "norm_folded_into_its_reader": 5,  # D, C, Cᵀ, Γ, Γᵀ: each its own transpose
    "one_layer_with_norms": 8,  # the same: D, Γ, Γᵀ, C, and again in the heads' terms
    "heads_between_two_norms": 12,  # the same: D_w, D, Γ_w, C, Γ, C, and D_w, Γ_w, C of b_O
    "head_after_layer_norm": 2,  # D, Γ: each its own transpose
    "first_rows_twice": 1,  # Pᵀ = P
    "first_rows_transposed": 1,  # the same, as it says
    "function_of_first_rows": 2,  # the same, twice
    "softmax_looks_back": 1,  # the same
    "attention_looks_back": 6,  # the same (five), and P A P = P A with P before A for behind it
    "mlp_looks_back": 3,  # the same
    "any_causal_mask": 12,  # the same, twice but for what stands outside: Pᵀ = P, P P = P
    "softmax_first_rows": 7,  # Pᵀ = P (four), and each of three P may stand away
}
"""Mutants that are no errors."""


@pytest.mark.parametrize("theorem", THEOREMS, ids=lambda t: t.name)
def test_an_error_in_the_statement_is_noticed(theorem: Theorem) -> None:
    # An identity has no part to change: twice as much is wrong all the same.
    tried = mutants(theorem.right) or [Scaled(2, theorem.right)]
    survivors = [m for m in tried if not is_noticed(theorem, m)]
    assert len(survivors) == TRUE_ALL_THE_SAME.get(theorem.name, 0), survivors


def is_rejected(theorem: Theorem, k: int, wrong: Expression) -> bool:
    """Whether a wrong line has another type, or the replay stops at it or at the next line.

    Two steps touch it: that to it, and that from it. What is replayed are these.
    """
    steps = list(theorem.steps)
    steps[k] = Step(wrong, steps[k].by)
    first, *others = steps[max(0, k - 1) : k + 2]
    around = (Step(first.line), *others)
    try:
        if shape(wrong) != shape(theorem.left):
            return True
        replay(dataclasses.replace(theorem, steps=around), earlier_than(theorem.name))
    except ValueError:
        return True
    return normal_form(wrong) == normal_form(steps[k - 1 if k else 1].line)


@pytest.mark.parametrize("theorem", DERIVED, ids=lambda t: t.name)
def test_an_error_in_any_line_is_noticed(theorem: Theorem) -> None:
    """A line that the replay lets through although it was altered has to be true all the same."""
    for k, step in enumerate(theorem.steps):
        tried = mutants(step.line)
        assert tried
        survivors = [m for m in tried if not is_rejected(theorem, k, m)]
        assert survivors == [], (k, survivors)


def test_the_mutation_test_lets_the_truth_through() -> None:
    """Its twin: a right side that is written differently, but is right, is not «noticed»."""
    theorem = THEOREMS[0]
    assert not is_noticed(theorem, theorem.right)


def test_a_theorem_that_is_zero_on_both_sides_does_not_pass() -> None:
    theorem = next(t for t in THEOREMS if t.name == "zero_layers")
    nothing = Scaled(0, theorem.left)
    empty = dataclasses.replace(theorem, steps=(Step(nothing), Step(Scaled(0, nothing), "vec")))
    assert normal_form(nothing).is_zero
    assert not check_theorem(empty).passed


def test_a_missing_step_is_rejected() -> None:
    one_layer = ONE_LAYER_THEOREM
    for k in range(1, len(one_layer.steps) - 1):
        gap = dataclasses.replace(one_layer, steps=one_layer.steps[:k] + one_layer.steps[k + 1 :])
        with pytest.raises(ValueError, match=f"line {k} doesn't follow"):
            replay(gap, earlier_than("one_layer"))


def test_a_theorem_can_not_rest_on_a_later_one() -> None:
    one_layer = ONE_LAYER_THEOREM
    with pytest.raises(ValueError, match=r"name: expected an identity .*, got 'pattern_of_tokens'"):
        replay(one_layer, earlier_than("pattern_of_tokens"))


def test_earlier_than_names_the_theorems_it_knows() -> None:
    with pytest.raises(ValueError, match=r"name: expected a theorem .*one_layer.*got 'nonsense'"):
        earlier_than("nonsense")


def test_products_are_laid_in_one_row() -> None:
    a, b, c = (Letter(t) for t in _generators())
    assert product(a, product(b, c)) == product(product(a, b), c)


def _generators() -> list[object]:
    from refmath.symbolic.letters import matrix

    return [matrix(name, "n", "n") for name in "abc"]


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.name)
def test_a_notebook_shows_what_the_page_says(statement):
    assert statement._repr_latex_() == f"${statement_latex(statement)}$"
    for shown in (*statement.near_misses, *getattr(statement, "hypotheses", ())):
        if hasattr(shown, "left"):
            assert shown._repr_latex_() == f"${latex(shown.left)} = {latex(shown.right)}$"
            assert shown.left._repr_latex_() == f"${latex(shown.left)}$"


# --- statements as they are printed ---------------------------------------------------------------

BY_NAME = {claim.name: claim for claim in CLAIMS}


def altered(claim: Claim) -> list[FalseClaim]:
    """List the near misses that are evaluated, as the claim's own statement is."""
    return [n for n in claim.near_misses if isinstance(n, FalseClaim) and n.instances]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.name)
def test_what_a_claim_prints_is_evaluated_and_true(claim: Claim) -> None:
    assert statement_latex(claim) == claim.statement.latex
    assert claim.as_printed(QUICK.draws).cases > 10


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.name)
def test_an_altered_statement_comes_out_false(claim: Claim) -> None:
    assert altered(claim)
    for near in altered(claim):
        assert near.counterexample(QUICK.draws), near.name
        assert near.statement != claim.statement
        put_for_it = dataclasses.replace(claim, statement=near.statement, instances=near.instances)
        with pytest.raises(ClaimFailsError, match="false of"):
            put_for_it.as_printed(QUICK.draws)


def without(statement: Proposition, n: int) -> Proposition:
    premises = (*statement.premises[:n], *statement.premises[n + 1 :])
    return dataclasses.replace(statement, premises=premises)


@pytest.mark.parametrize(
    ("name", "n"),
    [(claim.name, n) for claim in CLAIMS for n in range(len(claim.statement.premises))],
)
def test_no_premise_is_idle(name: str, n: int) -> None:
    """Without it the statement comes out false, or has no meaning."""
    claim = BY_NAME[name]
    less = dataclasses.replace(claim, statement=without(claim.statement, n))
    try:
        less.as_printed(QUICK.draws)
    except (ClaimFailsError, ZeroDivisionError, ValueError):
        return
    pytest.fail(f"{name} holds without its premise {n}")


ROOM = Path(depth.__file__).parent
FORMULA = re.compile(r"\\[A-Za-z]+.*(?:[=<>+]|\\(?:le|ge|ne|in|sum|to|text)\b)|\\text\{ ")


def formulas_by_hand(source: str) -> list[str]:
    """List the strings of a source that are more than a letter's or an operator's name in LaTeX."""
    strings = (n.value for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant))
    docstrings = {
        ast.get_docstring(n, clean=False)
        for n in ast.walk(ast.parse(source))
        if isinstance(n, ast.FunctionDef | ast.Module | ast.ClassDef)
    }
    said = (s for s in strings if isinstance(s, str) and s not in docstrings)
    return [s for s in said if FORMULA.search(s)]


def test_no_formula_is_written_by_hand() -> None:
    found = {
        path.name: formulas
        for path in sorted(ROOM.glob("*.py"))
        if path.name != "glossary.py"  # patterns that read LaTeX
        if (formulas := formulas_by_hand(path.read_text("utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "formula",
    [
        r"\operatorname{rank} W_{OV} \le d_{head}",
        r"\lambda = 1",
        r"\frac{a}{b} < c",
        r"\text{ for all } a",
        r"\sum_i \lambda_i + a",
    ],
)
def test_a_formula_by_hand_is_seen(formula: str) -> None:
    assert formulas_by_hand(f"statement = {formula!r}") == [formula]


def test_names_of_letters_are_no_formulas() -> None:
    names = [r"\operatorname{rank}", r"\lambda", r"\le", r"W_O^{\text{all}}", r"\mathbb{1}"]
    assert formulas_by_hand(f"names = {names!r}") == []
