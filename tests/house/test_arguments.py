"""Every public function refuses what it can't take, by the argument's name, in one grammar.

`CALLS` has one valid call of every public function, each argument with its kind: which of the
`VALUES` that kind takes. Any other of them must give `NAME: expected …, got …`, before work starts.
"""

import dataclasses
import inspect
import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest
import safetensors.numpy

import refmath as rm
from refmath.replication.counted_text import CountedText

VALUES: dict[str, Any] = {
    "1.5": 1.5,
    "True": True,
    "'a'": "a",
    "None": None,
    "np.int64(1)": np.int64(1),
    "-1": -1,
    "10**9": 10**9,
    "NaN": float("nan"),
    "masked": np.ma.array([0, 1], mask=[False, True]),
    "objects": np.array([None, "a"], dtype=object),
}


@dataclass(frozen=True)
class Kind:
    """What an argument of this kind takes of the `VALUES`; what is `untried` is taken in part."""

    takes: frozenset[str] = frozenset()
    untried: frozenset[str] = frozenset()

    def or_none(self) -> "Kind":
        return Kind(self.takes | {"None"}, self.untried)


def kind(*takes: str, untried: tuple[str, ...] = ()) -> Kind:
    return Kind(frozenset(takes), frozenset(untried))


NOTHING = kind()  # models, arrays of weights, words of a list, …: none of the values is one
INTEGER = kind("np.int64(1)")  # below some size
COUNT = kind("np.int64(1)", untried=("10**9",))
COUNT_OF_TOKENS = kind(untried=("np.int64(1)", "10**9"))  # 1 is too few for the other sizes
TWO_OR_MORE = kind(untried=("10**9",))
POSITION = kind("np.int64(1)", "-1")  # counted from the end, too
NUMBER = kind("1.5", "np.int64(1)", "-1", "10**9")
ABOVE_0 = kind("1.5", "np.int64(1)", "10**9")
FLAG = kind("True")
TEXT = kind("'a'")
ITERABLE = kind("'a'", untried=("masked", "objects"))  # whatever its elements are
NONE = kind("None")  # the model at hand has no use for another


@dataclass(frozen=True)
class Models:
    """What the calls are made with."""

    two_layers: rm.Transformer
    one_layer: rm.Transformer
    induction: rm.Transformer

    @property
    def layer(self) -> rm.AttentionLayer:
        return self.one_layer.layers[0]


def drawn(n_layers: int) -> rm.Transformer:
    rng = np.random.default_rng(n_layers)

    def weights(*shape: int) -> Any:
        return rng.standard_normal(shape)

    layers = [
        rm.AttentionLayer(*(weights(2, 2, 3) for _ in range(3)), weights(2, 3, 2))
        for _ in range(n_layers)
    ]
    return rm.Transformer(weights(3, 4), weights(4, 3), layers)


MODELS = Models(drawn(2), drawn(1), rm.by_hand.induction(8, n_ctx=16))
ARRAY, MATRIX = np.ones(3), np.ones((3, 3))
TOKENS = [0, 1, 0]
TRIPLES = [(0, 1, 2)]
COUNTS = SimpleNamespace(source=[0], destination=[1], output=[2], count=[3])
TABLE = rm.count_skip_trigrams([0, 0, 0], 1, d_vocab=3)
TOKENIZER = rm.Tokenizer('{"model": {"vocab": {"s": 0, "t": 1}}}')
TEXT_OF_MINE = CountedText("mine", [[3, 1, 2]], 1)
PRODUCT = rm.LowRank(MATRIX, MATRIX)
GPT2 = {"wte.weight": np.ones((5, 2)), "wpe.weight": np.ones((7, 2))} | {
    f"ln_f.{name}": np.ones(2) for name in ("weight", "bias")
}
GPT2_CONFIG = {"model_type": "gpt2", "vocab_size": 5, "n_positions": 7, "n_embd": 2, "n_layer": 0}
GPT2_CONFIG |= {"n_head": 1, "layer_norm_epsilon": 1e-5}
TRANSFORMER_LENS = {
    "embed.W_E": np.ones((5, 2)),
    "unembed.W_U": np.ones((2, 5)),
    "pos_embed.W_pos": np.ones((7, 2)),
    "unembed.b_U": np.ones(5),
}
TRANSFORMER_LENS_CONFIG = {"n_layers": 0, "d_model": 2, "n_heads": 1, "d_head": 2, "n_ctx": 7}
TRANSFORMER_LENS_CONFIG |= {"d_vocab": 5, "attn_only": True, "normalization_type": None}
TRANSFORMER_LENS_CONFIG |= {"positional_embedding_type": "standard", "attention_dir": "causal"}
TRANSFORMER_LENS_CONFIG |= {"eps": 1e-5}

