"""Typed generators, made from the alphabet: a name, a row space, a column space, and indices.

A *space* is named by its dimension (`"n_ctx"`, `"d_model"`); nothing is assumed of the number.
An *index* says which head (or layer) a letter belongs to: a number, or a name such as `"h"` that
a sum over heads binds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from refmath.alphabet import BY_NAME, latex_of
from refmath.arguments import one_of, shown

Spaces = tuple[str, ...]
Index = int | str


RESERVED = frozenset("[]()<>|,;·×⊗∈#ᵀ′ \t\n")
"""What no name and no index may hold: the routes write with these, and could be made to misread."""


class Bound(str):
    """An index that a route gives to a head that is summed over: no letter is given one by hand."""

    __slots__ = ()


@dataclass(frozen=True)
class Generator:
    """A letter: nothing is known of it but its type, and it is equal only to itself.

    Its `kind` is no law. It says which matrices are put for it where numbers are drawn, so that a
    theorem's hypotheses hold there; what a proof may use of it is a hypothesis, by name.
    """

    name: str
    latex: str
    rows: Spaces
    cols: Spaces
    index: tuple[Index, ...] = ()
    kind: str = "free"

    def __post_init__(self) -> None:
        _check_written("name", self.name)
        for index in self.index:
            check_index(index)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:  # a letter is looked up thousands of times
        return hash((self.name, self.rows, self.cols, self.index))

    def renamed(self, old: Index, new: Index) -> Generator:
        """Return the generator with one index put for another."""
        return known(replace(self, index=tuple(new if i == old else i for i in self.index)))


def _check_written(what: str, name: object) -> None:
    if not isinstance(name, str) or not name or RESERVED & set(name):
        reserved = " ".join(sorted(RESERVED - {" ", "\t", "\n"}))
        raise ValueError(f"{what}: expected letters other than {reserved} and spaces, got {name!r}")


def check_index(index: object) -> None:
    """Refuse what can't be told from the names that the routes give to bound indices.

    Raises:
        ValueError: naming what came.
    """
    if isinstance(index, Bound) or (isinstance(index, int) and not isinstance(index, bool)):
        return
    _check_written("index", index)
    if str(index).isdigit():  # would be written as the number is
        raise ValueError(f"index: expected a number or a name, got the number as text {index!r}")


@dataclass(frozen=True)
class HeadSet:
    """A set of heads that a sum runs over; it may be another one at each value of its indices.

    H_g, the heads of group g, is not H: where g is summed over, a sum over H_g stands inside that
    sum, or it speaks of another g. The heads of two sets are different heads.

    >>> HeadSet("H", ("g",))
    HeadSet(name='H', index=('g',))
    """

    name: str
    index: tuple[Index, ...] = ()

    def __post_init__(self) -> None:
        _check_written("heads", self.name)
        if "_" in self.name:  # H_g would read as depending on a g that nothing binds
            name, _, below = self.name.partition("_")
            raise ValueError(
                f"heads: expected a name without its index, HeadSet({name!r}, ({below!r},)),"
                f" got {self.name!r}"
            )
        for index in self.index:
            check_index(index)

    def renamed(self, old: Index, new: Index) -> HeadSet:
        """Return the set with one index put for another."""
        if old not in self.index:
            return self
        return HeadSet(self.name, tuple(new if i == old else i for i in self.index))


HEADS = HeadSet("H")
"""The heads of the layer that one speaks of."""


_KNOWN: dict[Generator, Generator] = {}


def known(g: Generator) -> Generator:
    """Return the one object that stands for all letters equal to this: compared at a glance."""
    return _KNOWN.setdefault(g, g)


def generator(name: str, *index: Index, **other: str) -> Generator:
    """Make the alphabet's letter of that name, typed; `other` puts one space for another.

    >>> generator("W_E").cols
    ('d_vocab',)
    >>> generator("W_E", d_vocab="n_ctx").cols
    ('n_ctx',)
    """
    if not isinstance(name, str) or name not in BY_NAME:
        raise ValueError(f"name: expected one of {', '.join(BY_NAME)}, got {shown(name)}")
    entry = BY_NAME[name]
    rows, cols = other.get(entry.rows, entry.rows), other.get(entry.cols, entry.cols)
    return known(Generator(name, entry.latex, (rows,), (cols,), index, entry.kind))


KINDS = {
    "free": "any matrix",
    "ones": "every entry is 1",
    "causal": "1 where the source is not later than the destination, else 0",
    "mask": "entries 0 and 1: on the diagonal 1, where the source is later 0",
    "stochastic": "causal, and each row sums to 1",
    "first": "the projection onto the first positions",
    "diagonal": "zero off the diagonal",
    "invertible": "square, with an inverse",
    "inverse": "the inverse of the letter whose name lacks the ⁻¹",
    "permutation": "one 1 in each row and column",
    "isometry": "its columns are orthonormal",
    "rotation": "turns each plane of coordinates by a multiple of that plane's angle",
    "one-hot": "one 1 in each row",
    "centring": "Id − 1 1ᵀ/n: it takes the mean off",
    "inclusion": "one head's coordinates among those of all heads",
    "reciprocal": "the scalar 1/n, of the size that its name gives",
    "reciprocal root": "the scalar 1/√n, of the size that its name gives",
}


def matrix(name: str, rows: str, cols: str, *index: Index, kind: str = "free") -> Generator:
    """Make a letter that the alphabet doesn't have, of the given type and kind."""
    one_of("kind", kind, tuple(KINDS))
    return known(Generator(name, latex_of(name), (rows,), (cols,), index, kind))


def inverted(g: Generator) -> Generator:
    """Return the letter whose inverse this is: M for M⁻¹."""
    name = g.name.removesuffix("⁻¹")
    return known(Generator(name, latex_of(name), g.cols, g.rows, g.index, "invertible"))


def scalar(name: str, latex: str, kind: str = "free") -> Generator:
    """Make a scalar: a letter with neither rows nor columns."""
    return known(Generator(name, latex, (), (), (), kind))


def size_under(g: Generator) -> str:
    """Return the size of a reciprocal: d_head for 1/√d_head."""
    return g.name.removeprefix("1/").removeprefix("√")


def block(*index: Index) -> Generator:
    r"""Make the inclusion of one head's d_head coordinates among those of all heads laid in a row.

    Its law is the only one a generator has: ι_gᵀ ι_h = Id if g = h, else 0.
    """
    spaces = ("n_heads·d_head",), ("d_head",)
    return known(Generator("ι", r"\iota", *spaces, index, "inclusion"))
