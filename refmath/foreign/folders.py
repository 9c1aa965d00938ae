"""A folder of Hugging Face's as a whole: the model, its tokenizer, its card."""

from __future__ import annotations

from pathlib import Path

from refmath.arguments import file_path, refused
from refmath.foreign.hugging_face import config_in, from_hugging_face, weights_in
from refmath.foreign.tensors import dtypes_in
from refmath.foreign.tokenizer_files import tokenizer_in
from refmath.input_files import content_of, not_lost
from refmath.trained.store import TrainedModel
from refmath.trained.tokens import of_size

CARD = "README.md"

MOST_CARD = 1 << 24
"""The largest card that is read, in bytes: 16 MiB."""

NARROW = frozenset({"BF16", "F16"})
"""What safetensors files call the dtypes that are widened."""


def load_folder(source: str | Path, *, dtype: str | None = None) -> TrainedModel:
    r"""Load a folder of Hugging Face's: the model, and the tokenizer and the card beside it.

    The model is what `from_hugging_face` makes of the folder, exactly, or not at all. Its tokenizer
    is the folder's tokenizer.json, of byte-level BPE, or GPT-2's vocab.json and merges.txt; numbers
    of tokens beyond its vocabulary, up to the model's d_vocab, are named as numbers. Text is read
    as it is: no token is put first.

    Args:
        source: the folder, with a config.json beside safetensors, whole or in shards.
        dtype: "float32" or "float64", to which narrower weights are widened; None for their own.

    Returns:
        The `TrainedModel`, called as the folder is: its `model`, its `tokenizer` (None where
        there is none), its `card` (the text of README.md).

    Raises:
        ValueError: for what is no folder, and what `from_hugging_face` refuses; for a tokenizer of
            another kind, by its type or its file.
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
    config = config_in(path)  # refuses an unknown family before anything else is read,
    tokenizer = tokenizer_in(path, config)  # and a tokenizer before the weights, which may be large
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


def _card(folder: Path) -> str:
    path = folder / CARD
    if not not_lost(path).is_file():
        return ""
    return content_of(CARD, path, MOST_CARD).decode(errors="replace")