Arguments = dict[str, tuple[Any, Kind]]

ONE = {"model": (MODELS.one_layer, NOTHING)}
TWO = {"model": (MODELS.two_layers, NOTHING)}
ON_TOKENS = TWO | {"tokens": (TOKENS, NOTHING)}
PATTERNS = rm.attention_patterns(MODELS.two_layers, TOKENS)
HELD = {
    "patterns": (PATTERNS, NONE),
    "scales": (None, NONE),
    "mlp_outputs": (None, NONE),
    "post_scales": (None, NONE),
}
A_LAYER = {"layer": (0, kind())}
WITH_AN_MLP = dataclasses.replace(
    MODELS.two_layers,
    layers=[
        dataclasses.replace(MODELS.two_layers.layers[0], mlp=rm.MLP(MATRIX, MATRIX)),
        MODELS.two_layers.layers[1],
    ],
)
A_HEAD = {"layer": (0, INTEGER), "head": (0, INTEGER)}
MAYBE_A_HEAD = {"layer": (0, INTEGER.or_none()), "head": (None, INTEGER.or_none())}
N_CTX = {"n_ctx": (4, TWO_OR_MORE)}
PROGRESS = {"progress": (None, NONE)}
# 1 is a whole number of paths, and too few for the model.
OVER_ALL_PATHS = {"max_paths": (100, kind("10**9", untried=("np.int64(1)",)))} | PROGRESS
EXECUTOR = {"executor": (None, NONE)}
LAYER_WEIGHTS = {
    name: (getattr(MODELS.layer, name), NOTHING) for name in ("W_Q", "W_K", "W_V", "W_O")
}
NOTHING_OR_NONE = NOTHING.or_none()

