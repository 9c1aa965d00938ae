"""Drawn cases: models of Hypothesis' drawing, shrunk to the smallest that shows what is wrong."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from refmath.conforming.answers.diagnosis import NOT_OFFERED, Asked, ask
from refmath.conforming.cases import DRAWN, IN_STEPS, REFUSAL, Case, speaks_of
from refmath.conforming.quantities import Quantity, Setting
from refmath.strategies import models_with_tokens

if TYPE_CHECKING:
    from refmath.conforming.adapters import Conventions, Held

KEPT = 12
"""How many right answers, and how many wrong ones, are kept for the mistakes to be told by."""
ASKED_FOR = {
    "biases": ("b_Q", "b_K", "b_V", "b_O", "b_U"),
    "norms": ("norm", "norm.bias", "final_norm", "final_norm.bias"),
    "rotary": ("rotary",),
    "groups": ("grouped keys and values",),
    "scores": ("score_scale", "score_cap", "score_bias", "window", "sinks"),
    "normed queries and keys": ("q_norm", "k_norm"),
}
"""Which parts an adapter has to know for models to be drawn with some, by the strategies' words."""
OF_MLPS = ("mlp", "norm", "norm.bias", "b_O")
"""The MLPs that are drawn may have biases and norms, as the layers do."""


@dataclass(frozen=True)
class Drawn:
    """What came of drawing.

    Attributes:
        shrunk: the smallest case that was found wrong; where none was, the last that was asked, or
            None if nothing was offered.
        others: some of the other answers, right ones and wrong ones.
    """

    shrunk: Asked | None
    others: tuple[Asked, ...]

    @property
    def wrong(self) -> bool:
        """Whether a case was found that is wrong."""
        return self.shrunk is not None and _is_wrong(self.shrunk)


def draw(held: Held, quantity: Quantity, *, examples: int, seed: int) -> Drawn:
    """Look for a case in which an adapter's answer is wrong, and shrink it.

    As many cases are drawn, and as long as none is wrong; the same at each run of one seed.
    """
    right: deque[Asked] = deque(maxlen=KEPT)
    wrong: deque[Asked] = deque(maxlen=KEPT)

    number = count()

    def is_wrong(drawn: Any) -> bool:
        setting = _setting(quantity, drawn, f"{DRAWN}, {next(number)}")
        case = Case(quantity, setting)
        if not speaks_of(quantity, setting) or not case.suits(held.conventions):
            return False
        asked = ask(held, case)
        if asked.problem != NOT_OFFERED:
            (wrong if _is_wrong(asked) else right).append(asked)
        return _is_wrong(asked)

    how = settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    try:
        smallest = find(
            _strategy(quantity, held.conventions), is_wrong, settings=how, random=Random(seed)
        )
    except NoSuchExample:
        return Drawn(right[-1] if right else None, ())
    shrunk = ask(held, Case(quantity, _setting(quantity, smallest, DRAWN)))
    return Drawn(shrunk, (*right, *wrong))


def is_drawn(quantity: Quantity) -> bool:
    """Whether cases are drawn for a quantity: the empty context is one fixed case."""
    return quantity.name != REFUSAL


def _is_wrong(asked: Asked) -> bool:
    return asked.problem != NOT_OFFERED and (bool(asked.problem) or not asked.right)


def _setting(quantity: Quantity, drawn: Any, name: str) -> Setting:
    if _of_words(quantity):
        return Setting(name, None, tuple(drawn))
    model, tokens = drawn
    return Setting(name, model, tokens)


def _of_words(quantity: Quantity) -> bool:
    return quantity.method in ("skip_trigrams", "skip_grams")


def _strategy(quantity: Quantity, conventions: Conventions) -> st.SearchStrategy[Any]:
    if _of_words(quantity):
        return st.lists(st.sampled_from("abcd"), max_size=6)
    in_steps = quantity.name in IN_STEPS
    one_layer = quantity.method in ("qk", "ov")
    least = 2 if quantity.method == "composition" else 0
    where = st.sampled_from((None, *conventions.positions)) if in_steps else None
    return models_with_tokens(
        n_layers=1 if one_layer else st.integers(least, 2),
        n_heads=st.integers(1, 8),
        positions=where,
        parts=_parts(conventions) if in_steps else (),
    )


def _parts(conventions: Conventions) -> tuple[str, ...]:
    """Return which parts models are drawn with, in the words of the strategies."""
    known = set(conventions.parts)
    words = [word for word, parts in ASKED_FOR.items() if known.issuperset(parts)]
    if known.issuperset(OF_MLPS):
        words.append("mlps")
        words += ["gates"] if "mlp.W_gate" in known else []
        words += ["parallel"] if "parallel" in known else []
    return tuple(words)
