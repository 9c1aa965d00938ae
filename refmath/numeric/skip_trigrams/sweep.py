"""One head's sweep over sources, for the strongest skip-trigrams: in blocks, in pieces, bounded.

What a block's bound says can't reach the k-th strongest so far is left out; the bounds cover their
own rounding and that of what they bound.
"""

from __future__ import annotations

import warnings
from concurrent.futures import Future
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from refmath.numeric.arrays.libraries import Matrix
from refmath.numeric.arrays.rounding import gamma
from refmath.numeric.skip_trigrams.best_entries import (
    Best,
    best_entries,
    factors_of,
    norms,
    working_space,
)
from refmath.numeric.skip_trigrams.readings import (
    centred_effects,
    centred_scores,
    shared_attention,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from refmath.numeric.arrays.low_rank import LowRank
    from refmath.numeric.model.transformer import Transformer

BLOCK = 256
"""How many sources are swept at a time: the largest array has so many rows of d_vocab entries."""

PIECES = 8
"""Into how many pieces an executor's work on one head is cut."""

MOST_PAIRS = 2**20
"""How many pairs of a destination and an output are weighed at a time."""

_UP = 1 + gamma(64, "float64")  # covers the roundings of a bound, and of the attention


@dataclass(frozen=True, eq=False)
class Columns:
    """Skip-trigrams in columns; the ranks are those among the source's scores and effects."""

    strength: Matrix
    head: Matrix
    source: Matrix
    destination_rank: Matrix
    output_rank: Matrix
    destination: Matrix
    output: Matrix
    score: Matrix
    effect: Matrix

    def __len__(self) -> int:
        return len(self.strength)

    def of_head(self, head: int) -> Columns:
        """Return the same skip-trigrams as those of one head."""
        return replace(self, head=np.full(len(self), head))

    def rows(self, at: Matrix) -> Columns:
        """Return some rows of each column, in the order asked for."""
        return Columns(**{name: column[at] for name, column in vars(self).items()})


def one_below_another(parts: list[Columns]) -> Columns:
    """Put the rows of several one below another."""
    names = [field.name for field in fields(Columns)]
    return Columns(**{n: np.concatenate([getattr(part, n) for part in parts]) for n in names})


class _Side(NamedTuple):
    """The destinations, or the outputs, longest rows first; and the sources' rows against them."""

    rows: Matrix
    tokens: Matrix
    norms: Matrix
    sources: Matrix
    source_norms: Matrix

    def reaching(self, least: float, longest: float) -> int:
        """Count the rows whose product with one so long may reach `least`."""
        if least <= 0:
            return len(self.rows)
        with np.errstate(divide="ignore", over="ignore"):
            shortest = np.float64(least) / longest / _UP
        return int(np.searchsorted(-self.norms, -shortest, side="right"))

    def of_sources(self, at: Matrix) -> _Side:
        return self._replace(sources=self.sources[at], source_norms=self.source_norms[at])


@dataclass(frozen=True)
class Work:
    """One head's sweep over some sources; what is weaker than `floor` is of no interest."""

    scores: _Side
    effects: _Side
    sources: Matrix
    k: int
    n_ctx: int
    floor: float

    def bounds(self) -> Matrix:
        """Bound each source's strongest triple: by Cauchy and Schwarz, both ways."""
        attention = shared_attention(
            self.scores.norms[0] * self.scores.source_norms * _UP, self.n_ctx
        )
        effects: Matrix = self.effects.norms[0] * self.effects.source_norms
        return np.asarray(effects * attention * _UP)

    def of_sources(self, at: Matrix, floor: float) -> Work:
        """Return the same work on some of the sources, above another floor."""
        return replace(
            self,
            scores=self.scores.of_sources(at),
            effects=self.effects.of_sources(at),
            sources=self.sources[at],
            floor=floor,
        )


def work_of(
    model: Transformer, layer: int, head: int, wanted: Matrix, k: int, n_ctx: int, floor: float
) -> Work:
    """Prepare one head's sweep over the wanted sources."""
    scores = _side(centred_scores(model, layer, head), wanted)
    effects = _side(centred_effects(model, layer, head), wanted)
    return Work(scores, effects, wanted, k, n_ctx, floor)


def _side(circuit: LowRank, wanted: Matrix) -> _Side:
    rows, sources = factors_of(circuit)
    lengths = norms(rows)
    order = np.argsort(-lengths, kind="stable")
    sources = sources[wanted]
    return _Side(np.asfortranarray(rows[order]), order, lengths[order], sources, norms(sources))


def sweep(work: Work) -> Iterator[tuple[int, Columns]]:
    """Yield how many sources were swept and what was found, until no bound reaches the floor."""
    bounds, floor = work.bounds(), work.floor
    order = np.argsort(-bounds, kind="stable")
    space = working_space(len(work.scores.rows), min(BLOCK, len(order)), work.scores.rows.dtype)
    best = nothing()
    for start in range(0, len(order), BLOCK):
        block = order[start : start + BLOCK]
        reaching = block[bounds[block] >= floor]
        if not len(reaching):
            yield len(order) - start, nothing()
            return
        found = _block(work.of_sources(reaching, floor), space)
        best = strongest(best, found, work.k)
        floor = max(floor, kth_strength(best, work.k))
        yield len(block), found


def shared_sweep(work: Work, executor: Executor) -> Iterator[tuple[int, Columns]]:
    """Sweep the most promising block here, for a floor, and the rest in the executor."""
    order = np.argsort(-work.bounds(), kind="stable")
    first, rest = order[:BLOCK], order[BLOCK:]
    found = _swept(work.of_sources(first, work.floor))
    yield len(first), found
    floor = max(work.floor, kth_strength(found, work.k))
    pieces = [rest[i::PIECES] for i in range(min(PIECES, len(rest)))]
    futures = [_submitted(executor, work.of_sources(piece, floor)) for piece in pieces]
    try:
        for i, (piece, future) in enumerate(zip(pieces, futures, strict=True)):
            try:
                swept = future.result()
            except Exception as error:  # whatever befell the worker: the piece is lost
                warnings.warn(
                    f"top_skip_trigrams: the executor lost piece {i + 1} of {len(pieces)}, "
                    f"{len(piece):,} sources ({error!r}); it is swept here",
                    RuntimeWarning,
                    stacklevel=3,
                )
                swept = _swept(work.of_sources(piece, floor))
            yield len(piece), swept
    finally:
        for future in futures:
            future.cancel()


def _submitted(executor: Executor, work: Work) -> Future[Columns]:
    try:
        return executor.submit(_swept, work)
    except Exception as error:  # a pool that lost a worker takes nothing more
        failed: Future[Columns] = Future()
        failed.set_exception(error)
        return failed


def _swept(work: Work) -> Columns:
    best = nothing()
    for _, found in sweep(work):
        best = strongest(best, found, work.k)
    return best


def _block(work: Work, space: Matrix) -> Columns:
    """Find what reaches the floor, among each source's k best at most: outputs first."""
    scores, effects, floor = work.scores, work.effects, work.floor
    attention = shared_attention(scores.norms[0] * scores.source_norms * _UP, work.n_ctx) * _UP
    with np.errstate(divide="ignore", invalid="ignore"):
        least = np.where(floor > 0, floor / attention / _UP, 0.0)
    n = effects.reaching(least.min(), effects.source_norms.max())
    least = np.maximum(least, np.nextafter(0.0, 1.0))  # only what is raised
    outputs = best_entries(
        effects.rows[:n],
        effects.sources,
        work.k,
        floor=least,
        names=effects.tokens[:n],
        space=space,
    )
    first = outputs.rank == 0
    raised, largest = outputs.column[first], outputs.value[first]
    possible = largest * _UP >= floor  # no attention exceeds 1
    raised, least = raised[possible], _least_score(floor / largest[possible], work.n_ctx)
    if not len(raised):
        return nothing()
    m = scores.reaching(least.min(), scores.source_norms[raised].max())
    destinations = best_entries(
        scores.rows[:m],
        scores.sources[raised],
        work.k,
        floor=least,
        names=scores.tokens[:m],
        space=space,
    )
    return _pairs(work, raised, outputs, destinations)


def _least_score(attention: Matrix, n_ctx: int) -> Matrix:
    """Return a score below which no reference attention reaches this one."""
    p = np.minimum(attention / _UP, 1 - 2.0**-20)  # where 1 - p has 33 bits that are right
    with np.errstate(divide="ignore"):
        score: Matrix = np.log(p / (1 - p)) + np.log(float(n_ctx - 1))
    return score - 2.0**-30 * (1 + np.abs(score))


def _pairs(work: Work, raised: Matrix, outputs: Best, destinations: Best) -> Columns:
    """Weigh each source's destinations with its outputs, of ranks that can be among the k best."""
    place = np.full(len(work.sources), -1)
    place[raised] = np.arange(len(raised))
    kept = place[outputs.column] >= 0
    outputs = Best(place[outputs.column[kept]], *(column[kept] for column in outputs[1:]))
    effect, output = _by_rank(outputs, len(raised), work.effects.tokens)
    score, destination = _by_rank(destinations, len(raised), work.scores.tokens)
    attention = np.minimum.accumulate(shared_attention(score, work.n_ctx), axis=1)
    # (i + 1)(j + 1) - 1 pairs, all that rank no lower in both, come before (i, j).
    counts = np.minimum(work.k // (1 + np.arange(min(work.k, score.shape[1]))), effect.shape[1])
    i = np.repeat(np.arange(len(counts)), counts)
    j = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    i, j = i[j < effect.shape[1]], j[j < effect.shape[1]]
    least = max(work.floor, np.nextafter(0.0, 1.0))
    step, parts = max(1, MOST_PAIRS // max(1, len(i))), []
    for start in range(0, len(raised), step):
        rows = slice(start, start + step)
        strength = attention[rows][:, i] * np.maximum(effect[rows], 0.0)[:, j]
        row, pair = np.nonzero(strength >= least)
        at, dst, out = row + start, i[pair], j[pair]
        weighed = Columns(
            strength=strength[row, pair],
            head=np.zeros(len(row), np.int64),
            source=work.sources[raised[at]],
            destination_rank=dst,
            output_rank=out,
            destination=destination[at, dst],
            output=output[at, out],
            score=score[at, dst],
            effect=effect[at, out],
        )
        parts.append(strongest(nothing(), weighed, work.k))
    return one_below_another(parts)


def _by_rank(best: Best, n: int, tokens: Matrix) -> tuple[Matrix, Matrix]:
    """Lay values and tokens out in rows, by rank; -inf where there are no more."""
    width = int(best.rank.max()) + 1 if len(best.rank) else 1
    values, names = np.full((n, width), -np.inf), np.zeros((n, width), np.int64)
    values[best.column, best.rank] = best.value
    names[best.column, best.rank] = tokens[best.row]
    return values, names


def strongest(one: Columns, other: Columns, k: int) -> Columns:
    """Merge two findings, and keep the k strongest, in the order that `top_skip_trigrams` says."""
    both = one_below_another([one, other])
    keys = (both.output_rank, both.destination_rank, both.source, both.head, -both.strength)
    return both.rows(np.lexsort(keys)[:k])


def kth_strength(found: Columns, k: int) -> float:
    """Return the strength that must be reached to be among the k strongest."""
    return float(found.strength[k - 1]) if len(found) >= k else 0.0


def nothing() -> Columns:
    """Return no findings."""
    reals = ("strength", "score", "effect")
    none = {True: np.zeros(0), False: np.zeros(0, np.int64)}
    return Columns(**{field.name: none[field.name in reals] for field in fields(Columns)})
