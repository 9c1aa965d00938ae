"""The round trip: a generated statement read back, to be compared with what it was written from.

The reader knows Gallina's words and the declared types alone: nothing of how they were written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from refmath.kernel.gallina import identifier
from refmath.kernel.kinds import SUPPOSED
from refmath.symbolic.derivation import Theorem
from refmath.symbolic.expressions import (
    Apply,
    Diag,
    Exp,
    Expression,
    Hadamard,
    HeadSum,
    Identity,
    Letter,
    Named,
    Pattern,
    Product,
    Recip,
    Scaled,
    Sum,
    Tensor,
    Trace,
    Transpose,
    Vec,
    parts_of,
)
from refmath.symbolic.letters import Generator, HeadSet, Index, Spaces

_TOKEN = re.compile(
    r"\s*(\\sum_\(|\\tr|1%:M|'M\[RR\]_\(|\)%N|\*m|\*t|\*h|\*:|\*\+|\*-|\^T|[@()*+\-:,=]|[\w']+)"
)
_JOINED: dict[str, Callable[[tuple[Expression, ...]], Expression]] = {
    "*m": Product,
    "*t": Tensor,
    "*h": Hadamard,
    "+": Sum,
    "*": Tensor,
}


class UnreadableError(ValueError):
    """A generated statement doesn't read as one."""


def read_statement(text: str, name: str) -> tuple[Expression, Expression]:
    """Read both sides of a generated theorem, with the types that its section declares.

    Args:
        text: a section, as `refmath.kernel.export.exported` writes it.
        name: the lemma's name.

    Raises:
        UnreadableError: naming what was met.
    """
    declared = dict(re.findall(r"^Variable ([\w']+) : (.+)\.$", text, re.MULTILINE))
    found = re.search(rf"^Theorem {name} : (.+)\.$", text, re.MULTILINE)
    if found is None:
        raise UnreadableError(f"name: expected a theorem of the text, got {name!r}")
    kinds = dict(re.findall(r"^Hypothesis ([\w']+)_is : is_(\w+) ", text, re.MULTILINE))
    reader = _Reader(_tokens(found[1]), declared, kinds)
    left = reader.chain()
    reader.take("=")
    right = reader.chain()
    if reader.place != len(reader.tokens):
        raise UnreadableError(f"expected the end, got {reader.here!r}")
    return left, right


def _tokens(text: str) -> tuple[str, ...]:
    tokens, place = [], 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise UnreadableError(f"expected a word of Gallina, got {text[place : place + 20]!r}")
        tokens.append(found[1])
        place = found.end()
    return tuple(tokens)


@dataclass
class _Reader:
    tokens: tuple[str, ...]
    declared: Mapping[str, str]
    kinds: Mapping[str, str]
    place: int = 0

    @property
    def here(self) -> str:
        """The token that is next, «» at the end."""
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        """Step over the next token."""
        token = self.here
        if not token or (expected and token != expected):
            raise UnreadableError(f"expected {expected or 'more'}, got {token!r}")
        self.place += 1
        return token

    def chain(self) -> Expression:
        """Read what stands between brackets, or a side."""
        prefixed = self._prefixed()
        if prefixed is not None:
            return prefixed
        parts = [self.term()]
        operator = self.here
        if operator == "^T":
            self.take()
            return Transpose(parts[0])
        if operator == "*:":
            self.take()
            if not isinstance(parts[0], Letter):
                raise UnreadableError("expected a scalar letter before *:")
            return Scaled(parts[0].generator, self.term())
        if operator in ("*+", "*-"):
            self.take()
            return Scaled(int(self.take()) * (1 if operator == "*+" else -1), parts[0])
        if operator not in _JOINED:
            return parts[0]
        while self.here == operator:
            self.take()
            parts.append(self.term())
        return _JOINED[operator](tuple(parts))

    def _prefixed(self) -> Expression | None:
        """Read what begins with a word of its own: a sum over heads, vec, a trace, a softmax."""
        word = self.here
        if word == "1%:M":
            self.take()
            self.take(":")
            self.take("'M[RR]_(")
            spaces = self._spaces()
            self.take(")")
            return Identity(spaces)
        if word == "-":
            self.take()
            return Scaled(-1, self.term())
        if word == "\\sum_(":
            return self._sum_over_heads()
        of_one: dict[str, Callable[[Expression], Expression]] = {
            "vec": Vec,
            "\\tr": Trace,
            "diagonal": Diag,
            "reciprocal": Recip,
        }
        if word in of_one:
            self.take()
            return of_one[word](self.term())
        if word == "map_mx":
            self.take()
            function = self.take()
            return Exp(self.term()) if function == "e" else Apply(function, self.term())
        if word in ("@", "softmax_of", "softmax_over_destinations"):
            return self._softmax()
        return self._applied()

    def _sum_over_heads(self) -> Expression:
        self.take("\\sum_(")
        index = self.take()
        self.take(":")
        over = self._heads()
        self.take(")")
        return HeadSum(index, self.term(), over)

    def _heads(self) -> HeadSet:
        if self.here != "(":
            return HeadSet(_without_underscore(self.take()))
        self.take("(")
        name, indices = self.take(), []
        while self.here != ")":
            indices.append(self.take())
        self.take(")")
        return HeadSet(_without_underscore(name), tuple(indices))

    def _softmax(self) -> Expression:
        word = self.take()
        if word == "@":
            name = self.take()
            self.take("_")
            over = "destination" if "over_destination" in name else "source"
            return Pattern(self.term(), over, not name.endswith("without_mask"))
        self.take("e")
        causal = self.take() == "true"
        over = "source" if word == "softmax_of" else "destination"
        return Pattern(self.term(), over, causal)

    def _applied(self) -> Expression | None:
        """Read a letter with the heads that it is applied to, or nothing."""
        after = self.tokens[self.place + 1] if self.place + 1 < len(self.tokens) else ""
        if not re.fullmatch(r"[\w']+", self.here) or not re.fullmatch(r"[\w']+", after):
            return None
        names = []
        while self.here and re.fullmatch(r"[\w']+", self.here):
            names.append(self.take())
        return self._letter(names[0], tuple(names[1:]))

    def term(self) -> Expression:
        """Read a letter, or what stands in brackets."""
        if self.here != "(":
            return self._letter(self.take(), ())
        self.take("(")
        inner = self.chain()
        self.take(")")
        return inner

    def _letter(self, name: str, index: tuple[Index, ...]) -> Letter:
        if name not in self.declared:
            raise UnreadableError(f"expected a declared letter, got {name!r}")
        kind = self.declared[name]
        found = re.search(r"'M\[RR\]_\((.+), (.+)\)$", kind)
        rows, cols = ((), ()) if found is None else (_spaces(found[1]), _spaces(found[2]))
        kept = name.rstrip("'")  # A' is A with heads of another set, which its index says
        return Letter(Generator(kept, kept, rows, cols, index, self.kinds.get(name, "free")))

    def _spaces(self) -> Spaces:
        names = []
        if self.here == "(":
            self.take("(")
        while self.here not in (")", ")%N"):
            names.append(self.take())
            if self.here == "*":
                self.take()
        if self.here == ")%N":
            self.take(")%N")
        return tuple(names)


