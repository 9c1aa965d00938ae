"""Tensors are each taken once; what is left, missing, or of another kind is named."""

import re
import struct

import numpy as np
import pytest
import safetensors.numpy

from refmath.foreign.tensors import Tensors, dtype_name, tensors_in

ONE = np.ones((2, 3), np.float32)


def test_each_is_taken_once_and_what_is_left_is_refused():
    rest = Tensors(
        {"transformer.a": ONE, "b": ONE, "c": ONE, "h.0.attn.masked_bias": ONE[0]}, "transformer."
    )
    assert rest.taken("a") is ONE
    with pytest.raises(ValueError, match="tensors: expected one named 'a', got none"):
        rest.taken("a")
    assert rest.maybe("a") is None
    assert rest.turned("b").shape == (3, 2)
    with pytest.raises(ValueError, match="tensors: here doesn't know c"):
        rest.refuse_what_is_left("here")
    rest.taken("c")
    rest.refuse_what_is_left("here")  # the mask holds no weights


def test_two_that_have_one_name_are_refused():
    with pytest.raises(ValueError, match=r"expected one named 'a', got transformer\.a, too"):
        Tensors({"transformer.a": ONE, "a": ONE}, "transformer.")


def test_a_bias_that_is_all_zero_is_none():
    rest = Tensors({"zero": np.zeros(3), "b": np.array([0.0, -1e-300, 0.0]), "minus": -np.zeros(2)})
    assert rest.bias("zero") is None
    assert rest.bias("minus") is None
    assert rest.bias("b") is not None
    with pytest.raises(ValueError, match="tensors: expected one named 'b', got none"):
        rest.bias("b")


def test_layers_are_counted_by_what_the_config_says():
    rest = Tensors({"h.0.a": ONE, "h.1.a": ONE})
    rest.count("h", 2)
    with pytest.raises(ValueError, match=r"tensors: expected h\.2, got 2 others"):
        rest.count("h", 3)


@pytest.mark.parametrize(
    ("tensors", "says"),
    [
        ([ONE], "source: expected arrays by name, got"),
        ({"a": [1.0]}, "tensors['a']: expected an array, got list"),
        ({1: ONE}, "tensors: expected names that are strings, got 1"),
        ({"a": np.ones(2, np.int64)}, "a: expected floating weights, got dtype int64"),
        ({"a": np.ones(2, bool)}, "a: expected floating weights, got dtype bool"),
        (
            {"a": np.ones(2, np.float16)},
            "dtype: expected 'float32', which changes no number, to widen a of dtype float16",
        ),
    ],
)
def test_what_are_no_weights_is_refused(tensors, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        Tensors(tensors)


def test_narrow_weights_are_widened_exactly_and_that_is_said():
    half = np.array([1 / 3, 65504, 6e-8], np.float16)
    for dtype in ("float32", "float64"):
        with pytest.warns(UserWarning, match=f"float16 widened to {dtype}"):
            wide = Tensors({"a": half}, dtype=dtype).taken("a")
        assert wide.dtype == dtype
        assert np.array_equal(wide, half)
    same = Tensors({"a": ONE}, dtype="float32").taken("a")  # without a word: nothing is widened
    assert same is ONE


def test_what_would_be_narrowed_is_refused():
    with pytest.raises(
        ValueError, match="dtype: expected 'float64', which holds a of dtype float64"
    ):
        Tensors({"a": np.ones(2)}, dtype="float32")
    with pytest.raises(ValueError, match="dtype: expected 'float32' or 'float64', got 'float16'"):
        Tensors({"a": np.ones(2)}, dtype="float16")


def safetensors_of(tensors):
    """A file of two-byte floats, written by hand: NumPy has no bfloat16."""
    header, place, content = "", 0, b""
    for name, words in tensors.items():
        end = place + 2 * len(words)
        header += (
            f'"{name}":{{"dtype":"BF16","shape":[{len(words)}],"data_offsets":[{place},{end}]}},'
        )
        content += struct.pack(f"<{len(words)}H", *words)
        place = end
    header = f"{{{header.rstrip(',')}}}"
    header += " " * (-len(header) % 8)
    return struct.pack("<Q", len(header)) + header.encode() + content


def test_bfloat16_is_the_upper_half_of_float32(tmp_path):
    path = tmp_path / "model.safetensors"
    words = [0x3F80, 0xC000, 0x3EAB, 0x0001, 0x7F7F, 0x8000]
    path.write_bytes(safetensors_of({"a": words, "b": words[:2]}))
    with pytest.raises(ValueError, match=r"dtype: expected 'float32', .* to widen .*, got None"):
        tensors_in(path)
    with pytest.warns(UserWarning, match="bfloat16 widened to float32"):
        found = tensors_in(path, dtype="float32")
    exact = [1.0, -2.0, 171 / 512, 2.0**-133, 2.0**127 * (2 - 2.0**-7), -0.0]
    assert found["a"].dtype == np.float32
    assert found["a"].tolist() == exact
    assert found["b"].tolist() == exact[:2]


def test_a_file_that_is_none_is_refused(tmp_path):
    with pytest.raises(ValueError, match="source: expected a model, its tensors or a file of them"):
        tensors_in(tmp_path / "absent")
    path = tmp_path / "model.safetensors"
    path.write_bytes(safetensors.numpy.save({"a": ONE})[:-1])
    with pytest.raises(ValueError, match=r"source: .*: expected a whole safetensors file"):
        tensors_in(path)


@pytest.mark.parametrize("dtype", [np.float32, np.dtype("f4"), "torch.float32", "float32"])
def test_a_dtype_has_a_name_in_any_library(dtype):
    assert dtype_name(dtype) == "float32"
