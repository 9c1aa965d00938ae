"""All mistakes, in the order in which they are tried."""

from __future__ import annotations

from refmath.conforming.mistakes.biases import OF_BIASES
from refmath.conforming.mistakes.expansion import OF_THE_EXPANSION
from refmath.conforming.mistakes.grams import OF_GRAMS
from refmath.conforming.mistakes.groups import OF_GROUPS
from refmath.conforming.mistakes.heads import OF_THE_HEADS
from refmath.conforming.mistakes.later_scores import OF_LATER_SCORES
from refmath.conforming.mistakes.neurons import OF_NEURONS
from refmath.conforming.mistakes.normed_queries import OF_NORMED_QUERIES
from refmath.conforming.mistakes.norms import OF_NORMS
from refmath.conforming.mistakes.pattern import OF_THE_PATTERN
from refmath.conforming.mistakes.positions import OF_POSITIONS
from refmath.conforming.mistakes.readings import OF_READINGS
from refmath.conforming.mistakes.refusals import OF_REFUSALS
from refmath.conforming.mistakes.scores import OF_SCORES
from refmath.conforming.mistakes.sinks import OF_SINKS
from refmath.conforming.mistakes.tensor_products import OF_TENSOR_PRODUCTS

MISTAKES = (
    *OF_THE_PATTERN,
    *OF_THE_HEADS,
    *OF_TENSOR_PRODUCTS,
    *OF_THE_EXPANSION,
    *OF_LATER_SCORES,
    *OF_READINGS,
    *OF_POSITIONS,
    *OF_GROUPS,
    *OF_NORMS,
    *OF_BIASES,
    *OF_NEURONS,
    *OF_SCORES,
    *OF_NORMED_QUERIES,
    *OF_SINKS,
    *OF_REFUSALS,
    *OF_GRAMS,
)
