"""Our own file of a model: a safetensors file, written whole or not at all, never unpickled."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import array_api_compat
import numpy as np
import safetensors.numpy

from refmath.arguments import file_path, refused, unicode_text
from refmath.input_files import json_of, regular_file
from refmath.numeric.arrays.libraries import in_numpy
from refmath.numeric.model.arguments import check_model
from refmath.numeric.model.parts import MLP, Norm, Rotary
from refmath.numeric.model.transformer import OF_SCORES, AttentionLayer, Transformer
from refmath.trained.tensors_file import tensors_of
from refmath.trained.tokens import Tokenizer, of_size
from refmath.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from refmath.numeric.arrays.libraries import Array

FORMATS = ("refmath 1", "refmath 2", "refmath 3")
"""What the file's metadata say that it is: the lowest whose readers know all that the model has."""

OF_FORMATS: Mapping[str, set[str]] = {
    "refmath 3": {"post_norm", "logit_cap"},
    "refmath 2": {"W_gate", "b_gate", "parallel", "q_norm", "k_norm", *OF_SCORES},
}
"""What a model may have that readers of the formats before don't know, the newest first."""

FIRST_ACTIVATIONS = ("relu", "gelu_tanh")
"""The activations that they know."""

PARTS = {
    "layers": AttentionLayer,
    "norm": Norm,
    "final_norm": Norm,
    "rotary": Rotary,
    "q_norm": Norm,
    "k_norm": Norm,
    "post_norm": Norm,
    "mlp": MLP,
}
"""The parts of a model that have tensors of their own, by the argument that takes them.

A tensor is named by its path, as "W_E" or "layers.0.W_Q"; what is no tensor, as "positions", stands
under its path in the metadata. A part that is not listed here is refused, never left out.
"""


@dataclass(frozen=True, eq=False, repr=False)
class TrainedModel:
    r"""A model out of a file, and what belongs to it.

    `model` is the `Transformer` (NumPy), whose `logits` are the trained model's.

    Args:
        name: of the bundled model, or the file's without its ending.
        model: the weights.
        tokenizer: the `Tokenizer`, or None where the file has none.
        card: what is to be known of the model: a text in Markdown, empty where the file has none.

    Examples:
        >>> import refmath as rm
        >>> rm.load("attn-only-1l").model.n_layers
        1
    """

    name: str
    model: Transformer
    tokenizer: Tokenizer | None
    card: str

    def __repr__(self) -> str:
        return f"TrainedModel({self.name!r}, {self.model!r}, {self.tokenizer!r})"


def save(
    model: Transformer, path: str | Path, *, tokenizer: Tokenizer | None = None, card: str = ""
) -> None:
    r"""Write a model to a safetensors file, whole or not at all.

    $W_E, W_U, W_{pos}$ and each layer's $W_Q, W_K, W_V, W_O$, with biases, norms, rotary positions
    and MLPs, as they are; the rest in the file's metadata.

    Args:
        model: with floating weights of NumPy, torch or JAX.
        path: the file; one that is there is replaced.
        tokenizer: that the model was trained with.
        card: what is to be known of the model, in Markdown.

    Raises:
        ValueError: for weights that are exact numbers, or of another library; for a part that
            the format has no place for.

    Examples:
        >>> import refmath as rm
        >>> import numpy as np, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     rm.save(rm.Transformer(np.eye(2), np.eye(2), []), f"{folder}/mine.safetensors")
        ...     rm.load(f"{folder}/mine.safetensors").model.d_vocab
        2
    """
    path = file_path("path", path)
    if path.exists():
        regular_file("path", path)
    if tokenizer is not None and not isinstance(tokenizer, Tokenizer):
        raise refused("tokenizer", "a Tokenizer or None", tokenizer)
    unicode_text("card", card)
    weights, settings = _flat(check_model(model))
    tensors = {name: _plain(name, weight) for name, weight in weights.items()}
    metadata = {
        "format": _format(weights, settings),
        "settings": json.dumps(settings),
        "card": card,
    }
    if tokenizer is not None:
        metadata["tokenizer"] = tokenizer.json
    metadata["sha256"] = _sha256(tensors, metadata)
    content = _in_order(safetensors.numpy.save(tensors, metadata))
    with whole_file(path) as file:
        file.write(content)


