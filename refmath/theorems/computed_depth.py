"""Chapter 2: computed patterns at every depth: the sum over paths, and what looks back only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from random import Random
from typing import Any

from refmath.symbolic.algebra import normal_form
from refmath.symbolic.claims import Argument, Claim, FalseClaim, Twin, ensure
from refmath.symbolic.derivation import NearMiss, Step, Theorem, replay
from refmath.symbolic.exact_matrices import Matrix, entrywise, matrix, multiplied, transposed
from refmath.symbolic.exact_matrices import total as sum_of
from refmath.symbolic.expressions import (
    Apply,
    Diag,
    Expression,
    HeadSum,
    Named,
    Pattern,
    Scaled,
    hadamard,
    product,
    total,
)
from refmath.symbolic.identities import same_up_to_order
from refmath.symbolic.indices import index_form
from refmath.symbolic.propositions import Instances, Proposition
from refmath.symbolic.real_numbers import Real, divided, plus, times
from refmath.symbolic.substitution import instance
from refmath.symbolic.terms import (
    Chosen,
    Compared,
    Defined,
    Dotted,
    ForEach,
    Function,
    Given,
    Increasing,
    Members,
    Over,
    Range,
    Said,
    Sign,
    Term,
    Transposed,
)
from refmath.theorems import softmax
from refmath.theorems.attention_heads import CHAPTER
from refmath.theorems.depth import PATHS
from refmath.theorems.every_depth import Path, paths_through
from refmath.theorems.instances import ONE, ZERO, counts_of_heads, drawn_matrix, heads_by_layer
from refmath.theorems.notation import (
    ONES,
    SCALE,
    W_OV,
    W_QK,
    free,
    identity,
    letter,
    over_heads,
    special,
)

_EXPANSION = (
    "Elhage et al. 2021, «Path Expansion of Logits» and «Path Expansion of Attention Scores QK "
    "Circuit»"
)

# --- one more layer, its patterns computed --------------------------------------------------------

_x0 = letter("x")
_Ap, _Wp = free("A", "n_ctx", "n_ctx", "p"), free("W", "d_model", "d_model", "p")
_paths = HeadSum("p", product(_Ap, _x0, _Wp.T), PATHS)
_xl = Named("x_l", "x_l", (), _paths)


def _scores(x: Expression, *h: int | str) -> Expression:
    return Scaled(SCALE, product(x, W_QK(*h), x.T))


def _computed(x: Expression) -> Expression:
    """Write A^h, the pattern that a head computes of a stream."""
    return Named("A", "A", ("h",), Pattern(_scores(x, "h")))


_Ah = _computed(_xl)
_next = _xl + over_heads(product(_Ah, _xl, W_OV("h").T))


def _longer(word: Expression) -> Expression:
    return _paths + over_heads(HeadSum("p", word, PATHS))


def _through_a_head(A: Expression) -> Expression:
    return product(A, _Ap, _x0, (W_OV("h") @ _Wp).T)


COMPUTED_STEP = Theorem(
    name="computed_layer",
    title="One more layer, its patterns computed: every path goes on, or passes one of its heads",
    chapter=CHAPTER,
    source=_EXPANSION,
    plain="Let the stream x_l after some layers be a sum over paths. The next layer computes its "
    "patterns A^h of that very stream, softmax and all, and adds what its heads write. What comes "
    "out is a sum over paths again: each old path, left alone, and each old path followed by one "
    "head, with the pattern that this head has computed. Nothing is held fixed.",
    steps=(
        Step(_next),
        Step(_paths + over_heads(product(_Ah, _paths, W_OV("h").T)), "definition of x_l"),
        Step(_longer(product(_Ah, _Ap, _x0, _Wp.T, W_OV("h").T)), "distributivity"),
        Step(_longer(_through_a_head(_Ah)), "transpose"),
    ),
    near_misses=(
        NearMiss(
            "pattern_of_the_embedding",
            _next,
            _longer(_through_a_head(_computed(_x0))),
            "a pattern computed of x_0, as if the layers before had written nothing",
        ),
        NearMiss(
            "order_of_patterns",
            _next,
            _longer(product(_Ap, _Ah, _x0, (W_OV("h") @ _Wp).T)),
            "the new head's pattern to the right",
        ),
        NearMiss(
            "old_paths_forgotten",
            _next,
            over_heads(HeadSum("p", _through_a_head(_Ah), PATHS)),
            "making every path pass a head of every layer",
        ),
        NearMiss(
            "old_paths_twice",
            _next,
            _longer(_through_a_head(_Ah)) + _paths,
            "counting the residual connection twice",
        ),
    ),
)


def _with_last_line(theorem: Theorem, near_miss: str) -> Theorem:
    """Write a theorem's last line as one of its near misses has it."""
    wrong = next(n for n in theorem.near_misses if n.name == near_miss).right
    return replace(theorem, steps=(*theorem.steps[:-1], replace(theorem.steps[-1], line=wrong)))


