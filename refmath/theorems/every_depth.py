"""Chapter 2: what holds for every number of layers, by induction: a base, and a step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product as every
from math import comb, prod

from sympy import ZZ
from sympy.polys.rings import ring

from refmath.symbolic.algebra import normal_form
from refmath.symbolic.claims import Argument, Claim, FalseClaim, ensure
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
    """List the paths: in each layer one of its heads, or none."""
    for choice in every(*(range(-1, n) for n in heads)):
        yield tuple((layer, h) for layer, h in enumerate(choice) if h >= 0)


def path_term(path: Path) -> Expression:
    """Write A^{h_k}…A^{h_1} ⊗ W_OV^{h_k}…W_OV^{h_1}."""
    if not path:
        return tensor(identity(), identity("d_model"))
    late_first = path[::-1]
    return tensor(product(*(_A(*p) for p in late_first)), product(*(_W(*p) for p in late_first)))


def _base() -> str:
    ensure(
        normal_form(layered(())) == normal_form(path_term(())), "without layers the sides differ"
    )
    return "without layers both sides are Id ⊗ Id, the term of the one path ()"


def _step() -> str:
    steps = replay(PATH_EXPANSION_STEP, {})
    left, right = normal_form(PATH_EXPANSION_STEP.left), normal_form(PATH_EXPANSION_STEP.right)
    ensure(left == right and not left.is_zero, "one more layer doesn't give the longer sum")
    return f"«{PATH_EXPANSION_STEP.title}», {steps} steps replayed"


def _outright() -> str:
    for heads in DEPTHS:
        expanded = total(*map(path_term, paths_through(heads)))
        ensure(normal_form(layered(heads)) == normal_form(expanded), f"heads a layer: {heads}")
    counts = ", ".join(str(prod(1 + n for n in heads)) for heads in DEPTHS)
    return f"{len(DEPTHS)} transformers of 0 to 5 layers, of {counts} paths"


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
    "the product of their W_OV, the later always to the left.",
    statement=r"\prod_{l} \left(\mathrm{Id} + \sum_{h \in H_l} A^h \otimes W_{OV}^h\right) = "
    r"\sum_{h_1 < \dots < h_k} A^{h_k} \cdots A^{h_1} \otimes W_{OV}^{h_k} \cdots W_{OV}^{h_1}",
    arguments=(
        Argument("It holds without layers.", "every depth", _base),
        Argument(
            "If it holds for some layers, it holds for one more: each path goes on, alone or "
            "through one head of the new layer.",
            "every depth",
            _step,
        ),
        Argument(
            "Beside the induction, concrete transformers are multiplied out.",
            "all shapes",
            _outright,
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


def _count_step() -> str:
    """(1 + n z) ∏ (1 + n_l z): the coefficients say how many paths of each order."""
    _, z, n, *e = ring("z n e0 e1 e2 e3 e4", ZZ)
    old = sum(e_k * z**k for k, e_k in enumerate(e))
    new = sum((e[k] + n * e[k - 1] if k else e[0]) * z**k for k in range(5)) + n * e[4] * z**5
    ensure((1 + n * z) * old == new, "the recursion of the orders")
    return "(1 + n z) Σ e_k zᵏ has the coefficients e_k + n e_(k−1), as polynomials"


def _count_base() -> str:
    ensure(_orders(()) == Counter({0: 1}), "without layers there is one path")
    return "without layers there is the one path (), of order 0"


def _count_outright() -> str:
    shapes = [(n,) * n_layers for n in (1, 2, 3) for n_layers in range(5)]
    for heads in (*DEPTHS, *shapes):
        orders = _orders(heads)
        ensure(sum(orders.values()) == prod(1 + n for n in heads), f"in all: {heads}")
        if len(set(heads)) == 1:
            n, n_layers = heads[0], len(heads)
            ensure(
                all(orders[k] == comb(n_layers, k) * n**k for k in range(n_layers + 1)),
                f"by order: {heads}",
            )
    return f"{len(DEPTHS) + len(shapes)} transformers of 0 to 5 layers, listed and counted"


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
        Argument("Without layers there is one path.", "every depth", _count_base),
        Argument(
            "One more layer of n heads: the paths of order k are those there were, and n for each "
            "of order k − 1. (The binomial theorem is this recursion for equal layers.)",
            "every depth",
            _count_step,
        ),
        Argument("Beside the induction, paths are listed.", "exact numbers", _count_outright),
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


def _importance_outright() -> str:
    for n_layers in range(7):
        for k, stream in enumerate(_rounds(n_layers), 1):
            ensure(stream == _paths_below(k, n_layers), f"{n_layers} layers, round {k}")
    return "0 to 6 layers, every round: the same words, each once"


def _importance_step() -> str:
    """Terms below order k + 1 through one more layer: the old ones, and H times shorter ones."""
    for k in range(1, 8):
        R, z, H, *s = ring(["z", "H", *(f"s{i}" for i in range(8))], ZZ)

        def below(order: int, series: object, R: object = R) -> object:
            kept = {m: c for m, c in series.terms() if m[0] < order}  # type: ignore[attr-defined]
            return R.from_dict(kept)  # type: ignore[attr-defined]

        old = sum((s_i * z**i for i, s_i in enumerate(s)), R(0))
        longer = below(k + 1, (1 + z * H) * old)
        ensure(longer == below(k + 1, old) + z * H * below(k, old), f"order below {k + 1}")
    return "(1 + zH) S(z), cut off at order k + 1, is S cut there plus zH times S cut at k"


def _importance_first() -> str:
    for n_layers in range(7):
        ensure(_rounds(n_layers)[0] == Counter({(): 1}), f"{n_layers} layers")
    return "with zeros in place of every output, the stream holds x_0 alone"


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
        Argument("The first round holds the direct path.", "every depth", _importance_first),
        Argument(
            "If before some layer round k + 1 holds the paths below order k + 1, and round k those "
            "below k, then it does so after the layer: it adds H times what round k held.",
            "every depth",
            _importance_step,
        ),
        Argument(
            "Beside the induction, the iteration is run on letters H_l = Σ_h A^h ⊗ W_OV^h.",
            "all shapes",
            _importance_outright,
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
