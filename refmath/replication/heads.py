"""Findings on heads: copying, previous-token and induction heads, their composition and use.

What is measured of each is a dataclass; its criteria stand below it, and what makes the `Finding`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from refmath.numeric.heads.circuits import ov_circuit
from refmath.numeric.heads.composition import KINDS, composition_baseline, composition_scores
from refmath.numeric.heads.copying import eigenvalue_scores, summarise_heads
from refmath.numeric.heads.on_tokens import prefix_matching_scores, repeated_random_tokens
from refmath.numeric.layered.forward import attention_patterns
from refmath.replication.finding import Criterion, Finding, Table, conditions
from refmath.replication.measures import (
    copying_by_chance,
    longest_period,
    matching_through,
    repeated,
)
from refmath.replication.names import head_names, layer_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from refmath.numeric.arrays.libraries import Matrix
    from refmath.numeric.heads.copying import HeadSummary
    from refmath.numeric.model.transformer import Transformer
    from refmath.replication.measures import Head

PAPER = "Elhage et al. 2021"

PREVIOUS_TOKEN, INDUCTION = 0.5, 0.4
"""The least scores of a previous-token head and of an induction head."""
COMPOSED = 1.5
"""How many times the score of unrelated heads counts as composition."""
PERIODS = (8, 16, 32)
"""Shorter repetitions, on which the best induction head is measured as well."""
CORNER = 0.5
"""Where the paper's right hand corner begins, on both axes."""
PAPERS_SHARE = 10 / 12


@dataclass(frozen=True, eq=False)
class Copying:
    """How far the heads copy, and what chance would give.

    Args:
        n_layers: of the model.
        d_head: of its heads; the least, where layers' are unlike.
        heads: all of them.
        scores: their Σλ / Σ|λ|.
        eigenvalues: of their OV circuits, an array (d_head,) a head.
        chance: what 99 of 100 random circuits stay below.
    """

    n_layers: int
    d_head: int
    heads: tuple[Head, ...]
    scores: tuple[float, ...]
    eigenvalues: tuple[Matrix, ...]
    chance: float

    @property
    def n_heads(self) -> int:
        """How many heads there are."""
        return len(self.heads)

    @property
    def n_copying(self) -> int:
        """How many copy more than random circuits do."""
        return sum(score > self.chance for score in self.scores)


COPYING_IN_ONE_LAYER: tuple[Criterion[Copying], ...] = (
    Criterion(
        "{m.n_copying} of {m.n_heads} heads copy more than random circuits do: more than half",
        lambda m: 2 * m.n_copying > m.n_heads,
    ),
    Criterion(
        "as large a share as the paper's 10 of 12: {m.n_copying} of {m.n_heads}",
        lambda m: m.n_copying >= PAPERS_SHARE * m.n_heads,
    ),
)


def measure_copying(model: Transformer) -> Copying:
    """Measure the eigenvalues of all OV circuits."""
    heads = tuple((layer, head) for layer, n in enumerate(model.n_heads) for head in range(n))
    d_head = min(layer.d_head for layer in model.layers)  # of these scores chance has the largest
    return Copying(
        model.n_layers,
        d_head,
        heads,
        tuple(float(score) for layer in eigenvalue_scores(model, "OV") for score in layer),
        tuple(np.asarray(ov_circuit(model, *head).eigenvalues()) for head in heads),
        copying_by_chance(d_head),
    )


def copying(measured: Copying) -> Finding:
    """Say how many heads copy, by the eigenvalues of their OV circuits."""
    one_layer = measured.n_layers == 1
    deeper = "its two-layer model" if measured.n_layers == 2 else "deeper models"
    left_open = "" if one_layer else f" (Of {deeper} no number is given.)"
    rows = zip(measured.heads, measured.scores, strict=True)
    return Finding(
        "copying",
        "Heads that copy",
        "«It appears that 10 out of 12 heads are significantly copying!»: of the one-layer model's"
        f" OV circuits most eigenvalues are positive.{left_open}",
        f"{PAPER}, «Detecting Copying Behavior»",
        f"Σλ / Σ|λ| exceeds {measured.chance:.3f} in {measured.n_copying} of {measured.n_heads}"
        f" heads; 99 of 100 random circuits of d_head = {measured.d_head} lie within"
        f" ±{measured.chance:.3f}. Above 0.5 are {sum(s > 0.5 for s in measured.scores)}.",
        conditions(COPYING_IN_ONE_LAYER if one_layer else (), measured),
        (
            Table(
                "Copying scores",
                ("head", "Σλ / Σ|λ|"),
                tuple((head_names([head]), score) for head, score in rows),
            ),
        ),
        ("eigenvalue_scores", "ov_circuit"),
        measured,
    )