CALLS: dict[str, Arguments] = {
    # sequences
    "trigram": {"seq": ("abc", ITERABLE)},
    "skip_trigram": {"seq": ("abc", ITERABLE), "step": (1, COUNT)},
    "skip_trigrams": {"seq": ("abc", ITERABLE), "max_step": (1, COUNT.or_none())},
    "skip_grams": {"seq": ("abc", ITERABLE), "n": (2, COUNT), "k": (1, COUNT)},
    "gram_count": {"grams": (rm.trigram, NOTHING), "length": (5, COUNT)},
    "count_skip_trigrams": {
        "tokens": ([0, 0, 0], NOTHING),
        "max_step": (1, COUNT),
        "d_vocab": (3, INTEGER),
        "separator": (None, INTEGER.or_none()),
        "memory": (2**24, TWO_OR_MORE),
        "folder": (None, kind("None", untried=("'a'",))),
        "at_once": (None, COUNT.or_none()),
        "threads": (None, COUNT.or_none()),
    }
    | EXECUTOR
    | PROGRESS,
    "SkipTrigramCounts": {
        "keys": (np.array([0], np.uint64), NOTHING),
        "tallies": (np.array([1]), NOTHING),
        "d_vocab": (3, INTEGER),
        "max_step": (1, COUNT),
    },
    "SkipTrigramCounts.lookup": dict.fromkeys(("source", "destination", "output"), (0, INTEGER)),
    "SkipTrigramCounts.most_common": {"k": (1, COUNT)},
    "SkipTrigramCounts.top": {"k": (1, COUNT)},
    "SkipTrigramCounts.probability": {"rows": ([0], NONE)},
    "SkipTrigramCounts.pmi": {"rows": ([0], NONE)},
    "SkipTrigramCounts.columns": {},
    "SkipTrigramCounts.to_dataframe": {"library": ("pandas", kind(untried=("None",)))},
    "LowRank.rows": {"index": (0, INTEGER)},
    "LowRank.columns": {"index": (0, INTEGER)},
    "LowRank.block": {"rows": (0, INTEGER), "cols": (0, INTEGER)},
    **{
        f"LowRank.{name}": {}
        for name in (
            *("dense", "trace", "scaled", "norm", "svd", "balanced"),
            *("singular_values", "eigenvalues"),
        )
    },
    "save_counts": {"table": (TABLE, NOTHING), "path": ("counts.npz", NOTHING)},
    "load_counts": {"path": ("counts.npz", NOTHING)},
    # weights and their parts
    "AttentionLayer": LAYER_WEIGHTS
    | dict.fromkeys(
        (
            *("b_Q", "b_K", "b_V", "b_O", "norm", "rotary", "q_norm", "k_norm"),
            *("score_bias", "sinks", "post_norm", "mlp"),
        ),
        (None, NONE),
    )
    | dict.fromkeys(("score_scale", "score_cap"), (None, ABOVE_0.or_none()))
    | {"window": (None, kind("np.int64(1)", "10**9").or_none()), "parallel": (False, NOTHING)},
    "Transformer": {
        "W_E": (MODELS.one_layer.W_E, NOTHING),
        "W_U": (MODELS.one_layer.W_U, NOTHING),
        "layers": (MODELS.one_layer.layers, NOTHING),
        "W_pos": (None, NONE),
        "positions": ("qk", NOTHING),
        "causal": (True, FLAG),
        "final_norm": (None, NONE),
        "b_U": (None, NONE),
        "logit_cap": (None, ABOVE_0.or_none()),
    },
    "MLP": {
        "W_in": (MATRIX, NOTHING),
        "W_out": (MATRIX, NOTHING),
        "b_in": (None, NONE),
        "b_out": (None, NONE),
        "W_gate": (None, NONE),
        "b_gate": (None, NONE),
        "norm": (None, NONE),
        "post_norm": (None, NONE),
        "activation": ("relu", NOTHING),
    },
    "Norm": {
        "gain": (ARRAY, NONE),
        "bias": (ARRAY, NONE),
        "centred": (True, FLAG),
        "eps": (1e-5, ABOVE_0),
    },
    "Rotary": {
        "cos": (MATRIX, NOTHING),
        "sin": (MATRIX, NOTHING),
        "pairing": ("halves", NOTHING),
    },
    "rotary_by_frequency": {
        "n_ctx": (2, COUNT),
        "d_rotary": (2, TWO_OR_MORE),
        "base": (10.0, ABOVE_0),
        "pairing": ("halves", NOTHING),
        "dtype": ("float64", NOTHING),
        "like": (None, NONE),
    },
    "biases_as_weights": TWO,
    "groups_as_heads": {"layer": (MODELS.layer, NOTHING)},
    "by_hand.one_skip_trigram": {
        "d_vocab": (3, COUNT),
        **dict.fromkeys(("source", "destination", "output"), (0, INTEGER)),
        "scale": (1.0, NUMBER),
        "effect": (1.0, NUMBER),
    },
    "by_hand.previous_token_head": {
        "d_vocab": (3, COUNT),
        "n_ctx": (3, COUNT),
        "scale": (1.0, NUMBER),
    },
    "by_hand.duplicate_token_head": {"d_vocab": (3, COUNT), "scale": (1.0, NUMBER)},
    "by_hand.induction": {
        "d_vocab": (3, COUNT),
        "n_ctx": (3, COUNT),
        "first_scale": (1.0, NUMBER),
        "second_scale": (1.0, NUMBER),
    },
    "by_hand.pointer_induction": {
        "d_vocab": (3, COUNT),
        "n_ctx": (3, COUNT),
        "first_scale": (1.0, NUMBER),
        "second_scale": (1.0, NUMBER),
    },
    # the layered computation
    "logits": ON_TOKENS,
    "forward_pass": ON_TOKENS,
    "next_token_losses": ON_TOKENS,
    "attention_patterns": ON_TOKENS,
    "value_weighted_patterns": ON_TOKENS,
    "residual_stream": ON_TOKENS,
    "norm_scales": ON_TOKENS,
    "logits_error": ON_TOKENS,
    "activations": ON_TOKENS | {"names": (["pattern"], NOTHING), "replaced": (None, NONE)},
    "with_replaced": ON_TOKENS | {"replaced": ({("z", 0): lambda z: 0 * z}, NOTHING)},
    "logit_lens": ON_TOKENS,
    # paths
    "paths": TWO | {"max_order": (1, COUNT.or_none())},
    "path_count": TWO,
    "path_counts": TWO,
    "path_logits": ON_TOKENS | HELD | {"path": ([(0, 0)], NOTHING)},
    "expanded_logits": ON_TOKENS | HELD | OVER_ALL_PATHS,
    "constant_logits": ON_TOKENS | HELD,
    "mlp_logits": ON_TOKENS | HELD,
    "one_hot": ON_TOKENS,
    "tensor_product_operator": ON_TOKENS
    | {name: HELD[name] for name in ("patterns", "scales", "post_scales")}
    | OVER_ALL_PATHS,
    # heads
    "frozen_logits": ON_TOKENS | HELD | {"patterns": (PATTERNS, NOTHING)},
    "logits_by_order": ON_TOKENS | HELD,
    "losses_by_order": ON_TOKENS | HELD,
    "path_contributions": ON_TOKENS | HELD | {"max_order": (1, COUNT.or_none())},
    "direct_logit_attribution": ON_TOKENS | {"destination": (0, POSITION), "output": (0, INTEGER)},
    "composition_scores": TWO | {"kind": ("K", NOTHING)},
    "composition_baseline": TWO,
    "virtual_W_OV": TWO | {"path": ([(0, 0)], NOTHING)},
    "virtual_pattern": ON_TOKENS | HELD | {"path": ([(0, 0)], NOTHING)},
    "W_QK": TWO | A_HEAD | {"offset": (None, NONE)},
    "W_OV": TWO | A_HEAD,
    "qk_circuit": TWO | A_HEAD | {"offset": (None, NONE)},
    "ov_circuit": TWO | A_HEAD,
    "bigram_circuit": TWO,
    "without_heads": TWO | {"heads": ([(0, 0)], NOTHING)},
    "repeated_random_tokens": {
        "d_vocab": (3, COUNT_OF_TOKENS),
        "period": (1, INTEGER),
        "batch": (1, COUNT),
        "seed": (0, COUNT),
        "first": (0, INTEGER.or_none()),
    },
    "previous_token_scores": ON_TOKENS,
    "duplicate_token_scores": ON_TOKENS,
    "prefix_matching_scores": ON_TOKENS,
    "attended_copying_scores": ON_TOKENS,
    "current_token_scores": ON_TOKENS,
    "first_token_scores": ON_TOKENS,
    "logit_effects": ON_TOKENS,
    "own_token_effects": TWO | A_HEAD,
    "own_token_ranks": TWO | A_HEAD,
    "neuron_inputs": {"model": (WITH_AN_MLP, NOTHING), **A_LAYER, "path": ([(0, 0)], NOTHING)}
    | {"weights": ("W_in", NOTHING)},
    "neuron_effects": {"model": (WITH_AN_MLP, NOTHING), **A_LAYER, "path": ([(1, 0)], NOTHING)},
    "score_contributions": ON_TOKENS | A_HEAD,
    "subspace_overlap": TWO
    | {"writer": ((0, 0), NOTHING), "reader": ((1, 0), NOTHING), "kind": ("K", NOTHING)},
    "singular_directions": TWO
    | A_HEAD
    | {"circuit": ("OV", NOTHING), "k": (1, COUNT), "top": (1, COUNT), "offset": (None, NONE)},
    "copying_score": {"circuit": (PRODUCT, NOTHING)},
    "eigenvalue_scores": TWO | {"circuit": ("OV", NOTHING)},
    "summarise_heads": TWO
    | {
        "period": (2, INTEGER.or_none()),
        "batch": (1, COUNT),
        "seed": (0, COUNT),
        "first": (0, INTEGER.or_none()),
    },
    # skip-trigrams
    "centred_scores": TWO | A_HEAD,
    "centred_effects": TWO | A_HEAD,
    "reference_attention": {"scores": (0.0, NUMBER), "n_ctx": (4, TWO_OR_MORE)},
    "skip_trigram_strengths": TWO | {"triples": (TRIPLES, NOTHING)} | N_CTX,
    "top_skip_trigrams": TWO
    | {"k": (1, COUNT), "sources": (None, INTEGER.or_none()), "tokenizer": (None, NONE)}
    | MAYBE_A_HEAD
    | N_CTX
    | EXECUTOR
    | PROGRESS,
    "skip_trigram_table": TWO
    | A_HEAD
    | {"sources": ([0], INTEGER), "top": (1, COUNT), "tokenizer": (None, NONE)},
    "skip_trigram_bugs": TWO
    | A_HEAD
    | {
        "sources": ([0], INTEGER),
        "top": (2, TWO_OR_MORE),
        "most": (1, COUNT),
        "counts": (None, NONE),
    }
    | N_CTX,
    "match_skip_trigrams": {
        "skip_trigrams": ([rm.SkipTrigram(0, 0, 0, 1, 2, 0.0, 1.0, 1.0)], NOTHING),
        "counts": (COUNTS, NOTHING),
    },
    "lacking_skip_trigrams": TWO | {"counts": (COUNTS, NOTHING), "most": (1, COUNT)} | N_CTX,
    "certified_range": ONE
    | dict.fromkeys(("source", "destination", "output"), (0, INTEGER))
    | {
        "against": (None, INTEGER.or_none()),
        "head": (None, INTEGER.or_none()),
        "source_position": (None, INTEGER.or_none()),
    }
    | N_CTX,
    "certified_skip_trigrams": ONE
    | {
        "triples": (TRIPLES, NOTHING),
        "against": (None, INTEGER.or_none()),
        "head": (None, INTEGER.or_none()),
    }
    | N_CTX
    | PROGRESS,
    "save_certificate": {
        "certified": (
            rm.certified_range(rm.load("attn-only-1l").model, 0, 1, 2, n_ctx=4, head=0),
            NOTHING,
        ),
        "path": ("mine.json", TEXT),
        "model_file": ("attn-only-1l", NOTHING),
    },
    "check_certificate": dict.fromkeys(("certificate", "model_file"), ("counts.npz", NOTHING)),
    # findings and tables
    "findings": {
        "model": (MODELS.induction, NOTHING),
        "windows": (np.arange(48).reshape(3, 16) % 8, NOTHING),
        "tokenizer": (None, kind(untried=("None",))),
        "text": (None, kind(untried=("None",))),
        "baselines": (None, kind(untried=("None",))),
        "progress": (None, kind(untried=("None",))),
    },
    "render_skip_trigrams": {
        "found": (rm.top_skip_trigrams(MODELS.one_layer, 1), NOTHING),
        "form": ("text", NOTHING),
    },
    "CountedText": {
        "name": ("mine", TEXT),
        "documents": ([[3, 1, 2]], NOTHING),
        "max_step": (1, COUNT),
    },
    "CountedText.bigram": {"destination": (0, COUNT), "output": (0, COUNT)},
    "CountedText.skip_trigram": dict.fromkeys(("source", "destination", "output"), (0, COUNT)),
    "CountedText.record": {},
    # products of thin factors
    "LowRank": {"left": (MATRIX, NOTHING), "right": (MATRIX, NOTHING)},
    # trained models
    "Tokenizer": {"json": (TOKENIZER.json, NOTHING), "n_unused": (0, COUNT)},
    "Tokenizer.encode": {"text": ("s", kind(untried=("'a'",))), "bos": (False, NOTHING)},
    "Tokenizer.decode": {"tokens": ([0], NOTHING)},
    "Tokenizer.token": {"token": (0, INTEGER)},
    "Tokenizer.id": {"token": ("s", NOTHING)},
    "save": ONE
    | {"path": ("mine.safetensors", TEXT), "tokenizer": (None, NONE), "card": ("", TEXT)},
    "load": {"source": ("attn-only-1l", NOTHING)},
    "load_folder": {"source": ("a-gpt2", NOTHING), "dtype": (None, NONE)},
    "from_hugging_face": {
        "source": (GPT2, NOTHING),
        "config": (GPT2_CONFIG, NOTHING),
        "dtype": (None, NONE),
    },
    "from_transformer_lens": {
        "source": (TRANSFORMER_LENS, NOTHING),
        "config": (TRANSFORMER_LENS_CONFIG, NOTHING),
        "dtype": (None, NONE),
    },
    "bundled": {},
    "held_out_sample": {},
    # error bounds
    "rounding.unit_roundoff": {"dtype": ("float64", NOTHING)},
    "rounding.gamma": {"n": (1, COUNT), "dtype": ("float64", NOTHING)},
    "rounding.matmul_error": {
        "A": (MATRIX, NOTHING),
        "B": (MATRIX, NOTHING),
        "A_error": (None, NONE),
        "B_error": (None, NONE),
    },
    "rounding.sum_error": {
        "x": (MATRIX, NOTHING),
        "axis": (-1, POSITION),
        "x_error": (None, NONE),
    },
    "rounding.softmax_error": {
        "scores": (MATRIX, NOTHING),
        "score_errors": (None, NONE),
        "allowed": (None, NONE),
    },
    "rounding.agree": {
        "left": (ARRAY, kind(untried=("np.int64(1)", "objects"))),  # arrays, of another shape
        "right": (ARRAY, NOTHING),
        "bound": (1.0, kind(*NUMBER.takes, "NaN")),
    },
    "rounding.worst_ratio": {
        "left": (ARRAY, kind(untried=("np.int64(1)", "objects"))),  # arrays, of another shape
        "right": (ARRAY, NOTHING),
        "bound": (1.0, kind(*NUMBER.takes, "NaN")),
    },
}

