"""Chapter 5: induction by K-composition, for every context; and what one layer can't do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from itertools import permutations
from math import floor

from sympy import ZZ, Symbol
from sympy.polys.rings import ring

from refmath.symbolic.claims import Argument, Claim, FalseClaim, ensure
from refmath.theorems.by_hand import CHAPTER, A, B, C, Context, D, contexts, spelt
from refmath.theorems.reading import attention

Exponential = Callable[[Fraction], Fraction]


def steps_of_two(s: Fraction) -> Fraction:
    """Return 2 to the whole part of s: positive, and weakly increasing, which is all it takes."""
    return Fraction(2) ** floor(s)


def lines_through_two(s: Fraction) -> Fraction:
    """Return the line between the powers of 2 next to s."""
    return steps_of_two(s) * (1 + s - floor(s))


EXPONENTIALS: tuple[Exponential, ...] = (steps_of_two, lines_through_two)
SCALES = tuple(
    (Fraction(s0), Fraction(s1))
    for s0 in (-2, Fraction(5, 2), 20)
    for s1 in (0, Fraction(1, 3), 20)
)


def matches(context: Context) -> list[int]:
    """List the places whose previous token is the last token."""
    return [j for j in range(1, len(context)) if context[j - 1] == context[-1]]


def induction_scores(
    context: Context, s0: Fraction, s1: Fraction, e: Exponential, *, first_is_held_off: bool = True
) -> list[Fraction]:
    """Run both layers: the last position's scores, the second layer reading what the first wrote.

    Layer 0 scores s₀ at the position before. Layer 1 scores s₁ times the share of the last token in
    what layer 0 wrote at a source, and −s₁ more at position 0.
    """
    scores = []
    for j in range(len(context)):
        row = _row_of_the_first_layer(j, s0, e)
        share = sum((a for k, a in enumerate(row) if context[k] == context[-1]), Fraction(0))
        scores.append(s1 * share - (s1 if j == 0 and first_is_held_off else 0))
    return scores


@cache
def _row_of_the_first_layer(j: int, s0: Fraction, e: Exponential) -> list[Fraction]:
    return attention([e(s0) if k == j - 1 else e(Fraction(0)) for k in range(j + 1)])


def with_a_match(n_tokens: int, longest: int) -> Iterator[Context]:
    """List every context whose last position i > 0 has a match: none is left out."""
    return (c for c in contexts(n_tokens, longest) if matches(c))


def _leak_at(i: int, s0: Fraction, e: Exponential) -> Fraction:
    return i * e(Fraction(0)) / (e(s0) + i * e(Fraction(0)))


def _leak_grows() -> str:
    """What a position j ≥ 1 misses of the one before is j/(E + j); against i/(E + i)."""
    _, E, i, j = ring("E i j", ZZ)
    ensure(i * (E + j) - j * (E + i) == E * (i - j), "i/(E + i) − j/(E + j)")
    return "i/(E + i) − j/(E + j) = E(i − j)/((E + i)(E + j)), not below 0 for j ≤ i, E > 0"


def _scores_apart() -> str:
    tried = 0
    for context in with_a_match(3, 5):
        i, places = len(context) - 1, set(matches(context))
        for s0, s1 in SCALES:
            for e in EXPONENTIALS:
                leak = _leak_at(i, s0, e)
                for j, score in enumerate(induction_scores(context, s0, s1, e)):
                    right = score >= s1 * (1 - leak) if j in places else score <= s1 * leak
                    ensure(right, f"{spelt(context)}, position {j}, s₀ = {s0}, s₁ = {s1}")
                    tried += 1
    return (
        f"{tried:,} scores: all contexts of up to 6 tokens of 3, at {len(SCALES)} pairs of scales"
    )


def _at_least() -> str:
    """K x/(k x + (i + 1 − k) y) − x/(x + i y), over the common denominator."""
    _, k, i, x, y = ring("k i x y", ZZ)
    difference = k * x * (x + i * y) - x * (k * x + (i + 1 - k) * y)
    ensure(difference == x * y * (k - 1) * (i + 1), "the numerator of the difference")
    return "the difference's numerator is x y (k − 1)(i + 1), not below 0 for k ≥ 1"


def _statement_holds() -> str:
    """Evaluate both sides as printed, in the form that any e has, wherever there is a match."""
    tried = of_first = 0
    for context in with_a_match(3, 6):
        i = len(context) - 1
        followers = {context[j] for j in matches(context)}
        of_first += context[0] == context[-1]
        for s0, s1 in SCALES:
            for e in EXPONENTIALS:
                where = f"{spelt(context)}, s₀ = {s0}, s₁ = {s1}"
                leak = _leak_at(i, s0, e)
                bound = 1 / (1 + i * e(s1 * leak) / e(s1 * (1 - leak)))
                row = attention([e(s) for s in induction_scores(context, s0, s1, e)])
                ensure(sum(row[j] for j in matches(context)) >= bound, where)
                if len(followers) == 1:
                    logits: Counter[int] = Counter()
                    for share, token in zip(row, context, strict=True):
                        logits[token] += share
                    (follower,) = followers
                    ensure(logits[follower] >= bound, where)
                    others = [logits[token] for token in logits if token != follower]
                    ensure(all(logit <= 1 - bound for logit in others), where)
                tried += 1
    return (
        f"{tried:,} cases, none left out: all contexts of up to 6 tokens of 3 with a match (in "
        f"{of_first} of them the first token is the last one too), {len(SCALES)} pairs of scales"
    )


def _first_position_not_held_off() -> str:
    s0 = s1 = Fraction(20)
    scores = induction_scores((A, B, A), s0, s1, lines_through_two, first_is_held_off=False)
    row = attention([lines_through_two(s) for s in scores])
    said = (
        f"A B A: position 0 claims its own token as its previous one and gets {float(row[0]):.3f}"
    )
    return said if row[0] > Fraction(2, 5) else ""


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
    shares = ", ".join(f"{spelt([c])}: {logits[c]}" for c in (B, C, D))
    said = f"context D A B C A: it copies what came before A ({shares})"
    return said if logits[B] < logits[D] else ""


INDUCTION = Claim(
    name="induction",
    title="Two layers continue … A B … A with B, in every context",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «How Induction Heads Work»; Olsson et al. 2022",
    plain="A head of layer 0 writes each position's previous token into coordinates of its own. A "
    "head of layer 1 lets its keys read those (K-composition) and its queries read the current "
    "token: so it attends to the places that come after an earlier copy of it, and copies what it "
    "finds there. Position 0 has nothing before it: it attends to itself, and so would claim its "
    "own token as its previous one. A positional term in its key, −s₁, holds it off. What it takes "
    "of the exponential is that it is positive and doesn't fall; nothing is asked of s₀.",
    statement=r"M_i = \{j \le i : t_{j-1} = t_i\} \ne \emptyset, \; i > 0, \; s_1 \ge 0 "
    r"\;\Longrightarrow\; \sum_{j \in M_i} A_{ij} \ge "
    r"\frac{1}{1 + i \, e^{-s_1 (1 - 2 \varepsilon)}}, \qquad "
    r"\varepsilon = \frac{i}{e^{s_0} + i}",
    arguments=(
        Argument(
            "With E = e^{s₀} a position j ≥ 1 attends to the one before it by E/(E + j). What it "
            "misses of 1 is at most ε, as j ≤ i.",
            "all shapes",
            _leak_grows,
        ),
        Argument(
            "So a match scores at least s₁(1 − ε); another position j ≥ 1, whose row sums to 1, at "
            "most s₁ε; and position 0 at most s₁ − s₁ = 0. Beside it, every score of each context:",
            "exact numbers",
            _scores_apart,
        ),
        Argument(
            "If k ≥ 1 matches have e^score x or more, and the i + 1 − k others y or less, "
            "attention to the matches is at least x/(x + i y).",
            "all shapes",
            _at_least,
        ),
        Argument(
            "The statement itself, as it is printed, for two functions in the place of e^s that "
            "rationals can hold; and where every match is followed by one token, its logit is at "
            "least the bound, any other's at most 1 less the bound.",
            "exact numbers",
            _statement_holds,
        ),
    ),
    near_misses=(
        FalseClaim(
            "without_the_term_at_position_0",
            r"\text{the same without } {-s_1} \text{ in the key of position 0: also when the "
            r"sequence starts with the token, } A \, B \, A",
            "that a position without a previous token claims none",
            _first_position_not_held_off,
        ),
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
)

# --- what one layer can't do ----------------------------------------------------------------------


WANTED_B = ((A, B, D, C), (D, C, A, B))  # A is followed by B
WANTED_C = ((D, B, A, C), (A, C, D, B))  # A is followed by C


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
    for group, follower in ((WANTED_B, B), (WANTED_C, C)):
        for context in group:
            place = context.index(A)
            ensure(context[place + 1] == follower, spelt(context))
    sums = [Counter((j, c) for context in group for j, c in enumerate(context))
            for group in (WANTED_B, WANTED_C)]  # fmt: skip
    ensure(sums[0] == sums[1] and bool(sums[0]), "the two sums")
    both = "; ".join(" and ".join(spelt((*c, A)) for c in g) for g in (WANTED_B, WANTED_C))
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


def two_heads(context: Context) -> Fraction:
    """Return l_B − l_C of two heads of d_head 1, positions in Q and K, e^s replaced by 2^s.

    Both write B − C and read v = (0, 1, −1, 0); the first scores positions alone, the second
    positions and 2 for the token D.
    """
    values, by_place = (0, 1, -1, 0), ((1, 0, 0, 1, 0), (2, 2, 0, 0, 1))
    lead = Fraction(0)
    for scores, of_D in zip(by_place, (0, 2), strict=True):
        pairs = list(zip(scores, context, strict=True))
        row = attention([Fraction(2) ** (score + of_D * (token == D)) for score, token in pairs])
        lead += sum(share * values[token] for share, token in zip(row, context, strict=True))
    return lead


def _two_heads_do() -> str:
    four = [(*earlier, A) for earlier in (*WANTED_B, *WANTED_C)]
    leads = [two_heads(context) for context in four]
    right = min(leads[:2]) > 0 > max(leads[2:])
    said = ", ".join(f"{lead} in {spelt(c)}" for lead, c in zip(leads, four, strict=True))
    return f"two heads of d_head 1: B leads C by {said}" if right else ""


def _two_layers_do() -> str:
    leads = []
    for earlier in (WANTED_B[0], WANTED_C[1]):
        context = (*earlier, A)
        scores = induction_scores(context, Fraction(20), Fraction(20), lines_through_two)
        row = attention([lines_through_two(s) for s in scores])
        leads.append(row[context.index(B)] - row[context.index(C)])
    said = f"B leads C by {float(leads[0]):.4f} in A B D C A, by {float(leads[1]):.4f} in A C D B A"
    return said if leads[0] > 0 > leads[1] else ""


NO_SINGLE_HEAD = Claim(
    name="no_single_head_does_induction",
    title="No single head does induction, and no one-layer model without positions",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Induction heads» (observed there); the proof is this project's",
    plain="Without positions a one-layer model sees which tokens came before, and not their order: "
    "A B D C A and A C D B A look the same to it. With positions, a head weighs each place by "
    "itself: take the four contexts below. In two of them A was followed by B, in two by C, "
    "and yet the four sums of places are two and two the same, so one head can't be right in all. "
    "More heads can, on these four and on longer ones: what one layer needs grows with the length "
    "of the context, in heads times width times precision (Sanford, Hsu, Telgarsky 2024, cited "
    "here and not proved).",
    statement=r"\text{No one-layer model without positions, and none of one head with positions, "
    r"has } \ell_B > \ell_C \text{ where } A \text{ was followed by } B \text{ and } "
    r"\ell_B < \ell_C \text{ where by } C",
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
            "two_heads_neither",
            r"\text{no one-layer model of two heads, with positions, is right on these four}",
            "taking what stops one head for what stops one layer",
            _two_heads_do,
        ),
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
)

STATEMENTS = (INDUCTION, NO_SINGLE_HEAD)
