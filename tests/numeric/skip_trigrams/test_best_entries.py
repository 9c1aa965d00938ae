"""The sieve loses nothing: against all entries, in float32 and float64, ties and roundings."""

import numpy as np
import pytest

from refmath.numeric.skip_trigrams import best_entries
from refmath.numeric.skip_trigrams.best_entries import entries, norms


def brute(left, right, k, floor):
    found = []
    for column in range(len(right)):
        values = [
            entries(left, right, np.array([row]), np.array([column]))[0] for row in range(len(left))
        ]
        order = sorted(range(len(left)), key=lambda row: (-values[row], row))[:k]
        found += [(column, row, values[row]) for row in order if values[row] >= floor]
    return found


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("k", [1, 3, 50, 200])
@pytest.mark.parametrize("floor", [-np.inf, 0.0, 3.0])
def test_the_best_are_those_of_all_entries(dtype, k, floor):
    rng = np.random.default_rng(k)
    left, right = (rng.standard_normal((n, 4)).astype(dtype) for n in (130, 9))
    left[100:] = left[:30]  # ties
    found = best_entries.best_entries(left, right, k, floor=floor)
    rows = zip(found.column.tolist(), found.row.tolist(), found.value.tolist(), strict=True)
    assert list(rows) == brute(left, right, k, floor)


def nearly_equal():
    """Rows whose entries differ by less than a product in float32 is off."""
    left = np.random.default_rng(0).standard_normal((2000, 9)).astype(np.float32)
    left[:, 8] = (1 - left[:, :8].sum(axis=1, dtype=float)).astype(np.float32)
    right = np.ones((1, 9), np.float32)
    values = entries(left, right, np.arange(2000), np.zeros(2000, int))
    order = np.argsort(-values, kind="stable")
    in_float32 = np.argsort(-(right @ left.T)[0], kind="stable")
    assert order[:20].tolist() != in_float32[:20].tolist()
    return left, right, values, order


def test_what_only_rounding_tells_apart_is_told_apart(monkeypatch):
    left, right, _, order = nearly_equal()
    for chunk in (1, 8, 64):
        monkeypatch.setattr(best_entries, "CHUNK", chunk)
        for k in (1, 5, 20, 100):
            found = best_entries.best_entries(left, right, k)
            assert found.row.tolist() == order[:k].tolist()


def test_a_floor_keeps_what_reaches_it_and_nothing_else():
    left, right, values, order = nearly_equal()
    for n in (1, 5, 20):
        found = best_entries.best_entries(left, right, 1000, floor=values[order[n - 1]])
        reaching = order[values[order] >= values[order[n - 1]]]
        assert found.row.tolist() == reaching.tolist()


def test_norms_are_never_too_short():
    rows = np.random.default_rng(1).standard_normal((1000, 7)).astype(np.float32)
    exact = np.sqrt((rows.astype(np.longdouble) ** 2).sum(axis=1))
    assert (norms(rows) >= exact).all()


def test_names_order_equal_entries():
    left, right = np.ones((5, 1)), np.ones((1, 1))
    names = np.array([4, 0, 3, 1, 2])
    found = best_entries.best_entries(left, right, 3, names=names)
    assert names[found.row].tolist() == [0, 1, 2]