def _by_both_routes(left: Expression, right: Expression) -> bool:
    """Tell whether two sides are equal, and not zero, by words and by indices."""
    words = normal_form(left)
    is_so = words == normal_form(right) and not words.is_zero
    return is_so and index_form(left) == index_form(right)


def _step(theorem: Theorem) -> str:
    is_so = _by_both_routes(theorem.left, theorem.right)
    ensure(is_so, "one more layer doesn't give the longer sum")
    return f"«{theorem.title}», {replay(theorem, {})} steps replayed"


def _base(term: Callable[[Expression], Expression]) -> str:
    ensure(normal_form(_x0) == normal_form(term(_x0)), "without layers the sides differ")
    return "without layers both sides are x_0 = Id x_0 Idᵀ, the term of the one path ()"


def _of_the_empty_path(x: Expression) -> Expression:
    return product(identity(), x, identity("d_model").T)


def _once(right: Expression) -> str:
    """Each pair of an old path and a head, or no head, has its term, with coefficient 1."""
    counted = [(sorted(str(b.over.name) for b in t.bound), c) for t, c in normal_form(right).terms]
    ensure(sorted(counted) == [(["H", "P"], 1), (["P"], 1)], f"sums and coefficients: {counted}")
    return "Σ_p 1 · … + Σ_h Σ_p 1 · …: a path that ends in the new layer is none of the old ones"


_NESTED: tuple[tuple[int, ...], ...] = ((), (2,), (2, 1), (1, 2))
"""Heads a layer, of the transformers that are multiplied out, softmax within softmax."""


def _streams(heads: Sequence[int]) -> list[Expression]:
    """Write the stream before each layer and after the last, every pattern computed of it."""
    streams = [_x0]
    for layer, n in enumerate(heads):
        x = streams[-1]
        written = (
            product(Pattern(_scores(x, layer, h)), x, W_OV(layer, h).T) for h in range(n)
        )  # fmt: skip
        streams.append(total(x, *written))
    return streams


def _along(path: Path, streams: Sequence[Expression]) -> Expression:
    patterns = [Pattern(_scores(streams[layer], layer, h)) for layer, h in reversed(path)]
    weights = [W_OV(layer, h).T for layer, h in path]
    return product(*patterns, _x0, *weights)


Along = Callable[[Path, Sequence[Expression]], Expression]


def _nested(along: Along) -> str:
    for heads in _NESTED:
        streams = _streams(heads)
        expanded = total(*(along(path, streams) for path in paths_through(heads)))
        ensure(normal_form(streams[-1]) == normal_form(expanded), f"heads a layer: {heads}")
    return f"{len(_NESTED)} transformers of 0 to 2 layers, softmax within softmax"


def _as_if_of_the_embedding(path: Path, streams: Sequence[Expression]) -> Expression:
    return _along(path, [_x0] * len(streams))


# --- any depth, as printed ------------------------------------------------------------------------

_h, _j, _k, _l, _L = (Sign(name) for name in "hjklL")
_p = "p"  # any function of the scores


