"""Write the data pack for implementations in other languages: `python -m release.vectors`.

What is expected is computed anew, in rational numbers and in intervals between two of them; the
reference functions have no part in it. How far rounding may be off beside that is bounded as for
adapters.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save

from refmath.conforming.cases import Case, cases
from refmath.conforming.quantities import Setting
from refmath.numeric.model.every_weight import with_every_weight
from refmath.symbolic.real_numbers import (
    Enclosed,
    Real,
    divided,
    enclosed,
    exponential,
    minus,
    plus,
    root,
    times,
)

FOLDER = Path(__file__).parents[1] / "vectors"
SCHEMA = "refmath-vectors/1"
VERSION = "2026-11-26"
"""The day on which what is expected changed last."""
TENSORS, RECORD = "small.safetensors", "small.json"
ASKED = ("embedding", "scores", "pattern", "residual stream", "QK circuit", "OV circuit", "logits")
"""The quantities, in the order in which one is the cause of the next."""
NEGLIGIBLE = 200
"""e to minus that is below 2⁻²⁸⁸."""

Rows = list[list[Real]]


# --- exactly, or between two rational numbers -----------------------------------------------------


def _exact(array: Any) -> Any:
    return [_exact(row) for row in array] if np.ndim(array) else Fraction(float(array))


def _sum(numbers: Sequence[Real]) -> Real:
    zero: Real = Fraction(0)
    return reduce(plus, numbers, zero)


def _transposed(rows: Rows) -> Rows:
    return [list(column) for column in zip(*rows, strict=True)]


def _by_rows(x: Rows, W: Rows) -> Rows:
    """Return x Wᵀ."""
    return [[_sum([times(a, b) for a, b in zip(u, w, strict=True)]) for w in W] for u in x]


def _added(x: Rows, y: Rows) -> Rows:
    return [[plus(a, b) for a, b in zip(u, v, strict=True)] for u, v in zip(x, y, strict=True)]


def _linear(x: Rows, W: Any, b: Any) -> Rows:
    found = _by_rows(x, _exact(W))
    return (
        found
        if b is None
        else [[plus(a, c) for a, c in zip(u, _exact(b), strict=True)] for u in found]
    )


def _root(x: Real) -> Real:
    found = root(x)
    return found if isinstance(found, Fraction) else enclosed(found)


def _exp(x: Real) -> Real:
    low, high = enclosed(x)
    if high < -NEGLIGIBLE:
        return Enclosed(Fraction(0), Fraction(1, 2**280))
    return Fraction(1) if low == high == 0 else enclosed(exponential(Enclosed(low, high)))


def _normed(norm: Any, x: Rows) -> Rows:
    return x if norm is None else [_normed_row(norm, row) for row in x]


def _normed_row(norm: Any, row: list[Real]) -> list[Real]:
    d: Real = Fraction(len(row))
    if norm.centred:
        mean = divided(_sum(row), d)
        row = [minus(a, mean) for a in row]
    variance = divided(_sum([times(a, a) for a in row]), d)
    size = _root(plus(variance, Fraction(norm.eps)))
    row = [divided(a, size) for a in row]
    if norm.gain is not None:
        row = [times(a, g) for a, g in zip(row, _exact(norm.gain), strict=True)]
    if norm.bias is not None:
        row = [plus(a, b) for a, b in zip(row, _exact(norm.bias), strict=True)]
    return row


def _of_head(norm: Any, heads: list[Rows], head: int) -> Rows:
    """Norm a head's queries or keys: by themselves, or with those of all heads."""
    d = len(heads[0][0])
    if norm is None or norm.d_model in (None, d):
        return _normed(norm, heads[head])
    joined = [[a for of in heads for a in of[i]] for i in range(len(heads[0]))]
    return [row[head * d : (head + 1) * d] for row in _normed(norm, joined)]


def _turned(rotary: Any, x: Rows) -> Rows:
    return x if rotary is None else [_turned_row(rotary, i, row) for i, row in enumerate(x)]


def _turned_row(rotary: Any, i: int, row: list[Real]) -> list[Real]:
    row, half = list(row), rotary.d_rotary // 2
    cosines, sines = _exact(rotary.cos[i]), _exact(rotary.sin[i])
    for pair, (c, s) in enumerate(zip(cosines, sines, strict=True)):
        a, b = (pair, pair + half) if rotary.pairing == "halves" else (2 * pair, 2 * pair + 1)
        u, v = row[a], row[b]
        row[a], row[b] = minus(times(u, c), times(v, s)), plus(times(u, s), times(v, c))
    return row


def _score(layer: Any, product: Real) -> Real:
    if layer.score_scale is None:
        score = divided(product, _root(Fraction(layer.d_head)))
    else:
        score = times(product, Fraction(layer.score_scale))
    return score if layer.score_cap is None else _capped(score, Fraction(layer.score_cap))


