"""The models that come with the package: listed, checked by their checksums, loaded offline."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.arguments import file_path, near_names, refused
from refmath.trained.store import TrainedModel, read, read_file
from refmath.trained.tokens import Tokenizer

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

MANIFEST = "models.json"
TOKENIZER = "tokenizer.json"
SAMPLE = "held-out.npy"


@dataclass(frozen=True, repr=False)
class Bundled:
    r"""What is known of a bundled model without loading it; all of it measured by the recipe.

    Losses are means in nats a token, $-\frac{1}{n} \sum_i \log p(t_{i+1} \mid t_0 \dots t_i)$.

    Args:
        name: what `load` takes.
        n_layers: the number of layers.
        n_heads: the number of heads of each layer.
        d_model: the width of the residual stream.
        d_head: the length of a query, of a key and of a value.
        n_ctx: the longest sequence.
        d_vocab: the size of the vocabulary.
        dtype: the precision of the weights.
        held_out_loss: on the part of the text that was held out.
        sample_loss: on the windows of it that come with the package (`held_out_sample`).
        previous_token_scores: the best head's of each layer, on repeated random tokens.
        prefix_matching_scores: the same of the induction score.
        size: of the file, in bytes.
        sha256: of the file.

    Examples:
        >>> import refmath as rm
        >>> [model.name for model in rm.bundled()]
        ['attn-only-1l', 'attn-only-2l']
    """

    name: str
    n_layers: int
    n_heads: int
    d_model: int
    d_head: int
    n_ctx: int
    d_vocab: int
    dtype: str
    held_out_loss: float
    sample_loss: float
    previous_token_scores: tuple[float, ...]
    prefix_matching_scores: tuple[float, ...]
    size: int
    sha256: str

    def __repr__(self) -> str:
        return (
            f"Bundled({self.name!r}, n_layers={self.n_layers}, n_heads={self.n_heads},"
            f" d_model={self.d_model}, d_vocab={self.d_vocab}, n_ctx={self.n_ctx},"
            f" held_out_loss={self.held_out_loss:.4f}, size={self.size})"
        )


def bundled() -> tuple[Bundled, ...]:
    r"""List the models that come with the package.

    Returns:
        A `Bundled` for each, from few layers to many.

    Examples:
        >>> import refmath as rm
        >>> for model in rm.bundled():
        ...     print(model.name, model.n_layers, model.d_vocab)
        attn-only-1l 1 2048
        attn-only-2l 2 2048
    """
    return tuple(
        Bundled(**{name: _frozen(value) for name, value in model.items()})
        for model in _manifest()["models"]
    )


def load(source: str | Path) -> TrainedModel:
    r"""Load a bundled model by its name, or a file that `save` has written.

    Nothing is fetched, and nothing is ever unpickled. A bundled file must have the checksum that
    `bundled` lists.

    Args:
        source: a name, such as "attn-only-2l", or the path of a file.

    Returns:
        The `TrainedModel`: its `model` with NumPy's weights, its `tokenizer`, its `card`.

    Raises:
        ValueError: for what is neither a name nor a file, and for a file that is damaged, is of
            another format, or isn't the one that the package was made with.

    Examples:
        >>> import refmath as rm
        >>> trained = rm.load("attn-only-2l")
        >>> trained.model.n_layers, trained.model.n_heads, str(trained.model.dtype)
        (2, (8, 8), 'float32')
        >>> rm.logits(trained.model, [trained.tokenizer.bos, trained.tokenizer.id(" the")]).shape
        (2, 2048)
    """
    for one in bundled():
        if isinstance(source, str) and source == one.name:
            return _load_bundled(one)
    return read_file(file_of(source))


def file_of(source: str | Path, argument: str = "source") -> Path:
    """Return the file that `load` would read: a bundled model's, or the one that is named.

    Args:
        source: a name, or the path of a file.
        argument: what `source` is called in errors.

    Raises:
        ValueError: for what is neither a name nor a file.

    Examples:
        >>> file_of("attn-only-1l").name
        'attn-only-1l.safetensors'
    """
    if isinstance(source, str) and source in {one.name for one in bundled()}:
        return file_path(argument, str(_folder() / f"{source}.safetensors"))
    path = file_path(argument, source)
    if not path.is_file():
        names = [one.name for one in bundled()]
        expected = f"{', '.join(names)} or the path of a file"
        nothing = "" if path.exists() else ", where nothing is"
        raise refused(argument, expected, str(source), nothing + near_names(str(source), names))
    return path


def held_out_sample() -> np.ndarray[Any, np.dtype[np.int64]]:
    r"""Return windows of text that the bundled models have not seen.

    $t_0$ of each window is `<|bos|>`.

    Returns:
        Tokens, shape (n_windows, n_ctx).

    Raises:
        ValueError: for a file that isn't the one that the package was made with.

    Examples:
        >>> import refmath as rm
        >>> tokens = rm.held_out_sample()
        >>> tokens.shape, set(tokens[:, 0].tolist())
        ((32, 128), {0})
    """
    stored = np.load(BytesIO(_checked(SAMPLE, _manifest()["sha256"][SAMPLE])), allow_pickle=False)
    return np.asarray(stored, dtype=np.int64)


def _load_bundled(one: Bundled) -> TrainedModel:
    content = _checked(f"{one.name}.safetensors", one.sha256)
    sha256 = _manifest()["sha256"]
    tokenizer = _checked(TOKENIZER, sha256[TOKENIZER])
    card = _checked(f"{one.name}.md", sha256[f"{one.name}.md"])
    stored = read(content, one.name)
    _check_sizes(one, stored, len(content))
    return replace(stored, tokenizer=Tokenizer(tokenizer.decode()), card=card.decode())


def _check_sizes(one: Bundled, stored: TrainedModel, size: int) -> None:
    """Hold what is listed of a model against the model."""
    model = stored.model
    there = {
        "n_layers": model.n_layers,
        "n_heads": max(model.n_heads),
        "d_model": model.d_model,
        "d_head": int(model.layers[0].W_Q.shape[1]),
        "n_ctx": model.n_ctx,
        "d_vocab": model.d_vocab,
        "dtype": str(model.dtype),
        "size": size,
    }
    for name, value in there.items():
        if value != getattr(one, name):
            raise ValueError(f"{one.name}: expected {name} {getattr(one, name)}, got {value}")


def _checked(file: str, sha256: str) -> bytes:
    content = (_folder() / file).read_bytes()
    its_sha256 = hashlib.sha256(content).hexdigest()
    if its_sha256 != sha256:
        raise ValueError(
            f"{file}: expected sha256 {sha256}, got {its_sha256}: the file is damaged,"
            " or isn't the one that refmath came with"
        )
    return content


def _manifest() -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((_folder() / MANIFEST).read_text(encoding="utf-8"))
    return manifest


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _folder() -> Traversable:
    return files("refmath.trained") / "weights"