def _spaces(text: str) -> Spaces:
    return tuple(text.removeprefix("(").removesuffix(")%N").split(" * "))


def _without_underscore(name: str) -> str:
    return name.replace("_", "~")


def misread(theorem: Theorem, text: str, name: str, *, kinds: bool) -> bool:
    """Tell whether a theorem's text reads as anything but what the theorem says.

    Args:
        theorem: what was written.
        text: its section.
        name: its lemma's name.
        kinds: whether the section supposes what its letters' kinds say.
    """
    says = tuple(spelt(side, kinds=kinds) for side in (theorem.left, theorem.right))
    return read_statement(text, name) != says


def spelt(e: Expression, bound: tuple[Index, ...] = (), *, kinds: bool = False) -> Expression:
    """Write an expression with the names that Gallina has for its letters, sizes and heads.

    What is written by a name is unfolded; a letter's numbers and free indices are in its name.
    Its kind is kept where `kinds` says so, if the generated text has a word for it.
    """
    if isinstance(e, Named):
        return spelt(e.body, bound, kinds=kinds)
    if isinstance(e, Letter):
        return Letter(_spelt(e.generator, bound, kinds))
    if isinstance(e, Identity):
        return Identity(tuple(map(_space, e.spaces)))
    if isinstance(e, HeadSum):
        inside = (*bound, e.index)
        name = _without_underscore(identifier("_".join(map(str, (e.over.name, *e.over.index)))))
        of = tuple(identifier(i) for i in e.over.index if i in bound)
        return HeadSum(identifier(e.index), spelt(e.body, inside, kinds=kinds), HeadSet(name, of))
    if isinstance(e, Scaled):
        factor = e.factor if isinstance(e.factor, int) else _spelt(e.factor, bound, kinds)
        return Scaled(factor, spelt(e.body, bound, kinds=kinds))
    if isinstance(e, Product | Sum | Tensor | Hadamard):
        return type(e)(tuple(spelt(part, bound, kinds=kinds) for part in e.parts))
    if isinstance(e, Pattern):
        return replace(e, scores=spelt(e.scores, bound, kinds=kinds))
    (body,) = parts_of(e)
    return replace(e, body=spelt(body, bound, kinds=kinds))


def _space(name: str) -> str:
    if name == "one":
        return "1"
    return identifier(name) if name.startswith(("n_", "d_")) else f"n_{identifier(name)}"


def _spelt(g: Generator, bound: tuple[Index, ...], kinds: bool) -> Generator:
    own = [str(i) if isinstance(i, int) else identifier(i) for i in g.index if i not in bound]
    name = "_".join((identifier(g.name), *own))
    index = tuple(identifier(i) for i in g.index if i in bound)
    rows, cols = (tuple(map(_space, spaces)) for spaces in (g.rows, g.cols))
    return Generator(
        name, name, rows, cols, index, g.kind if kinds and g.kind in SUPPOSED else "free"
    )