def read(content: bytes, name: str) -> TrainedModel:
    r"""Return the model that a file's content holds.

    Args:
        content: the bytes of a file that `save` has written.
        name: what to call it, in `TrainedModel.name` and in errors.

    Returns:
        The model, with NumPy's weights in the dtype of the file.

    Raises:
        ValueError: for a content that is no safetensors file, that is not of our format, or whose
            tensors are missing, unknown, of another dtype, or disagree in shape.

    Examples:
        >>> read(b"what else?", "noise")
        Traceback (most recent call last):
        ...
        ValueError: noise: expected a whole safetensors file (nothing else is read, and nothing
        unpickled), got 10 bytes that are none: a file of another kind
    """
    return _model(*tensors_of(name, BytesIO(content), len(content)), name)


def read_file(path: Path) -> TrainedModel:
    """Return the model that a file holds, called by the file's name without its ending.

    Raises:
        ValueError: as `read`, and for what is no file.
        OSError: if it can't be read.
    """
    size = regular_file("source", path)
    with path.open("rb") as file:
        tensors, metadata = tensors_of(str(path), file, size)
    return dataclasses.replace(_model(tensors, metadata, str(path)), name=path.stem)


def _model(tensors: dict[str, Any], metadata: dict[str, str], name: str) -> TrainedModel:
    """Build the model of a file, hold it against the file's checksum, and lose nothing."""
    if metadata.get("format") not in FORMATS:
        raise ValueError(
            f"{name}: expected a file that `refmath.save` has written, of format"
            f" {' or '.join(map(repr, FORMATS))}, got {metadata.get('format')!r}"
        )
    unknown = sorted(metadata.keys() - {"format", "settings", "card", "tokenizer", "sha256"})
    if unknown:
        raise ValueError(f"{name}: expected metadata that `save` writes, got {unknown=}")
    if metadata.get("sha256") not in (None, _sha256(tensors, metadata)):  # older files have none
        raise ValueError(f"{name}: expected sha256 {metadata['sha256']}: the file is damaged")
    try:
        named = _together(tensors, json_of("settings", metadata["settings"]))
        model = _built(Transformer, named)
        weights, settings = _flat(model)
        lost = sorted(named.keys() - weights.keys() - settings.keys())
        if lost:
            raise ValueError(f"expected the parts of a Transformer, got unknown={lost}")
        tokenizer = Tokenizer(metadata["tokenizer"]) if "tokenizer" in metadata else None
    except KeyError as error:
        raise ValueError(f"{name}: expected settings in the metadata, got none") from error
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
    if tokenizer is not None:
        tokenizer = of_size(tokenizer, model.d_vocab)
    return TrainedModel(name, model, tokenizer, metadata.get("card", ""))


def _format(weights: Mapping[str, Any], settings: Mapping[str, Any]) -> str:
    names = {name for path in (*weights, *settings) for name in path.split(".")}
    activations = {v for path, v in settings.items() if path.split(".")[-1] == "activation"}
    for said, newer in OF_FORMATS.items():
        if not names.isdisjoint(newer):
            return said
    return FORMATS[1 if activations - {*FIRST_ACTIVATIONS} else 0]


def _flat(part: Any, path: str = "") -> tuple[dict[str, Array], dict[str, Any]]:
    """Return the tensors of a part by their paths, and what else it was made of."""
    tensors: dict[str, Array] = {}
    settings: dict[str, Any] = {}
    for field in dataclasses.fields(part):
        name, value, here = field.name, getattr(part, field.name), f"{path}{field.name}"
        if value is False and field.default is False:
            continue  # readers that don't know of it take it so
        if array_api_compat.is_array_api_obj(value):
            tensors[here] = value
        elif isinstance(value, str | bool | int | float):
            settings[here] = value
        elif callable(value):
            raise ValueError(f"{here}: expected a word, got a function, as none can be saved")
        elif value is not None:
            for its_path, inner in _inner(value, here):
                if PARTS.get(name) is not type(inner):
                    kind = type(inner).__name__
                    raise ValueError(f"{here}: expected no {kind}, as none can be saved")
                more, other = _flat(inner, its_path)
                tensors, settings = tensors | more, settings | other
    return tensors, settings


