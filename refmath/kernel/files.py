"""The files that are given to Rocq: those written by hand, and those that the exporter writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from refmath.evidence.checksum import LENGTH
from refmath.kernel.claims import BESIDE, BY_CLAIM
from refmath.kernel.computed import of_sides
from refmath.kernel.export import (
    Section,
    exported,
    file_of,
    is_exact,
    lemma_of,
    module_of,
)
from refmath.kernel.near_misses import HEAD, disproofs
from refmath.kernel.read_back import misread
from refmath.theorems.catalogue import THEOREMS

PROOFS = Path(__file__).resolve().parents[2] / "proofs"
"""Where the files are, in a checkout; a wheel doesn't hold them."""

GENERATED = ("theorems", "near_misses", "computed")
"""The folders of what the exporter writes; all else is written by hand."""


@dataclass(frozen=True)
class File:
    """A file for Rocq: what it needs, and the lemmas whose assumptions are to be printed."""

    path: str
    text: str
    lemmas: tuple[str, ...]

    @property
    def name(self) -> str:
        """The module's name: the path's last part without its ending."""
        return Path(self.path).stem

    @property
    def needs(self) -> tuple[str, ...]:
        """The modules of this project that it requires."""
        lines = re.findall(r"^From Refmath Require Import ([\w ]+)\.$", self.text, re.MULTILINE)
        return tuple(name for line in lines for name in line.split())


@cache
def generated() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Write all that the exporter writes.

    Returns:
        The text by path under `proofs/`, and which near misses can't be disproved yet, and why.
    """
    earlier = {theorem.name: theorem for theorem in THEOREMS}
    sections: dict[str, list[Section]] = {}
    fallen: dict[str, list[str]] = {}
    left_out: dict[str, str] = {}
    for theorem in THEOREMS:
        sections.setdefault(module_of(theorem), []).append(exported(theorem, earlier))
        disproved, undecided = disproofs(theorem, earlier)
        fallen.setdefault(module_of(theorem), []).extend(disproved)
        left_out.update(undecided)
    texts = {f"theorems/{module}.v": file_of(module, written)
             for module, written in sections.items()}  # fmt: skip
    texts |= {f"near_misses/{module}_falls.v": HEAD + "\n".join(disproved)
              for module, disproved in fallen.items() if disproved}  # fmt: skip
    texts["computed/Sides.v"] = of_sides(earlier)
    return texts, left_out


def all_files(proofs: Path = PROOFS) -> Iterator[File]:
    """List every file that is committed under `proofs/`, with the lemmas that are statements."""
    by_file: dict[str, list[str]] = {}
    named = [name for lemmas in BY_CLAIM.values() for name in lemmas.names]
    for name in dict.fromkeys((*named, *BESIDE)):
        file, _, lemma = name.partition(".")
        by_file.setdefault(file, []).append(lemma)
    for path in sorted(proofs.rglob("*.v"), key=lambda p: (p.parent.name == "near_misses", p)):
        text = path.read_text(encoding="utf-8")
        lemmas = by_file.get(path.stem, [])
        if path.parent.name in GENERATED:
            lemmas = re.findall(r"^Theorem (\w+)", text, re.MULTILINE)
        yield File(path.relative_to(proofs).as_posix(), text, tuple(lemmas))


def digest(files: Iterable[File]) -> str:
    """Return one number for the text of all these files.

    >>> digest([File("a.v", "", ())]) == digest([File("a.v", " ", ())])
    False
    """
    texts = sorted((file.path, file.text) for file in files)
    return sha256(repr(texts).encode()).hexdigest()[:LENGTH]


def misread_theorems() -> list[str]:
    """List the theorems whose text, read back, says anything but what they say."""
    earlier = {theorem.name: theorem for theorem in THEOREMS}
    return [
        theorem.name
        for theorem in THEOREMS
        if misread(
            theorem,
            exported(theorem, earlier).text,
            lemma_of(theorem),
            kinds=is_exact(theorem, earlier),
        )
    ]


def stale(proofs: Path = PROOFS) -> list[str]:
    """List the generated files that are not as the exporter writes them now."""
    texts, _ = generated()
    there = {
        path.relative_to(proofs).as_posix(): path.read_text(encoding="utf-8")
        for folder in GENERATED
        for path in (proofs / folder).glob("*.v")
    }
    return sorted(name for name in {*texts, *there} if texts.get(name) != there.get(name))