def _stream(letter: str, at: Term) -> Term:
    return Sign(letter, (at,))


def _of_head(name: str) -> Term:
    return Sign(name, (), (_h,))


def _score(x: Term) -> Term:
    return x * _of_head("W_{QK}") * Transposed(x)


def _heads_of_layer(body: Term) -> Term:
    return Over(r"\sum", Members("h", Sign("H", (_l,))), body)


def _each_layer(holds: Said) -> Said:
    return ForEach(Range("l", ZERO, _L - 1), holds)


def _in_words(layer: Term) -> Term:
    """A^{h_k} ⋯ A^{h_1} x_0 (W^{h_k} ⋯ W^{h_1})ᵀ, each pattern of the stream before some layer."""

    def word(factor: Term) -> Term:
        return Dotted("*", "j", _k, ONE, factor, down=True)

    here = Sign("h", (_j,))
    weights = word(Sign("W_{OV}", (), (here,)))
    return word(_pattern_at(layer, here)) * _stream("x", ZERO) * Transposed(weights)


_OWN = Sign("l", (_j,))
"""The layer of the path's head: its pattern is computed of the stream before it."""


def _over_paths(term: Term, shortest: Term = ZERO) -> Term:
    heads = Chosen("h", _k, "j", Sign("H", (Sign("l", (_j,)),)))
    layers = Increasing("l", _k, ZERO, _L)
    within = Over(r"\sum", layers, Over(r"\sum", heads, term))
    return Over(r"\sum", Range("k", shortest, _L), within)


def _pattern_at(layer: Term, head: Term) -> Term:
    return Sign("A", (layer,), (head,))


_adds = _pattern_at(_l, _h) * _stream("x", _l) * Transposed(_of_head("W_{OV}"))
_layer_adds = _each_layer(
    Compared(_stream("x", _l + 1), "=", _stream("x", _l) + _heads_of_layer(_adds))
)
_PATTERN = Defined(Sign("A", (_l,), (_h,)), Function(_p, _score(_stream("x", _l))))


def _expands_to(paths: Term) -> Proposition:
    return Proposition((_layer_adds,), Compared(_stream("x", _L), "=", paths), (_PATTERN,))


@dataclass(frozen=True)
class _Softmax:
    """Divide positive weights, 1 + s² for e^s, by their sum: rational, and no less a softmax."""

    causal: bool = True

    def __call__(self, scores: Matrix) -> Matrix:
        rows = []
        for i, row in enumerate(scores.rows):
            weights = [plus(Fraction(1), times(s, s)) for s in row]
            seen = [w if j <= i or not self.causal else Fraction(0) for j, w in enumerate(weights)]
            rows.append([divided(w, sum_of(seen)) for w in seen])
        return matrix(rows)

    def __str__(self) -> str:
        return "softmax with 1 + s² for e^s" + ("" if self.causal else ", without a mask")


_CAUSAL, _UNMASKED = _Softmax(), _Softmax(causal=False)


def _weights(random: Random, counts: Sequence[int], d_model: int) -> dict[str, Any]:
    heads = heads_by_layer(counts)
    of_all = [h for layer in heads.values() for h in layer]
    QK, OV = ({h: drawn_matrix(random, d_model, d_model, -1, 1) for h in of_all} for _ in range(2))
    return {"L": len(counts), "H": heads, "W_{QK}": QK, "W_{OV}": OV}


def _run(weights: dict[str, Any], x: Matrix) -> list[Matrix]:
    """Compute the streams before each layer and after the last."""
    streams = [x]
    for heads in weights["H"].values():
        x, out = streams[-1], streams[-1]
        for h in heads:
            scores = multiplied(multiplied(x, weights["W_{QK}"][h]), transposed(x))
            moved = multiplied(multiplied(_CAUSAL(scores), x), transposed(weights["W_{OV}"][h]))
            out = entrywise(plus, out, moved)
        streams.append(out)
    return streams


