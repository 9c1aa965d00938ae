"""Which public function refuses which part of a model: found by calling each on a model with it."""

from __future__ import annotations

import inspect
import re
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from refmath.numeric.model.parts import EVERY_PART, MLP, Norm, Rotary
from refmath.numeric.model.transformer import AttentionLayer, Transformer
from refmath.report.blocks import Kind
from refmath.report.tables import markdown_table, within_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from refmath.numeric.model.parts import Part

PARTS_TABLE = Kind("parts", "end of the parts")

EVERY_FUNCTION = "of-every-function"
"""The name of the table's place."""

APART = {"save": "which keeps every part"}
"""Functions of a model that stand in no row."""

TOKENS, D_MODEL, D_HEAD, N_CTX, D_VOCAB = [0, 1, 0, 1, 1], 4, 2, 8, 4

# What the arguments may be, by their names.
ARGUMENTS: Mapping[str, Any] = {
    "tokens": TOKENS,
    "windows": [[*TOKENS, 2, 3, 0]] * 2,
    "path": [(0, 0)],
    "heads": [(0, 0)],
    "layer": 0,
    "head": 0,
    "kind": "K",
    "circuit": "QK",
    "destination": 0,
    "output": 1,
    "source": 2,
    "triples": [(0, 1, 2)],
    "sources": [0],
    "n_ctx": 4,
    "k": 1,
    "period": 2,
    "names": ["logits"],
    "replaced": {},
    "writer": (0, 0),
    "reader": (0, 0),
}

OF_NEURONS = ("neuron_inputs", "neuron_effects")
"""Functions of a layer's MLP: they are called on models that have one."""


def model_with(part: Part) -> Transformer:
    """Return a model of one layer that has a part, and another only where the part needs it.

    Examples:
        >>> model_with("norm.bias").parts, model_with("b_U").parts
        (('norm', 'norm.bias'), ('b_U',))
    """
    rng = np.random.default_rng(0)

    def drawn(*shape: int) -> Any:
        return rng.standard_normal(shape) / 2

    n_groups = 1 if part == "grouped keys and values" else 2
    mlp = MLP(drawn(5, D_MODEL), drawn(D_MODEL, 5))
    of_layer: dict[str, dict[str, Any]] = {
        **{name: {name: drawn(2, D_HEAD)} for name in ("b_Q", "b_K", "b_V")},
        "b_O": {"b_O": drawn(D_MODEL)},
        "norm": {"norm": Norm()},
        "norm.bias": {"norm": Norm(bias=drawn(D_MODEL))},
        "rotary": {"rotary": Rotary(drawn(N_CTX, 1), drawn(N_CTX, 1))},
        **{name: {name: Norm(centred=False)} for name in ("q_norm", "k_norm")},
        "score_scale": {"score_scale": 0.3},
        "score_cap": {"score_cap": 2.0},
        "score_bias": {"score_bias": drawn(2, N_CTX)},
        "window": {"window": 2},
        "sinks": {"sinks": drawn(2)},
        "post_norm": {"post_norm": Norm()},
        "mlp": {"mlp": mlp},
        "mlp.post_norm": {"mlp": replace(mlp, post_norm=Norm())},
        "parallel": {"mlp": mlp, "parallel": True},
    }
    of_model: dict[str, dict[str, Any]] = {
        "final_norm": {"final_norm": Norm()},
        "final_norm.bias": {"final_norm": Norm(bias=drawn(D_MODEL))},
        "b_U": {"b_U": drawn(D_VOCAB)},
        "logit_cap": {"logit_cap": 2.0},
    }
    shape, shared = (2, D_HEAD, D_MODEL), (n_groups, D_HEAD, D_MODEL)
    weights = (drawn(*shape), drawn(*shared), drawn(*shared), drawn(2, D_MODEL, D_HEAD))
    layer = AttentionLayer(*weights, **of_layer.get(part, {}))
    ends = (drawn(D_MODEL, D_VOCAB), drawn(D_VOCAB, D_MODEL))
    return Transformer(*ends, [layer], **of_model.get(part, {}))


