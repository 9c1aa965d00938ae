"""Pictures of models: patterns, eigenvalues, compositions, paths, losses, skip-trigrams.

Each function returns a `Picture`: a notebook shows it, `save` writes it, its `figure` is that of
matplotlib, which they need (`pip install 'refmath[plots]'`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from refmath.arguments import flag, plain_array, real_number, refused, whole_number
from refmath.drawing import charts
from refmath.numeric.arrays.libraries import in_numpy
from refmath.numeric.heads.circuits import ov_circuit, qk_circuit
from refmath.numeric.heads.composition import KINDS, composition_baseline, composition_scores
from refmath.numeric.heads.copying import eigenvalue_scores
from refmath.numeric.heads.terms import contributions_to
from refmath.numeric.heads.value_weighted import value_weighted_patterns
from refmath.numeric.layered import forward
from refmath.numeric.model.arguments import check_model, check_tokens, head_index, heads_of
from refmath.numeric.skip_trigrams.tables import SkipTrigramTable
from refmath.numeric.skip_trigrams.token_names import check_tokenizer, token_name, token_names

if TYPE_CHECKING:
    from typing import Any

    from refmath.drawing.pictures import Picture
    from refmath.numeric.heads.copying import Circuit
    from refmath.numeric.model.transformer import Transformer
    from refmath.protocols import AnyArray, TokenNames, Tokens

    Head = tuple[int, int]
    Matrix = np.ndarray[Any, Any]


def attention_pattern(
    model: Transformer,
    tokens: Tokens,
    layer: int,
    head: int,
    *,
    value_weighted: bool = False,
    tokenizer: TokenNames | None = None,
) -> Picture:
    r"""Draw where one head attends, with the tokens on both sides.

    $A^h$, a row a destination and a column a source; or $A^h_{ij} \, \|W_{OV}^h x_j\|$.

    Args:
        model: the transformer.
        tokens: integers of shape (n_ctx,).
        layer: the layer, from 0.
        head: the head of that layer, from 0.
        value_weighted: whether each entry is times the size of what is moved from there.
        tokenizer: gives tokens their strings; their numbers, if not given.

    Returns:
        The picture.

    Raises:
        ValueError: for a head that there is not, or tokens that `check_tokens` refuses.
        ImportError: without matplotlib.

    Source:
        Elhage et al. 2021, «Attention Heads are Independent and Additive».

    Examples:
        >>> import refmath as rm
        >>> model = rm.by_hand.induction(5, 4)
        >>> rm.show.attention_pattern(model, [3, 1, 3], 1, 0)
        Picture('Where head 1:0 attends, on 3 tokens')
    """
    layer, head = head_index(model, layer, head)
    row = _one_sequence(model, tokens)
    patterns = _patterns(model, row, value_weighted)
    check_tokenizer(tokenizer)
    named = token_names(tokenizer, row)
    pattern, does = patterns[layer, head], _DOES[value_weighted]
    return charts.pattern_chart(
        {f"head {layer}:{head}": pattern},
        [token_name(named, token) for token in row],
        f"{does.format(f'head {layer}:{head}', 's')}, on {_many(len(row), 'token')}",
        largest=float(pattern.max()) if value_weighted else 1.0,
        label="attention × size of what is moved" if value_weighted else "attention",
    )


def attention_patterns(
    model: Transformer, tokens: Tokens, *, value_weighted: bool = False
) -> Picture:
    r"""Draw where all heads attend, on one scale.

    $A^h$ of each head, a row a destination and a column a source; or, with heads that have nothing
    to do pale, $A^h_{ij} \, \|W_{OV}^h x_j\|$.

    Args:
        model: the transformer, of one layer or more.
        tokens: integers of shape (n_ctx,).
        value_weighted: whether each entry is times the size of what is moved from there.

    Returns:
        The picture.

    Raises:
        ValueError: for a model without layers, or tokens that `check_tokens` refuses.
        ImportError: without matplotlib.

    Source:
        Elhage et al. 2021, «Attention Heads are Independent and Additive».

    Examples:
        >>> import refmath as rm
        >>> rm.show.attention_patterns(rm.by_hand.induction(5, 4), [3, 1, 3])
        Picture('Where the heads attend, on 3 tokens: 2 heads, of layers 0 to 1')
    """
    _check_layers(model)
    row = _one_sequence(model, tokens)
    patterns = _patterns(model, row, value_weighted)
    does = _DOES[value_weighted].format("the heads", "")
    return charts.pattern_grid(
        patterns,
        [f"{layer}:{head}" for layer, head in patterns],
        f"{does}, on {_many(len(row), 'token')}: {_of(list(patterns))}",
        largest=max(float(p.max()) for p in patterns.values()) if value_weighted else 1.0,
    )


def eigenvalues(model: Transformer, circuit: Circuit) -> Picture:
    r"""Draw the eigenvalues of each head's OV or QK circuit in the plane, each to its largest.

    Those of $OV^h = W_U W_{OV}^h W_E$ or $QK^h = W_E^\top W_{QK}^h W_E$; $\sum \lambda / \sum
    |\lambda|$ stands beside the head.

    Args:
        model: the transformer, of one layer or more.
        circuit: "OV" or "QK".

    Returns:
        The picture.

    Raises:
        ValueError: as `eigenvalue_scores` does; for a model without layers.
        ImportError: without matplotlib.

    Source:
        Elhage et al. 2021, «Summarizing OV/QK Matrices».

    Theorem:
        eigenvalues_without_the_vocabulary

    Examples:
        >>> import refmath as rm
        >>> rm.show.eigenvalues(rm.load("attn-only-1l").model, "OV")
        Picture('Eigenvalues of the OV circuits: 8 heads, of layer 0')
    """
    _check_layers(model)
    scores = [float(score) for layer in eigenvalue_scores(model, circuit) for score in layer]
    of_head = {"OV": ov_circuit, "QK": qk_circuit}[circuit]
    heads = heads_of(model, None, None)
    found = [in_numpy(of_head(model, *head).eigenvalues()) for head in heads]
    return charts.eigenvalue_grid(
        heads, scores, found, f"Eigenvalues of the {circuit} circuits: {_of(heads)}"
    )


def composition(model: Transformer) -> Picture:
    r"""Draw how much each later head reads of what each earlier one writes.

    Q-, K- and V-composition: the scores over $1 / \sqrt{d_{model}}$, that of unrelated heads.

    Args:
        model: the transformer, of two layers or more.

    Returns:
        The picture.

    Raises:
        ValueError: as `composition_scores` does; for a model of fewer than two layers.
        ImportError: without matplotlib.

    Source:
        Elhage et al. 2021, «Analyzing a Two-Layer Model».

    Theorem:
        composition_scores

    Examples:
        >>> import refmath as rm
        >>> rm.show.composition(rm.load("attn-only-2l").model).alt
        'Composition scores, as multiples of that of unrelated heads: 16 heads, of layers 0 to 1'
    """
    ratios = _ratios(model)
    heads = heads_of(model, None, None)
    earlier = [head for head in heads if head[0] < model.n_layers - 1]
    later = [head for head in heads if head[0] > 0]
    between = {
        kind: np.array([[of.get((a, b), np.nan) for b in later] for a in earlier])
        for kind, of in ratios.items()
    }
    return charts.composition_chart(
        between,
        earlier,
        later,
        f"Composition scores, as multiples of that of unrelated heads: {_of(heads)}",
    )


def composition_graph(model: Transformer, *, least: float = 1.5) -> Picture:
    r"""Draw the heads as a graph: a line from each to each later one that reads what it writes.

    A line stands for a score of `least` times $1 / \sqrt{d_{model}}$ or more, and is the wider the
    larger the score.

    Args:
        model: the transformer, of two layers or more.
        least: the least multiple of the score of unrelated heads for which there is a line.

    Returns:
        The picture.

    Raises:
        ValueError: as `composition_scores` does; for a model of fewer than two layers.
        ImportError: without matplotlib.

    Source:
        Elhage et al. 2021, «Analyzing a Two-Layer Model».

    Theorem:
        composition_scores

    Examples:
        >>> import refmath as rm
        >>> rm.show.composition_graph(rm.load("attn-only-2l").model, least=2).alt[:37]
        'Heads that compose, by 2 times the sc'
    """
    least = real_number("least", least, least=0)
    every = [
        (kind, earlier, later, ratio)
        for kind, of in _ratios(model).items()
        for (earlier, later), ratio in of.items()
        if ratio >= least
    ]
    most = max((ratio for *_, ratio in every), default=1.0)
    strongest = sorted(every, key=lambda edge: -edge[3])
    named = ", ".join(f"{kind} {a[0]}:{a[1]} to {b[0]}:{b[1]}" for kind, a, b, _ in strongest[:5])
    return charts.graph_chart(
        heads_of(model, None, None),
        [(kind, a, b, ratio / (most or 1.0)) for kind, a, b, ratio in every],
        f"Heads that compose, by {least:g} times the score of unrelated heads or more:"
        f" {_many(len(every), 'pair')}; the strongest: {named or 'none'}",
    )


def path_contributions(
    model: Transformer,
    tokens: Tokens,
    *,
    output: int,
    destination: int = -1,
    top: int = 12,
    max_order: int | None = 2,
    tokenizer: TokenNames | None = None,
) -> Picture:
    r"""Draw what each path adds to a logit: the largest contributions, one below another.

    Each less its mean over all outputs, since a constant added to all logits changes nothing; the
    patterns are held fixed.

    Args:
        model: the transformer.
        tokens: integers of shape (n_ctx,).
        output: the token whose logit is taken apart.
        destination: the position, −1 for the last.
        top: how many paths.
        max_order: the most heads that a path may pass; None for all.
        tokenizer: gives tokens their strings; their numbers, if not given.

    Returns:
        The picture.

    Raises:
        ValueError: as `path_contributions` of the library does; for an output or a position that
            there is not.
        ImportError: without matplotlib.

    Source:
        Elhage et al. 2021, «Path Expansion of Logits».

    Theorem:
        path_expansion

    Examples:
        >>> import refmath as rm
        >>> model = rm.load("attn-only-1l").model
        >>> rm.show.path_contributions(model, [0, 55, 69], output=265, top=3)
        Picture('The 3 of 9 paths that add most to the logit of 265 at position 2')
    """
    row = _one_sequence(model, tokens)
    output = whole_number("output", output, below=model.d_out, size="d_out")
    top = whole_number("top", top, least=1)
    place = whole_number(
        "destination", destination, least=-len(row), below=len(row),
        expected=f"a position below {len(row)}",
    ) % len(row)  # fmt: skip
    check_tokenizer(tokenizer)
    paths, contributions = contributions_to(model, row, [output] * len(row), max_order=max_order)
    values = in_numpy(contributions)[:, place]
    largest = np.argsort(-np.abs(values), kind="stable")[:top].tolist()
    name = token_name(token_names(tokenizer, [output]), output)
    return charts.bar_chart(
        [charts.path_label(paths[at]) for at in largest],
        [float(values[at]) for at in largest],
        f"added to the logit of {name}, above the mean logit",
        f"The {len(largest)} of {len(paths)} paths that add most to the logit of {name} at position"
        f" {place}",
    )


def loss_by_position(losses: AnyArray | Mapping[str, AnyArray]) -> Picture:
    r"""Draw losses over the positions of what is predicted, as means over all sequences.

    $-\log p(t_{i + 1})$ at i + 1, as `next_token_losses` gives them.

    Args:
        losses: shape (..., n_ctx − 1), or several of them by their names.

    Returns:
        The picture.

    Raises:
        ValueError: for what are no losses.
        ImportError: without matplotlib.

    Source:
        Olsson et al. 2022, «In-context Learning and Induction Heads».

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> rm.show.loss_by_position({"uniform": np.full((2, 3), 1.5)})
        Picture('The loss at each position: uniform 1.50 nats in the mean')
    """
    named = losses if isinstance(losses, Mapping) else {"the model": losses}
    curves = {str(name): _curve(of) for name, of in named.items()}
    if not curves:
        raise refused("losses", "one curve or more", losses)
    means = ", ".join(f"{name} {curve.mean():.2f}" for name, curve in curves.items())
    return charts.curve_chart(
        curves,
        "position of the token that is predicted",
        "loss, nats a token",
        f"The loss at each position: {means} nats in the mean",
        first=1,
    )


def skip_trigram_table(table: SkipTrigramTable) -> Picture:
    """Draw a table of skip-trigrams: of each source, what attends to it, and what it raises.

    Args:
        table: what `skip_trigram_table` of the library gives.

    Returns:
        The picture.

    Raises:
        ValueError: for anything else.
        ImportError: without matplotlib.

    Source:
        Elhage et al. 2021, «Interpretation as Skip-Trigrams».

    Examples:
        >>> import refmath as rm
        >>> model = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2)
        >>> rm.show.skip_trigram_table(rm.skip_trigram_table(model, 0, 0, sources=[0, 3], top=2))
        Picture('Skip-trigrams of head 0:0: 2 sources')
    """
    if not isinstance(table, SkipTrigramTable):
        raise refused("table", "a SkipTrigramTable", table)
    head, rows = table.cells(lambda token: token_name(table.names, token))
    return charts.table_chart(
        head,
        rows,
        f"Skip-trigrams of head {table.layer}:{table.head}: {_many(len(rows), 'source')}",
    )


_DOES = {False: "Where {} attend{}", True: "How much {} move{} from where to where"}


def _one_sequence(model: Transformer, tokens: Tokens) -> list[int]:
    row = check_tokens(model, tokens)
    if row.ndim != 1:
        raise ValueError(f"tokens: expected shape (n_ctx,), got {tuple(row.shape)}")
    return [int(token) for token in row]


def _check_layers(model: Transformer, least: int = 1) -> None:
    if check_model(model).n_layers < least:
        words = "one layer" if least == 1 else "two layers"
        raise ValueError(f"model: expected {words} or more to draw, got {model.n_layers}")


def _patterns(model: Transformer, row: list[int], value_weighted: bool) -> dict[Head, Matrix]:
    weighted = flag("value_weighted", value_weighted)
    of = value_weighted_patterns if weighted else forward.attention_patterns
    layers = [in_numpy(layer) for layer in of(model, row)]
    return {(n, h): pattern for n, layer in enumerate(layers) for h, pattern in enumerate(layer)}


def _ratios(model: Transformer) -> dict[str, dict[tuple[Head, Head], float]]:
    """Give each kind the multiple of unrelated heads' score of each pair of heads."""
    _check_layers(model, 2)
    baseline = composition_baseline(model)
    heads = heads_of(model, None, None)
    ratios = {}
    for kind in KINDS:
        scores = in_numpy(composition_scores(model, kind)) / baseline
        ratios[kind] = {
            (a, b): float(scores[(*a, *b)]) for a in heads for b in heads if a[0] < b[0]
        }
    return ratios


def _curve(losses: AnyArray) -> Matrix:
    plain_array("losses", losses)
    try:
        curve = np.asarray(in_numpy(losses) if hasattr(losses, "shape") else losses, np.float64)
    except (TypeError, ValueError) as error:
        raise refused("losses", "numbers of shape (..., n_ctx - 1)", losses) from error
    if curve.ndim == 0 or not curve.size or not np.isfinite(curve).all():
        raise refused("losses", "finite numbers of shape (..., n_ctx - 1)", losses)
    return np.asarray(curve.reshape(-1, curve.shape[-1]).mean(axis=0))


def _of(heads: tuple[Head, ...] | list[Head]) -> str:
    first, last = heads[0][0], heads[-1][0]
    layers = f"layer {first}" if first == last else f"layers {first} to {last}"
    return f"{_many(len(heads), 'head')}, of {layers}"


def _many(n: int, one: str) -> str:
    return f"{n} {one}" if n == 1 else f"{n} {one}s"