def _transformer(random: Random, counts: Sequence[int], *, is_run: bool = True) -> Given:
    """Draw a model and its streams; or streams that no layer has made."""
    n_ctx, d_model = random.choice(((1, 2), (2, 1), (2, 2)))
    weights = _weights(random, counts, d_model)
    drawn = [drawn_matrix(random, n_ctx, d_model, -1, 2) for _ in range(len(counts) + 1)]
    return {**weights, _p: _CAUSAL, "x": _run(weights, drawn[0]) if is_run else drawn}


def _small_transformers() -> Iterator[Given]:
    """All counts of heads of up to 3 layers of up to 2 heads, with its streams and with others."""
    for n, counts in enumerate(counts_of_heads(3, 2)):
        yield _transformer(Random(n), counts)
        yield _transformer(Random(n), counts, is_run=False)


def _drawn_transformer(random: Random) -> Given:
    return _transformer(random, [random.randint(0, 2) for _ in range(random.randint(2, 3))])


_TRANSFORMERS = Instances(_small_transformers, _drawn_transformer)

PATH_EXPANSION_COMPUTED = Claim(
    name="path_expansion_computed",
    title="Path expansion with nothing held fixed, at every depth",
    chapter=CHAPTER,
    source=_EXPANSION,
    plain="Each layer computes its patterns of the stream that all layers before it, with their "
    "softmaxes, have made. Still the stream after the last layer is the sum over paths, each path "
    "once, and the patterns in it are those that the model has computed. The expansion is no "
    "approximation around frozen patterns: it is the model. Of the softmax nothing is used but "
    "that it is a function p of the scores, which takes their scale 1/√d_head with it.",
    statement=_expands_to(_over_paths(_in_words(_OWN))),
    instances=_TRANSFORMERS,
    arguments=(
        Argument(
            "It holds without layers.",
            "every depth",
            _base,
            _of_the_empty_path,
            Twin("the direct path twice", lambda x: Scaled(2, x)),
        ),
        Argument(
            "If the stream after some layers is such a sum, it is after one more, whose patterns "
            "are computed of that stream.",
            "every depth",
            _step,
            COMPUTED_STEP,
            Twin(
                "a pattern computed of x_0",
                _with_last_line(COMPUTED_STEP, "pattern_of_the_embedding"),
            ),
        ),
        Argument(
            "Each path occurs once: one more layer has a term for each old path, and one for each "
            "old path with each head.",
            "every depth",
            _once,
            COMPUTED_STEP.right,
            Twin("the old paths twice", _longer(_through_a_head(_Ah)) + _paths),
        ),
        Argument(
            "Beside the induction, transformers are multiplied out, softmax within softmax.",
            "all shapes",
            _nested,
            _along,
            Twin("every pattern computed of x_0", _as_if_of_the_embedding),
            "beside",
        ),
    ),
    near_misses=(
        FalseClaim(
            "patterns_of_the_embedding",
            _expands_to(_over_paths(_in_words(ZERO))),
            "every pattern computed of x_0, as the first layer's is",
            instances=_TRANSFORMERS,
        ),
        FalseClaim(
            "no_direct_path",
            _expands_to(_over_paths(_in_words(_OWN), ONE)),
            "forgetting the path that passes no head",
            instances=_TRANSFORMERS,
        ),
    ),
    rests=("computed_layer",),
)

# --- what comes later changes nothing before it ---------------------------------------------------

_P = special("first", "P", "n_ctx", "n_ctx")
_S = free("S", "n_ctx", "n_ctx")
_CACHE = "Elhage et al. 2021, «Transformer Overview»; Pope et al. 2023 for the cache"


def _one_head(x: Expression, *, causal: bool = True) -> Expression:
    return x + product(Pattern(_scores(x, 0), causal=causal), x, W_OV(0).T)


def _attended(x: Expression, *, causal: bool = True) -> Expression:
    """Write a layer of heads, its patterns computed: x + Σ_h softmax(s^h(x)) x (W_OV^h)ᵀ."""
    A = Pattern(_scores(x, "h"), causal=causal)
    return x + over_heads(product(A, x, W_OV("h").T))


