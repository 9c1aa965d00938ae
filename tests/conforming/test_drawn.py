"""What is drawn and wrong is shrunk to what shows the fault alone."""

import pytest

import refmath as rm
from refmath.conforming.adapters import Held
from refmath.conforming.answers.drawn import drawn_cases
from refmath.conforming.answers.made import Broken, Ourselves
from refmath.conforming.mistakes.every import MISTAKES

BY_NAME = {mistake.name: mistake for mistake in MISTAKES}


def shrunk(adapter, examples=30):
    """Hold an adapter against drawn models; return the diagnosis, and the model it is shrunk to."""
    found = rm.conformance.check_drawn(adapter, examples=examples)
    assert not found.conforms
    (diagnosis,) = found.diagnoses
    names = {}
    exec(diagnosis.code, names)
    return diagnosis, names["model"]


SMALLEST = {
    # A head of one dimension is scaled by 1: it takes two to see that they aren't.
    ("not_scaled", "pattern"): {"n_heads": (1,), "d_head": [2], "d_model": 1},
    ("no_mask", "pattern"): {"n_heads": (1,), "d_head": [1], "d_model": 1},
    ("softmax_over_destinations", "pattern"): {"n_heads": (1,), "d_head": [1], "d_model": 1},
    # It takes another head to be exchanged with.
    ("one_OV_for_all_heads", "residual stream"): {"n_heads": (2,), "d_head": [1], "d_model": 1},
    # It takes two layers for their order to be seen.
    ("layers_reversed", "logits"): {"n_heads": (1, 1), "d_head": [1, 1], "d_model": 1},
    ("pattern_of_the_embedding", "pattern"): {"n_heads": (1, 1), "d_head": [1, 1], "d_model": 1},
}


@pytest.mark.parametrize(("mistake", "quantity"), SMALLEST)
def test_a_model_of_2_layers_and_8_heads_shrinks_to_what_shows_the_fault_alone(mistake, quantity):
    broken = Broken(BY_NAME[mistake], quantity)
    broken.parts = broken.positions = ()  # of some parts these mistakes are others as well
    diagnosis, model = shrunk(broken)
    sizes = {
        "n_heads": model.n_heads,
        "d_head": [layer.d_head for layer in model.layers],
        "d_model": model.d_model,
    }
    assert diagnosis.quantity == quantity
    assert sizes == SMALLEST[mistake, quantity]
    assert mistake in diagnosis.says


def test_a_part_that_is_forgotten_is_the_only_one_that_is_left():
    """Of models with every part, it is shrunk to one with a window, and nothing else."""
    _, model = shrunk(Broken(BY_NAME["no_window"], "pattern"))
    assert model.parts == ("window",)
    assert model.n_heads == (1,)


def test_the_reference_passes_what_is_drawn():
    found = rm.conformance.check_drawn(Ourselves(), examples=10)
    assert found.conforms, str(found)
    assert {r.status for r in found.results} <= {"passed", "passed, up to what is free"}
    assert len(found.results) == 13


def test_lists_are_shrunk_too():
    found = rm.conformance.check_drawn(Broken(BY_NAME["each_once"], "skip-trigrams"))
    (diagnosis,) = found.diagnoses
    assert "each_once" in diagnosis.mistakes
    assert "rm.skip_trigrams(['a', 'a', 'a', 'a'])" in diagnosis.code


def test_models_of_no_layers_are_drawn_where_the_quantity_is_theirs():
    """Circuits are of one layer, compositions of two, and logits of none to two."""
    cases = drawn_cases(Held(Ourselves()), examples=40, from_seed=0)
    depths = {}
    for case in cases:
        if case.setting.model is not None:
            depths.setdefault(case.quantity.name, set()).add(case.setting.model.n_layers)
    assert depths["OV circuit"] == depths["QK circuit"] == {1}
    assert depths["composition scores"] == {2}
    assert depths["logits of a path"] == depths["logits of each order"] == {0, 1, 2}
    assert depths["logits"] == depths["residual stream"] == {0, 1, 2}


def test_one_seed_one_outcome():
    adapter = Broken(BY_NAME["not_scaled"], "pattern")
    adapter.parts = ()
    first, again, other = (
        rm.conformance.check_drawn(adapter, examples=10, seed=seed) for seed in (3, 3, 4)
    )
    assert first == again
    assert first != other


def test_what_offers_nothing_does_not_conform():
    class Nothing:
        def pattern(self, *_):
            raise NotImplementedError

    found = rm.conformance.check_drawn(Nothing(), examples=5)
    assert not found.offered
    assert not found.conforms
    assert {r.status for r in found.results} == {"not offered"}


@pytest.mark.parametrize(("name", "value"), [("examples", 0), ("seed", -1)])
def test_bad_numbers_are_refused(name, value):
    with pytest.raises(ValueError, match=f"^{name}: expected an integer, {value + 1} or more, got"):
        rm.conformance.check_drawn(Ourselves(), **{name: value})


def test_an_answer_that_is_no_array_is_told():
    class Words:
        def logits(self, model, tokens):
            return "logits" if len(tokens) > 1 else rm.logits(model, tokens)

    found = rm.conformance.check_drawn(Words(), examples=20)
    said = "it raised ValueError: answer: expected an array of numbers, got 'logits'"
    assert found.diagnoses[0].answer == said
    assert "expected an array of numbers, got 'logits'" in found.diagnoses[0].says