NO_ARGUMENTS_CHECKED = {
    "SkipTrigram": "what functions give back",
    "rounding.number_format": "`unit_roundoff` and `gamma` call it",
    "rounding.rounded_up": "of bounds that were made here",
    "rounding.product_error": "`matmul_error` calls it",
    "rounding.softmax_and_error": "`softmax_error` calls it",
}


MODULES = ("rounding", "by_hand")
MADE = {
    "SkipTrigramCounts": TABLE,
    "CountedText": TEXT_OF_MINE,
    "Tokenizer": TOKENIZER,
    "LowRank": PRODUCT,
}
"""Objects whose methods take arguments, and that functions give or take: checked like these."""


def public_functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every public function, class and method by the name under which it is called."""
    for name in rm.__all__:
        value = getattr(rm, name)
        if name in MODULES:
            for function in vars(value).values():
                if inspect.isfunction(function) and function.__module__ == value.__name__:
                    yield f"{name}.{function.__name__}", function
        elif not isinstance(value, ModuleType):
            yield name, value
    for name, made in MADE.items():
        if name not in rm.__all__:
            yield name, type(made)
        for method, value in vars(type(made)).items():
            if inspect.isfunction(value):
                yield f"{name}.{method}", getattr(made, method)


FUNCTIONS = {
    name: function
    for name, function in public_functions()
    if name not in NO_ARGUMENTS_CHECKED and "._" not in name
}


def test_every_public_function_has_its_call_and_every_argument_its_kind():
    assert sorted(CALLS) == sorted(FUNCTIONS)
    for name, function in FUNCTIONS.items():
        parameters = inspect.signature(function).parameters.values()
        named = {p.name for p in parameters if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)}
        assert set(CALLS[name]) == named, name


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # what is written by a call is written there
    rm.save_counts(TABLE, "counts.npz")
    (tmp_path / "a-gpt2").mkdir()
    (tmp_path / "a-gpt2" / "config.json").write_text(json.dumps(GPT2_CONFIG))
    content = safetensors.numpy.save(GPT2)
    (tmp_path / "a-gpt2" / "model.safetensors").write_bytes(content)


def called(name: str, /, **changed: Any) -> Any:
    arguments = {argument: value for argument, (value, _) in CALLS[name].items()} | changed
    return FUNCTIONS[name](**arguments)


TAKEN = [(name, argument) for name, arguments in CALLS.items() for argument in arguments]


@pytest.mark.parametrize(("name", "argument"), TAKEN, ids=[": ".join(pair) for pair in TAKEN])
@pytest.mark.usefixtures("folder")
def test_what_an_argument_does_not_take_is_refused_by_its_name(name, argument):
    wrong = wrongly_taken_or_refused(name, argument)
    assert not wrong, "\n".join([f"{name}({argument}=…)", *wrong])


def wrongly_taken_or_refused(name: str, argument: str) -> list[str]:
    """Say of each of the `VALUES` that is taken, or refused, as it shouldn't be, how."""
    _, its_kind = CALLS[name][argument]
    grammar = re.compile(rf"{re.escape(argument)}(\[\d+\]|\.\w+)*: expected .+, got .+", re.DOTALL)
    wrong = []
    for said, value in VALUES.items():
        if said in its_kind.untried:
            continue
        try:
            called(name, **{argument: value})
        except ValueError as error:
            refused_well = grammar.match(str(error)) and type(error) is ValueError
            if said in its_kind.takes or not refused_well:
                wrong.append(f"{said} → {error}")
        except Exception as error:
            wrong.append(f"{said} → {type(error).__name__}: {error}")
        else:
            if said not in its_kind.takes:
                wrong.append(f"{said} is taken")
    return wrong


@pytest.mark.usefixtures("folder")
def test_an_executor_and_progress_are_taken():
    with ThreadPoolExecutor(1) as executor:
        called("count_skip_trigrams", executor=executor, progress=lambda *_: None)
        called("top_skip_trigrams", executor=executor, progress=lambda *_: None)


@pytest.mark.parametrize("name", [n for n in CALLS if "model" in CALLS[n]])
def test_a_trained_model_is_not_its_transformer(name):
    trained = SimpleNamespace(model=MODELS.one_layer)
    message = "model: expected a Transformer, got SimpleNamespace: take its `.model`"
    with pytest.raises(ValueError, match=re.escape(message)):
        called(name, model=trained)
