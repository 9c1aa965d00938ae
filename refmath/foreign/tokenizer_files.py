"""A folder's tokenizer, of whatever files it has, or its refusal by what they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refmath.arguments import refused
from refmath.foreign.vocabulary_files import ALONE, MERGES, VOCABULARY, of_two_files
from refmath.input_files import MOST_JSON, content_of, json_of, not_lost
from refmath.trained.tokens import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Mapping

TOKENIZER = "tokenizer.json"

OTHER_KINDS = {
    "tokenizer.model": "SentencePiece's",
    "spiece.model": "SentencePiece's",
    "sentencepiece.bpe.model": "SentencePiece's",
    "vocab.txt": "WordPiece's",
    "tekken.json": "Mistral's",
}
"""Files that hold a tokenizer of another kind, and whose they are."""

_BYTE_LEVEL = "a tokenizer of byte-level BPE"


def tokenizer_in(folder: Path, config: Mapping[str, Any]) -> Tokenizer | None:
    """Return the tokenizer of a folder, or None where there is none.

    Args:
        folder: where the files are.
        config: the model's: its family, and what it says of the tokenizer.

    Raises:
        ValueError: for one of another kind, by its type or by its file.
    """
    if not_lost(folder / TOKENIZER).is_file():
        return _of_one_file(folder / TOKENIZER)
    if any(not_lost(folder / name).is_file() for name in (VOCABULARY, MERGES)):
        return _tokenizer(VOCABULARY, json.dumps(of_two_files(folder, config)))
    for name, whose in OTHER_KINDS.items():
        if not_lost(folder / name).exists():
            raise ValueError(f"{name}: expected {_BYTE_LEVEL}, got a file of {whose}{ALONE}")
    return None


def _tokenizer(name: str, content: str) -> Tokenizer:
    try:
        return Tokenizer(content)
    except ValueError as error:
        said = str(error).removeprefix("json: ")
        raise ValueError(f"{name}: {said}{ALONE}") from error


# --- tokenizer.json -------------------------------------------------------------------------------


def _of_one_file(path: Path) -> Tokenizer:
    content = content_of(TOKENIZER, path, MOST_JSON)
    found = json_of(TOKENIZER, content)
    if not isinstance(found, dict):
        raise refused(TOKENIZER, _BYTE_LEVEL, found)
    kind = _other_kind(found)
    if kind is not None:
        raise ValueError(f"{TOKENIZER}: expected {_BYTE_LEVEL}, got {kind}{ALONE}")
    try:
        return _tokenizer(TOKENIZER, content.decode())
    except UnicodeDecodeError as error:  # JSON may be in UTF-16 as well
        raise ValueError(f"{TOKENIZER}: expected UTF-8, got {error}{ALONE}") from error


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
