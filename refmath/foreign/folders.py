"""A folder of Hugging Face's as a whole: the model, its tokenizer, its card."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from refmath.arguments import file_path, refused
from refmath.foreign.hugging_face import config_in, from_hugging_face, weights_in
from refmath.foreign.tensors import dtypes_in
from refmath.input_files import MOST_JSON, content_of, json_of
from refmath.trained.store import TrainedModel
from refmath.trained.tokens import Tokenizer, of_size

if TYPE_CHECKING:
    from collections.abc import Mapping

TOKENIZER, CARD = "tokenizer.json", "README.md"

MOST_CARD = 1 << 24
"""The largest card that is read, in bytes: 16 MiB."""

NARROW = frozenset({"BF16", "F16"})
"""What safetensors files call the dtypes that are widened."""

_BYTE_LEVEL = "a tokenizer of byte-level BPE"
_ALONE = "; from_hugging_face gives the model alone"


def load_folder(source: str | Path, *, dtype: str | None = None) -> TrainedModel:
    r"""Load a folder of Hugging Face's: the model, and the tokenizer and the card beside it.

    The model is what `from_hugging_face` makes of the folder, exactly, or not at all. Its tokenizer
    is the folder's tokenizer.json, of byte-level BPE; numbers of tokens beyond its vocabulary, up
    to the model's d_vocab, are named as numbers. Its text is read as it is: no token is put first.

    Args:
        source: the folder, with a config.json beside safetensors, whole or in shards.
        dtype: "float32" or "float64", to which narrower weights are widened; None for their own.

    Returns:
        The `TrainedModel`, called as the folder is: its `model`, its `tokenizer` (None without a
        tokenizer.json), its `card` (the text of README.md).

    Raises:
        ValueError: for what is no folder, and what `from_hugging_face` refuses; for a tokenizer of
            another kind, by its type.
        OSError: for a file that can't be read.

    Examples:
        >>> import refmath as rm
        >>> rm.load_folder("no/such")
        Traceback (most recent call last):
        ...
        ValueError: source: expected the path of a folder, got 'no/such'
    """
    path = file_path("source", source)
    if not path.is_dir():
        raise refused("source", "the path of a folder", str(source))
    config_in(path)  # refuses an unknown family before anything else is read,
    tokenizer = tokenizer_in(path)  # and a tokenizer before the weights, which may be large
    model = from_hugging_face(path, dtype=dtype)
    tokenizer = None if tokenizer is None else of_size(tokenizer, model.d_vocab)
    return TrainedModel(path.resolve().name, model, tokenizer, _card(path))


def narrow_dtypes(folder: Path) -> frozenset[str]:
    """Return which narrow dtypes a folder's weights have, if float32 holds all the others.

    Raises:
        ValueError: for a folder without weights, and for files that are none.
    """
    found = {dtype for file in weights_in(folder) for dtype in dtypes_in(file)}
    return frozenset(found & NARROW) if found <= NARROW | {"F32"} else frozenset()


def tokenizer_in(folder: Path) -> Tokenizer | None:
    """Return the tokenizer of a folder's tokenizer.json, or None where there is none.

    Raises:
        ValueError: for one of another kind, by its type.
    """
    path = folder / TOKENIZER
    if not path.is_file():
        return None
    content = content_of(TOKENIZER, path, MOST_JSON)
    found = json_of(TOKENIZER, content)
    if not isinstance(found, dict):
        raise refused(TOKENIZER, _BYTE_LEVEL, found)
    kind = _other_kind(found)
    if kind is not None:
        raise ValueError(f"{TOKENIZER}: expected {_BYTE_LEVEL}, got {kind}{_ALONE}")
    try:
        return Tokenizer(content.decode())
    except ValueError as error:
        said = str(error).removeprefix("json: ")
        raise ValueError(f"{TOKENIZER}: {said}{_ALONE}") from error


def _other_kind(content: Mapping[str, Any]) -> str | None:
    """Say of what type a tokenizer is, where it isn't byte-level BPE."""
    model = content.get("model")
    if not isinstance(model, dict):
        return f"a model {model!r:.40}"
    kind = model.get("type", "BPE")
    if kind != "BPE":
        return f"type {kind!r:.40}"
    if model.get("byte_fallback"):
        return "type 'BPE' with byte_fallback, as SentencePiece's"
    decoders = _types(content.get("decoder"))
    if "ByteLevel" not in decoders:
        return f"type 'BPE' with the decoder {', '.join(decoders) or None}"
    return None


def _types(step: Any) -> list[str]:
    """Return the types of a step of a tokenizer's, or of those that it is a sequence of."""
    if not isinstance(step, dict):
        return []
    inner = step.get("decoders")
    steps = inner if step.get("type") == "Sequence" and isinstance(inner, list) else [step]
    return [str(one.get("type"))[:40] for one in steps if isinstance(one, dict)]


def _card(folder: Path) -> str:
    path = folder / CARD
    return content_of(CARD, path, MOST_CARD).decode(errors="replace") if path.is_file() else ""
