"""An index is read as NumPy reads it: compared with NumPy on an array of that shape."""

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refmath.numeric.arrays.indexing import places

SHAPE = (3, 2, 4, 5)


@st.composite
def indices(draw):
    """Integers and slices in front, arrays of integers of one length too at the last two axes."""
    few = draw(st.integers(0, 3))

    def item(axis):
        size = SHAPE[axis]
        one = st.integers(-size, size - 1)
        some = st.lists(one, min_size=few, max_size=few).map(lambda n: np.array(n, np.int64))
        kinds = [one, st.slices(size)]
        return draw(st.one_of(*kinds, some) if axis == 3 else st.one_of(*kinds))

    whole = tuple(item(axis) for axis in range(4))
    # Where `...` stands for no axis NumPy still moves axes for it, if it is between a place and an
    # array: here each axis stays in its place.
    dots = draw(st.integers(0, 4))
    shown = draw(st.integers(min(dots + 1, 4), 4))
    return draw(st.sampled_from([whole, (*whole[:dots], ..., *whole[shown:])]))


@given(indices())
def test_places_are_those_that_numpy_reads(index):
    array = np.arange(np.prod(SHAPE)).reshape(SHAPE)
    read = places(index, SHAPE)
    assert len(read) == len(SHAPE)
    assert np.array_equal(array[read], array[index])
    for place, size in zip(read, SHAPE, strict=True):
        if not isinstance(place, slice):
            assert ((np.asarray(place) >= 0) & (np.asarray(place) < size)).all()


def test_dots_that_stand_for_no_axis_move_none():
    array = np.arange(np.prod(SHAPE)).reshape(SHAPE)
    read = places((slice(None), 0, ..., 0, [1, 4]), SHAPE)
    assert array[read].tolist() == array[:, 0, 0, [1, 4]].tolist()


@pytest.mark.parametrize("library", [np, array_api_strict])
@pytest.mark.parametrize("dtype", ["int8", "int64", "uint8"])
def test_arrays_of_any_integers_and_library_are_places_of_64_bits(library, dtype):
    (read, _) = places((library.asarray([2, 0], dtype=getattr(library, dtype)),), (4, 5))
    assert isinstance(read, np.ndarray)
    assert (read.dtype, read.tolist()) == (np.int64, [2, 0])


def test_a_size_beyond_a_small_dtype_is_counted_from_the_end():
    assert places((np.array([-1], np.int8),), (300, 2))[0].tolist() == [299]


@pytest.mark.parametrize(
    ("index", "said"),
    [
        (
            ([0, 1], 0, 0, 0),
            r"index: expected integers or slices of the sizes in front, got \[0, 1\]",
        ),
        (([0], 0, 0, 0), r"got \[0\]"),
        ((0, 0, [9], 0), "index: expected integers from -4 to 3, got 9"),
        ((0, 0, [True], 0), "index: expected an array of integers from -4 to 3"),
        ((..., ...), r"index: expected at most 4 places, an axis each of \(3, 2, 4, 5\)"),
        ((0,) * 5, "index: expected at most 4 places"),
    ],
)
def test_what_is_no_index_is_refused(index, said):
    with pytest.raises(ValueError, match=said):
        places(index, SHAPE)
