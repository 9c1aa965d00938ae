"""A theorem as a file for Rocq: its letters as variables, what it supposes, a lemma a step.

The generated text is committed under `proofs/theorems/`; a test holds it to the catalogue.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from refmath.kernel.gallina import (
    Bound,
    NotExportedError,
    Scope,
    Variable,
    gallina,
    identifier,
)
from refmath.kernel.hidden import Hidden, without_softmaxes
from refmath.kernel.kinds import premise
from refmath.kernel.tactics import (
    ALONE,
    BLOCKS,
    DEFINITION,
    MULTIPLICATIVE,
    OF_EQUATION,
    OF_LAW,
    OF_SOFTMAX,
)
from refmath.symbolic.derivation import ENTRIES, Hypothesis, Step, Theorem
from refmath.symbolic.expressions import (
    Expression,
    HeadSum,
    Letter,
    Named,
    Product,
    Scaled,
    Transpose,
    parts_of,
)
from refmath.symbolic.identities import LAWS, rewritten
from refmath.symbolic.letters import Index
from refmath.symbolic.substitution import instance

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
    earlier: Mapping[str, Theorem]
    requires: dict[str, None] = field(default_factory=dict)
    hypotheses: dict[str, int] = field(default_factory=dict)


def module_of(theorem: Theorem) -> str:
    """Name a theorem's file: Chapter1 for «1 The algebra»; one that is long has its own."""
    chapter = f"Chapter{theorem.chapter.split()[0]}"
    return f"{chapter}_{theorem.name}" if theorem.name in ALONE else chapter


def lemma_of(theorem: Theorem) -> str:
    """Name the lemma that a theorem is in Rocq: vec_theorem, beside the function vec."""
    return f"{theorem.name}_theorem"


def rests_on_any(laws: Container[str], theorem: Theorem, earlier: Mapping[str, Theorem]) -> bool:
    """Tell whether a theorem is one of these laws, or is derived from one, at any remove."""
    names = (step.by for step in theorem.steps if step.by in earlier and step.by not in LAWS)
    return theorem.name in laws or any(rests_on_any(laws, earlier[name], earlier) for name in names)


def is_exact(theorem: Theorem, earlier: Mapping[str, Theorem]) -> bool:
    """Tell whether a theorem speaks of the softmax itself: elsewhere it is any function."""
    return rests_on_any(OF_SOFTMAX, theorem, earlier)


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
    out = _Written(theorem, Scope(exact=is_exact(theorem, earlier)), earlier)
    lines = [gallina(step.line, out.scope) for step in theorem.steps]
    supposed = [line for k, h in enumerate(theorem.hypotheses) for line in _hypothesis(out, k, h)]
    steps = [f"Local Notation line{k} := {line} (only parsing)." for k, line in enumerate(lines)]
    for k, step in enumerate(theorem.steps[1:], 1):
        before, proof = _proof(out, k, step)
        if lines[k - 1] == lines[k]:  # a definition alone: both lines are one term
            proof = "by []"
        elif step.by in OF_LAW or step.by.startswith("definition of "):
            before, proof = _of_any_softmaxes(out, k, proof)
        steps += [*before, f"Lemma {theorem.name}_step{k} : line{k - 1} = line{k}."]
        steps.append(f"Proof. {proof}. Qed.")
    chain = f"{theorem.name}_step1"
    for k in range(2, len(lines)):
        chain = f"(etrans {chain} {theorem.name}_step{k})"
    last = [
        f"Theorem {lemma_of(theorem)} : {lines[0]} = {lines[-1]}.",
        f"Proof. exact: {chain}. Qed.",
    ]
    body = [*_declared(out), *supposed, *steps, *last]
    text = "\n".join([f"Section {theorem.name}.", *body, f"End {theorem.name}.", ""])
    return Section(text, tuple(out.requires))


def _declared(out: _Written) -> Iterator[str]:
    """Write the variables of a statement: the ring, the sizes, the sets of heads, the letters."""
    scope = out.scope
    if scope.exact:
        yield "Variables (RR : realFieldType) (e : RR -> RR)."
        yield "Hypothesis e_positive : forall s, 0 < e s."
        if rests_on_any(MULTIPLICATIVE, out.theorem, out.earlier):
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


def _chain(side: Expression, scope: Scope, bound: Bound | None = None) -> str:
    """Write a product without brackets around it, so that a factor may be put before it."""
    parts = side.parts if isinstance(side, Product) else (side,)
    return " *m ".join(gallina(part, scope, bound) for part in parts)


def _proof(out: _Written, k: int, step: Step) -> tuple[list[str], str]:
    """Return what has to stand before step k, and the proof that its law is."""
    theorem, by = out.theorem, step.by
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
    return _used(out, k, step)


def _of_any_softmaxes(out: _Written, k: int, proof: str) -> tuple[list[str], str]:
    """Write what step k says of any matrices in the places of its softmaxes, and use it."""
    name = f"{out.theorem.name}_step{k}"
    lines = (out.theorem.steps[k - 1].line, out.theorem.steps[k].line)
    *sides, hidden = without_softmaxes(*lines)
    if not hidden:
        return [], proof
    scope = replace(out.scope, letters=dict(out.scope.letters))
    left, right = (gallina(side, scope) for side in sides)
    binders = "".join(f" ({h.name} : {scope.letters[h.name][0]})" for h in hidden)
    of_softmaxes = [_as_function(out.scope, h) for h in hidden]
    before = [
        f"Lemma {name}_of_any{binders} : {left} = {right}.",
        f"Proof. {proof}. Qed.",
    ]
    return before, f"exact: {' '.join((f'{name}_of_any', *of_softmaxes))}"


