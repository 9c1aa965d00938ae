"""Re-checks certificates of ranges from the model's file, in whole numbers; nothing of ours."""

import hashlib
import json
import math
import struct
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

MOST_BYTES, MOST_PRODUCTS, MOST_NATS = 1 << 25, 1 << 28, 1024  # above, no check
SCHEMA, BITS, ENDS = "refmath-range/1", 128, (("lowest", 1), ("highest", -1))


class CheckedCertificate(NamedTuple):
    """What came of a certificate: "holds", "falls" or "not checked"; why; how many claims held."""

    outcome: str
    reason: str
    claims: int


def check_certificate(certificate: "str | Path", model_file: "str | Path") -> CheckedCertificate:
    r"""Re-check a certificate of ranges from the model's file, with nothing of what proved it.

    The ends $\min, \max$, over all contexts, of each head's attention and effect lie no further out
    than it says; the contexts that it names reach them within its rounding; the bounds are the sums
    of the heads' ends; the direct path adds what it says. The weights are the file's, as they are.

    Args:
        certificate: a file that `save_certificate` has written.
        model_file: the file of the model that it speaks of.

    Returns:
        The `CheckedCertificate`, in O(n_heads · d_vocab · d_model) a range; above `MOST_BYTES`,
        `MOST_PRODUCTS` or `MOST_NATS` nothing is checked.

    Raises:
        ValueError: for what isn't the path of a file.

    Theorem:
        certified_range

    Examples:
        >>> import refmath as rm
        >>> rm.check_certificate("nowhere.json", "mine.safetensors")
        Traceback (most recent call last):
        ValueError: certificate: expected the path of a file, got 'nowhere.json'
    """
    for name, path in (("certificate", certificate), ("model_file", model_file)):
        if not isinstance(path, str | Path) or not Path(path).is_file():
            raise ValueError(f"{name}: expected the path of a file, got {path!r:.99}")
    held = 0
    try:
        for claim, is_true in _claims(*_read(Path(certificate), Path(model_file))):
            if not is_true:
                return CheckedCertificate("falls", claim, held)
            held += 1
    except NotImplementedError as error:
        return CheckedCertificate("not checked", str(error), held)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
            struct.error) as error:  # fmt: skip
        return CheckedCertificate("falls", f"no certificate of this model: {error!r:.200}", held)
    return CheckedCertificate("holds", "", held)


def _read(certificate: Path, file: Path) -> tuple[dict[str, Any], dict[str, Any], int]:
    """Return what is said, the weights times 2^scale, and the scale; the digests must be right."""
    if max(certificate.stat().st_size, file.stat().st_size) > MOST_BYTES:
        raise NotImplementedError(f"a file of more than {MOST_BYTES:,} bytes")
    said, model = json.loads(certificate.read_bytes()), file.read_bytes()
    seal, rest = said.pop("sha256"), json.dumps(said, sort_keys=True, allow_nan=False).encode()
    digests = [hashlib.sha256(content).hexdigest() for content in (rest, model)]
    if [said["schema"], seal, said["model"]["sha256"]] != [SCHEMA, *digests]:
        raise ValueError("its schema, its digest or its model is another")
    start = 8 + int.from_bytes(model[:8], "little")
    header = json.loads(model[8:start])
    settings = json.loads(header.pop("__metadata__")["settings"])
    known = {"W_E", "W_U", *(f"layers.0.W_{letter}" for letter in "QKVO")}
    other = {*(header.keys() ^ known), *(settings.keys() ^ {"positions", "causal"})} - {"W_pos"}
    if other or settings["causal"] is not True:
        raise NotImplementedError(f"a model that has or lacks {sorted(other) or 'causality'}")
    floats, letters = {}, {"F32": "f", "F64": "d"}
    for name, tensor in header.items():
        form = f"<{math.prod(tensor['shape'])}{letters[tensor['dtype']]}"
        floats[name] = struct.unpack_from(form, model, start + tensor["data_offsets"][0])
    scale = max(x.as_integer_ratio()[1] for w in floats.values() for x in w).bit_length() - 1
    rows: dict[str, Any] = settings | {"d_head": header["layers.0.W_Q"]["shape"][1]}
    for name, tensor in floats.items():
        ratios, width = map(float.as_integer_ratio, tensor), header[name]["shape"][-1]
        whole = [n << scale + 1 - over.bit_length() for n, over in ratios]
        rows[name[-3:]] = [whole[at : at + width] for at in range(0, len(whole), width)]
    return said, rows, scale


def _whole(value: Any, below: int) -> int:
    if type(value) is not int or not 0 <= value < below:
        raise ValueError(f"{value!r:.40} where a whole number from 0 stands, below {below}")
    return value


def _times(rows: Iterable[Sequence[int]], x: Sequence[int]) -> list[int]:
    return [sum(a * b for a, b in zip(row, x, strict=True)) for row in rows]


def _weights(scores: list[int], scale: int, d_head: int) -> list[tuple[int, int]]:
    """Enclose e^(score / √d_head), over the least: rounded down, it loses less than 2^-96 of it."""
    over, least, enclosed = math.isqrt(d_head << 2 * BITS) + 1 << scale, min(scores), []
    for score in scores:
        x = (score - least << 2 * BITS) // over
        if x >> BITS >= MOST_NATS:
            raise NotImplementedError(f"scores {MOST_NATS} nats apart, or more")
        halvings = max(0, x.bit_length() - BITS + 8)
        term = total = 1 << BITS
        for n in range(1, 24):
            term = term * (x >> halvings) // (n << BITS)
            total += term
        for _ in range(halvings):
            total = total * total >> BITS
        enclosed.append((total, total + (total >> 96)))
    return enclosed


