"""The data pack is up to date, and what the reference gives lies within what it expects."""

import json

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import load_file

from refmath.conforming.answers.diagnosis import wrong_answer
from refmath.conforming.cases import cases
from refmath.conforming.mistakes.every import MISTAKES
from release import vectors

RECORD = json.loads((vectors.FOLDER / vectors.RECORD).read_text("utf-8"))
ARRAYS = load_file(vectors.FOLDER / vectors.TENSORS)
CASES = {case.name: case for case in cases()}


def within(entry, answer, dtype="float64"):
    """Whether an answer lies between both ends, and the bound beyond them."""
    for of in entry["of"]:
        place, x = f"{entry['name']}/{of}", np.asarray(answer[of], dtype=np.float64)
        low, high = ARRAYS[f"{place}/low"], ARRAYS[f"{place}/high"]
        bound, seen = ARRAYS[f"{place}/bound.{dtype}"], np.ones(x.shape, dtype=bool)
        seen = np.tril(seen) if entry["masked"] else seen
        if not ((low - bound <= x) & (x <= high + bound))[seen].all():
            return False
    return True


def test_the_pack_is_up_to_date():
    """`make vectors` would change nothing; bounds, which are floats, up to their own rounding."""
    record, arrays = vectors.pack()
    assert json.loads(json.dumps(record)) == RECORD
    assert arrays.keys() == ARRAYS.keys()
    for name, array in arrays.items():
        if "/bound." in name:
            assert np.allclose(array, ARRAYS[name], rtol=2.0**-20, atol=0)
        else:
            assert np.array_equal(array, ARRAYS[name]), name


def test_each_file_names_its_schema():
    assert RECORD["schema"] == vectors.SCHEMA
    with safe_open(vectors.FOLDER / vectors.TENSORS, "numpy") as file:
        assert file.metadata() == {"schema": vectors.SCHEMA, "version": vectors.VERSION}


@pytest.mark.parametrize("entry", RECORD["cases"], ids=lambda entry: entry["name"])
def test_the_reference_lies_within(entry):
    case = CASES[entry["name"]]
    assert within(entry, case.quantity.ours(case.setting))


def test_an_end_is_next_to_the_other():
    """What is not rational is enclosed as narrowly as floats allow.

    That is, between neighbours; with one between them where the number is nearly that one, and
    what is nearly 0 below any number that matters.
    """
    for name, low in ARRAYS.items():
        if name.endswith("/low"):
            high = ARRAYS[name.removesuffix("low") + "high"]
            assert (low <= high).all()
            neighbour = np.nextafter(np.nextafter(low, np.inf), np.inf)
            assert ((high <= neighbour) | (np.maximum(-low, high) < 2.0**-140)).all()


@pytest.mark.parametrize(
    "name", ["not_scaled", "no_window", "no_sink", "offset_reversed", "no_eps"]
)
def test_a_mistake_lies_outside(name):
    mistake = next(m for m in MISTAKES if m.name == name)
    inside = []
    for entry in RECORD["cases"]:
        case = CASES[entry["name"]]
        answer = wrong_answer((mistake,), case.quantity, case.setting)
        if case.quantity.name == "logits" and answer is not None:
            inside.append(within(entry, answer))
    assert not all(inside)


def test_what_is_rational_is_written_as_such():
    exact = {entry["quantity"] for entry in RECORD["cases"] if entry["exact"]}
    assert {"embedding", "QK circuit", "OV circuit"} <= exact
    numbers = next(e for e in RECORD["cases"] if e["name"] == "QK circuit[smallest]")["exact"]
    assert numbers["layer 0, head 0"][0][0].count("/") == 1


def test_the_pack_is_small():
    size = sum((vectors.FOLDER / name).stat().st_size for name in (vectors.TENSORS, vectors.RECORD))
    assert size < 1_000_000
