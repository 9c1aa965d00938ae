r"""TeX becomes MathML, which needs no script to be shown: the few commands that our pages may hold.

A formula that would be shown wrongly stops the build: what is no command of `formulas.COMMANDS` is
refused, and what is one has its place here. On its outermost level a formula is cut before each +
and each relation, so that a narrow page can break it there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from spoken import words

from refmath.symbolic.formulas import faults


def _pairs(text: str) -> dict[str, str]:
    names = text.split()
    return dict(zip(names[::2], names[1::2], strict=True))


GREEK = _pairs(
    "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε theta θ iota ι lambda λ mu μ pi π "
    "rho ρ sigma σ tau τ varphi φ ell ℓ Gamma Γ Delta Δ Lambda Λ Pi Π Sigma Σ infty ∞ "
    "emptyset ∅ partial ∂ top ⊤ ldots … cdots ⋯ dots …"
)
_UPRIGHT = frozenset("ΓΔΛΠΣ∞∅∂⊤…⋯")
RELATIONS = _pairs(
    "in ∈ ne ≠ neq ≠ le ≤ ge ≥ ll ≪ mid ∣ to → mapsto ↦ Rightarrow ⇒ Longrightarrow ⟹ iff ⟺ "
    "subseteq ⊆"
)
BINARY = _pairs("otimes ⊗ odot ⊙ circ ∘ cdot ⋅ times × cap ∩ cup ∪ setminus ∖ pm ±")
_SIGNS = {"forall": "∀", "exists": "∃", "#": "#", "_": "_"}
_LARGE = {"sum": "∑", "prod": "∏"}
_LIMITS = frozenset(("max", "min", "lim", "det"))
_FUNCTIONS = frozenset(("sin", "cos", "tanh", "log", "exp"))
_ROOM = {",": 3, ";": 5, " ": 4.5, "quad": 18, "qquad": 36}  # in eighteenths of an em
_FENCES = {"{": "{", "}": "}", "|": "‖"}
_ACCENTS = {"hat": "^", "widehat": "^", "bar": "‾", "overline": "‾"}
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_ORDINARY = frozenset(
    [
        "frac",
        "tfrac",
        "sqrt",
        "mathrm",
        "mathbb",
        "mathbf",
        "operatorname",
        "sum",
        "prod",
        "hat",
        "bar",
    ]
)
_TALL = frozenset(("mfrac", "munder", "mover", "munderover", "mtable", "msqrt"))
_BREAKS = frozenset("=<>≠≤≥≪∈⟹⇒⟺↦→+−")
_BEFORE_A_SIGN = frozenset("=<>≠≤≥≪∈⟹⇒⟺↦→+−⊗⊙∘⋅×∩∪∖±([{,")

LONG = 40
"""Characters of TeX, beyond which a phone's page may be too narrow for them."""
_IN_BRACKETS = re.compile(
    r"(\s*)\\left(?P<opened>\\?[(\[{|.])(?P<held>.*)\\right(?P<closed>\\?[)\]}|.])(\s*)", re.DOTALL
)

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\s+|.", re.DOTALL)


@dataclass
class Piece:
    """What stands between two places where a formula may be broken.

    Args:
        tex: as it was written.
        atoms: what it became.
    """

    tex: str
    atoms: list[Element]


def pieces(tex: str) -> list[Piece]:
    r"""Convert a formula, cut where it may be broken.

    Args:
        tex: without its delimiters.

    Raises:
        ValueError: if it holds what would be shown wrongly.

    Examples:
        >>> [piece.tex for piece in pieces(r"T = \left(A + B\right) \otimes W + C")]
        ['T', '= \\left(A + B\\right) \\otimes W', '+ C']
    """
    wrong = faults(tex)
    if wrong:
        raise ValueError(f"formula: expected none of {'; '.join(wrong)}, got {tex}")
    out: list[Piece] = []
    for atom, source, breaks in _opened(_Reader(tex).atoms()):
        sign = breaks and atom.tag == "mo" and atom.get("form") == "infix" and atom.text in _BREAKS
        if not out or (sign and any(a.tag != "mspace" for a in out[-1].atoms)):
            out.append(Piece("", []))
        out[-1].tex += source
        out[-1].atoms.append(atom)
    for piece in out:
        piece.tex = piece.tex.strip()
    return out