def _low(weight: tuple[int, int], gain: int) -> int:
    return weight[gain < 0] * gain  # no more than the product: a loss gets the larger weight


def _within(weights: Any, of: Any, ends: Any, level: Fraction, sign: int, context: Any) -> bool:
    """Tell whether no mean is below a level, or above for a sign of -1: in a context, or in all.

    None is if the sum of w (v - level) is 0 or more in every context; the least of these sums has
    the worst token at each free place. w is a token's and a place's, v a value and a shift `over`.
    """
    (tokens, places), (values, shifts, over), (source, destination, spots) = weights, of, ends
    (p, q), gains = level.as_integer_ratio(), {}
    for s in set(shifts):
        pairs = zip(tokens, values, strict=True)
        gains[s] = [_low(w, sign * ((v + s) * q - p * over)) for w, v in pairs]
    at = [gains[shift] for shift in shifts]
    if context is not None:
        return sum(_low(w, gain[t]) for w, gain, t in zip(places, at, context, strict=True)) >= 0
    worst = {shift: min(gains[shift]) for shift in gains}
    free = [_low(w, worst[shift]) for w, shift in zip(places, shifts, strict=True)]
    more = min(_low(places[j], at[j][source]) - free[j] for j in spots)
    return bool(sum(free[:-1]) + more + _low(places[-1], at[-1][destination]) >= 0)


def _claims(said: Any, rows: dict[str, Any], scale: int) -> Iterator[tuple[str, bool]]:
    """Tell of each claim whether it is true."""
    Q, K, V, W_O, W_U, d_head = (rows[n] for n in ("W_Q", "W_K", "W_V", "W_O", "W_U", "d_head"))
    tokens, d_model = list(zip(*rows["W_E"], strict=True)), len(rows["W_E"])
    n_ctx, in_stream = _whole(said["n_ctx"], MOST_PRODUCTS), rows["positions"] == "residual"
    cost = (len(tokens) + n_ctx) * (3 * d_model + 64 + 8 * in_stream * n_ctx)
    cost *= sum(len(about["heads"]) for about in said["ranges"])
    if not 0 < cost <= MOST_PRODUCTS:
        raise NotImplementedError(f"{cost:,} products where 1 to {MOST_PRODUCTS:,} are taken")
    none, place = [(0,) * d_model] * n_ctx, said["source_position"]
    places = list(zip(*rows["pos"], strict=True))[:n_ctx] if "pos" in rows else none
    spots = [at for at in range(n_ctx - 1) if place in (None, at)]
    minus, times = [sum(column) for column in zip(*W_U, strict=True)], len(W_U)
    if said["against"] is not None:
        minus, times = W_U[_whole(said["against"], times)], 1
    for n, about in enumerate(said["ranges"]):
        a, b = (_whole(about[name], len(tokens)) for name in ("source", "destination"))
        output = W_U[_whole(about["output"], len(W_U))]
        read = [times * x - y for x, y in zip(output, minus, strict=True)]
        at_end = [x + y for x, y in zip(tokens[b], places[n_ctx - 1], strict=True)]
        (direct,) = _times([read], at_end if in_stream else tokens[b])
        off = abs(Fraction(direct, times << 2 * scale) - Fraction.from_float(about["direct"]))
        yield f"ranges[{n}].direct", off <= Fraction.from_float(about["direct_rounding"])
        sums, size = {1: Fraction(), -1: Fraction()}, Fraction()
        heads = {_whole(its["head"], len(Q) // d_head): its for its in about["heads"]}
        yield f"ranges[{n}].heads", len(heads) == len(about["heads"])
        for h, its in heads.items():
            of_Q, of_KV = (slice(k * d_head, (k + 1) * d_head) for k in (h, h * len(K) // len(Q)))
            written = _times(zip(*W_O[h * d_model : (h + 1) * d_model], strict=True), read)
            score = _times(zip(*K[of_KV], strict=True), _times(Q[of_Q], at_end))
            value = _times(zip(*V[of_KV], strict=True), written)
            weights = [_weights(_times(x, score), 4 * scale, d_head) for x in (tokens, places)]
            shifts = _times(places if in_stream else none, value)
            of = {"attention": ([int(t == a) for t in range(len(tokens))], [0] * n_ctx, 1)}
            of |= {"effect": (_times(tokens, value), shifts, times << 4 * scale)}
            for name, (end, sign) in product(of, ENDS):
                within = partial(_within, weights, of[name], (a, b, spots))
                level, rounding = map(Fraction.from_float, (its[name][end], its[name]["rounding"]))
                context = [_whole(t, len(tokens)) for t in its[name][f"{end}_context"]]
                where = f"ranges[{n}].heads[{h}].{name}.{end}"
                yield where, within(level - sign * rounding, sign, None)
                sources = {context[j] for j in spots}
                fits = len(context) == n_ctx and context[-1] == b and a in sources
                yield f"{where}_context", fits and within(level + sign * rounding, -sign, context)
                if name == "effect":
                    sums[sign] += level - sign * rounding
                    size += abs(level) + rounding
        for end, sign in ENDS:
            wider = sign * (sums[sign] - Fraction.from_float(about[end]))
            yield f"ranges[{n}].{end}", 0 <= wider <= size / 2**36