def _inner(value: Any, path: str) -> list[tuple[str, Any]]:
    """The parts that an argument holds, one or several, each with the path of what is in it."""
    if isinstance(value, tuple):
        return [(f"{path}.{place}.", each) for place, each in enumerate(value)]
    return [(f"{path}.", value)]


def _plain(name: str, weight: Array) -> np.ndarray[Any, Any]:
    if array_api_compat.is_torch_array(weight) or array_api_compat.is_jax_array(weight):
        weight = in_numpy(weight)
    if not isinstance(weight, np.ndarray) or weight.dtype not in (np.float32, np.float64):
        raise ValueError(
            f"{name}: expected float32 or float64 weights of NumPy, torch or JAX,"
            f" got {type(weight).__name__} of dtype {weight.dtype}"
        )
    return np.ascontiguousarray(weight)


def _sha256(tensors: Mapping[str, Any], metadata: Mapping[str, str]) -> str:
    """Return the checksum of all that a file holds, but itself."""
    said = {key: value for key, value in metadata.items() if key != "sha256"}
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode())
    for name in sorted(tensors):
        array = np.ascontiguousarray(tensors[name])
        digest.update(f"{name} {array.dtype.str} {array.shape} ".encode())
        digest.update(array.data)
    return digest.hexdigest()


def _header(content: bytes) -> tuple[dict[str, Any], bytes]:
    """Split a safetensors file: the header's length, the header in JSON, the tensors' bytes."""
    end = 8 + int.from_bytes(content[:8], "little")
    header: dict[str, Any] = json.loads(content[8:end])
    return header, content[end:]


def _in_order(content: bytes) -> bytes:
    """Sort the header, whose order `safetensors` leaves to chance: equal models, equal bytes."""
    header, tensors = _header(content)
    text = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)  # the format's padding, so that the tensors lie aligned
    return len(text).to_bytes(8, "little") + text + tensors


def _together(tensors: Mapping[str, Any], settings: Any) -> dict[str, Any]:
    if not isinstance(settings, dict) or settings.keys() & tensors.keys():
        raise ValueError(f"settings: expected values by their paths, got {settings!r}")
    return {**tensors, **settings}


def _built(kind: Any, named: Mapping[str, Any], path: str = "") -> Any:
    """Make a part of what stands under its path: the way back from `_flat`."""
    own = {name: value for name, value in named.items() if "." not in name}
    places = {field.name for field in dataclasses.fields(kind)}
    for name in sorted({name.split(".")[0] for name in named if "." in name}):
        if name in own:  # a number called as a part is, with tensors of its own
            raise ValueError(f"{path}{name}: expected either a value or parts, got both")
        inner = {key[len(name) + 1 :]: v for key, v in named.items() if key.startswith(f"{name}.")}
        if name not in PARTS or name not in places:
            own[name] = None  # unknown: refused below
        elif any(key.split(".")[0].isdigit() for key in inner):
            own[name] = [
                _built(PARTS[name], each, f"{path}{name}.{place}.")
                for place, each in enumerate(_places(inner, f"{path}{name}"))
            ]
        else:
            own[name] = _built(PARTS[name], inner, f"{path}{name}.")
    if kind is Transformer:
        own.setdefault("layers", [])
    fields = dataclasses.fields(kind)
    needed = {field.name for field in fields if field.default is dataclasses.MISSING}
    missing = sorted(f"{path}{name}" for name in needed - own.keys())
    unknown = sorted(f"{path}{name}" for name in own.keys() - places)
    if missing or unknown:
        raise ValueError(f"expected the parts of a {kind.__name__}, got {missing=}, {unknown=}")
    return kind(**own)


def _places(named: Mapping[str, Any], path: str) -> list[dict[str, Any]]:
    """Sort what stands under 0, 1, 2, ... by its place."""
    written = {name.split(".")[0] for name in named}
    strange = sorted(name for name in named if not re.fullmatch(r"(0|[1-9][0-9]{0,8})\..+", name))
    if strange:  # 00, a digit of another script, a tensor called as a layer is
        raise ValueError(f"{path}: expected parts under 0, 1, 2, ..., got {strange[0]!r}")
    places = sorted(map(int, written))
    if places != list(range(len(places))):
        raise ValueError(f"{path}: expected the places 0, 1, 2, ..., got {places}")
    return [
        {name.split(".", 1)[1]: value for name, value in named.items() if name.startswith(f"{n}.")}
        for n in places
    ]