def _summed(first: Expression, scores: Expression, behind: Expression) -> Expression:
    return first + over_heads(product(_P, Pattern(scores), behind, W_OV("h").T))


_Px = _P @ _x0
_cut = product(_P, _x0, W_QK("h"), _x0.T)

ATTENTION_LOOKS_BACK = Theorem(
    name="attention_looks_back",
    title="A layer of heads, patterns computed: the first positions don't see later ones",
    chapter=CHAPTER,
    source=_CACHE,
    plain="P keeps the first positions, however many, and wipes out the rest. What a layer of "
    "heads writes there, with patterns that it computes itself, is a function of what stands "
    "there: wiping out all that comes later changes nothing. Nothing is held fixed.",
    steps=(
        Step(_P @ _attended(_x0)),
        Step(_summed(_Px, _scores(_x0, "h"), _x0), "distributivity"),
        Step(
            _summed(_Px, product(_P, _scores(_x0, "h"), _P), _Px),
            "softmax_first_rows",
            ((_S, _scores(_x0, "h")),),
        ),
        Step(_summed(_Px, Scaled(SCALE, _cut @ _P), _Px), "scalars"),
        Step(_summed(_Px, Scaled(SCALE, _cut @ _P.T), _Px), "first_rows_transposed"),
        Step(_summed(_Px, _scores(_Px, "h"), _Px), "transpose"),
        Step(_summed(_P @ _Px, _scores(_Px, "h"), _Px), "first_rows_twice"),
        Step(_P @ _attended(_Px), "distributivity"),
    ),
    near_misses=(
        NearMiss(
            "without_a_mask",
            _P @ _attended(_x0, causal=False),
            _P @ _attended(_Px, causal=False),
            "the same without the mask",
        ),
        NearMiss(
            "any_matrix",
            _S @ _attended(_x0),
            _S @ _attended(_S @ _x0),
            "any matrix in the place of P",
        ),
        NearMiss(
            "the_later_positions_too",
            _attended(_x0),
            _attended(_Px),
            "that later positions don't see earlier ones either",
        ),
    ),
)

_W_in, _b_in = free("W_in", "d_mlp", "d_model"), free("b_in", "d_mlp", "one")
_W_out = free("W_out", "d_model", "d_mlp")


def _pre(x: Expression) -> Expression:
    return x @ _W_in.T + ONES @ _b_in.T


def _mlp(x: Expression) -> Expression:
    return x + Apply("f", _pre(x)) @ _W_out.T


def _kept(first: Expression, argument: Expression) -> Expression:
    return first + product(_P, Apply("f", argument), _W_out.T)


_G = free("G", "n_ctx", "d_mlp")
_wiped = product(_P, _x0, _W_in.T) + product(_P, ONES, _b_in.T)
_wiped_twice = product(_P, _P, _x0, _W_in.T) + product(_P, ONES, _b_in.T)

MLP_LOOKS_BACK = Theorem(
    name="mlp_looks_back",
    title="An MLP sees each position by itself",
    chapter=CHAPTER,
    source=_CACHE,
    plain="f is any activation, a function of a number, used on every entry. So what an MLP adds "
    "at the first positions is a function of what stands there.",
    steps=(
        Step(_P @ _mlp(_x0)),
        Step(_kept(_Px, _pre(_x0)), "distributivity"),
        Step(_kept(_Px, _P @ _pre(_x0)), "function_of_first_rows", ((_G, _pre(_x0)),)),
        Step(_kept(_Px, _wiped), "distributivity"),
        Step(_kept(_P @ _Px, _wiped_twice), "first_rows_twice"),
        Step(_kept(_P @ _Px, _P @ _pre(_Px)), "distributivity"),
        Step(_kept(_P @ _Px, _pre(_Px)), "function_of_first_rows", ((_G, _pre(_Px)),)),
        Step(_P @ _mlp(_Px), "distributivity"),
    ),
    near_misses=(
        NearMiss(
            "nothing_from_nothing",
            _P @ _mlp(_x0),
            _mlp(_Px),
            "that an MLP writes nothing where nothing stands: its bias does",
        ),
        NearMiss(
            "any_matrix",
            _S @ _mlp(_x0),
            _S @ _mlp(_S @ _x0),
            "any matrix in the place of P",
        ),
    ),
)

