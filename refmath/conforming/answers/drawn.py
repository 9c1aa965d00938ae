"""Drawn cases: models that Hypothesis draws, made smaller to one that shows the fault alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from refmath.conforming.adapters import parts_of
from refmath.conforming.answers.diagnosis import Asked, ask, is_wrong, size
from refmath.conforming.answers.plainer import plainest, without_part
from refmath.conforming.cases import DRAWN, IN_STEPS, REFUSAL, Case, speaks_of
from refmath.conforming.quantities import QUANTITIES, Quantity, Setting
from refmath.strategies import EVERY_PART, models

if TYPE_CHECKING:
    from refmath.conforming.adapters import Conventions, Held
    from refmath.numeric.model.transformer import Transformer

KEPT = 8
"""How many right answers, and how many wrong ones, a mistake is told by."""
IN_WORDS = ("skip_trigrams", "skip_grams")
HEADS = st.integers(1, 8)
SIZES = st.sampled_from((3, 2, 4, 1))
LENGTHS = st.sampled_from((3, 4, 2, 5, 1))
"""The first is what Hypothesis draws most often: not the plainest, since it isn't shrunk there."""
LONGEST = 5


def drawn_cases(held: Held, *, examples: int, from_seed: int) -> tuple[Case, ...]:
    """Draw so many models, or sequences, for each quantity that is offered.

    Quantities that speak of the same models are asked of the same: what is wrong in one of them is
    then seen where it begins. One seed gives one list, as long as Hypothesis is the same.
    """
    of_kind: dict[tuple[Any, ...], list[Setting]] = {}
    out = []
    for quantity in QUANTITIES:
        if quantity.name == REFUSAL or not held.offers(quantity.method):
            continue
        kind = _kind(quantity)
        if kind not in of_kind:
            drawn = _drawn(_strategy(kind, held.conventions), examples, from_seed)
            of_kind[kind] = [
                _setting(f"{DRAWN} {n}", one, held.conventions) for n, one in enumerate(drawn)
            ]
        cases = (Case(quantity, setting) for setting in of_kind[kind])
        out += [c for c in cases if speaks_of(quantity, c.setting) and c.suits(held.conventions)]
    return tuple(out)


def smallest_wrong(held: Held, wrong: Sequence[Asked]) -> Asked:
    """Make the plainest of some wrong cases as plain as it can be, and as wrong."""
    first = min(wrong, key=lambda a: (bool(a.problem), _parts(a.case.setting), size(a.case)))

    def shows(setting: Setting) -> bool:
        case = Case(first.case.quantity, setting)
        if not speaks_of(case.quantity, setting) or not case.suits(held.conventions):
            return False
        asked = ask(held, case)
        return is_wrong(asked) and _kind_of_problem(asked) == _kind_of_problem(first)

    found = plainest(first.case.setting, shows)
    return ask(held, Case(first.case.quantity, Setting(DRAWN, found.model, found.tokens)))


def some_of(found: Sequence[Asked]) -> list[Asked]:
    """Choose some answers, right ones and wrong ones, to tell a mistake by: the smallest."""
    in_order = sorted(found, key=lambda a: size(a.case))
    wrong = [a for a in in_order if is_wrong(a)]
    right = [a for a in in_order[::-1] if not is_wrong(a)]  # large ones have room for mistakes
    return [*wrong[:KEPT], *right[:KEPT]]


def _kind_of_problem(asked: Asked) -> str:
    """Tell an error from a wrong form, and one kind of error from another."""
    if asked.problem.startswith("it raised"):
        return asked.problem.partition(":")[0]
    return "form" if asked.problem else ""


def _parts(setting: Setting) -> int:
    return len(parts_of(setting.model)) if setting.model else 0


def _kind(quantity: Quantity) -> tuple[Any, ...]:
    """Say what is drawn for a quantity: words, or models of how many layers, with parts or not."""
    if quantity.method in IN_WORDS:
        return ("words",)
    if quantity.name in IN_STEPS:
        return ("models with parts",)
    if quantity.method in ("qk", "ov"):
        return ("models", 1, 1)
    return ("models", 2 if quantity.method == "composition" else 0, 2)


def _strategy(kind: tuple[Any, ...], conventions: Conventions) -> st.SearchStrategy[Any]:
    match kind:
        case ("words",):
            return st.lists(st.sampled_from("abcd"), max_size=6)
        case ("models", least, most):
            return _tokens_and_models(n_layers=st.integers(least, most), positions=None)
    where = st.sampled_from((None, *conventions.positions))
    parts = EVERY_PART if conventions.parts else ()
    layers = st.sampled_from((1, 2, 2, 1, 0))  # models without layers are few
    return _tokens_and_models(n_layers=layers, positions=where, parts=parts)


@st.composite
def _tokens_and_models(draw: st.DrawFn, /, **options: Any) -> tuple[list[int], Transformer]:
    """Draw the tokens before the weights: what comes last is often drawn as plain as can be."""
    d_vocab, d_model, n_ctx = draw(SIZES), draw(SIZES), draw(LENGTHS)
    tokens = draw(st.lists(st.integers(0, d_vocab - 1), min_size=n_ctx, max_size=n_ctx))
    sizes: dict[str, Any] = {"d_vocab": d_vocab, "d_model": d_model, "n_ctx": LONGEST}
    return tokens, draw(models(**sizes, n_heads=HEADS, **options))


def _drawn(strategy: st.SearchStrategy[Any], examples: int, from_seed: int) -> list[Any]:
    """Draw without a database, whose contents would be other at every run."""
    found: list[Any] = []

    @seed(from_seed)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(drawn: Any) -> None:
        found.append(drawn)

    collect()
    return found


def _setting(name: str, drawn: Any, conventions: Conventions) -> Setting:
    if isinstance(drawn, list):
        return Setting(name, None, tuple(drawn))
    tokens, model = drawn
    return Setting(name, _of_known_parts(model, conventions.parts), np.array(tokens))


def _of_known_parts(model: Transformer, known: Sequence[str]) -> Transformer:
    """Leave out what the adapter doesn't know."""
    for part in parts_of(model):
        if part not in known:
            model = without_part(model, part)
    return model