def _opened(
    atoms: Iterable[tuple[Element, str]], *, breaks: bool = True
) -> Iterator[tuple[Element, str, bool]]:
    """Yield atoms, of a pair of brackets what it holds; and whether a line may break before it.

    Within brackets it may if they hold too much for one line.
    """
    for atom, source in atoms:
        inside = _IN_BRACKETS.fullmatch(source) if atom.tag == "mrow" else None
        long = breaks and inside is not None and len(inside["held"]) > LONG
        if inside is None or (_is_tall(atom) and not (long and _may_be_cut(atom))):
            yield atom, source, breaks
            continue
        if _is_tall(atom):  # on lines of their own, brackets no longer grow with what they hold
            for fence in (atom[0], atom[-1]):
                fence.attrib |= _TALL_FENCE
        left, right = ("", "") if long else (r"\left", r"\right")
        yield atom[0], inside[1] + left + inside["opened"], breaks
        yield from _opened(_Reader(inside["held"]).atoms(), breaks=long)
        yield atom[-1], right + inside["closed"] + inside[5], breaks


_TALL_FENCE = {"minsize": "2.4em", "maxsize": "2.4em"}


def _may_be_cut(row: Element) -> bool:
    """Whether there is a place to cut in what brackets hold, and no table that they span."""
    return row.find(".//mtable") is None and any(
        _may_be_cut(part)
        if part.tag == "mrow"
        else part.get("form") == "infix" and part.text in _BREAKS
        for part in row
    )


def mathml(piece: Piece, *, display: bool) -> str:
    r"""Write a piece as an element `math`, with its words and its TeX beside it.

    Args:
        piece: of a formula.
        display: whether it stands on a line of its own.

    Examples:
        >>> print(mathml(*pieces("x^2"), display=False))
        <math alttext="x to the 2" data-tex="x^2"><msup><mi>x</mi><mn>2</mn></msup></math>
    """
    said = words(piece.atoms).rstrip(",")
    math = Element("math", {"alttext": said or "nothing", "data-tex": piece.tex})
    if display:
        math.set("displaystyle", "true")
    math.extend(piece.atoms)
    return tostring(math, encoding="unicode")


def rows_of_aligned(tex: str) -> list[tuple[str, str, str]] | None:
    r"""Cut an `aligned` environment into rows: what is left of the &, right of it, the margin.

    >>> rows_of_aligned(r"\begin{aligned}& a \\" + "\n" + r"={} & b && \text{(vec)}\end{aligned}")
    [('', 'a', ''), ('=', 'b', '\\text{(vec)}')]
    """
    inside = re.fullmatch(r"\s*\\begin\{aligned\}(.*)\\end\{aligned\}\s*", tex, re.DOTALL)
    if inside is None or r"\begin{aligned}" in inside[1]:
        return None
    rows = []
    for row in re.split(r"\\\\\s*\n", inside[1]):
        line, _, margin = row.partition("&&")
        left, _, right = line.partition("&")
        rows.append((left.replace("{}", "").strip(), right.strip(), margin.strip()))
    return rows