def _capped(score: Real, cap: Fraction) -> Real:
    """Return c tanh(s/c) = c − 2c / (e^(2s/c) + 1)."""
    power = plus(_exp(divided(times(Fraction(2), score), cap)), Fraction(1))
    return minus(cap, divided(2 * cap, power))


def _behind_heads(layer: Any, x: Rows, written: list[Rows]) -> Rows:
    """Return the stream with what all heads write, and the layer's bias, through their norm."""
    none: Real = Fraction(0)
    before, x = x, x if layer.post_norm is None else [[none] * len(row) for row in x]
    for of_head in written:
        x = _added(x, of_head)
    if layer.b_O is not None:
        x = [[plus(a, b) for a, b in zip(row, _exact(layer.b_O), strict=True)] for row in x]
    return x if layer.post_norm is None else _added(before, _normed(layer.post_norm, x))


def _pattern_row(model: Any, layer: Any, head: int, i: int, scores: list[Real]) -> list[Real]:
    first = 0 if layer.window is None else max(0, i - layer.window + 1)
    seen = range(first, i + 1 if model.causal else len(scores))
    sinks = [] if layer.sinks is None else [_exact(layer.sinks[head])]
    shift = max(enclosed(s).low for s in [*(scores[j] for j in seen), *sinks])
    weights = {j: _exp(minus(scores[j], shift)) for j in seen}
    total = _sum([*weights.values(), *(_exp(minus(s, shift)) for s in sinks)])
    none: Real = Fraction(0)
    return [divided(weights[j], total) if j in weights else none for j in range(len(scores))]


def _through(model: Any, layer: Any, positions: Rows, x: Rows) -> tuple[list[Rows], ...]:
    """Return a layer's scores and patterns, and what each head writes."""
    read = _normed(layer.norm, x)
    of_qk = _added(read, positions) if positions and model.positions == "qk" else read
    b_Q, b_K, b_V = (
        [None] * len(W) if b is None else b
        for W, b in ((layer.W_Q, layer.b_Q), (layer.W_K, layer.b_K), (layer.W_V, layer.b_V))
    )
    queries = [_linear(of_qk, W, b) for W, b in zip(layer.W_Q, b_Q, strict=True)]
    keys = [_linear(of_qk, W, b) for W, b in zip(layer.W_K, b_K, strict=True)]
    all_scores, patterns, written = [], [], []
    for h in range(layer.n_heads):
        group = h * layer.n_groups // layer.n_heads
        q = _turned(layer.rotary, _of_head(layer.q_norm, queries, h))
        k = _turned(layer.rotary, _of_head(layer.k_norm, keys, group))
        scores = [[_score(layer, product) for product in row] for row in _by_rows(q, k)]
        if layer.score_bias is not None:
            bias = _exact(layer.score_bias[h])
            scores = [
                [plus(s, bias[max(i - j, 0)]) for j, s in enumerate(row)]
                for i, row in enumerate(scores)
            ]
        A = [_pattern_row(model, layer, h, i, row) for i, row in enumerate(scores)]
        v = _linear(read, layer.W_V[group], b_V[group])
        all_scores.append(scores)
        patterns.append(A)
        written.append(_by_rows(_by_rows(A, _transposed(v)), _exact(layer.W_O[h])))
    return all_scores, patterns, written


def expected_of(setting: Setting) -> dict[str, dict[str, Rows]]:
    """Return what is expected of a model without MLPs, by quantity, and by what it is of."""
    model, tokens = setting.of_model, setting.tokens
    x: Rows = _exact(model.W_E[:, tokens].T)
    positions: Rows = [] if model.W_pos is None else _exact(model.W_pos[:, : len(tokens)].T)
    if positions and model.positions == "residual":
        x = _added(x, positions)
    streams = [x]
    found: dict[str, dict[str, Rows]] = {name: {} for name in ASKED}
    for n, layer in enumerate(model.layers):
        scores, patterns, written = _through(model, layer, positions, x)
        for h in range(layer.n_heads):
            found["scores"][f"layer {n}, head {h}"] = scores[h]
            found["pattern"][f"layer {n}, head {h}"] = patterns[h]
            group = h * layer.n_groups // layer.n_heads
            to_left = _by_rows(_transposed(_exact(model.W_E)), _exact(layer.W_Q[h]))
            to_right = _by_rows(_transposed(_exact(model.W_E)), _exact(layer.W_K[group]))
            found["QK circuit"][f"layer {n}, head {h}"] = _by_rows(to_left, to_right)
            values = _by_rows(_transposed(_exact(model.W_E)), _exact(layer.W_V[group]))
            outputs = _by_rows(values, _exact(layer.W_O[h]))
            found["OV circuit"][f"layer {n}, head {h}"] = _by_rows(_exact(model.W_U), outputs)
        x = _behind_heads(layer, x, written)
        streams.append(x)
    found["embedding"]["before layer 0"] = streams[0]
    found["residual stream"] = {f"before layer {n}": x for n, x in enumerate(streams)}
    logits = _linear(_normed(model.final_norm, x), model.W_U, model.b_U)
    if model.logit_cap is not None:
        logits = [[_capped(a, Fraction(model.logit_cap)) for a in row] for row in logits]
    found["logits"][""] = logits
    return found