def _as_function(scope: Scope, hidden: Hidden) -> str:
    """Write a softmax as a function of the heads that are bound around it."""
    bound: dict[Index, str] = {}
    for index, over in hidden.bound.items():
        bound[index] = scope.set_of_heads(over, bound)
    heads = "".join(f" ({identifier(index)} : {kind})" for index, kind in bound.items())
    softmax = gallina(hidden.softmax, scope, bound)
    return f"(fun{heads} => {softmax})" if heads else softmax


def _blocks(out: _Written) -> str:
    """Use ι_gᵀ ι_h = Id or 0 of the inclusions of this theorem."""
    name = next(n for n, (_, _, g) in out.scope.letters.items() if g.kind == "inclusion")
    return f"rewrite ?mulmxA (blocks {name}_is); by_law {DEFINITION}"


def _used(out: _Written, k: int, step: Step) -> tuple[list[str], str]:
    """Write the instance of an earlier theorem that step k uses, for the heads it is used of."""
    used = out.earlier[step.by]
    out.requires[module_of(used)] = None
    sides = instance((used.left, used.right), step.put)
    mentioned = {i for side in sides for i in _indices(side)}
    lines = (out.theorem.steps[k - 1].line, step.line)
    before, names = [], []
    for around in (b for line in lines for b in _places(line, sides[0], {}, out.scope)):
        bound = {i: kind for i, kind in around.items() if i in mentioned}
        name = f"{out.theorem.name}_{k}_{used.name}" + "".join(f"_{identifier(i)}" for i in bound)
        if name in names:
            continue
        heads = "".join(f" ({identifier(i)} : {kind})" for i, kind in bound.items())
        left, right = (gallina(side, out.scope, bound) for side in sides)
        before.append(f"Lemma {name}{heads} : {left} = {right}.")
        before.append(f"Proof. {_instantiated(out, used, step, bound)}. Qed.")
        names.append(name)
        if isinstance(sides[0], Product):  # it may stand behind other factors
            left, right = (_chain(side, out.scope, bound) for side in sides)
            applied = f"({name} {' '.join(map(identifier, bound))})" if bound else name
            before.append(f"Lemma {name}_behind{heads} m (X : 'M[RR]_(m, _)) :"
                          f" X *m {left} = X *m {right}.")  # fmt: skip
            before.append(f"Proof. by have := congr1 (mulmx X) {applied}; rewrite ?mulmxA. Qed.")
            names.append(f"{name}_behind")
    if not names:
        raise NotExportedError(f"{step.by} isn't met in the lines that it is to lead between")
    places = f"at_places ltac:(first [{' | '.join(f'exact: {name}' for name in names)}])"
    rewriting = f"by_law ltac:(rewrite ?({', '.join(names)}, mulmxA))"
    return before, f"first [solve [{places}] | {rewriting}]"


def _instantiated(out: _Written, used: Theorem, step: Step, bound: Bound) -> str:
    """Return the proof of an instance: by unification, or with all arguments written."""
    if step.put or is_exact(used, out.earlier):
        bracketed = tuple((letter, Named("put", "put", (), new)) if parts_of(new) else (letter, new)
                          for letter, new in step.put)  # fmt: skip
        left, right = (gallina(side, out.scope, bound)
                       for side in instance((used.left, used.right), bracketed))  # fmt: skip
        return (f"have: {left} = {right} by exact: {lemma_of(used)}."
                " by rewrite ?(mulmxA, addrA)")  # fmt: skip
    its = Scope()
    for line in used.steps:
        gallina(line.line, its)
    args = [*its.spaces, *its.heads, *its.functions]
    args += [_argument(out.scope, letter, bound) for letter in its.letters.values()]
    return f"exact: (@{lemma_of(used)} RR {' '.join(args)})"


def _argument(scope: Scope, letter: Variable, bound: Bound) -> str:
    """Write a letter of an earlier theorem; a family of its own is the one of that type here."""
    kind, key, g = letter
    if None in key:
        return next(name for name, known in scope.letters.items() if known[:2] == (kind, key))
    return scope.letter(g, bound)


def _places(e: Expression, sought: Expression, bound: Bound, scope: Scope) -> Iterator[Bound]:
    """Yield which heads are bound where an expression is met, or stands among factors."""
    if e == sought or _is_among_factors(sought, e):
        yield bound
    inside = bound
    if isinstance(e, HeadSum):
        inside = {**bound, e.index: scope.set_of_heads(e.over, bound)}
    for part in parts_of(e):
        yield from _places(part, sought, inside, scope)


def _indices(e: Expression) -> Iterator[Index]:
    """List the indices of an expression's letters, scalars and sets of heads."""
    match e:
        case Letter(g):
            yield from g.index
        case Scaled(factor, _) if not isinstance(factor, int):
            yield from factor.index
        case HeadSum(_, _, over):
            yield from over.index
    for part in parts_of(e):
        yield from _indices(part)


def _is_among_factors(sought: Expression, e: Expression) -> bool:
    if not isinstance(e, Product) or not isinstance(sought, Product):
        return False
    n = len(sought.parts)
    return any(e.parts[k : k + n] == sought.parts for k in range(len(e.parts) - n + 1))
