"""Safetensors files are read as their own library reads them, tensor by tensor, or refused."""

import json
import struct
import tracemalloc
from io import BytesIO

import numpy as np
import pytest
import safetensors.numpy
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as of_numpy

from refmath.trained.tensors_file import header_of, tensors_of

DTYPES = ("float16", "float32", "float64", "bool")
DTYPES += tuple(f"{sign}int{8 * n}" for sign in ("", "u") for n in (1, 2, 4, 8))
ARRAYS = st.sampled_from(DTYPES).flatmap(
    lambda dtype: of_numpy.arrays(dtype, of_numpy.array_shapes(min_dims=0, min_side=0, max_side=3))
)


def read(content):
    return tensors_of("a file", BytesIO(content), len(content))


def file_of(header, n_bytes=16):
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + bytes(range(n_bytes))


def listed(start, end, shape, dtype="F32"):
    return {"dtype": dtype, "shape": shape, "data_offsets": [start, end]}


@given(
    # Without any, and without metadata, `safetensors` writes a file that it doesn't read.
    st.dictionaries(
        st.text(st.characters(codec="ascii"), min_size=1, max_size=4), ARRAYS, min_size=1
    ),
    st.dictionaries(st.text(max_size=3), st.text(max_size=3)),
)
def test_what_was_saved_is_read_to_the_bit(tensors, metadata):
    content = safetensors.numpy.save(tensors, metadata)
    found, said = read(content)
    assert (said, found.keys()) == (metadata, tensors.keys())
    for name, array in tensors.items():
        assert (found[name].dtype, found[name].shape) == (array.dtype, array.shape)
        assert found[name].tobytes() == array.tobytes()
    dtypes, said_again = header_of("a file", BytesIO(content), len(content))
    assert (dtypes.keys(), said_again) == (tensors.keys(), metadata)


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ({"a": listed(0, 8, [2]), "b": listed(12, 16, [1])}, "'b' with a gap before it"),
        ({"a": listed(4, 16, [3])}, "'a' with a gap before it"),
        ({"a": listed(0, 12, [3]), "b": listed(8, 16, [2])}, "'b' with bytes of another"),
        ({"a": listed(0, 16, [4]), "b": listed(0, 16, [4])}, "'b' with bytes of another"),
        ({"a": listed(0, 16, [3])}, r"'a' of shape \(3,\) in 16 bytes"),
        ({"a": listed(0, 16, [5])}, r"'a' of shape \(5,\) in 16 bytes"),
        ({"a": listed(0, 16, [2, 2], "F64")}, r"'a' of shape \(2, 2\) in 16 bytes"),
        ({"a": listed(0, 16, [-4])}, "no counts"),
        ({"a": listed(-1, 16, [4])}, "no counts"),
        ({"a": listed(0, 16, [4.0])}, "no counts"),
        ({"a": listed(0, 16, [True, 4])}, "no counts"),
        ({"a": listed(0, 16, 4)}, "a header that is none"),
        ({"a": listed(0, 16, [4]) | {"more": 1}}, "of which other things are said"),
        ({"a": listed(0, 16, [4]), "b": listed(16, 16, [0, 2**62])}, "no array has"),
        ({"a": listed(0, 16, [4]), "b": listed(16, 16, [0, 2**70])}, "no array has"),
        ({"a": listed(0, 16, [4]), "b": listed(16, 16, [0] * 70)}, "no array has"),
        ({"a": listed(0, 16, [4], "F7")}, "expected a dtype that NumPy knows, got F7"),
    ],
)
def test_a_header_that_does_not_fit_its_tensors_is_refused(header, says):
    with pytest.raises(ValueError, match=says):
        read(file_of(header))


def test_tensors_may_stand_in_any_order_and_empty_ones_between():
    header = {"b": listed(8, 16, [2]), "e": listed(8, 8, [0, 3]), "a": listed(0, 8, [2])}
    found, _ = read(file_of(header))
    assert list(found) == ["b", "e", "a"]
    assert found["a"].tobytes() == bytes(range(8))
    assert found["b"].tobytes() == bytes(range(8, 16))
    assert found["e"].shape == (0, 3)


def test_a_file_that_grew_shorter_meanwhile_is_refused():
    content = file_of({"a": listed(0, 16, [4])})
    with pytest.raises(ValueError, match="fewer bytes than a moment before"):
        tensors_of("a file", BytesIO(content[:-4]), len(content))


def test_the_file_is_never_held_beside_its_tensors(tmp_path):
    path = tmp_path / "some.safetensors"
    arrays = {f"{n}": np.ones((64, 1024), np.float32) for n in range(16)}
    path.write_bytes(safetensors.numpy.save(arrays))
    size = path.stat().st_size
    del arrays
    tracemalloc.start()
    try:
        with path.open("rb") as file:
            found, _ = tensors_of("a file", file, size)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(found) == 16
    assert peak < 1.1 * size
