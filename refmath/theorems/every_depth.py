"""Chapter 2: what holds for every number of layers, by induction: a base, and a step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import comb, inf, prod
from typing import Any

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.algebra import normal_form
from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.derivation import NearMiss, Step, Theorem, replay
from refmath.symbolic.expressions import (
    Expression,
    HeadSum,
    Identity,
    Letter,
    Scaled,
    product,
    tensor,
    total,
)
from refmath.symbolic.letters import matrix
from refmath.theorems.attention_heads import CHAPTER
from refmath.theorems.depth import PATH_EXPANSION_STEP, PATHS
from refmath.theorems.notation import SCALE, W_QK, free, identity, letter

DEPTHS: tuple[tuple[int, ...], ...] = ((), (3,), (2, 3), (3, 1, 2), (2, 2, 2, 2), (1, 1, 1, 1, 1))
"""Heads a layer, of the transformers that are multiplied out, beside the induction."""

_STREAM = Identity(("n_ctx", "d_model"))


def _A(layer: int, h: int) -> Expression:
    return Letter(matrix("A", "n_ctx", "n_ctx", layer, h))


def _W(layer: int, h: int) -> Expression:
    return Letter(matrix("W_OV", "d_model", "d_model", layer, h))


def layered(heads: Sequence[int]) -> Expression:
    """Write ∏ (Id + Σ_h A^h ⊗ W_OV^h), a bracket a layer, the last layer to the left."""
    out: Expression = _STREAM
    for layer, n in enumerate(heads):
        out = product(total(_STREAM, *(tensor(_A(layer, h), _W(layer, h)) for h in range(n))), out)
    return out


Path = tuple[tuple[int, int], ...]


def paths_through(heads: Sequence[int]) -> Iterator[Path]:
    """List the paths: () without layers; in one more layer each goes on, or passes one head.

    >>> list(paths_through((1, 2)))
    [(), ((1, 0),), ((1, 1),), ((0, 0),), ((0, 0), (1, 0)), ((0, 0), (1, 1))]
    """
    if not heads:
        yield ()
        return
    *before, n_heads = heads
    for path in paths_through(before):
        yield path
        yield from ((*path, (len(before), h)) for h in range(n_heads))


def path_term(path: Path) -> Expression:
    """Write A^{h_k}…A^{h_1} ⊗ W_OV^{h_k}…W_OV^{h_1}."""
    if not path:
        return tensor(identity(), identity("d_model"))
    late_first = path[::-1]
    return tensor(product(*(_A(*p) for p in late_first)), product(*(_W(*p) for p in late_first)))


PathTerm = Callable[[Path], Expression]


def _base(term: PathTerm) -> str:
    ensure(normal_form(layered(())) == normal_form(term(())), "without layers the sides differ")
    return "without layers both sides are Id ⊗ Id, the term of the one path ()"


def _step(theorem: Theorem) -> str:
    left, right = normal_form(theorem.left), normal_form(theorem.right)
    ensure(left == right and not left.is_zero, "one more layer doesn't give the longer sum")
    return f"«{theorem.title}», {replay(theorem, {})} steps replayed"


def _outright(term: PathTerm) -> str:
    for heads in DEPTHS:
        expanded = total(*map(term, paths_through(heads)))
        ensure(normal_form(layered(heads)) == normal_form(expanded), f"heads a layer: {heads}")
    counts = ", ".join(str(prod(1 + n for n in heads)) for heads in DEPTHS)
    return f"{len(DEPTHS)} transformers of 0 to 5 layers, of {counts} paths"


def _in_running_order(path: Path) -> Expression:
    return path_term(path[::-1])


_OLD_PATHS_FORGOTTEN = replace(
    PATH_EXPANSION_STEP,
    steps=(
        *PATH_EXPANSION_STEP.steps[:-1],
        replace(
            PATH_EXPANSION_STEP.steps[-1],
            line=next(
                n for n in PATH_EXPANSION_STEP.near_misses if n.name == "old_paths_forgotten"
            ).right,
        ),
    ),
)


_TWO = (2, 2)


def _near_expansion(name: str, tempting: str, terms: list[Expression]) -> NearMiss:
    return NearMiss(name, layered(_TWO), total(*terms), tempting)


def _reversed_words(patterns: bool, weights: bool) -> list[Expression]:
    out = []
    for path in paths_through(_TWO):
        if not path:
            out.append(path_term(path))
            continue
        A, W = (product(*(one(*p) for p in path[::-1])) for one in (_A, _W))
        A_turned, W_turned = (product(*(one(*p) for p in path)) for one in (_A, _W))
        out.append(tensor(A_turned if patterns else A, W_turned if weights else W))
    return out


PATH_EXPANSION = Claim(
    name="path_expansion",
    title="Path expansion, for every number of layers and heads",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «The Path Expansion Trick»",
    plain="A transformer of any depth is a sum over paths: through each layer a path goes straight "
    "on, or passes one of the layer's heads. Its term is the product of the patterns it passes, ⊗ "
    "the product of their W_OV, the later always to the left. The bracket of the last layer stands "
    "to the left, and l₁ < … < l_k says that a path passes at most one head of a layer.",
    statement=r"\left(\mathrm{Id} + \sum_{h \in H_{L-1}} A^h \otimes W_{OV}^h\right) \cdots "
    r"\left(\mathrm{Id} + \sum_{h \in H_0} A^h \otimes W_{OV}^h\right) = "
    r"\sum_{k=0}^{L} \; \sum_{0 \le l_1 < \dots < l_k < L} \; "
    r"\sum_{h_1 \in H_{l_1}, \dots, h_k \in H_{l_k}} "
    r"A^{h_k} \cdots A^{h_1} \otimes W_{OV}^{h_k} \cdots W_{OV}^{h_1}",
    arguments=(
        Argument(
            "It holds without layers.",
            "every depth",
            _base,
            path_term,
            Twin("the direct path twice", lambda path: Scaled(2, path_term(path))),
        ),
        Argument(
            "If it holds for some layers, it holds for one more: each path goes on, alone or "
            "through one head of the new layer.",
            "every depth",
            _step,
            PATH_EXPANSION_STEP,
            Twin("the old paths forgotten", _OLD_PATHS_FORGOTTEN),
        ),
        Argument(
            "Beside the induction, concrete transformers are multiplied out.",
            "all shapes",
            _outright,
            path_term,
            Twin("both words in running order", _in_running_order),
            "beside",
        ),
    ),
    near_misses=(
        _near_expansion(
            "patterns_reversed", "the patterns in running order", _reversed_words(True, False)
        ),
        _near_expansion(
            "weights_reversed", "the weights in running order", _reversed_words(False, True)
        ),
        _near_expansion("both_reversed", "both in running order", _reversed_words(True, True)),
        _near_expansion(
            "two_heads_of_one_layer",
            "letting a path pass two heads of one layer",
            [*map(path_term, paths_through(_TWO)), path_term(((0, 0), (0, 1)))],
        ),
        _near_expansion(
            "no_direct_path",
            "forgetting the path that passes no head",
            [path_term(p) for p in paths_through(_TWO) if p],
        ),
    ),
    assumptions=("the patterns are held fixed",),
    rests=("path_expansion_step",),
)


# --- counting -------------------------------------------------------------------------------------


def _orders(heads: Sequence[int]) -> Counter[int]:
    return Counter(len(path) for path in paths_through(heads))


def _count_base(paths: Callable[[Sequence[int]], Iterable[Path]]) -> str:
    orders = Counter(len(path) for path in paths(()))
    ensure(orders == Counter({0: 1}), f"without layers the orders are {dict(orders)}")
    return "without layers there is the one path (), of order 0"


def _count_step(longer: Callable[[Any, Any, Any], Any]) -> str:
    """(1 + n z) times the terms of order k − 1 and k, z^(k−1) being a letter: so for every k."""
    _, n, z, power, shorter, old = ring("n z p s o", ZZ)
    here = longer(old, shorter, n) * power * z
    all_of_it = shorter * power + here + n * old * power * z**2
    ensure((1 + n * z) * (shorter + old * z) * power == all_of_it, "the term of order k")
    return "(1 + n z)(s z^(k−1) + o zᵏ) has n s + o at zᵏ, for every k: no other term gets there"


def _pascal(one_layer_more: Callable[[Any, Any], Any]) -> str:
    """(L choose k − 1) = k f/(L − k + 1) if f = (L choose k); over that denominator, for all."""
    _, f, n_layers, k = ring("f L k", ZZ)
    left = f * (n_layers - k + 1) + f * k
    ensure(left == f * one_layer_more(n_layers, k), "the sum of neighbours")
    return "C(L, k) + C(L, k−1) = C(L, k) (L + 1)/(L − k + 1) = C(L + 1, k), for all L ≥ k ≥ 1"


def _count_outright(paths: Callable[[Sequence[int]], Iterable[Path]]) -> str:
    shapes = [(n,) * n_layers for n in (1, 2, 3) for n_layers in range(5)]
    for heads in (*DEPTHS, *shapes):
        orders = Counter(len(path) for path in paths(heads))
        ensure(sum(orders.values()) == prod(1 + n for n in heads), f"in all: {heads}")
        if len(set(heads)) == 1:
            n, n_layers = heads[0], len(heads)
            ensure(
                all(orders[k] == comb(n_layers, k) * n**k for k in range(n_layers + 1)),
                f"by order: {heads}",
            )
    return f"{len(DEPTHS) + len(shapes)} transformers of 0 to 5 layers, listed and counted"


def _one_head_short(heads: Sequence[int]) -> Iterator[Path]:
    return (path[:-1] for path in paths_through(heads))


def _past_a_head(heads: Sequence[int]) -> Iterator[Path]:
    return (path for path in paths_through(heads) if path)


def _one_head_more() -> str:
    found = prod(1 + n for n in (2, 2))
    return f"2 layers of 2 heads: {found} paths, not {2**4}" if found != 2**4 else ""


def _not_powers() -> str:
    orders = _orders((2, 2))
    return f"2 layers of 2 heads: {orders[1]} paths of order 1, not 2" if orders[1] != 2 else ""


COUNTING = Claim(
    name="counting_paths",
    title="How many paths there are, in all and of each order",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Path Expansion of Logits»",
    plain="Each layer multiplies the number of paths by one more than its heads: a path passes one "
    "of them or none. With equal layers the paths of order k choose k layers, and a head in each.",
    statement=r"\#\{\text{paths}\} = \prod_l \left(1 + |H_l|\right), \qquad "
    r"\#\{\text{paths of order } k\} = \binom{n_{layers}}{k} \, n_{heads}^k "
    r"\text{ if } |H_l| = n_{heads}",
    arguments=(
        Argument(
            "Without layers there is one path.",
            "every depth",
            _count_base,
            paths_through,
            Twin("the direct path left out", _past_a_head),
        ),
        Argument(
            "One more layer of n heads: the paths of order k are those there were, and n for each "
            "of order k − 1; at z = 1, all there are become 1 + n times as many.",
            "every depth",
            _count_step,
            lambda old, shorter, n: old + n * shorter,
            Twin("one longer path for each, whatever n", lambda old, shorter, _n: old + shorter),
        ),
        Argument(
            "With equal layers, C(L, k) nᵏ + n · C(L, k − 1) nᵏ⁻¹ = C(L + 1, k) nᵏ (Pascal).",
            "every depth",
            _pascal,
            lambda n_layers, _k: n_layers + 1,
            Twin("C(L + 1, k + 1) for C(L + 1, k)", lambda _n_layers, k: k + 1),
        ),
        Argument(
            "Beside the induction, paths are listed.",
            "exact numbers",
            _count_outright,
            paths_through,
            Twin("the direct path left out", _past_a_head),
            "beside",
            (Twin("each path without its last head", _one_head_short),),
        ),
    ),
    near_misses=(
        FalseClaim(
            "every_set_of_heads",
            r"\#\{\text{paths}\} = 2^{\sum_l |H_l|}",
            "taking any set of heads for a path",
            _one_head_more,
        ),
        FalseClaim(
            "powers_without_choice",
            r"\#\{\text{paths of order } k\} = n_{heads}^k",
            "forgetting that the layers can be chosen",
            _not_powers,
        ),
    ),
)

# --- scores ---------------------------------------------------------------------------------------

_x0 = letter("x")


def _moved(index: str) -> Expression:
    """What the paths through the layers before have moved: Σ_p A^p x (W^p)ᵀ."""
    A, W = free("A", "n_ctx", "n_ctx", index), free("W", "d_model", "d_model", index)
    return HeadSum(index, A @ _x0 @ W.T, PATHS)


def _score_terms(q: str, k: str, *, W_QK_between: Expression | None = None) -> Expression:
    A_q, W_q = free("A", "n_ctx", "n_ctx", q), free("W", "d_model", "d_model", q)
    A_k, W_k = free("A", "n_ctx", "n_ctx", k), free("W", "d_model", "d_model", k)
    between = W_QK("h") if W_QK_between is None else W_QK_between
    return product(A_q, _x0, W_q.T, between, W_k, _x0.T, A_k.T)


_any_scores = Scaled(SCALE, product(_moved("q"), W_QK("h"), _moved("k").T))

SCORES_OF_ANY_LAYER = Theorem(
    name="scores_of_any_layer",
    title="The scores of a head in any layer: a sum over pairs of paths",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Path Expansion of Attention Scores QK Circuit»",
    plain="The stream that a head reads is a sum over paths (path expansion), and is read twice: "
    "for the queries and for the keys. So the scores are a sum over pairs of paths through the "
    "layers before, ∏ (1 + |H_l|)² of them.",
    steps=(
        Step(_any_scores),
        Step(
            Scaled(
                SCALE,
                product(
                    _moved("q"),
                    W_QK("h"),
                    HeadSum(
                        "k",
                        free("W", "d_model", "d_model", "k")
                        @ _x0.T
                        @ free("A", "n_ctx", "n_ctx", "k").T,
                        PATHS,
                    ),
                ),
            ),
            "transpose",
        ),
        Step(
            Scaled(SCALE, HeadSum("q", HeadSum("k", _score_terms("q", "k"), PATHS), PATHS)),
            "distributivity",
        ),
    ),
    near_misses=(
        NearMiss(
            "one_path_for_both",
            _any_scores,
            Scaled(SCALE, HeadSum("q", _score_terms("q", "q"), PATHS)),
            "one sum over paths, where query and key each have their own",
        ),
        NearMiss(
            "keys_for_queries",
            _any_scores,
            Scaled(
                SCALE,
                HeadSum(
                    "q",
                    HeadSum("k", _score_terms("q", "k", W_QK_between=W_QK("h").T), PATHS),
                    PATHS,
                ),
            ),
            "W_QK read from the wrong side",
        ),
    ),
    assumptions=("the patterns of the layers before are held fixed", "x is t W_Eᵀ"),
)

# --- term importance ------------------------------------------------------------------------------

Words = Counter[tuple[int, ...]]


def _rounds(n_layers: int) -> list[Words]:
    """Run the paper's iteration on letters: what the stream holds after each round.

    A word (2, 0) stands for H_2 H_0 x_0; a layer's output is its letter before each word it reads.
    """
    saved: list[Words] = [Counter() for _ in range(n_layers)]
    out = []
    for _ in range(n_layers + 1):
        stream: Words = Counter({(): 1})
        outputs: list[Words] = []
        for layer in range(n_layers):
            outputs.append(Counter({(layer, *word): c for word, c in stream.items()}))
            stream = stream + saved[layer]
        out.append(stream)
        saved = outputs
    return out


def _paths_below(order: int, n_layers: int) -> Words:
    found = (tuple(layer for layer, _ in p)[::-1] for p in paths_through((1,) * n_layers))
    return Counter(word for word in found if len(word) < order)


def _importance_outright(rounds: Callable[[int], list[Words]]) -> str:
    for n_layers in range(7):
        for k, stream in enumerate(rounds(n_layers), 1):
            ensure(stream == _paths_below(k, n_layers), f"{n_layers} layers, round {k}")
    return "0 to 6 layers, every round: the same words, each once"


Orders = tuple[tuple[float, float], ...]
ORDERS: Orders = ((-inf, -1), (0, 0), (1, inf))
"""Where d can lie if a path has order k + d: below k, at k, above. No whole number is missing."""


def _all_or_none_below(orders: tuple[float, float], bound: int) -> bool:
    lowest, highest = orders
    ensure(highest < bound or lowest >= bound, f"orders k + {orders} lie on both sides of {bound}")
    return highest < bound


def _importance_step(classes: tuple[Orders, int]) -> str:
    """Round k + 1 adds H to a path of order k + d if the saved round has it: d < `saved`."""
    orders, saved = classes
    for below, above in pairwise(orders):
        ensure(above[0] == below[1] + 1, "an order is missing")
    for lowest, highest in orders:
        is_written = _all_or_none_below((lowest, highest), saved)
        is_wanted = _all_or_none_below((lowest + 1, highest + 1), 1)
        ensure(is_written == is_wanted, f"H times a path of order k + {lowest}")
    return "a path is saved where its order is below k, so H times it where that is below k + 1"


def _importance_first(factor: int) -> str:
    """Zeros in place of every output: the stream stays x_0."""
    x, output = free("x", "n_ctx", "d_model"), free("y", "n_ctx", "d_model")
    ensure(normal_form(x + Scaled(factor, output)) == normal_form(x), "the stream isn't x_0")
    return "x_0 + 0 y = x_0: with zeros in place of every output, round 1 holds x_0 alone"


def _of_ordinary_passes(n_layers: int) -> list[Words]:
    return [_paths_below(n_layers + 1, n_layers)] * (n_layers + 1)


def _no_last_round() -> str:
    n_layers = 3
    got, want = _rounds(n_layers)[n_layers - 1], _paths_below(n_layers + 1, n_layers)
    missing = sorted(set(want) - set(got))
    return (
        f"3 layers, 3 rounds: the path through layers {missing[0][::-1]} is missing"
        if missing
        else ""
    )


def _layer_at_once() -> str:
    """One pass that adds each layer's own output leaves all orders, not those of one."""
    everything = _paths_below(4, 3)
    return (
        f"3 layers: an ordinary pass holds {len(everything)} terms, those of order < 1 are 1"
        if everything != _paths_below(1, 3)
        else ""
    )


