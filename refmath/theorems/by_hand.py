"""Chapter 5: models built by hand, whose circuits are known, and one that can't be built."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import permutations
from itertools import product as every

from sympy import ZZ, Symbol
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

# --- induction ------------------------------------------------------------------------------------


def matches(context: Context) -> list[int]:
    """List the places whose previous token is the last token."""
    return [j for j in range(1, len(context)) if context[j - 1] == context[-1]]


def induction_logits(context: Context, w: Fraction) -> Counter[int]:
    """Run the second layer behind a perfect previous-token head; e^score is w at a match."""
    found = set(matches(context))
    row = attention([w if j in found else Fraction(1) for j in range(len(context))])
    out: Counter[int] = Counter()
    for a, c in zip(row, context, strict=True):
        out[c] += a
    return out


def _continues() -> str:
    tried = 0
    for context in contexts(3, 7):
        after = {context[j] for j in matches(context)}
        if len(after) != 1:
            continue
        (wanted,) = after
        logits = induction_logits(context, Fraction(len(context) + 1))
        others = [value for token, value in logits.items() if token != wanted]
        ensure(all(logits[wanted] > value for value in others), spelt(context))
        tried += 1
    return f"all {tried:,} contexts of up to 7 tokens of 3 in which what follows is unambiguous"


def _attention_bound() -> str:
    tried = 0
    for context in contexts(3, 7):
        k, n = len(matches(context)), len(context)
        if k:
            w = Fraction(50)
            attended = k * w / (k * w + n - k)
            ensure(1 - attended <= Fraction(n) / w, spelt(context))
            tried += 1
    return f"1 − attention ≤ n/e^s in {tried:,} contexts, at e^s = 50"


def _at_least() -> str:
    """K x/(k x + (n − k) y) − x/(x + n y), over the common denominator."""
    _, k, n, x, y = ring("k n x y", ZZ)
    difference = k * x * (x + n * y) - x * (k * x + (n - k) * y)
    ensure(difference == x * y * (n * (k - 1) + k), "the numerator of the difference")
    return "the difference's numerator is x y (n (k − 1) + k), above 0 for k ≥ 1"


def two_layer_attention(context: Context, s0: float, s1: float) -> float:
    """Run both layers at finite scales: the last position's attention to the matches."""
    n, vocabulary = len(context), sorted(set(context))
    written = []
    for i in range(n):
        row = attention([math.exp(s0) if j == i - 1 else 1.0 for j in range(i + 1)])
        written.append(
            {c: sum(a for a, d in zip(row, context, strict=False) if d == c) for c in vocabulary}
        )
    row = attention([math.exp(s1 * written[j][context[-1]]) for j in range(n)])
    return float(sum(row[j] for j in matches(context)))


def _finite_scale() -> str:
    s0, s1, tried, worst = 8.0, 16.0, 0, 1.0
    for context in contexts(3, 6):
        found, n = matches(context), len(context)
        # At the first position there is no previous token: it attends to itself, as if it had one.
        if not found or context[0] == context[-1]:
            continue
        leak = n / (math.exp(s0) + n)
        bound = 1 / (1 + n * math.exp(-s1 * (1 - 2 * leak)))
        attended = two_layer_attention(context, s0, s1)
        ensure(attended >= bound * (1 - 1e-12), f"{spelt(context)}: {attended} < {bound}")
        tried, worst = tried + 1, min(worst, attended)
    return f"{tried} contexts, s₀ = 8, s₁ = 16: attention to the matches is {worst:.6f} or more"


def _without_shift() -> str:
    context = (A, B, A)
    w = Fraction(1000)
    row = attention([w if c == context[-1] else Fraction(1) for c in context])
    to_A = row[0] + row[2]
    said = f"context A B A: matching tokens, not previous tokens, copies A by {to_A}, not B"
    return said if to_A > row[1] else ""


def _values_shifted() -> str:
    """V-composition for K-composition: attend to A itself, and copy what A's own place holds."""
    context = (D, A, B, C, A)
    row = attention([Fraction(1000) if c == A else Fraction(1) for c in context])
    logits: Counter[int] = Counter()
    for j in range(1, len(context)):
        logits[context[j - 1]] += row[j]
    found = ", ".join(f"{NAMES[c]}: {logits[c]}" for c in (B, C, D))
    return (
        f"context D A B C A: it copies what came before A ({found})"
        if logits[B] < logits[D]
        else ""
    )


INDUCTION = Claim(
    name="induction",
    title="Two layers continue … A B … A with B",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «How Induction Heads Work»; Olsson et al. 2022",
    plain="A first-layer head writes each position's previous token into coordinates of its own. A "
    "second-layer head lets its keys read those (K-composition) and its queries read the current "
    "token: so it attends to the places that come after an earlier copy of it, and copies what it "
    "finds there.",
    statement=r"\sum_{j : t_{j-1} = t_i} A_{ij} \ge "
    r"\frac{1}{1 + n \, e^{-s_1 (1 - 2 \varepsilon_0)}}, \qquad "
    r"\varepsilon_0 = \frac{n}{e^{s_0} + n}",
    arguments=(
        Argument(
            "Behind a perfect previous-token head, with e^s above the length of the context, the "
            "token that followed has the largest logit.",
            "exact numbers",
            _continues,
        ),
        Argument("What attention is missing from 1 is at most n/e^s.", "exact numbers",
                 _attention_bound),
        Argument(
            "If k ≥ 1 matches have e^score x or more, and the others y or less, attention to the "
            "matches is at least x/(x + n y).",
            "all shapes",
            _at_least,
        ),
        Argument(
            "With a leak ε₀ in the first layer a match scores at least s₁(1 − ε₀), any other "
            "place at most s₁ ε₀. The bound that follows is held against both layers as they run. "
            "(The first position is left out: it attends to itself.)",
            "floating point",
            _finite_scale,
        ),
    ),
    near_misses=(
        FalseClaim(
            "without_the_first_layer",
            r"\text{matching the token itself continues } \dots A\,B \dots A \text{ with } B",
            "a duplicate-token head that copies",
            _without_shift,
        ),
        FalseClaim(
            "composing_values",
            r"\text{V-composition with a previous-token head does the same}",
            "letting the values, not the keys, read the previous token",
            _values_shifted,
        ),
    ),
    rests=("previous_token_head",),
)  # fmt: skip

