"""Certificates of ranges, written: what was certified, and of which file's weights."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from refmath import __version__
from refmath.arguments import file_path, refused
from refmath.certificates.check import ENDS, MOST_BYTES, SCHEMA
from refmath.input_files import content_of, regular_file
from refmath.numeric.certified.ranges import (
    CertifiedRange,
    CertifiedSkipTrigrams,
    certified_range,
)
from refmath.numeric.model.arguments import refuse_parts
from refmath.numeric.model.parts import EVERY_PART
from refmath.trained.bundled import file_of
from refmath.trained.store import read
from refmath.whole_file import write_atomically

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from refmath.numeric.certified.extremes import Range
    from refmath.numeric.model.transformer import Transformer

MOST_RANGES = 4096
"""How many ranges a certificate may have."""


def save_certificate(
    certified: CertifiedRange | CertifiedSkipTrigrams, path: str | Path, *, model_file: str | Path
) -> None:
    r"""Write what was certified, so that `check_certificate` can re-check it from the model's file.

    Of each range: $\min, \max$ of every head's attention and effect over all contexts, their
    roundings, contexts that reach them, the bounds that they add up to, what the direct path adds;
    and the digest of the model's file. Of many skip-trigrams each is written as `certified_range`
    gives it. What was certified is held against what the file's weights give.

    Args:
        certified: what `certified_range` or `certified_skip_trigrams` has returned.
        path: the file; one that is there is replaced.
        model_file: the file of the model, or the name of a bundled one.

    Raises:
        ValueError: for what was certified of another model, or is no such range; for a model with
            parts that certificates don't speak of, or more than `MOST_RANGES` ranges.

    Theorem:
        certified_range

    Examples:
        >>> import refmath as rm
        >>> import tempfile
        >>> found = rm.certified_range(rm.load("attn-only-1l").model, 3, 4, 5, n_ctx=8, head=0)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     rm.save_certificate(found, f"{folder}/mine.json", model_file="attn-only-1l")
        ...     rm.check_certificate(f"{folder}/mine.json", file_of("attn-only-1l"))
        CheckedCertificate(outcome='holds', reason='', claims=12)
    """
    path = file_path("path", path)
    if path.exists():
        regular_file("path", path)
    if not isinstance(certified, CertifiedRange | CertifiedSkipTrigrams):
        raise refused("certified", "a CertifiedRange or CertifiedSkipTrigrams", certified)
    content = content_of("model_file", file_of(model_file, "model_file"), MOST_BYTES)
    ranges = _certified_again(certified, read(content, "model_file").model)
    record = {
        "schema": SCHEMA,
        "refmath": __version__,
        "model": {"sha256": hashlib.sha256(content).hexdigest()},
        "n_ctx": certified.n_ctx,
        "against": certified.against,
        "source_position": getattr(certified, "source_position", None),
        "ranges": [_range(one) for one in ranges],
    }
    rest = json.dumps(record, sort_keys=True, allow_nan=False)
    sealed = record | {"sha256": hashlib.sha256(rest.encode()).hexdigest()}
    write_atomically(path, json.dumps(sealed, allow_nan=False) + "\n")


def check_sayable(model: Transformer) -> None:
    """Refuse a model with parts that certificates don't speak of.

    Raises:
        ValueError: naming the parts.

    Examples:
        >>> from refmath.trained.bundled import load
        >>> check_sayable(load("attn-only-1l").model)
    """
    others = [part for part in EVERY_PART if part != "grouped keys and values"]
    refuse_parts(model, "a certificate", others)


def _certified_again(
    certified: CertifiedRange | CertifiedSkipTrigrams, model: Transformer
) -> Sequence[CertifiedRange]:
    """Certify the same of the file's model, and refuse what says something else."""
    check_sayable(model)
    options: dict[str, Any] = {"n_ctx": certified.n_ctx, "against": certified.against}
    if isinstance(certified, CertifiedRange):
        heads = certified.heads
        options |= {"source_position": certified.source_position}
        options |= {"head": heads[0].head if len(heads) < model.n_heads[0] else None}
        triples = [(certified.source, certified.destination, certified.output)]
        bounds = [(certified.lowest, certified.highest)]
    else:
        options |= {"head": certified.head}
        triples = certified.triples.tolist()
        bounds = list(zip(certified.lowest.tolist(), certified.highest.tolist(), strict=True))
    if len(triples) > MOST_RANGES:
        raise ValueError(f"certified: expected at most {MOST_RANGES} ranges, got {len(triples)}")
    if not all(isinstance(end, float) for ends in bounds for end in ends):
        raise ValueError("certified: expected floating numbers, as a file has, got exact ones")
    ranges = [certified_range(model, *triple, **options) for triple in triples]
    for one, (lowest, highest) in zip(ranges, bounds, strict=True):
        inner_low = sum(head.effect.lowest + head.effect.rounding for head in one.heads)
        inner_high = sum(head.effect.highest - head.effect.rounding for head in one.heads)
        if not lowest <= inner_low or not highest >= inner_high:
            raise ValueError(
                f"model_file: expected the file of the model that was certified, got one of which"
                f" {one.source, one.destination, one.output} has {one.lowest} to {one.highest}"
            )
    return ranges


def _range(one: CertifiedRange) -> dict[str, Any]:
    names = ("source", "destination", "output", "lowest", "highest", "direct", "direct_rounding")
    heads = [
        {"head": head.head, "attention": _ends(head.attention), "effect": _ends(head.effect)}
        for head in one.heads
    ]
    return {name: getattr(one, name) for name in names} | {"heads": heads}


def _ends(found: Range) -> dict[str, Any]:
    contexts = {f"{end}_context": list(getattr(found, f"{end}_context")) for end, _ in ENDS}
    return {end: getattr(found, end) for end, _ in ENDS} | {"rounding": found.rounding} | contexts
