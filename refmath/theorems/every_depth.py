"""Chapter 2: what holds for every number of layers, by induction: a base, and a step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import comb, inf, prod
from random import Random
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
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.terms import (
    Binomial,
    Bracket,
    Chosen,
    Compared,
    Defined,
    Dotted,
    Elements,
    ForEach,
    Given,
    Grouped,
    Id,
    If,
    Increasing,
    Members,
    Nothing,
    Over,
    Range,
    Said,
    SetOf,
    Sign,
    Size,
    Term,
    Two,
    Whole,
)
from refmath.theorems.attention_heads import CHAPTER
from refmath.theorems.depth import PATH_EXPANSION_STEP, PATHS
from refmath.theorems.instances import ONE, ZERO, counts_of_heads, drawn_matrix, heads_by_layer
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
_h, _j, _k, _l, _L, _n_heads = (Sign(latex) for latex in ("h", "j", "k", "l", "L", "n_{heads}"))


def _head(h: Term) -> Term:
    return Two(r"\otimes", Sign("A", (), (h,)), Sign("W_{OV}", (), (h,)))


def _in_layer(body: Term) -> Term:
    return Over(r"\sum", Members("h", Sign("H", (_l,))), body)


def _words(length: Term, *, patterns_turned: bool = False, weights_turned: bool = False) -> Term:
    """A^{h_k} ⋯ A^{h_1} ⊗ W^{h_k} ⋯ W^{h_1}, or a word in running order."""

    def word(name: str, turned: bool) -> Term:
        first, last = (ONE, length) if turned else (length, ONE)
        factor = Sign(name, (), (Sign("h", (_j,)),))
        return Dotted("*", "j", first, last, factor, down=not turned)

    return Two(r"\otimes", word("A", patterns_turned), word("W_{OV}", weights_turned))


def _over_paths(length: Term, n_layers: Term, term: Term) -> Term:
    """Sum over l_1 < … < l_k, and a head of each of these layers."""
    heads = Chosen("h", length, "j", Sign("H", (Sign("l", (_j,)),)))
    layers = Increasing("l", length, ZERO, n_layers)
    return Over(r"\sum", layers, Over(r"\sum", heads, term))


def _expands_to(term: Term, shortest: Term = ZERO) -> Proposition:
    layers = Dotted("*", "l", _L - 1, ZERO, Id() + _in_layer(_head(_h)), down=True)
    paths = Over(r"\sum", Range("k", shortest, _L), _over_paths(_k, _L, term))
    return Proposition((), Compared(layers, "=", paths))


def _with_heads(random: Random, counts: Sequence[int]) -> dict[str, Any]:
    heads = heads_by_layer(counts)
    n_ctx, d_model = random.choice(((1, 2), (2, 1), (2, 2)))
    A, W = (
        {h: drawn_matrix(random, n, n) for layer in heads.values() for h in layer}
        for n in (n_ctx, d_model)
    )
    x_0 = drawn_matrix(random, n_ctx * d_model, 1)
    return {
        "L": len(counts),
        "H": heads,
        "A": A,
        "W_{OV}": W,
        "x_0": x_0,
    }


def _small_transformers() -> Iterator[Given]:
    """All counts of heads of up to 3 layers of up to 2 heads, by matrices of their own."""
    for n, counts in enumerate(counts_of_heads(3, 2)):
        yield _with_heads(Random(n), counts)


def _drawn_transformer(random: Random) -> Given:
    return _with_heads(random, [random.randint(0, 2) for _ in range(random.randint(2, 4))])


_TRANSFORMERS = Instances(_small_transformers, _drawn_transformer)


def _false_expansion(name: str, tempting: str, statement: Proposition) -> FalseClaim:
    return FalseClaim(name, statement, tempting, instances=_TRANSFORMERS)


PATH_EXPANSION = Claim(
    name="path_expansion",
    title="Path expansion, for every number of layers and heads",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «The Path Expansion Trick»",
    plain="A transformer of any depth is a sum over paths: through each layer a path goes straight "
    "on, or passes one of the layer's heads. Its term is the product of the patterns it passes, ⊗ "
    "the product of their W_OV, the later always to the left. The bracket of the last layer stands "
    "to the left, and l₁ < … < l_k says that a path passes at most one head of a layer.",
    statement=_expands_to(_words(_k)),
    instances=_TRANSFORMERS,
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
        _false_expansion(
            "patterns_reversed",
            "the patterns in running order",
            _expands_to(_words(_k, patterns_turned=True)),
        ),
        _false_expansion(
            "weights_reversed",
            "the weights in running order",
            _expands_to(_words(_k, weights_turned=True)),
        ),
        _false_expansion(
            "both_reversed",
            "both in running order",
            _expands_to(_words(_k, patterns_turned=True, weights_turned=True)),
        ),
        NearMiss(
            "two_heads_of_one_layer",
            layered(_TWO),
            total(*map(path_term, paths_through(_TWO)), path_term(((0, 0), (0, 1)))),
            "letting a path pass two heads of one layer",
        ),
        _false_expansion(
            "no_direct_path",
            "forgetting the path that passes no head",
            _expands_to(_words(_k), ONE),
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


_P = Sign("P")
_LAYERS = Range("l", ZERO, _L - 1)
_H_l = Sign("H", (_l,))


def _counts(all_of_them: Term, of_order_k: Term) -> tuple[Said, Said]:
    passed = SetOf(Range("l", ZERO, _L - 1, (Compared(Sign("p", (_l,)), r"\ne", Nothing()),)))
    of_order = Size(SetOf(Members("p", _P, (Compared(Size(passed), "=", _k),))))
    by_order = ForEach(Range("k", ZERO, _L), Compared(of_order, "=", of_order_k))
    alike = ForEach(_LAYERS, Compared(Size(_H_l), "=", _n_heads))
    return Compared(Size(_P), "=", all_of_them), If(by_order, alike)


_PATHS_OF = Defined(
    _P,
    Dotted(r"\times", "l", ZERO, _L - 1, Two(r"\cup", _H_l, Elements((Nothing(),)))),
)
_ALL_PATHS = Over(r"\prod", _LAYERS, Whole(1) + Size(_H_l))
_COUNTED = _counts(_ALL_PATHS, Binomial(_L, _k) * _n_heads**_k)


def _heads_alone(counts: Sequence[int], n_heads: int) -> Given:
    return {"L": len(counts), "n_{heads}": n_heads, "H": heads_by_layer(counts)}


def _small_counts() -> Iterator[Given]:
    """All counts of heads of up to 3 layers of up to 3 heads."""
    return (_heads_alone(c, max(c, default=1)) for c in counts_of_heads(3, 3))


def _drawn_counts(random: Random) -> Given:
    n_layers, n_heads = random.randint(3, 5), random.randint(0, 2)
    return _heads_alone((n_heads,) * n_layers, n_heads)


_COUNTS = Instances(_small_counts, _drawn_counts)

COUNTING = Claim(
    name="counting_paths",
    title="How many paths there are, in all and of each order",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Path Expansion of Logits»",
    plain="Each layer multiplies the number of paths by one more than its heads: a path passes one "
    "of them or none. With equal layers the paths of order k choose k layers, and a head in each.",
    statement=Proposition((), _COUNTED, (_PATHS_OF,)),
    instances=_COUNTS,
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
            Twin("C(L + 1, k + 1) for C(L + 1, k)", lambda _L, k: k + 1),
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
            Proposition(
                (),
                Compared(Size(_P), "=", Whole(2) ** Over(r"\sum", _LAYERS, Size(_H_l))),
                (_PATHS_OF,),
            ),
            "taking any set of heads for a path",
            instances=_COUNTS,
        ),
        FalseClaim(
            "powers_without_choice",
            Proposition((), _counts(_ALL_PATHS, _n_heads**_k)[1], (_PATHS_OF,)),
            "forgetting that the layers can be chosen",
            instances=_COUNTS,
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


_x_0, _m = Sign("x_0"), Sign("m")


def _after(round_: Term, layer: Term) -> Sign:
    return Sign("x", (layer,), (Grouped(round_),))


def _written(round_: Term, layer: Term) -> Sign:
    return Sign("y", (layer,), (Grouped(round_),))


def _iteration(round_read: Term) -> tuple[Defined, Defined]:
    """What the stream holds in round k before layer l, and what layer l makes of it."""
    earlier = Over(r"\sum", Range("j", ZERO, _l - 1), _written(round_read, _j))
    made = Bracket(Compared(_k, ">", ZERO)) * _in_layer(_head(_h) * _after(_k, _l))
    return Defined(_after(_k, _l), _x_0 + earlier), Defined(_written(_k, _l), made)


def _paths_up_to(order: Term) -> Term:
    return Over(r"\sum", Range("m", ZERO, order), _over_paths(_m, _L, _words(_m) * _x_0))


_AFTER_ROUND_K = ForEach(
    Range("k", ONE, _L + 1),
    Compared(_after(_k, _L), "=", _paths_up_to(_k - 1)),
)
_ALL_AFTER_N = Compared(_after(_L, _L), "=", _paths_up_to(_L))
_AT_LEAST_ONE = Compared(_L, ">", ZERO)

IMPORTANCE = Claim(
    name="term_importance",
    title="The paper's iteration leaves the paths below each order",
    chapter=CHAPTER,
    source="Elhage et al. 2021, «Term Importance Analysis»",
    plain="Hold the patterns at what they were, run the model, and add in place of each layer's "
    "output what the round before saved (zeros in the first). After round k the stream holds the "
    "paths of order below k, all of them and each once: n_layers + 1 passes instead of one a path.",
    statement=Proposition((), _AFTER_ROUND_K, _iteration(_k - 1)),
    instances=_TRANSFORMERS,
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
            Proposition((_AT_LEAST_ONE,), _ALL_AFTER_N, _iteration(_k - 1)),
            "n_layers rounds for all paths",
            instances=_TRANSFORMERS,
        ),
        FalseClaim(
            "an_ordinary_pass",
            Proposition((), _AFTER_ROUND_K, _iteration(_k)),
            "adding each layer's own output, as the model does",
            instances=_TRANSFORMERS,
        ),
    ),
    assumptions=("the patterns are held fixed",),
)

STATEMENTS = (PATH_EXPANSION, COUNTING, SCORES_OF_ANY_LAYER, IMPORTANCE)
