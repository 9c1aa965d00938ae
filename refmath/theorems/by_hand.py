"""Chapter 5: heads built by hand, whose circuits are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product as every

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, ensure
from refmath.theorems.reading import attention

CHAPTER = "5 Models built by hand"

Context = tuple[int, ...]
A, B, C, D = range(4)
NAMES = "ABCD"


def contexts(n_tokens: int, longest: int) -> Iterator[Context]:
    """List every sequence of up to so many tokens."""
    for n in range(1, longest + 1):
        yield from every(range(n_tokens), repeat=n)


def spelt(context: Sequence[int]) -> str:
    """Write a context in letters."""
    return " ".join(NAMES[c] for c in context)


def attention_to(context: Context, wanted: Callable[[int, int], bool], w: Fraction) -> Fraction:
    """Sum the last position's attention to wanted sources: e^score is w for those, else 1."""
    last = len(context) - 1
    row = attention([w if wanted(last, j) else Fraction(1) for j in range(last + 1)])
    return sum((a for j, a in enumerate(row) if wanted(last, j)), Fraction(0))


# --- one skip-trigram -----------------------------------------------------------------------------

SCALES = (Fraction(2), Fraction(10), Fraction(1000))


def _share(k: int, m: int, w: Fraction) -> Fraction:
    return k * w / (k * w + m)


def _weight(destination: int, source: int, w: Fraction) -> Fraction:
    """Return e^score: queries read B, keys read A, so the score is log w for that pair alone."""
    query, key = int(destination == B), int(source == A)
    return w ** (query * key)


def _sharp() -> str:
    tried = 0
    for context in contexts(4, 5):
        k = context.count(A)
        m = len(context) - k
        for w in SCALES:
            at_B = context[-1] == B
            row = attention([_weight(context[-1], c, w) for c in context])
            effect = sum((a for a, c in zip(row, context, strict=True) if c == A), Fraction(0))
            ensure(effect == (_share(k, m, w) if at_B else Fraction(k, k + m)), spelt(context))
            tried += 1
    return f"{tried:,} cases: all contexts of up to 5 tokens of 4, at 3 scales"


def _share_of_weights() -> str:
    """One more wanted source adds w above and below; one more of the others adds 1 below."""
    _, k, m, w = ring("k m w", ZZ)
    ensure(k * w + w == (k + 1) * w, "one more wanted source")
    ensure((k * w + m) + w == (k + 1) * w + m, "one more wanted source, in the denominator")
    ensure((k * w + m) + 1 == k * w + (m + 1), "one more of the others")
    return "k w/(k w + m), by induction on k and m"


def _leak() -> str:
    _, k, m, w = ring("k m w", ZZ)
    ensure((k * w + m) - k * w == m, "1 − kw/(kw + m)")
    return "1 − kw/(kw + m) = m/(kw + m), which is below m/(kw)"


def _forced() -> str:
    for context in contexts(4, 5):
        k = context.count(A)
        if context[-1] != B and k:
            for w in SCALES:
                row = attention([_weight(context[-1], c, w) for c in context])
                effect = sum(a for a, c in zip(row, context, strict=True) if c == A)
                ensure(effect == Fraction(k, len(context)) > 0, spelt(context))
    return "at every destination after an A the head raises C by k/(k + m) of its full effect"


def _only_there() -> str:
    row = attention([_weight(D, c, Fraction(1000)) for c in (A, D)])
    said = f"context A D: the destination D attends to A by {row[0]}, and C is raised there too"
    return said if row[0] > 0 else ""


def _all_of_it() -> str:
    found = _share(1, 1, Fraction(1000))
    return f"context A B at e^s = 1000: attention {found}, not 1" if found != 1 else ""


ONE_SKIP_TRIGRAM = Claim(
    name="one_skip_trigram",
    title="A head for A … B → C, as sharp as one wants, and what it must do besides",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Interpretation as Skip-Trigrams» and «Skip-trigram bugs»",
    plain="d_head = 1: queries read B, keys and values read A, outputs write C. With e^s large, "
    "B attends to the A before it and C is raised. Wherever a destination isn't B, its scores are "
    "all equal: it attends to A in proportion, and raises C as well. A head of rank 1 has no way "
    "not to.",
    statement=r"\text{effect on } C = r \cdot \frac{k\,e^s}{k\,e^s + m} \text{ at } B, \qquad "
    r"r \cdot \frac{k}{k + m} \text{ elsewhere}",
    arguments=(
        Argument(
            "With k times A and m other tokens before and at the destination, the share of A is "
            "this.",
            "all shapes",
            _share_of_weights,
        ),
        Argument("Beside it, contexts are listed.", "exact numbers", _sharp),
        Argument("What is missing from 1 is below m/(k e^s).", "all shapes", _leak),
        Argument("The other destinations are raised too.", "exact numbers", _forced),
    ),
    near_misses=(
        FalseClaim(
            "nowhere_else",
            r"\text{effect on } C = 0 \text{ at destinations other than } B",
            "that the head does what it was built for, and nothing else",
            _only_there,
        ),
        FalseClaim(
            "exactly_1",
            r"\text{attention to } A = 1 \text{ at finite } s",
            "that a large score is an infinite one",
            _all_of_it,
        ),
    ),
)

