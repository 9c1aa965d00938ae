"""The smallest model on which an answer is wrong, as code to run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.conforming.answers.diagnosis import Asked, ask
from refmath.conforming.cases import Case, Weights
from refmath.conforming.quantities import Setting

if TYPE_CHECKING:
    from refmath.conforming.adapters import Held

OURS = {
    "embedding": "rm.residual_stream(model, {tokens})[0]",
    "scores": "run(model, np.array({tokens})).scores",
    "pattern": "rm.attention_patterns(model, {tokens})",
    "residual stream": "rm.residual_stream(model, {tokens})",
    "QK circuit": "rm.qk_circuit(model, 0, 0).dense()",
    "OV circuit": "rm.ov_circuit(model, 0, 0).dense()",
    "composition scores": "{{kind: rm.composition_scores(model, kind) for kind in 'QKV'}}",
    "logits of a path": "{{p: rm.path_logits(model, p, {tokens}) for p in rm.paths(model)}}",
    "logits of each order": "rm.logits_by_order(model, {tokens})",
    "direct logit attribution": (
        "rm.direct_logit_attribution(model, {tokens}, destination=-1, output=0)"
    ),
    "logits": "rm.logits(model, {tokens})",
    "skip-trigrams": "[*rm.skip_trigrams({tokens})]",
    "skip-grams": "[*rm.skip_grams({tokens}, 2, 1)]",
}
"""What gives our answer."""


@cache
def small_settings() -> tuple[Setting, ...]:
    """List small models without parts, the smallest first, and short sequences."""
    shapes = (
        (2, 1, [(1, 1)], [0]),
        (2, 1, [(1, 1)], [0, 1]),
        (2, 1, [(2, 1)], [0, 1]),
        (2, 2, [(1, 1)], [0, 1]),
        (2, 2, [(1, 2)], [0, 1]),
        (2, 1, [(1, 1)] * 2, [0, 1]),
        (3, 2, [(1, 1)], [0, 2, 1]),
        (2, 2, [(2, 1)], [0, 1]),
        (2, 2, [(1, 1)] * 2, [0, 1]),
        (3, 2, [(2, 2)], [0, 2, 1]),
        (3, 3, [(2, 2)], [0, 2, 1]),
        (3, 2, [(1, 1)] * 2, [0, 2, 1]),
        (3, 3, [(2, 2)] * 2, [0, 2, 1]),
    )
    models = tuple(
        Setting(f"small, {n}", Weights(100 + n).model(d_vocab, d_model, heads), np.array(tokens))
        for n, (d_vocab, d_model, heads, tokens) in enumerate(shapes)
    )
    words = ("", "a", "ab", "abc", "aba", "abcd", "aaaa")
    return (*models, *(Setting(f"«{word}»", None, tuple(word)) for word in words))


def smallest(held: Held, asked: Asked) -> Asked:
    """Return the smallest small model on which the same quantity is wrong; else what was asked."""
    for case in _smaller(asked.case):
        found = ask(held, case)
        if not found.right and not found.problem.startswith("it raised"):
            return found
    return asked


def _smaller(case: Case) -> Iterator[Case]:
    quantity, of_words = case.quantity, case.setting.model is None
    if quantity.name not in OURS:
        return
    for setting in small_settings():
        if (setting.model is None) != of_words:
            continue
        one_layer = quantity.method in ("qk", "ov")
        if setting.model and quantity.method == "composition" and setting.model.n_layers < 2:
            continue
        if not (setting.model and one_layer and setting.model.n_layers != 1):
            yield Case(quantity, setting)


def as_code(asked: Asked) -> str:
    """Write a case as a program that prints our answer; ten lines or so."""
    setting, name = asked.case.setting, asked.case.quantity.name
    if setting.model is None:
        tokens = repr(list(setting.tokens))
        return f"import refmath as rm\nprint({OURS[name].format(tokens=tokens)})"
    if name not in OURS:
        return (
            "from refmath.conforming.cases import settings\n"
            f"print(next(s for s in settings() if s.name == {setting.name!r}))"
        )
    lines = ["import numpy as np", "import refmath as rm"]
    if name == "scores":
        lines.append("from refmath.conforming.steps import run")
    model = setting.model
    for n, layer in enumerate(model.layers):
        lines.append(f"layer_{n} = {_written(layer)}")
    layers = ", ".join(f"layer_{n}" for n in range(model.n_layers))
    lines.append(f"W_E, W_U = {_written(model.W_E)}, {_written(model.W_U)}")
    others = "".join(f", {field}" for field in _fields(model))
    lines.append(f"model = rm.Transformer(W_E, W_U, [{layers}]{others})")
    lines.append(f"print({OURS[name].format(tokens=np.asarray(setting.tokens).tolist())})")
    return "\n".join(lines)


def _written(value: Any) -> str:
    """Write an array, or weights of `refmath`, as what makes it."""
    if isinstance(value, np.ndarray):
        return f"np.array({value.astype(np.float64).tolist()})"
    if not is_dataclass(value):
        return repr(value)
    required = [f.name for f in fields(value) if f.default is MISSING]
    given = [_written(getattr(value, name)) for name in required]
    return f"rm.{type(value).__name__}({', '.join([*given, *_fields(value)])})"


def _fields(value: Any) -> list[str]:
    """Write the fields that are not what they are if nothing is said."""
    optional = {f.name: (getattr(value, f.name), f.default) for f in fields(value)}
    return [
        f"{name}={_written(given)}"
        for name, (given, default) in optional.items()
        if default is not MISSING and given is not default and not _same(given, default)
    ]


def _same(given: Any, default: Any) -> bool:
    return isinstance(given, str | bool | float | int) and bool(given == default)