class _Reader:
    """The tokens of a formula, read once from left to right."""

    def __init__(self, tex: str) -> None:
        self.tex = tex
        self.tokens = _TOKEN.findall(tex)
        self.at = 0

    def atoms(self, ends: str = "") -> Iterator[tuple[Element, str]]:
        """Yield atoms with their sources, up to the token that ends them."""
        before: Element | None = None
        start = self.at
        while self.at < len(self.tokens) and self.tokens[self.at] != ends:
            atom = self._with_scripts(self._atom(before))
            source = "".join(self.tokens[start : self.at])
            start = self.at
            if atom is None:
                continue
            yield atom, source
            if atom.tag != "mspace":
                if _is_function(atom) and self._needs_room():
                    yield _space(3), ""
                before = atom

    def row(self, ends: str) -> Element:
        """Read up to the token that ends a group, and past it, as one element."""
        row = Element("mrow")
        row.extend(atom for atom, _ in self.atoms(ends))
        self._expect(ends)
        return row[0] if len(row) == 1 else row

    def _expect(self, token: str) -> None:
        if self._next() != token:
            raise ValueError(f"formula: expected {token} at token {self.at}, got {self.tex}")

    def _next(self) -> str:
        if self.at >= len(self.tokens):
            raise ValueError(f"formula: expected more after its end, got {self.tex}")
        token = self.tokens[self.at]
        self.at += 1
        return token

    def _peek(self) -> str:
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _needs_room(self) -> bool:
        following = self._peek()
        return following.isalnum() or following[1:] in GREEK or following[1:] in _ORDINARY

    def _group(self) -> Element:
        """Read an argument: a group in braces, or one token."""
        if self._peek() == "{":
            self.at += 1
            return self.row("}")
        found = self._atom(None)
        assert found is not None, self.tex
        return found

    def _words(self) -> str:
        self._peek()
        self._expect("{")
        start = self.at
        while self._next() != "}":
            pass
        return "".join(self.tokens[start : self.at - 1])

    def _with_scripts(self, base: Element | None) -> Element | None:
        if base is None:
            return None
        below = above = None
        while (sign := self._peek_script()) is not None:
            self.at += 1
            if sign == "_":
                below = self._group()
            elif sign == "^":
                above = self._group()
            else:
                above = _leaf("mo", "′")
        if below is None and above is None:
            return base
        moves = base.get("movablelimits") == "true"
        tags = ("munder", "mover", "munderover") if moves else ("msub", "msup", "msubsup")
        tag = tags[2] if below is not None and above is not None else tags[below is None]
        out = Element(tag)
        out.extend(part for part in (base, below, above) if part is not None)
        return out

    def _peek_script(self) -> str | None:
        following = self._peek()
        return following if following in ("_", "^", "'") else None

    def _atom(self, before: Element | None) -> Element | None:
        token = self._next()
        if token.isspace():
            return None
        if token.startswith("\\"):
            return self._command(token[1:])
        if token == "{":
            return self.row("}")
        if token.isdigit():
            while self.at < len(self.tokens) and re.fullmatch(r"[\d.]", self.tokens[self.at]):
                if self.tokens[self.at] == "." and not self._digit_after_point():
                    break
                token += self._next()
            return _leaf("mn", token)
        if token.isalpha():
            return _leaf("mi", token + self._rest_of_word(token))
        return _sign(token, before)

    def _digit_after_point(self) -> bool:
        return self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].isdigit()

    def _rest_of_word(self, first: str) -> str:
        """Read on, if an index is a word: d_{model} is no product of five letters."""
        end = self.at
        while end < len(self.tokens) and re.fullmatch("[a-z]", self.tokens[end]):
            end += 1
        word = "".join(self.tokens[self.at : end])
        opened = self.tokens[max(self.at - 3, 0) : self.at - 1] in (["_", "{"], ["^", "{"])
        if not (
            opened and first.islower() and len(word) > 1 and self.tokens[end : end + 1] == ["}"]
        ):
            return ""
        self.at = end
        return word

    def _command(self, name: str) -> Element:
        if name in GREEK:
            letter = GREEK[name]
            return _leaf("mi", letter, **({"mathvariant": "normal"} if letter in _UPRIGHT else {}))
        if name in RELATIONS or name in BINARY:
            return _leaf("mo", RELATIONS.get(name) or BINARY[name], form="infix")
        if name in _SIGNS:
            return _leaf("mi", _SIGNS[name], mathvariant="normal")
        if name in _LARGE:
            return _leaf("mo", _LARGE[name], movablelimits="true", largeop="true")
        if name in _LIMITS:
            room = {"lspace": "0", "rspace": "0.167em"}
            return _leaf("mo", name, movablelimits="true", form="prefix", **room)
        if name in _FUNCTIONS:
            return _leaf("mi", name)
        if name in _ROOM:
            return _space(_ROOM[name])
        if name in _FENCES:
            return _leaf("mo", _FENCES[name], stretchy="false", **_NO_ROOM)
        if name in _ACCENTS:
            return self._accented(name)
        if name in ("bigl", "bigr"):
            return self._large_fence("prefix" if name == "bigl" else "postfix")
        return self._BY_NAME[name](self)

    def _accented(self, name: str) -> Element:
        wide = str(name in ("widehat", "overline")).lower()
        return _over(self._group(), _leaf("mo", _ACCENTS[name], stretchy=wide))

    def _large_fence(self, form: str) -> Element:
        token = self._next()
        size = {"minsize": "1.2em", "maxsize": "1.2em", "stretchy": "true"}
        return _leaf("mo", _FENCES.get(token[1:], token), form=form, **size)

    def _left(self) -> Element:
        opened = self._next()
        row = Element("mrow")
        row.append(_fence(opened, "prefix"))
        row.extend(atom for atom, _ in self.atoms(r"\right"))
        self._expect(r"\right")
        row.append(_fence(self._next(), "postfix"))
        if not _is_tall(row):
            row[0].set("stretchy", "false")
            row[-1].set("stretchy", "false")
        return row

    def _fraction(self) -> Element:
        out = Element("mfrac")
        out.extend((self._group(), self._group()))
        return out

    def _small_fraction(self) -> Element:
        out = Element("mstyle", displaystyle="false", scriptlevel="0")
        out.append(self._fraction())
        return out

    def _binomial(self) -> Element:
        fraction = self._fraction()
        fraction.set("linethickness", "0")
        out = Element("mrow")
        out.extend((_fence("(", "prefix"), fraction, _fence(")", "postfix")))
        return out

    def _root(self) -> Element:
        out = Element("msqrt")
        out.append(self._group())
        return out

    def _named(self) -> Element:
        words = self._words().replace(r"\_", "_")
        return _leaf("mi", words, **({"mathvariant": "normal"} if len(words) == 1 else {}))

    def _text(self) -> Element:
        return _leaf("mtext", re.sub(r"\\([_#{}])", r"\1", self._words()).replace(" ", "\xa0"))

    def _double_struck(self) -> Element:
        return _leaf("mi", "".join(map(_as_double_struck, self._words())), mathvariant="normal")

    def _bold(self) -> Element:
        return _leaf("mi", "".join(map(_as_bold, self._words())), mathvariant="normal")

    def _environment(self) -> Element:
        kind = self._words()
        table = Element("mtable", {"class": kind})
        row, cell = Element("mtr"), Element("mtd")
        while (token := self._peek()) != r"\end":
            if token in ("&", r"\\"):
                self.at += 1
                row.append(cell)
                cell = Element("mtd")
                if token == r"\\":
                    table.append(row)
                    row = Element("mtr")
                continue
            atom = self._with_scripts(self._atom(cell[-1] if len(cell) else None))
            if atom is not None:
                cell.append(atom)
        row.append(cell)
        table.append(row)
        self._expect(r"\end")
        self._words()
        if kind == "aligned":
            return table
        out = Element("mrow")
        opened, closed = {"bmatrix": "[]", "pmatrix": "()"}[kind]
        out.extend((_fence(opened, "prefix"), table, _fence(closed, "postfix")))
        return out

    _BY_NAME: dict[str, Callable[[_Reader], Element]] = {  # noqa: RUF012
        "left": _left,
        "frac": _fraction,
        "tfrac": _small_fraction,
        "binom": _binomial,
        "sqrt": _root,
        "mathrm": _named,
        "operatorname": _named,
        "text": _text,
        "mathbb": _double_struck,
        "mathbf": _bold,
        "begin": _environment,
    }