def refused_parts(function: Callable[..., Any]) -> dict[str, str]:
    """Return the parts of a model that a function refuses, each with what is called instead.

    A part that is refused only together with another, which it needs, isn't listed beside it.

    Raises:
        ValueError: for a refusal that names no part.

    Examples:
        >>> from refmath.numeric.layered.forward import logits
        >>> from refmath.numeric.model.equivalents import biases_as_weights
        >>> refused_parts(logits), list(refused_parts(biases_as_weights))
        ({}, ['norm', 'q_norm', 'k_norm', 'sinks', 'post_norm', 'mlp', 'final_norm'])
    """
    found: dict[str, str] = {}
    for part in EVERY_PART:
        model = model_with(part)
        if function.__name__ in OF_NEURONS:
            model = _with_neurons(model)
        try:
            call(function, model)
        except ValueError as error:
            said = re.fullmatch(
                r"model: expected no part that .*?, got (.*)", str(error), re.DOTALL
            )
            if said is None:
                raise
            names = [name for name in EVERY_PART if re.search(rf"(^|, ){name}(?![\w.])", said[1])]
            if not set(names) & found.keys():
                found[part] = said[1].partition("; ")[2]
    return found


def _with_neurons(model: Transformer) -> Transformer:
    (layer,) = model.layers
    neurons = MLP(np.ones((5, D_MODEL)), np.ones((D_MODEL, 5)))
    return replace(model, layers=[replace(layer, mlp=layer.mlp or neurons)])


def call(function: Callable[..., Any], model: Transformer) -> None:
    """Call a function of a model on a small one, with what else it asks for.

    Raises:
        ValueError: if the function refuses the model.

    Examples:
        >>> from refmath.numeric.layered.forward import logits
        >>> call(logits, model_with("mlp"))
    """
    from refmath.numeric.layered.forward import forward_pass

    given: dict[str, Any] = {"model": model}
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.default is inspect.Parameter.empty and name in ARGUMENTS:
            given[name] = ARGUMENTS[name]
    if function.__name__ in ("frozen_logits",):
        run = forward_pass(model, TOKENS)
        given |= {"patterns": run.patterns, "scales": run.scales, "mlp_outputs": run.mlp_outputs}
    if function.__name__ in ("W_QK", "qk_circuit", "singular_directions") and any(
        "rotary" in layer.parts for layer in model.layers[:1]
    ):
        given["offset"] = -1
    if "counts" in inspect.signature(function).parameters and "counts" not in given:
        given["counts"] = _counts() if function.__name__ == "lacking_skip_trigrams" else None
    found = function(**given)
    if inspect.isgenerator(found):
        next(found)


@cache
def _counts() -> Any:
    from refmath.sequences.counting import count_skip_trigrams

    return count_skip_trigrams([0, 1, 2, 3, 1, 2], 3, d_vocab=D_VOCAB)


def functions_of_a_model() -> dict[str, Callable[..., Any]]:
    """Return the public functions that take a model first, but those of `APART`.

    Examples:
        >>> "logits" in functions_of_a_model()
        True
    """
    handed_out = files("refmath").joinpath("__init__.pyi").read_text("utf-8")
    lines = re.findall(r"^from (refmath\.\S+) import (\w+) as \w+$", handed_out, re.MULTILINE)
    # What is no function, as a whole file, needn't be there yet.
    public = {name: getattr(import_module(room), name, None) for room, name in lines}
    return {
        name: thing
        for name, thing in public.items()
        if inspect.isfunction(thing)
        and next(iter(inspect.signature(thing).parameters), "") == "model"
        and name not in APART
    }


def render_parts() -> str:
    """Write the table of functions and of the parts that each refuses, ending in one newline."""
    refused = {name: refused_parts(f) for name, f in functions_of_a_model().items()}
    rows = [
        [f"`{name}`", ", ".join(f"`{part}`" for part in parts), _instead(parts)]
        for name, parts in refused.items()
        if parts
    ]
    table = markdown_table(
        ["function", "refuses", "what it says beside"],
        [[within_cell(cell) for cell in row] for row in rows],
    )
    all_honoured = ", ".join(f"`{name}`" for name, parts in refused.items() if not parts)
    parts = ", ".join(f"`{part}`" for part in EVERY_PART)
    return f"The parts: {parts}.\n\n{table.rstrip()}\n\nAll parts are honoured by {all_honoured}.\n"


def _instead(parts: Mapping[str, str]) -> str:
    return "; ".join(dict.fromkeys(said for said in parts.values() if said))