# --- at every depth -------------------------------------------------------------------------------

Sublayer = Callable[[Expression], Expression]
"""What is added to the stream, or what a norm makes of it: a function of the stream."""

_C = free("C", "d_model", "d_model")
_gamma = special("diagonal", "Γ", "d_model", "d_model")
_ones_d = special("ones", "1_d", "d_model", "one")
_beta = free("β", "d_model", "one")


def _normed(x: Expression) -> Expression:
    """Write a norm: any function r of a row's sum of squares, C to centre it or Id, γ and β."""
    centred = x @ _C
    scale = Diag(Apply("r", hadamard(centred, centred) @ _ones_d))
    return product(scale, centred, _gamma) + ONES @ _beta.T


def _over_positions(x: Expression) -> Expression:
    """Write a norm over the positions of the sequence, in the place of one over coordinates."""
    return x @ Diag(Apply("r", hadamard(x, x).T @ ONES))


def _heads_behind(norm: Sublayer, *, causal: bool = True) -> Sublayer:
    """Write heads with biases behind a norm."""

    def layer(x: Expression) -> Expression:
        y = norm(x)
        q, k, v = (
            y @ letter(f"W_{name}", "h").T + ONES @ free(f"b_{name}", "d_head", "one", "h").T
            for name in "QKV"
        )
        A = Pattern(Scaled(SCALE, q @ k.T), causal=causal)
        return x + over_heads(product(A, v, letter("W_O", "h").T))

    return layer


def _mlp_behind(norm: Sublayer) -> Sublayer:
    def layer(x: Expression) -> Expression:
        return x + Apply("f", _pre(norm(x))) @ _W_out.T

    return layer


def _is_of_first_rows(layer: Sublayer) -> bool:
    """Tell whether P T(x) = P T(P x): then it is F(P x), with F(w) = P T(w)."""
    return _by_both_routes(_P @ layer(_x0), _P @ layer(_Px))


def _by_a_theorem(theorems: Sequence[Theorem]) -> str:
    by_name = {theorem.name: theorem for theorem in softmax.THEOREMS}
    for theorem in theorems:
        (of_what_is_kept,) = instance((theorem.left,), ((_x0, _Px),))
        ensure(
            same_up_to_order(of_what_is_kept, theorem.right)
            and _by_both_routes(theorem.left, theorem.right),
            f"«{theorem.title}» doesn't say P T(x) = P T(P x)",
        )
    steps = sum(replay(theorem, by_name) for theorem in theorems)
    return f"P T(x) = P T(P x) of heads and of MLPs, {steps} steps replayed"


_OF_ALL_ROWS = replace(
    ATTENTION_LOOKS_BACK,
    steps=(Step(_attended(_x0)), Step(_attended(_Px), "distributivity")),
    near_misses=(),
)


def _with_norms(layers: Sequence[Sublayer]) -> str:
    for n, layer in enumerate(layers):
        ensure(_is_of_first_rows(layer), f"the first rows after layer {n} depend on later ones")
    return f"P T(x) = P T(P x) of {len(layers)} layers with norms and biases"


def _two_layers_on(layer: Sublayer) -> str:
    def both(x: Expression) -> Expression:
        return layer(layer(x))

    ensure(_is_of_first_rows(both), "the first rows after two layers depend on later ones")
    return "P T(T(x)) = P T(T(P x)), softmax within softmax"


def _follows(x: str, u: str) -> Said:
    """Say that a layer adds to a stream what an MLP makes of it; u stands between."""
    between = _stream(u, _l)
    return _each_layer(Compared(_stream(x, _l + 1), "=", between + Function("g", between)))