# --- written --------------------------------------------------------------------------------------


def _ends(rows: Rows) -> tuple[Any, Any]:
    """Return the floats next to both ends of each number, outwards."""
    low = [[_float_at(enclosed(x).low, -1) for x in row] for row in rows]
    high = [[_float_at(enclosed(x).high, 1) for x in row] for row in rows]
    return np.array(low), np.array(high)


def _float_at(x: Fraction, sign: int) -> float:
    found = float(x)
    beyond = (Fraction(found) - x) * sign < 0
    return math.nextafter(found, sign * math.inf) if beyond else found


def _parts_of(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """List the arrays, numbers and words of a model, by their fields' names."""
    for field in fields(value):
        given, name = getattr(value, field.name), place + field.name
        if field.name == "layers":
            for n, layer in enumerate(given):
                yield from _parts_of(layer, f"layers.{n}.")
        elif is_dataclass(given):
            yield from _parts_of(given, f"{name}.")
        elif given is not None:
            yield name, given


def _asked() -> tuple[list[Case], list[Case]]:
    """Return the cases that are written, and those of models with an MLP, or of a batch."""
    of_models = [case for case in cases() if case.quantity.name in ASKED]
    left = [
        c for c in of_models if "mlp" in c.setting.of_model.parts or np.ndim(c.setting.tokens) > 1
    ]
    return [case for case in of_models if case not in left], left


def pack() -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the record and the arrays."""
    written, left = _asked()
    arrays: dict[str, Any] = {}
    models: dict[str, Any] = {}
    found: dict[str, dict[str, dict[str, Rows]]] = {}
    entries = []
    for case in written:
        setting, name = case.setting, case.setting.name
        if name not in models:
            given = dict(_parts_of(setting.model))
            of_arrays = {k: np.asarray(v) for k, v in given.items() if np.ndim(v)}
            arrays |= {f"{name}/{k}": v.astype(np.float64) for k, v in of_arrays.items()}
            others = {k: v for k, v in given.items() if k not in of_arrays}
            tokens = setting.tokens.tolist()
            models[name] = {"tokens": tokens, "arrays": sorted(of_arrays), "others": others}
            found[name] = expected_of(setting)
        entries.append(_entry(case, found[name][case.quantity.name], arrays))
    record = {
        "schema": SCHEMA,
        "version": VERSION,
        "tensors": TENSORS,
        "models": models,
        "cases": entries,
        "lists": _lists(),
        "left_out": sorted({case.setting.name for case in left}),
    }
    return record, arrays


def _entry(case: Case, rows: Mapping[str, Rows], arrays: dict[str, Any]) -> dict[str, Any]:
    setting, quantity = case.setting, case.quantity
    single = with_every_weight(setting.of_model, lambda W: W.astype(np.float32))
    bounds = {
        "float64": quantity.bound(setting),
        "float32": quantity.bound(Setting(setting.name, single, setting.tokens)),
    }
    exact = {}
    for of, numbers in rows.items():
        place = f"{case.name}/{of}"
        arrays[f"{place}/low"], arrays[f"{place}/high"] = _ends(numbers)
        shape = arrays[f"{place}/low"].shape
        for dtype, bound in bounds.items():
            whole = np.broadcast_to(np.asarray(bound[of], dtype=np.float64), shape)
            arrays[f"{place}/bound.{dtype}"] = np.ascontiguousarray(whole)
        if all(isinstance(x, Fraction) for row in numbers for x in row):
            exact[of] = [[str(x) for x in row] for row in numbers]
    return {
        "name": case.name,
        "quantity": quantity.name,
        "model": setting.name,
        "of": list(rows),
        "free_rows": quantity.free_rows,
        "masked": quantity.masked and setting.of_model.causal,
        "exact": exact,
    }


def _lists() -> list[dict[str, Any]]:
    """List the skip-trigrams and skip-grams that are expected of sequences of words."""
    return [
        {
            "name": case.name,
            "words": list(case.setting.tokens),
            "expected": {
                of: [list(g) for g in v] for of, v in case.quantity.ours(case.setting).items()
            },
        }
        for case in cases()
        if case.setting.model is None
    ]


def main() -> None:
    """Write both files."""
    record, arrays = pack()
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / TENSORS).write_bytes(save(arrays, {"schema": SCHEMA, "version": VERSION}))
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
    (FOLDER / RECORD).write_text(text + "\n", encoding="utf-8")
    print(f"{len(record['cases'])} cases, {len(record['lists'])} lists, {len(arrays)} arrays")


if __name__ == "__main__":
    main()