@dataclass(frozen=True)
class Roles:
    """What the heads do on repeated random tokens, and which are named for it, best first.

    Args:
        summaries: of all heads.
        previous: the previous-token heads of layers before that of an induction head; before the
            last layer, if there is none.
        induction: the induction heads, of any layer after the first.
    """

    summaries: tuple[HeadSummary, ...]
    previous: tuple[Head, ...]
    induction: tuple[Head, ...]


def measure_roles(model: Transformer, first: int | None) -> Roles:
    """Measure what the heads do, and name the previous-token heads and the induction heads."""
    summaries = summarise_heads(model, first=first)
    by_previous = sorted(summaries, key=lambda s: -s.previous_token)
    by_matching = sorted(summaries, key=lambda s: -s.prefix_matching)
    induction = tuple(
        (s.layer, s.head) for s in by_matching if s.layer > 0 and s.prefix_matching > INDUCTION
    )
    before = layers_before(model.n_layers, induction)
    previous = tuple(
        (s.layer, s.head)
        for s in by_previous
        if s.layer < before and s.previous_token > PREVIOUS_TOKEN
    )
    return Roles(summaries, previous, induction)


def layers_before(n_layers: int, induction: Sequence[Head]) -> int:
    """Return how many layers stand before some induction head; before the last, if there is none.

    Examples:
        >>> layers_before(4, [(1, 0), (2, 5)]), layers_before(4, []), layers_before(1, [])
        (2, 3, 1)
    """
    return max((layer for layer, _ in induction), default=max(1, n_layers - 1))


@dataclass(frozen=True, eq=False)
class HeadPattern:
    """Where one head attends, on random tokens repeated three times.

    Args:
        role: "previous-token" or "induction".
        head: the head.
        pattern: destinations × sources.
    """

    role: str
    head: Head
    pattern: Matrix


@dataclass(frozen=True, eq=False)
class Behaviour:
    """What the heads attend to.

    Args:
        n_layers: of the model.
        roles: of its heads.
        by_period: how well the best induction head matches prefixes, by the number of tokens that
            are repeated; empty if there is none.
        patterns: of the best head of each role.
    """

    n_layers: int
    roles: Roles
    by_period: tuple[tuple[int, float], ...]
    patterns: tuple[HeadPattern, ...]

    @property
    def best_previous(self) -> float:
        """The highest previous-token score of the layers before an induction head."""
        before = layers_before(self.n_layers, self.roles.induction)
        return max(s.previous_token for s in self.roles.summaries if s.layer < before)

    @property
    def best_induction(self) -> float:
        """The highest prefix-matching score of the layers after the first; of the only one."""
        first = min(1, self.n_layers - 1)
        return max(s.prefix_matching for s in self.roles.summaries if s.layer >= first)

    @property
    def earlier_layers(self) -> str:
        """The names of the layers before an induction head."""
        return layer_names(range(layers_before(self.n_layers, self.roles.induction)))

    @property
    def later_layers(self) -> str:
        """The names of the layers after the first."""
        return layer_names(range(1, self.n_layers))


NO_INDUCTION: tuple[Criterion[Behaviour], ...] = (
    Criterion(
        f"no head has a prefix-matching score above {INDUCTION}: the highest is"
        " {m.best_induction:.3f}",
        lambda m: m.best_induction <= INDUCTION,
    ),
)
BOTH_ROLES: tuple[Criterion[Behaviour], ...] = (
    Criterion(
        f"a head of {{m.earlier_layers}} has a previous-token score above {PREVIOUS_TOKEN}:"
        " the highest is {m.best_previous:.3f}",
        lambda m: m.best_previous > PREVIOUS_TOKEN,
    ),
    Criterion(
        f"a head of {{m.later_layers}} has a prefix-matching score above {INDUCTION}:"
        " the highest is {m.best_induction:.3f}",
        lambda m: m.best_induction > INDUCTION,
    ),
)


def measure_behaviour(model: Transformer, roles: Roles, first: int | None) -> Behaviour:
    """Measure what the best heads attend to, on repetitions of several lengths."""
    by_role = (("previous-token", roles.previous), ("induction", roles.induction))
    return Behaviour(
        model.n_layers,
        roles,
        _matching_by_period(model, roles.induction[0], first) if roles.induction else (),
        tuple(
            HeadPattern(role, heads[0], _pattern_of(model, heads[0], first))
            for role, heads in by_role
            if heads
        ),
    )


