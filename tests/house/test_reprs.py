"""What public functions return says in one line what it is and how large: no array is spelt out.

A type that a public function hands out, by itself or inside of another, has its example here.
"""

import importlib
import inspect
import pkgutil
import re
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

import refmath
import refmath as rm
from refmath.numeric.arrays.low_rank import Svd
from refmath.numeric.certified.extremes import Range
from refmath.numeric.certified.ranges import CertifiedRange, CertifiedSkipTrigrams, HeadRange
from refmath.numeric.heads.attribution import LogitAttribution
from refmath.numeric.heads.copying import HeadSummary
from refmath.numeric.heads.score_terms import ScoreContributions
from refmath.numeric.heads.subspaces import SingularDirection, SubspaceOverlap
from refmath.numeric.layered.forward import ForwardPass
from refmath.numeric.skip_trigrams.bugs import SkipTrigramBug
from refmath.numeric.skip_trigrams.in_text import TextMatch
from refmath.numeric.skip_trigrams.readings import SkipTrigram
from refmath.numeric.skip_trigrams.strongest import TopSkipTrigrams
from refmath.numeric.skip_trigrams.tables import SkipTrigramRow, SkipTrigramTable
from refmath.sequences.table import SkipTrigramCounts
from refmath.trained.bundled import Bundled
from refmath.trained.store import TrainedModel

LONGEST = 200
ROOMS = ("refmath.numeric.", "refmath.trained.", "refmath.sequences.")
"""Where the types stand that are looked at; replication's findings are pages of their own."""

TRAINED = rm.load("attn-only-1l")
MODEL, NAMES = TRAINED.model, TRAINED.tokenizer.token
COUNTS = rm.count_skip_trigrams(rm.held_out_sample(), max_step=20, d_vocab=2048)
TOP = rm.top_skip_trigrams(MODEL, 60, layer=0, head=0, tokenizer=NAMES)
TABLE = rm.skip_trigram_table(MODEL, 0, 0, sources=range(500), top=8, tokenizer=NAMES)
CERTIFIED = rm.certified_range(MODEL, 5, 6, 7, n_ctx=100, head=0)
ONES = np.ones((2048, 2048))
NORM, ROTARY = rm.Norm(np.ones(2048), np.ones(2048)), rm.rotary_by_frequency(4096, 128)
MLP = rm.MLP(ONES, ONES, b_in=np.ones(2048), b_out=np.ones(2048), norm=NORM)
BUG = SkipTrigramBug((TOP.skip_trigrams[0],) * 2, (TOP.skip_trigrams[1],) * 2)

EXAMPLES = {
    rm.Transformer: MODEL,
    rm.AttentionLayer: replace(MODEL.layers[0]),
    rm.Norm: NORM,
    rm.Rotary: ROTARY,
    rm.MLP: MLP,
    rm.LowRank: rm.ov_circuit(MODEL, 0, 0),
    Svd: rm.ov_circuit(MODEL, 0, 0).svd(),
    rm.Tokenizer: TRAINED.tokenizer,
    TrainedModel: TRAINED,
    Bundled: rm.bundled()[-1],
    SkipTrigramCounts: COUNTS,
    SkipTrigram: TOP.skip_trigrams[-1],
    TopSkipTrigrams: TOP,
    SkipTrigramTable: TABLE,
    SkipTrigramRow: rm.skip_trigram_table(MODEL, 0, 0, sources=3, top=2048).rows[0],
    SkipTrigramBug: BUG,
    TextMatch: rm.match_skip_trigrams(TOP, COUNTS)[0],
    CertifiedRange: CERTIFIED,
    HeadRange: CERTIFIED.heads[0],
    Range: CERTIFIED.heads[0].attention,
    CertifiedSkipTrigrams: rm.certified_skip_trigrams(MODEL, [(5, 6, 7)], n_ctx=2, head=0),
    ForwardPass: rm.forward_pass(MODEL, rm.held_out_sample()[0]),
    LogitAttribution: rm.direct_logit_attribution(MODEL, [1, 2, 3], destination=-1, output=7),
    ScoreContributions: rm.score_contributions(MODEL, 0, 3, [1, 2, 3]),
    SubspaceOverlap: rm.subspace_overlap(MODEL, (0, 0), (0, 1), "K"),
    SingularDirection: rm.singular_directions(MODEL, 0, 0, "OV", k=1, top=2048)[0],
    HeadSummary: rm.summarise_heads(MODEL, period=8, batch=1)[0],
}


def classes():
    """Every class of the package, by its name."""
    found = {}
    for file in pkgutil.walk_packages(refmath.__path__, "refmath."):
        if not file.name.endswith("__main__"):
            module = importlib.import_module(file.name)
            found |= {
                name: member
                for name, member in inspect.getmembers(module, inspect.isclass)
                if member.__module__ == file.name and file.name.startswith(ROOMS)
            }
    return found