# --- no one-layer model ---------------------------------------------------------------------------


def _order_is_unseen() -> str:
    """Numerator and denominator of each head's average, under every order of earlier tokens."""
    earlier = (A, B, D, C)
    names = [f"{k}{c}" for k in "ev" for c in range(4)]
    _, *z = ring([Symbol(name) for name in names], ZZ)
    e, v = z[:4], z[4:]
    first = None
    for order in permutations(earlier):
        context = (*order, A)
        N, Z = sum(e[c] * v[c] for c in context), sum(e[c] for c in context)
        first = first or (N, Z)
        ensure(first == (N, Z), spelt(context))
    return "A B D C A and A C D B A have the same numerators and denominators in every head"


def _signs_add_up() -> str:
    wanted_B = ((A, B, D, C), (D, C, A, B))  # A is followed by B
    wanted_C = ((D, B, A, C), (A, C, D, B))  # A is followed by C
    for group, follower in ((wanted_B, B), (wanted_C, C)):
        for context in group:
            place = context.index(A)
            ensure(context[place + 1] == follower, spelt(context))
    sums = [Counter((j, c) for context in group for j, c in enumerate(context))
            for group in (wanted_B, wanted_C)]  # fmt: skip
    ensure(sums[0] == sums[1] and bool(sums[0]), "the two sums")
    both = "; ".join(" and ".join(spelt((*c, A)) for c in g) for g in (wanted_B, wanted_C))
    return f"the same tokens at the same positions in {both}: one sum can't be above and below 0"


def _common_denominator() -> str:
    """One more position adds w v to N and w to Z: to N + cZ it adds a term of its own."""
    _, N, Z, w, v, c = ring("N Z w v c", ZZ)
    ensure((N + w * v) + c * (Z + w) == (N + c * Z) + w * (v + c), "one more position")
    return "N/Z + c has the sign of N + cZ = Σ_j w_j (v_j + c), by induction on the positions"


def _earlier_tokens_matter() -> str:
    one, other = (induction_free(context) for context in ((A, B), (C, B)))
    said = f"contexts A B and C B: the last position's attention to A is {one} and {other}"
    return said if one != other else ""


def induction_free(context: Context) -> Fraction:
    """Return a head's attention to A with equal scores."""
    return Fraction(context.count(A), len(context))


def _two_layers_do() -> str:
    one, other = (induction_logits((*c, A), Fraction(100)) for c in ((A, B, D, C), (A, C, D, B)))
    ensure(one[B] > one[C] and other[C] > other[B], "the two-layer model")
    leads = one[B] - one[C], other[C] - other[B]
    return f"A B D C A: B leads C by {leads[0]}; A C D B A: C leads B by {leads[1]}"


NO_ONE_LAYER = Claim(
    name="no_one_layer_model_does_induction",
    title="No one-layer model does induction",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Induction heads» (observed there); the proof is this project's",
    plain="Without positions a one-layer model sees which tokens came before, and not their order: "
    "A B D C A and A C D B A look the same to it. With positions, a head weighs each place by "
    "itself: take the four contexts below. In two of them A was followed by B, in two by C, "
    "and yet the four sums of places are two and two the same, so one head can't be right in all.",
    statement=r"\text{No one-layer model without positions, and none of one head with positions, "
    r"has } \ell_B > \ell_C \text{ exactly where } A \text{ was followed by } B",
    arguments=(
        Argument(
            "Without positions, for any number of heads and any weights: the logits at the last "
            "position don't depend on the order of what comes before.",
            "all shapes",
            _order_is_unseen,
        ),
        Argument(
            "With positions (in Q and K, or in the stream), one head: the logit difference has "
            "the sign of a sum with one term for each position and its token.",
            "all shapes",
            _common_denominator,
        ),
        Argument(
            "Two contexts that want B and two that want C have the same terms in all.",
            "all shapes",
            _signs_add_up,
        ),
    ),
    near_misses=(
        FalseClaim(
            "two_layers_neither",
            r"\text{no two-layer model does it}",
            "taking the obstruction for one of attention as such",
            _two_layers_do,
        ),
        FalseClaim(
            "the_last_token_decides",
            r"\text{a one-layer model sees the last token alone}",
            "a stronger statement, and false: it sees which tokens came before",
            _earlier_tokens_matter,
        ),
    ),
    assumptions=(
        "several heads with positions are not covered: each has a denominator of its own",
    ),
)

STATEMENTS = (ONE_SKIP_TRIGRAM, PREVIOUS_TOKEN, DUPLICATE_TOKEN, INDUCTION, NO_ONE_LAYER)
