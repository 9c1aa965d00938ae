"""Safetensors files: the header is held against the file's length before the tensors are read."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import numpy as np

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
_DTYPES |= {"BF16": "<u2"}


def tensors_of(
    name: str, file: IO[bytes], size: int, *, widened: frozenset[str] = frozenset()
) -> tuple[dict[str, Array], dict[str, str]]:
    """Read the tensors of a safetensors file, and what its metadata say; nothing is unpickled.

    Each is read into its own place, so that the file is never held beside them.

    Args:
        name: what the file is called in errors.
        file: at its beginning.
        size: how many bytes it has.
        widened: types that NumPy lacks and that are to be read as float32: "BF16", or none.

    Raises:
        ValueError: for what is no such file, is cut short or too long, or has tensors of a type
            that NumPy doesn't know, such as BF16; each in its own words.
    """
    listed, metadata, begin = _header(name, file, size)
    for tensor, about in listed.items():
        if about.dtype not in _IN_NUMPY | widened:
            raise ValueError(
                f"{name}: {tensor}: expected a dtype that NumPy knows, got {about.dtype}: save it"
                " as float32, as with `tensor.float()`"
            )
    in_order = sorted(listed.items(), key=lambda item: (item[1].start, item[1].end))
    _check_offsets(name, in_order)
    tensors: dict[str, Array] = {}
    for tensor, about in in_order:
        file.seek(begin + about.start)
        tensors[tensor] = _array(name, file, about)
    return {tensor: tensors[tensor] for tensor in listed}, metadata


def header_of(name: str, file: IO[bytes], size: int) -> tuple[dict[str, str], dict[str, str]]:
    """Read the types of a safetensors file's tensors by their names, and what its metadata say.

    Args:
        name: what the file is called in errors.
        file: at its beginning.
        size: how many bytes it has.

    Raises:
        ValueError: for what is no such file, or is cut short or too long.
    """
    listed, metadata, _ = _header(name, file, size)
    return {tensor: about.dtype for tensor, about in listed.items()}, metadata


@dataclass(frozen=True)
class _Listed:
    """What the header says of one tensor; offsets count from the header's end."""

    dtype: str
    shape: tuple[int, ...]
    start: int
    end: int


def _header(
    name: str, file: IO[bytes], size: int
) -> tuple[dict[str, _Listed], dict[str, str], int]:
    """Read what is listed, what the metadata say, and where the tensors begin."""
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
        metadata = _texts(header.pop("__metadata__", {}))
        listed = {tensor: _as_listed(about) for tensor, about in header.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_such_file(name, f"a header that is none: {error}") from error
    end = max((about.end for about in listed.values()), default=0)
    if end != size - 8 - length:
        raise _no_such_file(name, f"{size - 8 - length} bytes of tensors where {end} were saved")
    return listed, metadata, 8 + length


def _as_listed(about: dict[str, Any]) -> _Listed:
    start, end = about["data_offsets"]
    shape = about["shape"]
    if about.keys() != {"dtype", "shape", "data_offsets"} or not isinstance(shape, list):
        raise ValueError(f"a tensor of which other things are said: {sorted(about)}")
    if not all(type(number) is int and number >= 0 for number in (start, end, *shape)):
        raise ValueError("offsets or sizes that are no counts")
    return _Listed(str(about["dtype"]), tuple(shape), start, end)


def _check_offsets(name: str, in_order: list[tuple[str, _Listed]]) -> None:
    """Refuse tensors that overlap, leave gaps, or are not as large as their shapes."""
    behind = 0
    for tensor, about in in_order:
        if about.start != behind:
            what = "a gap before it" if about.start > behind else "bytes of another"
            raise _no_such_file(name, f"a tensor {tensor!r:.80} with {what}")
        behind += math.prod(about.shape) * np.dtype(_DTYPES[about.dtype]).itemsize
        if about.end != behind:
            n = about.end - about.start
            raise _no_such_file(name, f"{tensor!r:.80} of shape {about.shape} in {n} bytes")


def _array(name: str, file: IO[bytes], about: _Listed) -> Array:
    """Read one tensor, from where the file is; bfloat16 is the upper half of float32."""
    try:
        array = np.empty(about.shape, _DTYPES[about.dtype])
    except (ValueError, OverflowError) as error:  # more axes, or larger ones, than an array has
        raise _no_such_file(name, f"a tensor of a shape that no array has: {error}") from error
    content = array.reshape(-1).view(np.uint8).data
    read = 0
    while read < len(content):
        n = file.readinto(content[read:])  # type: ignore[attr-defined]
        if not n:
            raise _no_such_file(name, "fewer bytes than a moment before")
        read += n
    if about.dtype != "BF16":
        return array
    return (array.astype("<u4") << np.uint32(16)).view("<f4").astype(np.float32, copy=False)


def _no_such_file(name: str, got: str) -> ValueError:
    return ValueError(
        f"{name}: expected a whole safetensors file (nothing else is read, and nothing unpickled),"
        f" got {got}"
    )


def _texts(metadata: dict[str, Any]) -> dict[str, str]:
    if not all(isinstance(value, str) for value in metadata.values()):
        raise ValueError("metadata that are no texts")
    return metadata
