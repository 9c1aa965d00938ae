"""Mistakes in lists of grams."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from refmath.conforming.mistakes.mistake import Mistake
from refmath.conforming.quantities import Answer, Setting, sizes_asked, steps_asked
from refmath.sequences.grams import skip_grams, skip_trigram, skip_trigrams

_LISTS = "skip-trigrams"
_SIZES = "skip-grams"


def _grams(of: Callable[[Sequence[Any], int | None], Any]) -> Callable[[Setting], Answer]:
    return lambda setting: steps_asked(lambda step: list(of(setting.tokens, step)))


def _sizes(of: Callable[[Sequence[Any], int, int], Any]) -> Callable[[Setting], Answer]:
    return lambda setting: sizes_asked(lambda n, k: list(of(setting.tokens, n, k)))


def _largest(words: Sequence[Any], step: int | None) -> int:
    return max(0, len(words) - 3) if step is None else step


def _last_step_alone(words: Sequence[Any], step: int | None) -> Any:
    return skip_trigram(words, _largest(words, step))


def _elements_as_positions(words: Sequence[Any], step: int | None) -> list[tuple[int, ...]]:
    """List the positions themselves, as the notebook's loop prints them."""
    return [tuple(gram) for gram in skip_trigrams(range(len(words)), step)]


def _the_notebooks(words: Sequence[Any], step: int | None) -> list[tuple[int, ...]]:
    """List the positions of one step alone, as the notebook's loop prints them."""
    return [tuple(gram) for gram in skip_trigram(range(len(words)), _largest(words, step))]


def _each_once(words: Sequence[Any], step: int | None) -> Any:
    return dict.fromkeys(skip_trigrams(words, step))


def _doubled(words: Sequence[Any], step: int | None) -> Any:
    """List each step's grams anew within the next."""
    return [g for s in range(_largest(words, step) + 1) for g in skip_trigrams(words, s)]


def _no_neighbours(words: Sequence[Any], step: int | None) -> Any:
    return islice(skip_trigrams(words, step), max(0, len(words) - 2), None)


def _step_too_far(words: Sequence[Any], step: int | None) -> Any:
    return skip_trigrams(words, None if step is None else step + 1)


def _step_short(words: Sequence[Any], step: int | None) -> Any:
    return () if step == 0 else skip_trigrams(words, None if step is None else step - 1)


def _last_left_out(words: Sequence[Any], step: int | None) -> Any:
    return skip_trigrams(words[:-1], step)


def _output_first(words: Sequence[Any], step: int | None) -> Any:
    return ((b, c, a) for a, b, c in skip_trigrams(words, step))


def _output_anywhere(words: Sequence[Any], step: int | None) -> Any:
    """List k-skip-3-grams: the output may stand further behind the destination, too."""
    return skip_grams(words, 3, _largest(words, step))


def _skips_a_gap(words: Sequence[Any], n: int, k: int) -> list[tuple[Any, ...]]:
    """Let each gap, and not all together, leave out k."""
    found: list[tuple[int, ...]] = [(i,) for i in range(len(words))]
    for _ in range(n - 1):
        found = [(*g, j) for g in found for j in range(g[-1] + 1, len(words)) if j - g[-1] <= k + 1]
    return [tuple(words[i] for i in g) for g in found]


def _exactly_k(words: Sequence[Any], n: int, k: int) -> Any:
    if not k:
        return skip_grams(words, n, k)
    found = list(skip_grams(range(len(words)), n, k))
    return (tuple(words[i] for i in g) for g in found if g[-1] - g[0] == n - 1 + k)


def _sizes_each_once(words: Sequence[Any], n: int, k: int) -> Any:
    return dict.fromkeys(skip_grams(words, n, k))


def _no_grams_at_the_end(words: Sequence[Any], n: int, k: int) -> Any:
    """List only the grams whose whole window of n + k is in the sequence."""
    found = skip_grams(range(len(words)), n, k)
    return (tuple(words[i] for i in g) for g in found if g[0] + n + k <= len(words))


OF_GRAMS = (
    Mistake(
        "one_step_alone",
        "the grams of the largest step, and none of the smaller ones",
        "",
        answers={_LISTS: _grams(_last_step_alone)},
    ),
    Mistake(
        "elements_as_positions",
        "taking elements for positions: right on range(n) alone",
        "",
        answers={_LISTS: _grams(_elements_as_positions)},
    ),
    Mistake(
        "elements_as_positions_of_one_step",
        "the notebook's loop: taking elements for positions, and one step alone",
        "",
        answers={_LISTS: _grams(_the_notebooks)},
    ),
    Mistake(
        "each_once",
        "a set, which holds what comes several times once",
        "",
        answers={_LISTS: _grams(_each_once), _SIZES: _sizes(_sizes_each_once)},
    ),
    Mistake(
        "doubled",
        "listing the smaller steps again with each larger one",
        "",
        answers={_LISTS: _grams(_doubled)},
    ),
    Mistake(
        "no_neighbours",
        "that something has to be left out between source and destination",
        "",
        answers={_LISTS: _grams(_no_neighbours)},
    ),
    Mistake(
        "no_neighbours_and_each_once",
        "a set, in which something has to be left out between source and destination",
        "",
        answers={_LISTS: _grams(lambda words, step: dict.fromkeys(_no_neighbours(words, step)))},
    ),
    Mistake(
        "one_step_too_far",
        "counting the destination with what is left out",
        "",
        answers={_LISTS: _grams(_step_too_far)},
    ),
    Mistake(
        "one_step_short",
        "counting the step from source to destination as 1",
        "",
        answers={_LISTS: _grams(_step_short)},
    ),
    Mistake(
        "last_left_out",
        "ending a position too early",
        "",
        answers={
            _LISTS: _grams(_last_left_out),
            _SIZES: _sizes(lambda words, n, k: skip_grams(words[:-1], n, k)),
        },
    ),
    Mistake(
        "source_last",
        "destination, output, source for source, destination, output",
        "",
        answers={_LISTS: _grams(_output_first)},
    ),
    Mistake(
        "output_anywhere",
        "letting tokens stand between destination and output, too",
        "",
        answers={_LISTS: _grams(_output_anywhere)},
    ),
    Mistake(
        "skips_in_each_gap",
        "letting each gap leave out k, where all together may",
        "",
        answers={_SIZES: _sizes(_skips_a_gap)},
    ),
    Mistake(
        "exactly_k",
        "leaving out exactly k for at most k",
        "",
        answers={_SIZES: _sizes(_exactly_k)},
    ),
    Mistake(
        "none_at_the_end",
        "listing grams only where a whole window of n + k fits",
        "",
        answers={_SIZES: _sizes(_no_grams_at_the_end)},
    ),
)
