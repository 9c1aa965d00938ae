"""The notebook's own lines, mended: each wrong one is the near miss that the page says it is."""

import doctest
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import refmath as rm
from refmath.evidence.drawn_models import Sample
from refmath.evidence.drawn_values import Head
from refmath.evidence.evaluate import evaluate
from refmath.evidence.exact_numbers import exact_array, rational
from refmath.evidence.sides import values_of
from refmath.theorems.catalogue import STATEMENTS

PAGE = Path(__file__).parents[2] / "docs" / "notebook.md"
EXAMPLES = doctest.DocTestParser().get_examples(PAGE.read_text("utf-8"))
"""Its doctest, which runs with the others, says that each shows what the page says."""

LINES = """
OV=WU @ WOV @ WE
QK=WE.T @ WQK @ WE
Id=np.eye(shape_I)
T1=np.outer(Id,WU @ WE)
T2=0
for QK in QK_list:
Ah=softmax(t.T @ QK @ t)
T2+=np.outer(Ah,OV)
T=T1+T2
def trigram(seq):
for i in seq:
if i<len(seq)-2:
print(i,i+1,i+2)
trigram(seq)
def skip_trigram(seq,step=1):
if i<len(seq)-2-step:
print(i,i+1+step,i+2+step)
""".strip().splitlines()
"""As they stand in the notebook that the project grew from."""


@pytest.fixture(scope="module")
def page():
    """The names that the page has given, once all of it has run."""
    names = {}
    for example in EXAMPLES:
        if not example.exc_msg:
            exec(compile(example.source, str(PAGE), "exec"), names)
    return names


def test_every_line_of_the_notebook_stands_on_the_page_as_it_was():
    lines = [line.strip() for example in EXAMPLES for line in example.source.splitlines()]
    assert [line for line in LINES if line not in lines] == []


def decimal(number):
    """Decimals have an exponential and a root to 28 digits; not one is computed by NumPy."""
    fraction = rational(number)
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def model_of(page):
    layer = rm.AttentionLayer(*map(exact_array, (page["WQ"], page["WK"], page["WV"], page["WO"])))
    return rm.Transformer(exact_array(page["WE"]), exact_array(page["WU"]), [layer])


def both_sides(page, theorem, near_miss):
    """What the catalogue says that is equal, and isn't, with the weights of the page."""
    (theorem,) = (s for s in STATEMENTS if s.name == theorem)
    (near_miss,) = (n for n in theorem.near_misses if n.name == near_miss)
    tokens = np.argmax(page["t"], axis=1)
    values = values_of(Sample(model_of(page), tokens))
    values.number = decimal
    for h, A in enumerate(rm.attention_patterns(page["model"], tokens)[0]):
        head = Head("H", (), h)
        for name in ("W_Q", "W_K", "W_V", "W_O"):
            values.given[name, (h,), "free"] = values.given[name, (head,), "free"]
        # np.outer and a swapped ⊗ are stated for any patterns: here those of the model.
        values.given["A", (head,), "free"] = exact_array([[*map(Fraction, row)] for row in A])
    head_0 = {"h": Head("H", (), 0)}
    return tuple(
        np.asarray(evaluate(side, values, head_0), float)
        for side in (near_miss.left, near_miss.right)
    )


def wrong_ones():
    return re.findall(r'^>>> wrong\["(\w+)", "(\w+)"\] =', PAGE.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("theorem", "near_miss"), wrong_ones())
def test_a_wrong_line_gives_what_its_near_miss_says_and_that_is_false(page, theorem, near_miss):
    shown = page["wrong"][theorem, near_miss]
    left, right = both_sides(page, theorem, near_miss)
    error = rm.logits_error(page["model"], np.argmax(page["t"], axis=1)).max()
    assert np.abs(shown - right.reshape(3, 3)).max() <= 2 * error
    assert np.abs(shown - left.reshape(3, 3)).max() > 0.1


def test_every_wrong_line_is_looked_at(page):
    assert set(wrong_ones()) == set(page["wrong"])
    assert len(wrong_ones()) == 12
