"""Safetensors files: the header is held against the file's length before the tensors are read."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

import numpy as np
import safetensors
import safetensors.numpy

from refmath.input_files import json_of, kind_of

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array

MOST_HEADER = 100_000_000
"""The longest header that the format admits, in bytes."""

_DTYPES = {
    "BOOL": "?",
    **{f"{kind.upper()}{8 * n}": f"<{kind}{n}" for kind in "ui" for n in (1, 2, 4, 8)},
    **{f"F{8 * n}": f"<f{n}" for n in (2, 4, 8)},
}
_IN_NUMPY = frozenset(_DTYPES)


def tensors_of(
    name: str, file: IO[bytes], size: int, *, widened: frozenset[str] = frozenset()
) -> tuple[dict[str, Array], dict[str, str]]:
    """Read the tensors of a safetensors file, and what its metadata say; nothing is unpickled.

    Args:
        name: what the file is called in errors.
        file: at its beginning.
        size: how many bytes it has.
        widened: types that NumPy lacks and that are to be read as float32: "BF16", or none.

    Raises:
        ValueError: for what is no such file, is cut short or too long, or has tensors of a type
            that NumPy doesn't know, such as BF16; each in its own words.
    """
    dtypes, metadata = header_of(name, file, size)
    for tensor, dtype in dtypes.items():
        if dtype not in _IN_NUMPY | widened:
            raise ValueError(
                f"{name}: {tensor}: expected a dtype that NumPy knows, got {dtype}: save it as"
                " float32, as with `tensor.float()`"
            )
    file.seek(0)
    content = file.read(size)
    try:  # checks the header again, and that the tensors neither overlap nor leave gaps
        if "BF16" not in dtypes.values():
            return safetensors.numpy.load(content), metadata
        parts = safetensors.deserialize(content)  # type: ignore[no-untyped-call]
        return {key: _array(about) for key, about in parts}, metadata
    except (safetensors.SafetensorError, KeyError, TypeError, ValueError) as error:
        raise _no_such_file(name, f"{size} bytes that are none: {error}") from error


def header_of(name: str, file: IO[bytes], size: int) -> tuple[dict[str, str], dict[str, str]]:
    """Read the types of a safetensors file's tensors by their names, and what its metadata say.

    Args:
        name: what the file is called in errors.
        file: at its beginning.
        size: how many bytes it has.

    Raises:
        ValueError: for what is no such file, or is cut short or too long.
    """
    start = file.read(min(size, 64))
    length = int.from_bytes(start[:8], "little")
    if size < 10 or start[8:9] != b"{" or length > min(MOST_HEADER, size - 8):
        cut = length <= MOST_HEADER and start[8:9] == b"{"
        raise _no_such_file(
            name, f"{size} bytes that are none: {'the start of one' if cut else kind_of(start)}"
        )
    file.seek(8)
    try:
        header = json_of("header", file.read(length))
        sizes = [_end(about) for key, about in header.items() if key != "__metadata__"]
        metadata = _texts(header.get("__metadata__", {}))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_such_file(name, f"a header that is none: {error}") from error
    if max(sizes, default=0) != size - 8 - length:
        raise _no_such_file(
            name, f"{size - 8 - length} bytes of tensors where {max(sizes, default=0)} were saved"
        )
    dtypes = {key: str(header[key].get("dtype")) for key in header if key != "__metadata__"}
    return dtypes, metadata


def _array(about: dict[str, Any]) -> Array:
    """Make an array of a tensor's bytes; bfloat16 is the upper half of float32."""
    data, shape = about["data"], about["shape"]
    if about["dtype"] == "BF16":
        halves = np.frombuffer(data, "<u2").astype("<u4") << np.uint32(16)
        return halves.view("<f4").astype(np.float32).reshape(shape)
    return np.frombuffer(data, _DTYPES[about["dtype"]]).reshape(shape)


def _no_such_file(name: str, got: str) -> ValueError:
    return ValueError(
        f"{name}: expected a whole safetensors file (nothing else is read, and nothing unpickled),"
        f" got {got}"
    )


def _end(about: dict[str, Any]) -> int:
    start, end = about["data_offsets"]
    if type(start) is not int or type(end) is not int:
        raise ValueError("offsets that are no integers")
    return end


def _texts(metadata: dict[str, Any]) -> dict[str, str]:
    if not all(isinstance(value, str) for value in metadata.values()):
        raise ValueError("metadata that are no texts")
    return metadata