IMPORTANCE = Claim(
    name="term_importance",
    title="The paper's iteration leaves the paths below each order",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Term Importance Analysis»",
    plain="Hold the patterns at what they were, run the model, and add in place of each layer's "
    "output what the round before saved (zeros in the first). After round k the stream holds the "
    "paths of order below k, all of them and each once: n_layers + 1 passes instead of one a path.",
    statement=r"x^{(k)} = \sum_{\text{paths of order} < k} A^{h_j} \cdots A^{h_1} \otimes "
    r"W_{OV}^{h_j} \cdots W_{OV}^{h_1} \; x_0, \qquad k = 1, \dots, n_{layers} + 1",
    arguments=(
        Argument(
            "The first round holds the direct path, the one of order below 1, at every layer; and "
            "before the first layer every round does.",
            "every depth",
            _importance_first,
            0,
            Twin("the outputs themselves in place of zeros", 1),
        ),
        Argument(
            "If before some layer round k + 1 holds the paths below order k + 1, and round k those "
            "below k, then it does so after the layer: what it held stays, and it adds H times "
            "what round k held. Orders are compared by their distance from k: this is every k.",
            "every depth",
            _importance_step,
            (ORDERS, 0),
            Twin("the output of the same round added, as the model does", (ORDERS, 1)),
            further=(
                Twin("order k left out", (ORDERS[::2], 0)),
                Twin("order k with those below", (((-inf, 0), (1, inf)), 0)),
            ),
        ),
        Argument(
            "Beside the induction, the iteration is run on letters H_l = Σ_h A^h ⊗ W_OV^h.",
            "all shapes",
            _importance_outright,
            _rounds,
            Twin("an ordinary pass for each round", _of_ordinary_passes),
            "beside",
        ),
    ),
    near_misses=(
        FalseClaim(
            "one_round_less",
            r"x^{(n_{layers})} = \text{all paths}",
            "n_layers rounds for all paths",
            _no_last_round,
        ),
        FalseClaim(
            "an_ordinary_pass",
            r"x = \sum_{\text{paths of order} < 1}",
            "adding each layer's own output, as the model does",
            _layer_at_once,
        ),
    ),
    assumptions=("the patterns are held fixed",),
)

STATEMENTS = (PATH_EXPANSION, COUNTING, SCORES_OF_ANY_LAYER, IMPORTANCE)
