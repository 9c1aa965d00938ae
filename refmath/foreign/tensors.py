"""The tensors of a foreign model by their names: each is taken once; what is left is refused."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import array_api_compat

from refmath.arguments import one_of, refused, string
from refmath.input_files import regular_file
from refmath.numeric.arrays.libraries import check_array, is_object
from refmath.trained.tensors_file import header_of, tensors_of

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array

DTYPES = ("float32", "float64")
"""What weights may be widened to."""

# How many bits the significand of what may be widened has: more bits hold fewer bits exactly, and
# bfloat16, float16 have no larger exponents than float32.
_BITS = {"bfloat16": 8, "float16": 11, "float32": 24, "float64": 53}

_TO_WIDEN = "'float32', which changes no number, to widen"

# Buffers that hold no weights: the causal mask, what a masked score is filled with, and frequencies
# that originals compute of their config, whatever an older file says.
_NO_WEIGHTS = re.compile(
    r"(transformer\.)?(h|blocks)\.[0-9]+\.attn\.(attention\.)?(mask|IGNORE|bias|masked_bias)"
    r"|(model\.)?layers\.[0-9]+\.self_attn\.rotary_emb\.inv_freq"
)


class Tensors:
    """Tensors by name, each taken once, so that what is left over is seen.

    Args:
        tensors: arrays of one library by their names.
        prefix: what the names may begin with.
        dtype: what they are widened to; None for as they are.

    Raises:
        ValueError: for what is no array, by its name; for a dtype that doesn't hold the numbers, or
            that no `Transformer` has.

    Examples:
        >>> import numpy as np
        >>> tensors = Tensors({"b": np.zeros(2), "w": np.ones(2)})
        >>> tensors.bias("b") is None, tensors.taken("w").tolist()
        (True, [1.0, 1.0])
    """

    def __init__(self, tensors: Any, prefix: str = "", *, dtype: str | None = None) -> None:
        if not isinstance(tensors, Mapping):
            raise refused("source", "arrays by name", tensors)
        if dtype is not None:
            one_of("dtype", dtype, DTYPES)
        for name, tensor in tensors.items():
            check_array(f"tensors[{string('tensors', name, 'names that are strings')!r}]", tensor)
            if prefix and f"{prefix}{name}" in tensors:
                raise ValueError(f"tensors: expected one named {name!r}, got {prefix}{name}, too")
        kept = {name: t for name, t in tensors.items() if not _NO_WEIGHTS.fullmatch(name)}
        self.left = {name.removeprefix(prefix): tensor for name, tensor in kept.items()}
        self.dtypes = {dtype_name(tensor) for tensor in self.left.values()}
        _check_dtypes(self.left, dtype)
        if dtype is not None and self.dtypes - {dtype}:
            self.left = {name: _widened(tensor, dtype) for name, tensor in self.left.items()}
            _say_widened(" and ".join(sorted(self.dtypes - {dtype})), dtype)

    def taken(self, name: str) -> Array:
        """Return a tensor that there has to be."""
        if name not in self.left:
            raise ValueError(f"tensors: expected one named {name!r}, got none")
        return self.left.pop(name)

    def of_shape(self, name: str, shape: tuple[int, ...]) -> Array:
        """Return a tensor that there has to be, of the shape that the config says."""
        tensor = self.taken(name)
        if tuple(tensor.shape) != shape:
            raise ValueError(f"{name}: expected shape {shape}, got {tuple(tensor.shape)}")
        return tensor

    def maybe(self, name: str) -> Array | None:
        """Return a tensor that there may be."""
        return self.left.pop(name, None)

    def bias(self, name: str) -> Array | None:
        """Return a bias that there has to be, or None if it is all zero and so adds nothing."""
        bias = self.taken(name)
        xp = array_api_compat.array_namespace(bias)
        return bias if bool(xp.any(bias != 0)) else None

    def turned(self, name: str) -> Array:
        """Return a matrix, or a stack of them, transposed: originals multiply from the right."""
        tensor = self.taken(name)
        if tensor.ndim < 2:
            raise ValueError(f"{name}: expected a matrix, got shape {tuple(tensor.shape)}")
        return array_api_compat.array_namespace(tensor).matrix_transpose(tensor)

    def count(self, prefix: str, n_layers: int) -> None:
        """Make sure that there are so many layers, named prefix.0 and on."""
        places = {m[1] for name in self.left if (m := re.match(rf"{prefix}\.([0-9]+)\.", name))}
        missing = {str(n) for n in range(n_layers)} - places
        if missing:
            first = min(missing, key=int)
            raise ValueError(f"tensors: expected {prefix}.{first}, got {len(places)} others")

    def refuse_what_is_left(self, what: str) -> None:
        """Refuse the tensors that nothing has taken."""
        if self.left:
            names = sorted(self.left)
            more = "" if len(names) <= 3 else f" and {len(names) - 3} more"
            raise ValueError(f"tensors: {what} doesn't know {', '.join(names[:3])}{more}")


def dtypes_in(path: Path) -> set[str]:
    """Return what a safetensors file calls the dtypes that it has; nothing else of it is read.

    Raises:
        ValueError: for what is no such file.
        OSError: if it can't be read.
    """
    size = regular_file("source", path)
    with path.open("rb") as file:
        return set(header_of(f"source: {path}", file, size)[0].values())


def tensors_in(path: Path, *, dtype: str | None = None) -> dict[str, Array]:
    """Read a safetensors file as NumPy arrays; bfloat16, which NumPy lacks, as float32 on request.

    Raises:
        ValueError: for what is no such file.
        OSError: if it can't be read.
    """
    if not path.is_file():
        raise ValueError(f"source: expected a model, its tensors or a file of them, got {path}")
    size, name = regular_file("source", path), f"source: {path}"
    with path.open("rb") as file:
        narrow = {"BF16"} & set(header_of(name, file, size)[0].values())
        if narrow and dtype is None:
            raise ValueError(f"dtype: expected {_TO_WIDEN} {path} of dtype BF16, got None")
        if narrow:
            _say_widened("bfloat16", str(dtype))
        file.seek(0)
        return tensors_of(name, file, size, widened=frozenset(narrow))[0]


def dtype_name(tensor: Any) -> str:
    """Return the name of an array's dtype, or of a dtype, in any library.

    Examples:
        >>> import numpy as np
        >>> dtype_name(np.ones(1)), dtype_name("torch.bfloat16")
        ('float64', 'bfloat16')
    """
    dtype = tensor if isinstance(tensor, type) else getattr(tensor, "dtype", tensor)
    return str(getattr(dtype, "__name__", dtype)).rsplit(".", 1)[-1]


def _check_dtypes(tensors: Mapping[str, Array], dtype: str | None) -> None:
    """Refuse, by the tensor's name, what can't be widened, or has to be and is not asked for."""
    for name, tensor in tensors.items():
        found = dtype_name(tensor)
        if dtype is None and (found in DTYPES or is_object(tensor)):
            continue
        if found not in _BITS:
            raise ValueError(f"{name}: expected floating weights, got dtype {found}")
        if dtype is None:
            raise ValueError(f"dtype: expected {_TO_WIDEN} {name} of dtype {found}, got None")
        if _BITS[found] > _BITS[dtype]:
            raise ValueError(
                f"dtype: expected 'float64', which holds {name} of dtype {found}, got {dtype!r}"
            )


def _say_widened(narrow: str, dtype: str) -> None:
    """Tell who compares logits that the original's arithmetic rounds more coarsely."""
    warnings.warn(
        f"{narrow} widened to {dtype}: the weights are the same numbers, and the logits are"
        f" {dtype}'s, not those of arithmetic in {narrow}",
        stacklevel=5,
    )


def _widened(tensor: Array, dtype: str) -> Array:
    xp = array_api_compat.array_namespace(tensor)
    return xp.astype(tensor, getattr(xp, dtype))
