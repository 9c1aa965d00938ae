"""The corpus as tokens: the tokenizer's training, the part to learn from and the part held out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.whole_file import whole_file
from training import data

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

D_VOCAB = 2048
BOS = "<|bos|>"
BOS_ID = 0

Tokens = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, eq=False)
class Corpus:
    """Two streams of tokens, each a sequence of documents that begin with `BOS`."""

    training: Tokens
    held_out: Tokens


def corpus(folder: Path) -> Corpus:
    """Fetch the text, train the tokenizer and encode both parts; what is there is not done again.

    Args:
        folder: of the archives, tokenizer.json and tokens.npz.

    Returns:
        Both parts.
    """
    stored = folder / "tokens.npz"
    if not stored.exists():
        data.fetch(folder / "downloads")
        whole = list(data.documents(folder / "downloads"))
        seen = [document.text for document in whole if not document.held_out]
        unseen = [document.text for document in whole if document.held_out]
        tokenizer = _trained_tokenizer(seen)
        tokenizer.save(str(folder / "tokenizer.json"))
        with whole_file(stored) as file:
            np.savez(file, training=_stream(tokenizer, seen), held_out=_stream(tokenizer, unseen))
    with np.load(stored, allow_pickle=False) as arrays:
        return Corpus(arrays["training"], arrays["held_out"])


def windows(stream: Tokens, n_ctx: int) -> Tokens:
    """Cut a stream into windows that begin with `BOS`, without overlap; drop the rest.

    Args:
        stream: tokens.
        n_ctx: the length of a window, `BOS` included.

    Returns:
        Shape (n_windows, n_ctx).
    """
    count = len(stream) // (n_ctx - 1)
    body = stream[: count * (n_ctx - 1)].reshape(count, n_ctx - 1)
    return np.concatenate([np.full((count, 1), BOS_ID, dtype=np.int64), body], axis=1)


def _trained_tokenizer(texts: Iterable[str]) -> Any:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=D_VOCAB,
        special_tokens=[BOS],
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def _stream(tokenizer: Any, texts: list[str]) -> Tokens:
    encoded = tokenizer.encode_batch(texts)
    return np.concatenate([np.asarray([BOS_ID, *each.ids], dtype=np.int64) for each in encoded])
