"""Arrays in `.npy` files: the header is held against the file's length before anything is read."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from refmath.input_files import regular_file

if TYPE_CHECKING:
    from numpy.typing import NDArray


def mapped_integers(name: str, path: Path, ndim: int) -> NDArray[np.integer[Any]]:
    """Map a `.npy` file of integers into memory; the file is open as long as the array is held.

    Args:
        name: what the file is called in errors.
        path: the file.
        ndim: how many axes the array has to have.

    Raises:
        ValueError: for a file that is damaged, cut short or too long, and for another array.
        OSError: if it can't be read.

    Examples:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     np.save(f"{folder}/tokens.npy", np.array([3, 1, 2]))
        ...     mapped_integers("tokens", Path(f"{folder}/tokens.npy"), 1).tolist()
        [3, 1, 2]
    """
    size = regular_file(name, path)
    with path.open("rb") as file:
        shape, fortran_order, dtype = described(name, file, size)
        offset = file.tell()
    if dtype.kind not in "iu" or len(shape) != ndim:
        wanted = "(n,)" if ndim == 1 else "(n, n_ctx)"
        raise ValueError(
            f"{name}: expected integers of shape {wanted}; got {dtype} of shape {shape}"
        )
    if 0 in shape:
        return np.zeros(shape, dtype)
    return np.memmap(path, dtype, "r", offset, shape, "F" if fortran_order else "C")


def described(name: str, file: IO[bytes], size: int) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    """Read a `.npy` header: the shape, whether columns lie together, the type; no objects.

    Args:
        name: what the file is called in errors.
        file: at its beginning; left where the array begins.
        size: how many bytes it has in all.

    Raises:
        ValueError: for what is no such header, or says another length than there is.
    """
    try:
        version = np.lib.format.read_magic(file)
        read = {
            (1, 0): np.lib.format.read_array_header_1_0,
            (2, 0): np.lib.format.read_array_header_2_0,
        }[version]
        shape, fortran_order, dtype = read(file)
    except Exception as error:  # what a damaged header makes its parser raise is of a dozen kinds
        raise ValueError(f"{name}: expected an array of integers: {error}") from error
    if dtype.hasobject:
        raise ValueError(
            f"{name}: expected an array of numbers; got objects, which need unpickling"
        )
    length = dtype.itemsize
    for n in shape:  # Python's integers: NumPy's own product may overflow
        length *= n
    there = size - file.tell()
    if min(shape, default=0) < 0 or length != there:
        raise ValueError(
            f"{name}: expected an array of integers: its header says {length:,} bytes of shape"
            f" {shape}, there are {there:,}"
        )
    return shape, fortran_order, dtype
