"""What each letter stands for: those of equations by their name, those of a claim by the claim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refmath.alphabet import BY_NAME, SIZES
from refmath.symbolic.letters import KINDS

if TYPE_CHECKING:
    from refmath.symbolic.letters import Generator

EQUATIONS = {
    "W": "weights",
    "x": "the residual stream at one position",
    "q": "the queries, before their bias",
    "k": "the keys, before their bias",
    "s": "other tokens",
    "W_pos": "positions: position to residual",
    "b_Q": "bias of the queries",
    "b_K": "bias of the keys",
    "b_V": "bias of the values",
    "b_O": "bias of what a layer writes",
    "u": "the row that picks out one position",
    "S": "any scores",
    "c": "any number for each position",
    "d": "another number for each position",
    "T": "any scores",
    "1": "a 1 for each position",
    "1_d": "a 1 for each coordinate of the residual stream",
    "Γ": "the norm's scale, coordinate by coordinate",
    "β": "the norm's bias",
    "D": "the norm's division, position by position",
    "D_w": "the division of the norm on what heads write, position by position",
    "Γ_w": "the scale of the norm on what heads write, coordinate by coordinate",
    "β_w": "the bias of the norm on what heads write",
    "D_q": "the division of the norm on queries, position by position",
    "D_k": "the division of the norm on keys, position by position",
    "Γ_q": "the scale of the norm on queries, coordinate by coordinate",
    "Γ_k": "the scale of the norm on keys, coordinate by coordinate",
    "v": "the values, before their bias",
    "ι": "one head's coordinates among those of all heads laid in a row",
    "C": "it takes the mean off",
    "r": "what an earlier layer computed, before its W_out",
    "W_in": "what reads the stream: residual to neurons, or to a layer's inner coordinates",
    "W_out": "what writes to the stream: neurons, or a layer's inner coordinates, to residual",
    "b_in": "bias of what reads",
    "G": "a number for each neuron, a row a position",
    "N_E": "the embedding, each column put through the first norm",
    "V": "the transpose of the earlier head's W_V",
    "M": "a change of basis",
    "M⁻¹": "what undoes it",
    "R": "a rotation",
    "N": "a change of basis, as it acts on rows",
    "y": "what a path has brought",
    "a": "what the neuron reads first",
    "b": "what the neuron reads second",
    "g": "the rows' directions, each of length 1",
    "e": "e^j: a column that picks position j",
    "p": "a position's vector",
    "p_0": "the first position",
    "1/√d_head": "one over the square root of d_head",
    "1/√d_model": "one over the square root of d_model",
    "1/d_model": "one over d_model",
}

SETS = {
    "H": "the heads of the layer",
    "P": "the paths through the layers before",
    "G": "the groups of heads",
    "L": "the layers before",
    "V": "the offsets",
    "J": "the positions",
}

_HEADS = {
    "h": "a head",
    "H": "H_l: the heads of layer l",
    "l": "a layer",
    "A": "a head's pattern",
    "W_{OV}": "W_O W_V: what a head moves",
}
_LAYERED = {
    "h": "a head",
    "H": "H_l: the heads of layer l",
    "l": "a layer",
    "L": "how many layers",
    "W_{QK}": "W_Qᵀ W_K: what a head looks for",
    "W_{OV}": "W_O W_V: what a head moves",
}
_TABLES = {
    "e": "the base of the exponential",
    "a": "the source token",
    "b": "the destination token",
    "c": "the output token",
    "h": "a head",
}
_SCORES = {
    "S": "S_ij: the score of destination i and source j",
    "l": "a source, over which the row is added up",
    "e": "the base of the exponential",
}
_WEIGHTS = {
    "s": "the score that the head gives to what it looks for; all others have 0",
    "A": "the head's pattern: A[destination, source]",
    "i": "the destination",
    "j": "a source",
    "t": "the tokens, one a position",
}
_COUNTS = {
    "k": "how many sources have the score s",
    "m": "how many have the score 0",
}

CLAIMS: dict[str, dict[str, str]] = {
    "path_expansion": {
        **_HEADS,
        "k": "how many heads the path passes",
        "L": "how many layers",
    },
    "path_expansion_computed": {
        **_LAYERED,
        "p": "any function of the scores: the causal softmax of them over √d_head, for one",
        "A": "A_l^h: the pattern that head h computes of the stream before layer l",
        "x": "x_l: the residual stream before layer l; x_L after the last",
        "k": "how many heads the path passes",
    },
    "causality_at_any_depth": {
        **_LAYERED,
        "p": "the causal softmax of the scores over √d_head; any positive function may stand for "
        "the exponential in it",
        "q": "a softmax without a mask",
        "P": "the projection onto the first positions, any number of them",
        "R": "the projection onto the last positions",
        "n": "what heads read: a norm, or any function of each position by itself",
        "g": "what an MLP adds: any function of each position by itself",
        "x": "x_l: the residual stream of one context before layer l; x_L after the last",
        "y": "that of another context",
        "u": "u_l: the first context's stream between the heads and the MLP of layer l",
        "v": "v_l: that of the other context",
    },
    "counting_paths": {
        "H": _HEADS["H"],
        "P": "the paths: in each layer one of its heads, or none (∅)",
        "p": "a path; p_l: what it passes in layer l",
        "l": "a layer",
        "k": "how many heads the path passes",
        "L": "how many layers",
        "n_{heads}": "how many heads in each layer",
    },
    "term_importance": {
        **_HEADS,
        "x": "x_0: the residual stream before layer 0, x^(k)_l: before layer l in round k",
        "y": "y^(k)_l: what layer l makes of it in round k; zeros in round 0",
        "m": "how many heads the path passes",
        "j": "an earlier layer",
        "k": "the round",
        "L": "how many layers",
    },
    "marginal_effects_telescope": {
        "L": "L_k: the loss with the paths of order below k",
        r"\ell": "the loss with the paths of a set of orders alone",
        "k": "an order",
        "j": "an order",
        "n": "the highest order",
    },
    "low_rank": {
        "W_E": BY_NAME["W_E"].meaning,
        "W_U": BY_NAME["W_U"].meaning,
        "W_{QK}": BY_NAME["W_QK"].meaning,
        "W_{OV}": BY_NAME["W_OV"].meaning,
        **{name: BY_NAME[name].meaning for name in ("W_Q", "W_K", "W_V", "W_O")},
        "h": "a head",
        "g": "a later head",
        "H": "the heads of a layer",
        "d_{head}": "width of one head",
    },
    "a_head_is_one_factor_each": {
        **_TABLES,
        "QK": "W_Eᵀ W_QK W_E: scores between tokens",
        "OV": "W_U W_OV W_E: from source token to output token",
        "H": "the heads of the layer",
        "d_{vocab}": "tokens in the vocabulary",
        "d_{head}": "width of one head",
    },
    "pairs_need_heads": {
        "M": "M_ij: what the heads add at destination i to output j, for one source",
        "a": "a^h_i: the attention of head h at destination i",
        "o": "o^h_j: the effect of head h on output j",
        "c": "c_i: one number a destination, added to all its outputs",
        "h": "a head",
        "i": "a destination",
        "j": "an output",
        "n": "how many pairs",
        "H": "the heads",
    },
    "not_a_table_of_skip_trigrams": {
        "a": "the weight of the source token",
        "b": "the weight of the other tokens of the context",
        "x": "the weight of one more token",
    },
    "certified_range": {
        "c": "a token; c_j the one at place j of the context",
        "n": "how many tokens there are",
        "m": "how many tokens the context has that are not given",
        "N": "the sum of weight times value over the given tokens",
        "D": "the sum of weights over the given tokens",
        "w": "a token's weight, e to its score",
        "v": "what a token adds to the logit",
        "j": "a place in the context",
        "b": "a token",
        "h": "a head",
        "H": "the heads",
        "f": "f^h_c: the effect of head h if token c stands at the free positions",
    },
    "softmax_of_shifted_scores": {
        "a": "a source",
        "b": "b, b': two destinations",
        "S": "the scores",
        "c": "one number a destination",
        r"\mathbb{1}": "a 1 for each position",
        "QK": "the scores of tokens",
        "A": "the pattern: A[destination, source]",
    },
    "eigenvalues_without_the_vocabulary": {
        "z": "any number",
        r"\lambda": "λ_i: an eigenvalue of W_V W_E W_U W_O, or any complex number",
        **{name: BY_NAME[name].meaning for name in ("W_E", "W_U", "W_O", "W_V")},
        "d_{vocab}": "tokens in the vocabulary",
        "d_{head}": "width of one head",
        "i": "which eigenvalue",
    },
    "copying_by_eigenvalues_and_diagonal": {
        "z": "any number; a polynomial of degree d_vocab is decided by those from 0 to d_vocab",
        r"\lambda": "λ_k: an eigenvalue of OV, a complex number",
        "d_{vocab}": "tokens in the vocabulary",
        "OV": "W_U W_OV W_E: from source token to output token",
        "k": "which eigenvalue",
        "a": "the source token",
        "c": "the output token",
    },
    "prefix_matching_in_range": {
        **_WEIGHTS,
        "M": "M_i: the places that come after an earlier copy of the token at i",
        "I": "the destinations that have such places",
        "n_{ctx}": "how many positions there are",
    },
    "composition_scores": {
        "W_{QK}": BY_NAME["W_QK"].meaning,
        "W_{OV}": BY_NAME["W_OV"].meaning,
        "h": "a later head",
        "g": "an earlier head",
        "E": "the expectation over R",
        "R": "a random orthogonal matrix, by Haar's measure",
        "O": "O(n): the orthogonal n × n matrices",
        "S": "SO(n): the rotations among them",
        "X": "what reads",
        "Y": "what is read",
        "F": "‖·‖_F: the root of the sum of the squares of the entries",
        "d_{model}": "width of the residual stream",
    },
    "loss_of_zero_layers": {
        "V": "the tokens",
        "a": "a token of the text",
        "b": "the one after it",
        "c": "another that might come there",
        "N": "N_ab: how often b comes after a",
        "w": "w_ab: e to the logit of b after a",
        "r": "r_ab: what it is, compared with how often b comes after a",
        "q": "q_ab: the share that the model gives to b after a",
        "p": "p_ab: the share that b has after a in the text",
        "Q": "the likelihood of the text's pairs",
        "P": "the largest that it can be",
    },
    "lead_certified_by_gaps": {
        r"\ell": "the lead of one output over another, in the context",
        "d": "what W_U W_E adds to it at the destination",
        "V": "the tokens",
        "H": "the heads",
        "h": "a head",
        "n": "how many tokens the context has, the destination among them",
        "c": "c_j: the token at place j of the context",
        "j": "a place in the context",
        "a": "the source token",
        "b": "a token",
        "w": "w^h_c: e to the score of the token c, for the destination",
        "v": "v^h_c: what the head adds to the lead where it attends to the token c",
        r"\alpha": "α^h: the attention that the source gets of the head, at least",
    },
    "copying_score_in_range": {
        r"\lambda": "λ_k: an eigenvalue of OV",
        "OV": "W_U W_OV W_E: from source token to output token",
        "n": "how many tokens there are",
        "k": "which eigenvalue",
        "x": "a number: there are enough of them to tell polynomials of degree n apart",
        "a": "a token",
        "F": "‖·‖_F: the root of the sum of the squares of the entries",
    },
    "layers_of_windows": {
        "L": "how many layers",
        "w": "how many positions a window has, the position itself among them",
        "M": "M_jk: 1 where the window of j lets k through, else 0",
        "n": "how many positions there are",
        "i": "a position, counted from 0",
        "j": "a position",
        "k": "a source",
    },
    "soft_cap": {
        "f": "f_x: what the cap makes of a score or logit x",
        "c": "the cap",
        "s": "a score",
        "t": "a larger one",
        "x": "any score",
        "d": "a number that is added to both",
        "e": "the base of the exponential",
    },
    "biases_as_one_more_dimension": {
        "x": "the residual stream, a row a position",
        "W": "a weight",
        "b": "its bias",
        "D": "the factors of a norm, a number a position",
        r"\mathbb{1}": "a 1 for each position",
        "1": "a column of ones",
        "A": "a head's pattern",
        "v": "its values, a row a position",
        "W_O": BY_NAME["W_O"].meaning,
        "O": "b_O: the bias of what the head writes",
    },
    "centring_twice": {
        "C": "the matrix that takes the mean off",
        r"\mathbb{1}": "a 1 for each coordinate of the residual stream",
        "d_{model}": "width of the residual stream",
    },
    "offset_by_rotation": {
        "p": "p_i: the vector of position i",
        "z": "that of position 0",
        "R": "how a position is turned into the next",
        "o": "the offset: W_QK is R to the power o",
        "i": "the destination",
        "j": "a source",
        "F": "‖·‖_F: the root of the sum of the squares of the entries",
    },
    "pointer_induction": {
        "A": "the pattern of the head of layer 1",
        "M": "M_i: the positions just after an earlier copy of the token at i",
        "t": "t_j: the token at j",
        "i": "the destination",
        "j": "a source",
        "l": "a source of layer 0, or one over which a row is added up",
        "k": "how many sources are in M_i",
        "w": "what a copy weighs in layer 0: e to the power s_0, the score that its head gives it",
        "a": "the pattern of the head of layer 0",
        "S": "S_ij: the score of the head of layer 1",
        "s": "s_1: how sharply the head of layer 1 attends",
        "x": "what a match weighs in layer 1",
        "y": "what another place weighs there",
        "Z": "the sum of the weights in layer 0",
        "e": "the base of the exponential",
    },
    "one_skip_trigram": {
        "f": "f_c: what the head adds to the logit of c",
        "c": "an output token",
        "s": "the score of B for A",
        "t": "t_j: the token at j",
        "i": "the destination",
        "j": "a source",
        "l": "a source, over which the row is added up",
        "S": "S_ij: the score of destination i and source j",
        "a": "the head's pattern: a[destination, source]",
        **_COUNTS,
        "r": "what the head writes for C",
        "e": "the base of the exponential",
        "A": "the source token",
        "B": "the destination token",
        "C": "the output token",
    },
    "previous_token_head": {**_WEIGHTS, **_SCORES},
    "duplicate_token_head": {**_WEIGHTS, **_SCORES, **_COUNTS},
    "induction": {
        **_WEIGHTS,
        "s": "s_0, s_1: how sharply the heads of layer 0 and of layer 1 attend",
        "e": "the base of the exponential",
        "M": "M_i: the positions just after an earlier copy of the token at i",
        r"\varepsilon": "the attention that the head of layer 0 leaves to others, at most",
        "A": "the pattern of the head of layer 1",
        "S": "S_j: its score for the source j",
        "a": "the pattern of the head of layer 0",
        "k": "a source of layer 0",
        "l": "a source, over which a row is added up",
    },
    "no_single_head_does_induction": {
        r"\Delta": "Δ_wxyz: the logit of B less that of C, at the last of the tokens w x y z A",
        "A": "the token that comes twice",
        "B": "the one that may follow",
        "C": "the other",
        "D": "a fourth one",
        "n": "how many heads the layer has",
        "h": "a head",
        "j": "a position",
        "c": "a token",
        "w": "the token at position 0",
        "x": "the token at position 1",
        "y": "the token at position 2",
        "z": "the token at position 3",
        "u": "what comes of the last token itself, without a head",
        "S": "S^h_jc: the head's score for position j, if c stands there",
        "E": "what it weighs there",
        "v": "v^h_jc: what the head would add to the difference if it read that place alone",
        "e": "the base of the exponential",
    },
}

_WORDS = re.compile(
    r"\\(?:text|operatorname)\s*\{[^{}]*\}|\\(?:begin|end)\{\w+\}|\\top|\\mathrm\{Id\}"
)
_NAME = re.compile(
    r"(\\mathbb\{1\}|\\(?:Pi|Gamma|lambda|ell|varepsilon|Delta|beta|gamma|sigma|mu|alpha)(?![A-Za-z]))"
    r"|\\[A-Za-z]+|\\.|([A-Za-z]+_\{[A-Za-z]+\}|[A-Z]+_[A-Z]|[A-Za-z]+)"
)


def letters_of_formula(tex: str, known: dict[str, str]) -> tuple[str, ...]:
    r"""List the letters that a formula writes, each once: the longest names that are known.

    >>> letters_of_formula(r"\sum_{h} W_{OV}^h \, x_{ij}", {"W_{OV}": "", "h": ""})
    ('h', 'W_{OV}', 'x', 'i', 'j')
    """
    found: dict[str, None] = {}
    todo = [_WORDS.sub(" ", tex)]
    while todo:
        for named in _NAME.finditer(todo.pop(0)):
            name = named[1] or named[2]
            if not name:
                continue
            if name in known or len(name) == 1 or named[1]:
                found[name] = None
            else:
                base, _, below = name.partition("_")
                parts = [base, below.strip("{}")]
                parts = [p for p in parts if p] if below else list(name)
                for part in parts:
                    for letter in (part,) if part in known else part:
                        found[letter] = None
    return tuple(found)


def meaning(g: Generator) -> str:
    """Say what a letter stands for, or what kind of matrix.

    >>> from refmath.symbolic.letters import generator, matrix
    >>> meaning(generator("W_E")), meaning(matrix("B", "n", "m"))
    ('embedding: token to residual', 'any matrix')
    """
    if g.kind in ("causal", "mask"):  # M and N are a change of basis elsewhere
        return KINDS[g.kind]
    entry = BY_NAME.get(g.name)
    if entry and (g.rows, g.cols) == ((entry.rows,), (entry.cols,)):
        return entry.meaning if g.kind == entry.kind else f"{entry.meaning}; {KINDS[g.kind]}"
    in_the_model = {*g.rows, *g.cols} <= {*SIZES, "one", "d_mlp", "n_heads·d_head"}
    return (in_the_model and EQUATIONS.get(g.name)) or KINDS[g.kind]


def meaning_of_sum(over: str) -> str:
    """Say what is summed over.

    >>> meaning_of_sum("H"), meaning_of_sum("H_1")
    ('the heads of the layer', 'the heads of layer 1')
    """
    base, _, layer = over.partition("_")
    if base == "H" and layer:
        return f"the heads of {'layer' if layer.isdigit() else 'group'} {layer}"
    return SETS.get(over, "any set of heads")
