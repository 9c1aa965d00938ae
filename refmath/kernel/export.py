"""A theorem as a file for Rocq: its letters as variables, what it supposes, a lemma a step.

The generated text is committed under `proofs/theorems/`; a test holds it to the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from refmath.kernel.gallina import (
    Bound,
    NotExportedError,
    Scope,
    Variable,
    gallina,
    identifier,
)
from refmath.kernel.kinds import premise
from refmath.kernel.tactics import (
    BLOCKS,
    DEFINITION,
    MULTIPLICATIVE,
    NOT_COMPILED,
    OF_EQUATION,
    OF_LAW,
    OF_SOFTMAX,
)
from refmath.symbolic.derivation import ENTRIES, Hypothesis, Theorem
from refmath.symbolic.expressions import Expression, HeadSum, Product, Transpose, parts_of
from refmath.symbolic.identities import LAWS, rewritten

HEAD = """(* Written by refmath.kernel from refmath.theorems. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
{requires}
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
"""


@dataclass(frozen=True)
class Section:
    """A theorem's text, and the modules of the theorems that its steps name."""

    text: str
    needs: tuple[str, ...]


@dataclass
class _Written:
    """What is known while a theorem is written."""

    theorem: Theorem
    scope: Scope
    requires: dict[str, None] = field(default_factory=dict)
    hypotheses: dict[str, int] = field(default_factory=dict)
    orthogonal: dict[str, str] = field(default_factory=dict)


def module_of(theorem: Theorem) -> str:
    """Name the file of a theorem's chapter: Chapter1 for «1 The algebra»."""
    return f"Chapter{theorem.chapter.split()[0]}"


def lemma_of(theorem: Theorem) -> str:
    """Name the lemma that a theorem is in Rocq: vec_theorem, beside the function vec."""
    return f"{theorem.name}_theorem"


def file_of(module: str, sections: Iterable[Section]) -> str:
    """Write a file of theorems: it needs `Laws`, and the files whose theorems its steps name."""
    needs = [name for section in sections for name in section.needs]
    modules = dict.fromkeys(("Laws Softmax", *needs))
    modules.pop(module, None)
    requires = "\n".join(f"From Refmath Require Import {name}." for name in modules)
    head = HEAD.format(requires=requires)
    return head + "\n".join(section.text for section in sections)


def exported(theorem: Theorem, earlier: Mapping[str, Theorem]) -> Section:
    """Write a theorem as a section of its chapter's file.

    Args:
        theorem: what to write.
        earlier: the theorems that a step may name, by name.

    Raises:
        NotExportedError: for what has no translation.
    """
    if theorem.name in NOT_COMPILED:
        raise NotExportedError(NOT_COMPILED[theorem.name])
    out = _Written(theorem, Scope(exact=theorem.name in OF_SOFTMAX))
    lines = [gallina(step.line, out.scope) for step in theorem.steps]
    supposed = [line for k, h in enumerate(theorem.hypotheses) for line in _hypothesis(out, k, h)]
    steps = [f"Local Notation line{k} := {line} (only parsing)." for k, line in enumerate(lines)]
    for k, step in enumerate(theorem.steps[1:], 1):
        before, proof = _proof(out, step.by, theorem.steps[k - 1].line, earlier)
        if lines[k - 1] == lines[k]:  # a definition alone: both lines are one term
            proof = "by []"
        steps += [*before, f"Lemma {theorem.name}_step{k} : line{k - 1} = line{k}."]
        steps.append(f"Proof. {proof}. Qed.")
    chain = f"{theorem.name}_step1"
    for k in range(2, len(lines)):
        chain = f"(etrans {chain} {theorem.name}_step{k})"
    last = [
        f"Theorem {lemma_of(theorem)} : {lines[0]} = {lines[-1]}.",
        f"Proof. exact: {chain}. Qed.",
    ]
    body = [*declared(out.scope, theorem), *supposed, *steps, *last]
    text = "\n".join([f"Section {theorem.name}.", *body, f"End {theorem.name}.", ""])
    return Section(text, tuple(out.requires))


def declared(scope: Scope, theorem: Theorem) -> Iterator[str]:
    """Write the variables of a statement: the ring, the sizes, the sets of heads, the letters."""
    if scope.exact:
        yield "Variables (RR : realFieldType) (e : RR -> RR)."
        yield "Hypothesis e_positive : forall s, 0 < e s."
        if theorem.name in MULTIPLICATIVE:
            yield "Hypothesis e_of_a_sum : forall s t, e (s + t) = e s * e t."
    else:
        yield "Variable RR : comRingType."
    if scope.spaces:
        yield f"Variables {' '.join(scope.spaces)} : nat."
    for names in (scope.heads, scope.functions):
        yield from (f"Variable {name} : {kind}." for name, kind in names.items())
    for name, (kind, _, g) in scope.letters.items():
        yield f"Variable {name} : {kind}."
        if scope.exact or g.kind == "inclusion":
            supposed = premise(name, g)
            if supposed:
                yield f"Hypothesis {name}_is : {supposed}."


def _hypothesis(out: _Written, k: int, hypothesis: Hypothesis) -> Iterator[str]:
    """Write what is supposed, its transpose, and both behind any factor: what a step may use."""
    out.hypotheses[hypothesis.name] = k
    named = f"{out.theorem.name}_supposes_{k}"
    turned = [
        rewritten(Transpose(side), LAWS["transpose"].rule)
        for side in (hypothesis.left, hypothesis.right)
    ]
    left, right = (_chain(side, out.scope) for side in (hypothesis.left, hypothesis.right))
    yield f"Hypothesis {named} : {left} = {right}."
    uses = []
    for name, side in (("", (hypothesis.left, hypothesis.right)), ("_turned", tuple(turned))):
        if name and turned[0] == hypothesis.left:
            break
        left, right = (_chain(part, out.scope) for part in side)
        if name:
            yield f"Lemma {named}_turned : {left} = {right}."
            yield f"Proof. by have := congr1 trmx {named}; law_transpose. Qed."
        yield (f"Lemma {named}{name}_behind m (X : 'M[RR]_(m, _)) :"
               f" X *m {left} = X *m {right}.")  # fmt: skip
        yield (f"Proof. by have := congr1 (mulmx X) {named}{name};"
               " rewrite ?mulmxA. Qed.")  # fmt: skip
        uses += [f"{named}{name}", f"{named}{name}_behind"]
    yield f"Ltac use_{k} := rewrite ?({', '.join(uses)}, mulmxA)."


def _chain(side: Expression, scope: Scope) -> str:
    """Write a product without brackets around it, so that a factor may be put before it."""
    parts = side.parts if isinstance(side, Product) else (side,)
    return " *m ".join(gallina(part, scope) for part in parts)


def _proof(
    out: _Written, by: str, above: Expression, earlier: Mapping[str, Theorem]
) -> tuple[list[str], str]:
    """Return what has to stand before a step, and the proof that its law is."""
    theorem = out.theorem
    if by == ENTRIES:
        if theorem.name in OF_SOFTMAX:
            return [], f"exact: {theorem.name}_law"
        if theorem.name == BLOCKS:
            return [], _blocks(out)
        return [], f"by_law {OF_EQUATION[theorem.name]}"
    if by.startswith("definition of "):
        return [], f"by_law {DEFINITION}"
    if by == BLOCKS:
        return [], _blocks(out)
    if by in OF_LAW:
        return [], f"by_law {OF_LAW[by]}"
    if by in out.hypotheses:
        return [], f"by_law use_{out.hypotheses[by]}"
    return _used(out, earlier[by], above)


def _blocks(out: _Written) -> str:
    """Use ι_gᵀ ι_h = Id or 0 of the inclusions of this theorem."""
    name = next(n for n, (_, _, g) in out.scope.letters.items() if g.kind == "inclusion")
    return f"rewrite ?mulmxA (blocks {name}_is); by_law {DEFINITION}"


def _used(out: _Written, theorem: Theorem, above: Expression) -> tuple[list[str], str]:
    """Write an earlier theorem for the heads of which a step uses it."""
    out.requires[module_of(theorem)] = None
    its = Scope(exact=False)
    for step in theorem.steps:
        gallina(step.line, its)
    before, names = [], []
    for bound in _places(above, theorem.left, {}, out.scope):
        name = f"{theorem.name}_of_{'_'.join(map(identifier, bound)) or 'these'}"
        args = [*its.spaces, *its.heads, *its.functions]
        args += [_argument(out.scope, letter, bound) for letter in its.letters.values()]
        heads = "".join(f" ({identifier(i)} : {kind})" for i, kind in bound.items())
        left, right = (gallina(s, out.scope, bound) for s in (theorem.left, theorem.right))
        if name not in names:
            before.append(f"Lemma {name}{heads} : {left} = {right}.")
            before.append(f"Proof. exact: (@{lemma_of(theorem)} RR {' '.join(args)}). Qed.")
            names.append(name)
    if not names:
        raise NotExportedError(f"{out.theorem.name}: {theorem.name} isn't met in the line above")
    return before, f"by_law ltac:(rewrite ?({', '.join(names)}))"


def _argument(scope: Scope, letter: Variable, bound: Bound) -> str:
    """Write a letter of an earlier theorem; a family of its own is the one of that type here."""
    kind, key, g = letter
    if None in key:
        return next(name for name, known in scope.letters.items() if known[:2] == (kind, key))
    return scope.letter(g, bound)


def _places(e: Expression, sought: Expression, bound: Bound, scope: Scope) -> Iterator[Bound]:
    """Yield which heads are bound where an expression is met."""
    if e == sought:
        yield bound
    inside = bound
    if isinstance(e, HeadSum):
        inside = {**bound, e.index: scope.set_of_heads(e.over, bound)}
    for part in parts_of(e):
        yield from _places(part, sought, inside, scope)