_NO_ROOM = {"lspace": "0", "rspace": "0"}


def _leaf(tag: str, text: str, **attributes: str) -> Element:
    out = Element(tag, attributes)
    out.text = text
    return out


def _space(eighteenths: float) -> Element:
    return Element("mspace", width=f"{eighteenths / 18:.3g}em")


def _over(base: Element, accent: Element) -> Element:
    out = Element("mover", accent="true")
    out.extend((base, accent))
    return out


def _is_tall(row: Element) -> bool:
    return any(part.tag in _TALL for part in row.iter())


def _fence(token: str, form: str) -> Element:
    sign = {".": "", r"\{": "{", r"\}": "}", r"\|": "‖"}.get(token, token)
    return _leaf("mo", sign, fence="true", stretchy="true", form=form, **_NO_ROOM)


def _sign(token: str, before: Element | None) -> Element:
    if token in _OPENING or token in _CLOSING:
        form = "prefix" if token in _OPENING else "postfix"
        return _leaf("mo", token, form=form, stretchy="false", **_NO_ROOM)
    if token in "+-":
        alone = before is None or (before.tag == "mo" and before.text in _BEFORE_A_SIGN)
        return _leaf("mo", token.replace("-", "−"), form="prefix" if alone else "infix")
    if token in "=<>":
        return _leaf("mo", token, form="infix")
    if token == ",":
        return _leaf("mo", ",", form="infix", lspace="0", rspace="0.167em")
    if token in "|/.!":
        return _leaf("mo", token, stretchy="false", **_NO_ROOM)
    return _leaf("mo", token)