def named_in(annotation, known):
    """The package's classes that an annotation names."""
    return {known[word] for word in re.findall(r"\w+", str(annotation)) if word in known}


def handed_out():
    """What public functions return, and what is in that."""
    known = classes()
    todo, seen = set(), set()
    for name in refmath.__all__:
        member = getattr(refmath, name)
        if inspect.isclass(member) and member in known.values():
            todo.add(member)
        elif inspect.isfunction(member):
            todo |= named_in(member.__annotations__.get("return"), known)
    while todo:
        kind = todo.pop()
        seen.add(kind)
        annotations = [field.type for field in fields(kind)] if is_dataclass(kind) else []
        inner = {one for annotation in annotations for one in named_in(annotation, known)}
        todo |= inner - seen
    return seen


def test_every_type_that_is_handed_out_has_its_example():
    missing = {kind.__name__ for kind in handed_out() - EXAMPLES.keys()}
    assert missing == set()
    assert SkipTrigramRow in handed_out()  # reached through the table that holds it


@pytest.mark.parametrize("kind", EXAMPLES, ids=lambda kind: kind.__name__)
def test_a_repr_is_one_line_that_names_the_type(kind):
    said = repr(EXAMPLES[kind])
    assert said.startswith(f"{kind.__name__}(")
    assert "\n" not in said
    assert len(said) <= LONGEST


SAID = (
    "Transformer(n_layers=1, n_heads=8, d_model=192, d_vocab=2048, n_ctx=128, dtype=float32)",
    "AttentionLayer(n_heads=8, d_head=24, d_model=192, dtype=float32)",
    "Norm(gain=(2048,), bias=(2048,), centred=True, eps=#)",
    "Rotary(n_ctx=4096, d_rotary=128, pairing='halves')",
    "MLP(d_mlp=2048, d_model=2048, activation='gelu_tanh', parts=('b_in', 'b_out', 'norm'))",
    "LowRank(shape=(2048, 2048), inner=24)",
    "Svd(U: (2048, 24), S: (24,), Vh: (24, 2048))",
    "Tokenizer(d_vocab=2048)",
    "TrainedModel('attn-only-1l', Transformer(n_layers=1, n_heads=8, d_model=192, d_vocab=2048,"
    " n_ctx=128, dtype=float32), Tokenizer(d_vocab=2048))",
    "Bundled('attn-only-2l', n_layers=2, n_heads=8, d_model=192, d_vocab=2048, n_ctx=128,"
    " held_out_loss=#, size=4424680)",
    "SkipTrigramCounts(64711 rows, total=77952, d_vocab=2048, max_step=20)",
    "SkipTrigram(layer=0, head=0, source=185, destination=1147, output=177, score=#, effect=#,"
    " strength=#)",
    "TopSkipTrigrams(60 rows, n_ctx=128, strength=# to #, names=73)",
    "SkipTrigramTable(500 rows, layer=0, head=0, names=1562)",
    "SkipTrigramRow(source=3, destinations=(2014, 1946, 2001, 1978, 306, 833, ...),"
    " outputs=(520, 1419, 1301, 311, 340, 1226, ...))",
    "SkipTrigramBug(wanted=((1233, 9, 1243), (1233, 9, 1243)),"
    " crossings=((1233, 9, 1236), (1233, 9, 1236)), weakest=#)",
    "TextMatch((1233, 9, 1243), count=0, probability=#, information=None, head #: #)",
    "CertifiedRange((5, 6, 7), against=None, n_ctx=100, # to #, n_heads=1)",
    "HeadRange(head=0, attention=Range(# to #, rounding=#, n_ctx=100),"
    " effect=Range(# to #, rounding=#, n_ctx=100))",
    "Range(# to #, rounding=#, n_ctx=100)",
    "CertifiedSkipTrigrams(1 rows, certified=1)",
    "ForwardPass(n_layers=1, streams of ndarray of shape (128, 192))",
    "LogitAttribution(n_layers=1, logits of shape ())",
    "ScoreContributions(3 sources, terms of ndarray of shape (3, 3, 3, 3))",
    "SubspaceOverlap(kernel=#, expected=3, written=24, read=24, error=#)",
    "SingularDirection(values=#, dimensions=1, 2048 tokens, sine=#)",
    "HeadSummary(layer=0, head=0, copying=#, matching=#, previous_token=#, duplicate_token=#,"
    " prefix_matching=#, attended_copying=#)",
)
"""What each example says, with # for numbers that aren't whole."""


def without_fractions(said):
    return re.sub(r"-?\d+(\.\d+(e-?\d+)?|e-\d+)", "#", said)


def test_each_says_no_more_and_no_less():
    assert [without_fractions(repr(example)) for example in EXAMPLES.values()] == list(SAID)