def _matching_by_period(
    model: Transformer, induction: Head, first: int | None
) -> tuple[tuple[int, float], ...]:
    layer, head = induction
    longest = longest_period(model, first)
    matching = []
    for period in (*(period for period in PERIODS if period < longest), longest):
        scores = prefix_matching_scores(model, repeated(model, period, first))
        matching.append((period, float(scores[layer][head])))
    return tuple(matching)


def _pattern_of(model: Transformer, shown: Head, first: int | None) -> Matrix:
    """A head's pattern on random tokens repeated three times, as the paper shows it."""
    period = max(1, 2 * longest_period(model, first) // 3)
    twice = repeated_random_tokens(model.d_vocab, period, seed=2, first=first)[0]
    tokens = np.concatenate([twice, twice[-period:]])
    layer, head = shown
    return np.asarray(attention_patterns(model, tokens)[layer][head])


def behaviour(measured: Behaviour) -> Finding:
    """Say which heads attend to the previous token, and which are induction heads."""
    one_layer = measured.n_layers == 1
    roles = measured.roles
    return Finding(
        "induction_heads",
        "No induction heads in one layer" if one_layer else "Induction heads",
        "The two-layer model has a first-layer head that «primarily attends to the previous token»,"
        " and second-layer heads that are induction heads; a one-layer model can't have them.",
        f"{PAPER}, «Induction Heads»",
        f"On repeated random tokens: previous-token heads {head_names(roles.previous)}; induction"
        f" heads {head_names(roles.induction)}.",
        conditions(NO_INDUCTION if one_layer else BOTH_ROLES, measured),
        _behaviour_tables(measured),
        ("summarise_heads", "repeated_random_tokens", "attention_patterns"),
        measured,
    )


def _behaviour_tables(measured: Behaviour) -> tuple[Table, ...]:
    roles = measured.roles
    of_all = Table(
        "What the heads attend to, and whether they copy it",
        ("head", "previous token", "prefix matching", "Σλ / Σ|λ| of OV"),
        tuple(
            (head_names([(s.layer, s.head)]), s.previous_token, s.prefix_matching, s.copying)
            for s in roles.summaries
        ),
    )
    if not measured.by_period:
        return (of_all,)
    of_the_best = Table(
        f"Prefix matching of head {head_names(roles.induction[:1])}, by how many tokens are"
        " repeated",
        ("tokens", "prefix matching"),
        measured.by_period,
    )
    return of_all, of_the_best


@dataclass(frozen=True)
class ComposedPair:
    """How much a later head reads what an earlier one writes.

    Args:
        kind: by which of its inputs: "Q", "K" or "V".
        earlier: the head that writes.
        later: the head that reads, of a later layer.
        ratio: the composition score over that of unrelated heads.
    """

    kind: str
    earlier: Head
    later: Head
    ratio: float

    def __str__(self) -> str:
        return f"{self.kind} of {head_names([self.earlier])} with {head_names([self.later])}"


@dataclass(frozen=True, eq=False)
class Composition:
    """How much each later head reads what each earlier one writes.

    Args:
        n_layers: of the model.
        roles: of the heads.
        writers: the heads of all layers but the last.
        readers: those of all layers but the first.
        ratios: of each kind, the scores over those of unrelated heads: writers × readers; NaN
            where the second is of no later layer.
        pairs: the same, strongest first.
    """

    n_layers: int
    roles: Roles
    writers: tuple[Head, ...]
    readers: tuple[Head, ...]
    ratios: Mapping[str, Matrix]
    pairs: tuple[ComposedPair, ...]

    @property
    def writing_layers(self) -> str:
        """The names of the layers whose heads are read by others."""
        return layer_names(range(self.n_layers - 1))

    @property
    def reading_layers(self) -> str:
        """The names of the layers whose heads read others."""
        return layer_names(range(1, self.n_layers))

    @property
    def strongest(self) -> ComposedPair:
        """The pair that composes most."""
        return self.pairs[0]

    @property
    def composed(self) -> tuple[ComposedPair, ...]:
        """The pairs that compose more than unrelated heads do."""
        return tuple(pair for pair in self.pairs if pair.ratio > COMPOSED)

    @property
    def n_composed(self) -> int:
        """How many these are."""
        return len(self.composed)

    @property
    def n_by_keys(self) -> int:
        """How many of them compose by their keys."""
        return sum(pair.kind == "K" for pair in self.composed)

    @property
    def n_by_others(self) -> int:
        """How many of them compose by their queries or values."""
        return self.n_composed - self.n_by_keys

    @property
    def earlier(self) -> tuple[Head, ...]:
        """The earlier heads among them."""
        return tuple(sorted({pair.earlier for pair in self.composed}))

    @property
    def earlier_names(self) -> str:
        """Their names."""
        return head_names(self.earlier)

    @property
    def strongest_is_expected(self) -> bool:
        """Whether the strongest is K-composition of a previous-token with an induction head."""
        pair, roles = self.strongest, self.roles
        return pair.kind == "K" and pair.earlier in roles.previous and pair.later in roles.induction

    @property
    def n_induction(self) -> int:
        """How many induction heads there are."""
        return len(self.roles.induction)

    @property
    def n_shifted(self) -> int:
        """How many of them compose by their keys with a previous-token head before them."""
        shifted = {
            pair.later
            for pair in self.composed
            if pair.kind == "K" and pair.earlier in self.roles.previous
        }
        return len(shifted.intersection(self.roles.induction))


ONLY_KEYS_OF_ONE: tuple[Criterion[Composition], ...] = (
    Criterion(
        "the strongest composition of all is K-composition of a previous-token head with an"
        " induction head: {m.strongest}, {m.strongest.ratio:.2f} times the baseline",
        lambda m: m.strongest_is_expected,
    ),
    Criterion(
        "there is no other than K-composition: {m.n_by_others} of the {m.n_composed}"
        f" pairs above {COMPOSED} times the baseline are Q or V",
        lambda m: m.n_composed > 0 and m.n_by_others == 0,
    ),
    Criterion(
        "with one head of layer 0 only: with {m.earlier_names}",
        lambda m: len(m.earlier) == 1,
    ),
)


KEYS_ARE_SHIFTED: tuple[Criterion[Composition], ...] = (
    Criterion(
        "of the {m.n_induction} induction heads, {m.n_shifted} have K-composition above"
        f" {COMPOSED} times the baseline with a previous-token head of an earlier layer: all",
        lambda m: m.n_induction > 0 and m.n_shifted == m.n_induction,
    ),
)
"""What of it can be asked of more layers than the paper's two."""


def measure_composition(model: Transformer, roles: Roles) -> Composition:
    """Measure the composition of every head with every head of a later layer.

    There are n_layers (n_layers − 1) / 2 · n_heads² such pairs, of three kinds each.
    """
    baseline = composition_baseline(model)
    heads = [(layer, head) for layer, n in enumerate(model.n_heads) for head in range(n)]
    writers = tuple(head for head in heads if head[0] < model.n_layers - 1)
    readers = tuple(head for head in heads if head[0] > 0)
    ratios = {}
    for kind in KINDS:
        scores = np.asarray(composition_scores(model, kind))
        of_pairs = [
            [scores[*writer, *reader] if writer[0] < reader[0] else np.nan for reader in readers]
            for writer in writers
        ]
        ratios[kind] = np.array(of_pairs) / baseline
    pairs = [
        ComposedPair(kind, writers[place[0]], readers[place[1]], float(ratio))
        for kind, ratios_of_kind in ratios.items()
        for place, ratio in np.ndenumerate(ratios_of_kind)
        if not np.isnan(ratio)
    ]
    by_strength = tuple(sorted(pairs, key=lambda pair: -pair.ratio))
    return Composition(model.n_layers, roles, writers, readers, ratios, by_strength)


def composition(measured: Composition) -> Finding:
    """Say which heads read what which of earlier layers write."""
    two_layers = measured.n_layers == 2
    rows = tuple(
        (pair.kind, head_names([pair.earlier]), head_names([pair.later]), pair.ratio)
        for pair in measured.pairs[:12]
    )
    left_open = (
        ""
        if two_layers
        else " (So of its two-layer model. Of deeper ones it says how induction heads work: by keys"
        " that K-composition with a previous-token head shifts by one token.)"
    )
    return Finding(
        "composition",
        "K-composition with the previous-token head",
        "«In practice, for this model, there is only significant K-composition, and only with one"
        f" layer 0 head.»{left_open}",
        f"{PAPER}, «Analyzing a Two-Layer Model»",
        f"Scores relative to 1/√d_model, which unrelated heads have: {measured.n_composed} of"
        f" {len(measured.pairs)} pairs lie above {COMPOSED} times that, {measured.n_by_keys} of"
        " them in K.",
        conditions(ONLY_KEYS_OF_ONE if two_layers else KEYS_ARE_SHIFTED, measured),
        (
            Table(
                "The strongest compositions",
                ("kind", "earlier head", "later head", "times the baseline"),
                rows,
            ),
        ),
        ("composition_scores", "composition_baseline"),
        measured,
    )


@dataclass(frozen=True)
class HeadScores:
    """The eigenvalue scores of one head of a layer after the first.

    Args:
        head: the head.
        through: the strongest previous-token head of a layer before its own.
        matching: of its QK circuit, by way of that head.
        copying: of its OV circuit.
    """

    head: Head
    through: Head
    matching: float
    copying: float

    @property
    def in_corner(self) -> bool:
        """Whether both are high."""
        return self.matching > CORNER and self.copying > CORNER


@dataclass(frozen=True)
class Matching:
    """Whether later heads match through a previous-token head, and copy.

    Args:
        n_layers: of the model.
        induction: the induction heads.
        scores: of the heads that have a previous-token head before them.
    """

    n_layers: int
    induction: tuple[Head, ...]
    scores: tuple[HeadScores, ...]

    @property
    def n_induction(self) -> int:
        """How many induction heads there are."""
        return len(self.induction)

    @property
    def n_in_corner(self) -> int:
        """How many of them have both scores high."""
        return sum(score.in_corner for score in self.scores if score.head in self.induction)

    @property
    def earlier_layers(self) -> str:
        """The names of the layers that some layer comes after."""
        return layer_names(range(self.n_layers - 1))


IN_THE_CORNER: tuple[Criterion[Matching], ...] = (
    Criterion(
        f"all induction heads have both scores above {CORNER}:"
        " {m.n_in_corner} of {m.n_induction}",
        lambda m: m.n_induction > 0 and m.n_in_corner == m.n_induction,
    ),
)
A_HEAD_TO_MATCH_THROUGH: tuple[Criterion[Matching], ...] = (
    Criterion(
        "a head of {m.earlier_layers} is a previous-token head: none is",
        lambda m: len(m.scores) > 0,
    ),
)


def measure_matching(model: Transformer, roles: Roles) -> Matching:
    """Measure the eigenvalue scores of the QK and OV circuits of the layers after the first.

    The earlier head is, of those named in `roles`, the strongest of a layer before.
    """
    scores = []
    for layer, of_layer in enumerate(eigenvalue_scores(model, "OV")):
        through = next((earlier for earlier in roles.previous if earlier[0] < layer), None)
        if through is None:
            continue
        for head, copies in enumerate(of_layer):
            matches = matching_through(model, through, (layer, head))
            scores.append(HeadScores((layer, head), through, matches, float(copies)))
    return Matching(model.n_layers, roles.induction, tuple(scores))


def matching(measured: Matching) -> Finding:
    """Say whether induction heads match through a previous-token head, and copy."""
    tables: tuple[Table, ...] = ()
    if not measured.scores:
        ours = "There is no previous-token head to match through."
        criteria = A_HEAD_TO_MATCH_THROUGH
    else:
        ours = (
            f"With the strongest previous-token head{_of_which_layer(measured)}: of the"
            f" {measured.n_induction} induction heads {measured.n_in_corner} have both scores above"
            f" {CORNER}."
        )
        criteria, tables = IN_THE_CORNER, (_matching_table(measured),)
    return Finding(
        "matching",
        "Induction heads match and copy",
        "In the plane of the eigenvalue scores of the QK circuit (its term by way of the"
        " previous-token head) and of the OV circuit, «all the induction heads turn out to be in an"
        " extreme right hand corner».",
        f"{PAPER}, «Checking the Mechanistic Theory»",
        ours,
        conditions(criteria, measured),
        tables,
        ("W_QK", "W_OV", "copying_score", "eigenvalue_scores"),
        measured,
    )


def _of_which_layer(measured: Matching) -> str:
    if measured.n_layers == 2:
        return f", {head_names([measured.scores[0].through])}"
    return " of a layer before each head's own"


def _matching_table(measured: Matching) -> Table:
    cells = [
        (head_names([score.head]), "yes" if score.head in measured.induction else "no",
         head_names([score.through]), score.matching, score.copying)
        for score in measured.scores
    ]  # fmt: skip
    if measured.n_layers > 2:
        return Table(
            "Eigenvalue scores of the later layers' heads",
            ("head", "induction head", "through", "matching", "copying"),
            tuple(cells),
        )
    (through,) = {cell[2] for cell in cells}
    return Table(
        "Eigenvalue scores of the second layer's heads",
        ("head", "induction head", f"matching, through {through}", "copying"),
        tuple((head, known, matches, copies) for head, known, _, matches, copies in cells),
    )