def _is_function(atom: Element) -> bool:
    while atom.tag in ("msub", "msup", "msubsup"):
        atom = atom[0]
    return atom.tag == "mi" and len(atom.text or "") > 1 and (atom.text or "").isalpha()


def _as_double_struck(letter: str) -> str:
    known = {"C": "ℂ", "N": "ℕ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}
    if letter.isdigit():
        return chr(0x1D7D8 + int(letter))
    return known.get(letter) or chr(0x1D538 + ord(letter) - ord("A"))


def _as_bold(letter: str) -> str:
    if letter.isdigit():
        return chr(0x1D7CE + int(letter))
    first, place = (0x1D400, "A") if letter.isupper() else (0x1D41A, "a")
    return chr(first + ord(letter) - ord(place))


def marked(above: list[Element], below: list[Element]) -> None:
    """Mark what differs between two lines: `was` in the upper, `is` in the lower.

    What both begin with and what both end with is the same; where one part alone differs, and is of
    the same kind in both, the difference is sought within it.

    Args:
        above: the atoms of the upper line.
        below: those of the lower line.
    """
    first = 0
    while first < min(len(above), len(below)) and _same(above[first], below[first]):
        first += 1
    last = 0
    while last < min(len(above), len(below)) - first and _same(above[-1 - last], below[-1 - last]):
        last += 1
    old, new = above[first : len(above) - last], below[first : len(below) - last]
    if len(old) == len(new) == 1 and old[0].tag == new[0].tag and len(old[0]) and len(new[0]):
        marked(list(old[0]), list(new[0]))
        return
    for part, kind in (*((part, "was") for part in old), *((part, "is") for part in new)):
        part.set("class", f"{part.get('class', '')} {kind}".strip())


def _same(a: Element, b: Element) -> bool:
    return a.tag == b.tag and a.text == b.text and len(a) == len(b) and all(map(_same, a, b))