def _attends(x: str, u: str, pattern: str) -> Defined:
    """Define what stands in the stream behind the heads of a layer."""
    before = _stream(x, _l)
    read = Function("n", before)
    moved = Function(pattern, _score(read)) * read * Transposed(_of_head("W_{OV}"))
    return Defined(Sign(u, (_l,)), before + _heads_of_layer(moved))


def _looks_back(
    kept: str = "P", pattern: str = _p, *, premises: slice = slice(None), whole: bool = False
) -> Proposition:
    """Say that two streams agree where they agreed at first, or a variation of it."""

    def rows(x: str, at: Term) -> Term:
        return _stream(x, at) if whole and at == _L else Sign(kept) * _stream(x, at)

    agreed, agree = (Compared(rows("x", at), "=", rows("y", at)) for at in (ZERO, _L))
    supposed: tuple[Said, ...] = (agreed, _follows("x", "u"), _follows("y", "v"))
    between = (_attends("x", "u", pattern), _attends("y", "v", pattern))
    return Proposition(supposed[premises], agree, between)


@dataclass(frozen=True)
class _OfEachRow:
    """A function of rows: r(row · row) row + b, or with the squares of the entries for the row."""

    squared: bool
    b: int

    def __call__(self, x: Matrix) -> Matrix:
        return matrix([self._of(row) for row in x.rows])

    def _of(self, row: Sequence[Real]) -> list[Real]:
        squares = [times(z, z) for z in row]
        below = plus(Fraction(1), sum_of(squares))
        said = squares if self.squared else row
        return [plus(divided(z, below), Fraction(self.b)) for z in said]

    def __str__(self) -> str:
        return f"row ↦ {'squares of the entries' if self.squared else 'row'} / (1 + |row|²)" + (
            f" + {self.b}" if self.b else ""
        )


_n, _g = _OfEachRow(squared=False, b=0), _OfEachRow(squared=True, b=1)


def _run_with_norms(weights: dict[str, Any], x: Matrix, pattern: _Softmax) -> list[Matrix]:
    streams = [x]
    for heads in weights["H"].values():
        out, read = streams[-1], _n(streams[-1])
        for h in heads:
            scores = multiplied(multiplied(read, weights["W_{QK}"][h]), transposed(read))
            moved = multiplied(pattern(scores), read)
            out = entrywise(plus, out, multiplied(moved, transposed(weights["W_{OV}"][h])))
        streams.append(entrywise(plus, out, _g(out)))
    return streams


_AS_SAID, *_OTHERWISE = ("as said", "contexts that don't agree", "another x_L", "another y_L")


def _two_contexts(
    random: Random, counts: Sequence[int], kept: Sequence[int], pattern: _Softmax, how: str
) -> Given:
    """Draw two contexts that agree where 1 is kept, and run the model on both; or one not so."""
    n_ctx, d_model = len(kept), random.choice((1, 2))
    weights = _weights(random, counts, d_model)
    one, other, another = (drawn_matrix(random, n_ctx, d_model, -1, 2) for _ in range(3))
    rows = zip(kept, one.rows, other.rows, strict=True)
    agreeing = matrix([a if keep else b for keep, a, b in rows])
    second = other if how == _OTHERWISE[0] else agreeing
    x, y = (_run_with_norms(weights, z, pattern) for z in (one, second))
    x, y = (
        [*z[:-1], another] if how == said else z
        for z, said in zip((x, y), _OTHERWISE[1:], strict=True)
    )
    P = matrix([[int(i == j) * keep for j in range(n_ctx)] for i, keep in enumerate(kept)])
    functions = {_p: pattern, "q": pattern, "n": _n, "g": _g}
    return {**weights, "P": P, "R": P, **functions, "x": x, "y": y}


