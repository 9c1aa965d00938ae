"""The text of a statement's lemmas as Rocq reads them: what they say, and what that is said of.

A theorem's is taken from the section that the exporter writes, claims' from their files under
`proofs/`, by one reader: the lemmas' sentences without their proofs, what their sections suppose,
and what any of these sentences names of its file, at any remove.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from refmath.kernel.export import exported, lemma_of, module_of
from refmath.kernel.files import PROOFS
from refmath.kernel.record import left_out_of, lemmas_of
from refmath.symbolic.claims import Claim
from refmath.symbolic.derivation import Theorem
from refmath.theorems.catalogue import THEOREMS

_SUPPOSES = ("Hypothesis", "Hypotheses")
_DECLARES = ("Variable", "Variables", "Context", "Let", *_SUPPOSES)
_DEFINES = ("Definition", "Fixpoint", "Record", "Inductive", "Notation")
_STATES = ("Theorem", "Lemma", "Corollary")
_WORD = re.compile(r"[^\W\d][\w']*")


@dataclass(frozen=True)
class LemmaText:
    """What a file under `proofs/` says of a statement.

    Args:
        path: the file's, under `proofs/`.
        lemmas: their names in it.
        text: what is declared and defined for them, and what they say; «» where the file isn't.
    """

    path: str
    lemmas: tuple[str, ...]
    text: str


def lemma_texts(statement: Theorem | Claim, proofs: Path = PROOFS) -> tuple[LemmaText, ...]:
    """Write a statement's lemmas, a text a file; none, if it isn't written for Rocq.

    Args:
        statement: of the catalogue.
        proofs: where claims' files are; a wheel has none, and no text of them.

    Examples:
        >>> (lemma,) = lemma_texts(next(t for t in THEOREMS if t.name == "vec"))
        >>> print(lemma.text.splitlines()[-1])
        Theorem vec_theorem : (vec (A *m x *m (W^T))) = ((A *t W) *m (vec x)).
    """
    if isinstance(statement, Theorem):
        if left_out_of(statement):
            return ()
        section = exported(statement, {theorem.name: theorem for theorem in THEOREMS}).text
        names = (lemma_of(statement),)
        path = f"theorems/{module_of(statement)}.v"
        return (LemmaText(path, names, stated(section, names)),)
    files: dict[str, list[str]] = {}
    for name in lemmas_of(statement):
        file, _, lemma = name.partition(".")
        files.setdefault(file, []).append(lemma)
    return tuple(_of_a_file(file, tuple(names), proofs) for file, names in files.items())


def _of_a_file(name: str, lemmas: tuple[str, ...], proofs: Path) -> LemmaText:
    path = next(iter(sorted(proofs.rglob(f"{name}.v"))), None)
    if path is None:
        return LemmaText(f"{name}.v", lemmas, "")
    text = stated(path.read_text(encoding="utf-8"), lemmas)
    return LemmaText(path.relative_to(proofs).as_posix(), lemmas, text)


@dataclass(frozen=True)
class _Sentence:
    """A sentence, the sections around it from the outermost, and the names that it brings."""

    text: str
    kind: str
    within: tuple[int, ...]
    brings: frozenset[str] = field(default_factory=frozenset)

    def is_seen_from(self, other: _Sentence) -> bool:
        """Tell whether a later one may name it: what is declared in a section ends with that."""
        return self.kind in _DEFINES or self.within == other.within[: len(self.within)]


def stated(source: str, lemmas: Collection[str]) -> str:
    """Return what lemmas say, among the declarations and definitions that they name.

    Args:
        source: a file's text, or a section's.
        lemmas: the lemmas' names.

    Raises:
        ValueError: if one of them isn't in the source.

    Examples:
        >>> source = "Section S. Variables n m : nat. Variable k : nat." \\
        ...     " Definition twice := n + n. Lemma even : 2 %| twice. Proof. by []. Qed. End S."
        >>> print(stated(source, ["even"]))
        Variables n m : nat.
        Definition twice := n + n.
        Lemma even : 2 %| twice.
    """
    read = list(_placed(sentences(source)))
    asked = [n for n, s in enumerate(read) if s.kind in _STATES and s.brings & set(lemmas)]
    missing = set(lemmas) - {name for n in asked for name in read[n].brings}
    if missing:
        raise ValueError(f"lemmas: expected some of the source, got {min(missing)!r}")
    needed, todo = set[int](), list(asked)
    for n in asked:
        todo += [k for k in range(n) if read[k].kind in _SUPPOSES and read[k].is_seen_from(read[n])]
    while todo:
        n = todo.pop()
        if n not in needed:
            needed.add(n)
            todo += _named(read, n)
    return "\n".join(_with_sections(read, sorted(needed)))


def _placed(said: Iterable[str]) -> Iterator[_Sentence]:
    """Say of each sentence in which sections it stands, each by its number in the file."""
    within: tuple[int, ...] = ()
    for n, text in enumerate(said):
        kind = text.removeprefix("Local ").split(maxsplit=1)[0].rstrip(".")
        if kind == "Section":
            within = (*within, n)
        brings = introduced(text) if kind in (*_DECLARES, *_DEFINES, *_STATES) else ()
        yield _Sentence(text, kind, within, frozenset(brings))
        if kind == "End":
            within = within[:-1]


def _named(read: Sequence[_Sentence], n: int) -> Iterator[int]:
    """Go through the places of what a sentence names: of several, the last before it."""
    for word in set(_WORD.findall(read[n].text)) - read[n].brings:
        for k in range(n - 1, -1, -1):
            if word in read[k].brings and read[k].is_seen_from(read[n]):
                if read[k].kind not in _STATES:
                    yield k
                break


def _with_sections(read: Sequence[_Sentence], needed: Sequence[int]) -> Iterator[str]:
    """Write sentences with the beginnings and ends of their sections, if these are several."""
    sections = {n for k in needed for n in read[k].within}
    innermost = {read[k].within for k in needed if read[k].kind in _DECLARES}
    nested = all(one == two[: len(one)] for one in innermost for two in innermost if one <= two)
    for n, sentence in enumerate(read):
        is_edge = sentence.kind in ("Section", "End") and sentence.within[-1] in sections
        if n in needed or (is_edge and not nested):
            yield sentence.text


def introduced(sentence: str) -> Iterator[str]:
    """List the names that a declaration or a definition introduces.

    >>> list(introduced("Variables (R : comRingType) (n d : nat)."))
    ['R', 'n', 'd']
    >>> list(introduced("Record head := Head { width : nat; scale : R }."))
    ['head', 'Head', 'width', 'scale']
    """
    kind, _, rest = sentence.removeprefix("Local ").partition(" ")
    if kind in _DECLARES:
        groups = re.findall(r"\(([^():]*):", rest) if rest.startswith("(") else [rest.split(":")[0]]
        yield from (word for group in groups for word in _WORD.findall(group))
    elif kind in ("Record", "Inductive"):
        yield from _WORD.findall(rest)[:1]
        yield from re.findall(r":=\s*([^\W\d][\w']*)\s*\{", rest)
        yield from re.findall(r"[{;]\s*([^\W\d][\w']*)\s*:", rest)
    elif not rest.startswith('"'):  # a sign of its own is no name
        yield from _WORD.findall(rest)[:1]


def sentences(source: str) -> Iterator[str]:
    """Go through Rocq's sentences, without comments, each ending in its full stop.

    >>> list(sentences("Variable n : nat. (* a. (* b. *) c. *) Lemma l : n.+1 = 1."))
    ['Variable n : nat.', 'Lemma l : n.+1 = 1.']
    """
    plain = "".join(_outside_comments(source))
    for found in re.finditer(r"\S.*?\.(?=\s|$)", plain, re.DOTALL):
        lines = [line.rstrip() for line in found[0].splitlines()]
        yield "\n".join(line for line in lines if line)


def _outside_comments(source: str) -> Iterable[str]:
    depth = 0
    for part in re.split(r"(\(\*|\*\))", source):
        if part == "(*":
            depth += 1
        elif part == "*)":
            depth -= 1
        elif not depth:
            yield part