# --- previous token, duplicate token --------------------------------------------------------------


def _previous() -> str:
    tried = 0
    for n in range(2, 9):
        for w in SCALES:
            context = (A,) * n
            found = attention_to(context, lambda i, j: j == i - 1, w)
            ensure(found == w / (w + n - 1), f"{n} tokens")
            tried += 1
    return f"{tried} cases: 2 to 8 tokens, at 3 scales"


def _first_position() -> str:
    found = attention([Fraction(1)])
    said = f"the first position has no previous one, and attends to itself by {found[0]}"
    return said if found == [1] else ""


def _by_tokens() -> str:
    """Without positions the score of (C, A) is one number, wherever A stands."""
    w = {A: Fraction(8), B: Fraction(1), C: Fraction(1)}
    one, other = (attention([w[c] for c in context]) for context in ((B, A, C), (A, B, C)))
    said = (
        f"scores of tokens alone: in B A C the last attends to A by {one[1]}, in A B C, where A "
        f"isn't the previous token, by {other[0]}"
    )
    return said if one[1] == other[0] else ""


PREVIOUS_TOKEN = Claim(
    name="previous_token_head",
    title="A previous-token head, by positions",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «How Induction Heads Work»",
    plain="With one-hot positions in Q and K, let W_QK pair each position with the one before it. "
    "At e^s = w a destination i ≥ 1 attends to i − 1 by w/(w + i). It takes positions: tokens "
    "alone don't say who came before.",
    statement=r"A_{i,\,i-1} = \frac{e^s}{e^s + i}, \qquad i \ge 1",
    arguments=(
        Argument("One source has e^s, the i others have 1.", "all shapes", _share_of_weights),
        Argument("Beside it, contexts are listed.", "exact numbers", _previous),
    ),
    near_misses=(
        FalseClaim(
            "without_positions",
            r"\text{a head without positions can do it}",
            "leaving the positions out",
            _by_tokens,
        ),
        FalseClaim(
            "at_the_first_position_too",
            r"A_{0,\,-1} = 1",
            "counting the first position in",
            _first_position,
        ),
    ),
)


def _duplicates() -> str:
    tried = 0
    for context in contexts(3, 6):
        k = context.count(context[-1])
        m = len(context) - k
        for w in SCALES:

            def same(i: int, j: int, context: Context = context) -> bool:
                return context[i] == context[j]

            ensure(attention_to(context, same, w) == _share(k, m, w), spelt(context))
            tried += 1
    return f"{tried:,} cases: all contexts of up to 6 tokens of 3, at 3 scales"


def _not_itself() -> str:
    w = Fraction(1000)
    found = attention_to((A, B), lambda i, j: i == j, w)
    said = f"context A B at e^s = 1000: B has no duplicate, and attends to itself by {found}"
    return said if found > Fraction(1, 2) else ""


DUPLICATE_TOKEN = Claim(
    name="duplicate_token_head",
    title="A duplicate-token head",
    chapter=CHAPTER,
    source="Wang et al. 2022, «Interpretability in the Wild», for the name",
    plain="With W_QK = s Id on one-hot tokens a destination attends to places that hold its own "
    "token, itself among them. So a head that finds duplicates says «none» by attending to itself.",
    statement=r"\sum_{j : t_j = t_i} A_{ij} = \frac{k\,e^s}{k\,e^s + m}",
    arguments=(
        Argument(
            "k sources (the destination included) hold the token, m don't.",
            "all shapes",
            _share_of_weights,
        ),
        Argument("Beside it, contexts are listed.", "exact numbers", _duplicates),
    ),
    near_misses=(
        FalseClaim(
            "itself_left_out",
            r"A_{ii} \to 0",
            "that a token isn't its own duplicate",
            _not_itself,
        ),
    ),
)

STATEMENTS = (ONE_SKIP_TRIGRAM, PREVIOUS_TOKEN, DUPLICATE_TOKEN)