def _contexts(pattern: _Softmax, *, first: bool = True) -> Instances:
    """Up to 2 layers of up to 2 heads, and up to 3 positions, the first or the last being kept."""

    def kept(n_ctx: int, m: int) -> list[int]:
        ones = [1] * m + [0] * (n_ctx - m)
        return ones if first else ones[::-1]

    def small() -> Iterator[Given]:
        for n, counts in enumerate(counts_of_heads(2, 2)):
            for n_ctx in (1, 2):
                for m in range(n_ctx + 1):
                    yield _two_contexts(Random(n), counts, kept(n_ctx, m), pattern, _AS_SAID)
            for how in _OTHERWISE:
                yield _two_contexts(Random(n), counts, kept(2, 1), pattern, how)

    def drawn(random: Random) -> Given:
        n_ctx = random.randint(2, 3)
        counts = [random.randint(1, 2) for _ in range(random.randint(1, 2))]
        rows = kept(n_ctx, random.randint(1, n_ctx - 1))
        return _two_contexts(random, counts, rows, pattern, _AS_SAID)

    return Instances(small, drawn)


CAUSALITY_AT_ANY_DEPTH = Claim(
    name="causality_at_any_depth",
    title="Logits up to a position are a function of the tokens up to it, at every depth",
    chapter=CHAPTER,
    source=_CACHE,
    plain="Two contexts that agree on the first positions have the same stream there after every "
    "layer, whatever comes later, though each layer computes its patterns anew of the whole "
    "stream. Norms and MLPs see each position by itself. The embedding and the unembedding do too: "
    "so logits up to a position are a function of the tokens up to it, and what has been computed "
    "there may be kept when the context grows. That is all that a cache of keys and values rests "
    "on. Weights, norms and MLPs may be others in each layer; without the mask it is false.",
    statement=_looks_back(),
    instances=_contexts(_CAUSAL),
    arguments=(
        Argument(
            "What heads, or an MLP, leave at the first positions is a function F of what stands "
            "there: P T(x) = P T(P x) = F(P x). So where P x = P y, P T(x) = F(P x) = F(P y) = "
            "P T(y); and so on from layer to layer, however many.",
            "every depth",
            _by_a_theorem,
            (ATTENTION_LOOKS_BACK, MLP_LOOKS_BACK),
            Twin(
                "T(x) = T(P x), of the later positions too",
                (_OF_ALL_ROWS,),
            ),
        ),
        Argument(
            "The same of heads and MLPs behind norms, with biases: r and f are any functions of a "
            "number, C is any matrix.",
            "every depth",
            _with_norms,
            (_heads_behind(_normed), _mlp_behind(_normed)),
            Twin("heads without a mask", (_heads_behind(_normed, causal=False),)),
            further=(
                Twin("a norm over the positions, for the MLP", (_mlp_behind(_over_positions),)),
            ),
        ),
        Argument(
            "Beside the induction, two layers of one head, one after the other.",
            "all shapes",
            _two_layers_on,
            _one_head,
            Twin("without a mask", partial(_one_head, causal=False)),
            "beside",
        ),
    ),
    near_misses=(
        FalseClaim(
            "without_a_mask",
            _looks_back(pattern="q"),
            "the same of a model that sees all positions",
            instances=_contexts(_UNMASKED),
        ),
        FalseClaim(
            "the_last_positions",
            _looks_back("R"),
            "the last positions in the place of the first",
            instances=_contexts(_CAUSAL, first=False),
        ),
        FalseClaim(
            "any_two_contexts",
            _looks_back(premises=slice(1, None)),
            "forgetting that they must agree on the first positions",
            instances=_contexts(_CAUSAL),
        ),
        FalseClaim(
            "whole_streams",
            _looks_back(whole=True),
            "that the later positions agree as well",
            instances=_contexts(_CAUSAL),
        ),
    ),
    rests=("attention_looks_back", "mlp_looks_back"),
)

STATEMENTS = (
    COMPUTED_STEP,
    PATH_EXPANSION_COMPUTED,
    ATTENTION_LOOKS_BACK,
    MLP_LOOKS_BACK,
    CAUSALITY_AT_ANY_DEPTH,
)