def test_directions_that_lie_together_say_their_range():
    one, zero = np.eye(3), np.zeros((1, 3, 3))
    layer = rm.AttentionLayer(zero, zero, one[None] * 2, one[None])
    (all_three,) = rm.singular_directions(rm.Transformer(one, one, [layer]), 0, 0, "OV", k=1)
    said = repr(all_three)
    assert said.startswith("SingularDirection(values=2 to 2, dimensions=3, 3 tokens, sine=")


def test_what_is_there_is_said_and_what_is_not_there_is_not():
    layer = replace(MODEL.layers[0])
    assert repr(layer) == "AttentionLayer(n_heads=8, d_head=24, d_model=192, dtype=float32)"
    grouped = replace(layer, W_K=layer.W_K[:4], W_V=layer.W_V[:4], b_O=np.ones(192, np.float32))
    assert repr(grouped) == (
        "AttentionLayer(n_heads=8, n_groups=4, d_head=24, d_model=192, dtype=float32,"
        " parts=('grouped keys and values', 'b_O'))"
    )
    assert repr(EXAMPLES[Svd]) == "Svd(U: (2048, 24), S: (24,), Vh: (24, 2048))"


def test_sizes_are_said():
    every = {
        repr(MODEL): "n_layers=1, n_heads=8, d_model=192, d_vocab=2048, n_ctx=128, dtype=float32",
        repr(replace(MODEL, W_U=MODEL.W_U[:7])): "d_vocab=2048, d_out=7",
        repr(TRAINED.tokenizer): "d_vocab=2048",
        repr(COUNTS): f"{len(COUNTS)} rows, total={COUNTS.total}, d_vocab=2048, max_step=20",
        repr(TABLE): "500 rows, layer=0, head=0",
        repr(TOP): "60 rows, n_ctx=128",
        repr(NORM): "gain=(2048,), bias=(2048,), centred=True, eps=1e-05",
        repr(ROTARY): "n_ctx=4096, d_rotary=128, pairing='halves'",
        repr(
            MLP
        ): "d_mlp=2048, d_model=2048, activation='gelu_tanh', parts=('b_in', 'b_out', 'norm')",
        repr(CERTIFIED): "(5, 6, 7), against=None, n_ctx=100, ",
    }
    for said, expected in every.items():
        assert expected in said


def test_parts_are_said_where_there_are_any():
    plain = rm.MLP(np.ones((3, 2)), np.ones((2, 3)))
    assert repr(plain) == "MLP(d_mlp=3, d_model=2, activation='gelu_tanh')"
    heads = np.ones((2, 3, 4))
    layer = rm.AttentionLayer(
        heads, heads[:1], heads[:1], np.ones((2, 4, 3)), b_O=np.ones(4), norm=rm.Norm()
    )
    model = rm.Transformer(np.ones((4, 5)), np.ones((5, 4)), [layer])
    assert "n_heads=2, n_groups=1, d_head=3" in repr(layer)
    assert repr(model).endswith("parts=('grouped keys and values', 'b_O', 'norm'))")
    uneven = replace(model, layers=[layer, rm.AttentionLayer(*[heads[:1]] * 3, np.ones((1, 4, 3)))])
    assert "n_layers=2, n_heads=(2, 1)" in repr(uneven)


@pytest.mark.parametrize("kind", [SkipTrigramCounts, SkipTrigramTable, TopSkipTrigrams])
def test_a_notebook_shows_the_first_rows(kind):
    table = EXAMPLES[kind]
    shown = table._repr_html_()
    assert shown.count("<tr>") == 51
    assert shown.startswith("<table>\n<caption>")
    few = replace(TABLE, rows=TABLE.rows[:3]), replace(TOP, skip_trigrams=TOP.skip_trigrams[:3])
    assert [one._repr_html_().count("<tr>") for one in few] == [4, 4]


def test_a_notebook_shows_the_most_frequent_counts():
    counts = rm.count_skip_trigrams([0, 1, 2, 0, 1, 2], max_step=0, d_vocab=3)
    first_row = counts._repr_html_().split("<tbody>\n")[1].splitlines()[0]
    assert first_row == "<tr><td>0</td><td>1</td><td>2</td><td>2</td></tr>"
    assert rm.count_skip_trigrams([0], max_step=0, d_vocab=1)._repr_html_().count("<tr>") == 1


def test_a_token_is_never_taken_for_html():
    names = {0: "<b>&", 1: "\n", 2: "c"}
    model = rm.by_hand.one_skip_trigram(3, source=0, destination=1, output=2)
    table = rm.skip_trigram_table(model, 0, 0, sources=0, tokenizer=names.__getitem__)
    top = rm.top_skip_trigrams(model, 9, tokenizer=names.__getitem__)
    for shown in (table._repr_html_(), top._repr_html_()):
        assert "<td>&lt;b&gt;&amp;" in shown
        assert "<b>" not in shown
        assert "\\n" in shown
