"""An adapter in, a verdict out: the right one passes, ten broken ones are diagnosed by name."""

import importlib
import itertools
import sys
from fractions import Fraction

import numpy as np
import pytest

import refmath as rm
from refmath import conformance
from refmath.conformance import adapter_at, case_names, check_adapter
from refmath.conforming.answers.made import Broken, Ourselves
from refmath.conforming.cases import cases
from refmath.conforming.mistakes.every import MISTAKES


def softmax(scores, axis=None):
    """What «a softmax that is already present» does: SciPy's is over all entries."""
    weights = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


def rows(model, tokens):
    return model.W_E[:, tokens].T


class Plain:
    """One layer after another in NumPy, written out; each broken adapter is one with a change."""

    def scaled(self, raw, layer):
        return raw / np.sqrt(layer.W_Q.shape[1])

    def attention(self, scores):
        seen = np.tril(np.ones(scores.shape, dtype=bool))
        return softmax(np.where(seen, scores, -np.inf), axis=1)

    def head_pattern(self, layer, h, x):
        return self.attention(self.scaled(x @ layer.W_Q[h].T @ (x @ layer.W_K[h].T).T, layer))

    def written(self, layer, h, x):
        return self.head_pattern(layer, h, x) @ x @ layer.W_V[h].T @ layer.W_O[h].T

    def through(self, layer, x):
        return x + sum(self.written(layer, h, x) for h in range(len(layer.W_Q)))

    def residual(self, model, tokens):
        streams = [rows(model, tokens)]
        for layer in model.layers:
            streams.append(self.through(layer, streams[-1]))
        return streams

    def pattern(self, model, tokens, layer, head):
        return self.head_pattern(model.layers[layer], head, self.residual(model, tokens)[layer])

    def logits(self, model, tokens):
        if not len(tokens):
            raise ValueError("tokens: expected one or more, got none")
        return self.residual(model, tokens)[-1] @ model.W_U.T


class NotScaled(Plain):
    def scaled(self, raw, _layer):
        return raw


class OverDestinations(Plain):
    def attention(self, scores):
        seen = np.tril(np.ones(scores.shape, dtype=bool))
        return softmax(np.where(seen, scores, -np.inf), axis=0)


class NoMask(Plain):
    def attention(self, scores):
        return softmax(scores, axis=1)


class MaskedBehindTheSoftmax(Plain):
    def attention(self, scores):
        return np.tril(softmax(scores, axis=1))


class MaskOfMinus1e5(Plain):
    def attention(self, scores):
        seen = np.tril(np.ones(scores.shape, dtype=bool))
        return softmax(np.where(seen, scores, -1e5), axis=1)


class HeadsInTurn(Plain):
    def through(self, layer, x):
        for h in range(len(layer.W_Q)):
            x = x + self.written(layer, h, x)
        return x

    def pattern(self, *_):
        raise NotImplementedError


class NoDirectPath(Plain):
    def through(self, layer, x):
        return sum(self.written(layer, h, x) for h in range(len(layer.W_Q)))


class OneOV(Plain):
    def written(self, layer, h, x):
        return self.head_pattern(layer, h, x) @ x @ layer.W_V[0].T @ layer.W_O[0].T


class PatternTransposed(Plain):
    def written(self, layer, h, x):
        return self.head_pattern(layer, h, x).T @ x @ layer.W_V[h].T @ layer.W_O[h].T


class GroupOfTheQuery(Plain):
    """Keys and values are indexed by the query's head, as far as there are any."""

    parts = ("grouped keys and values",)

    def head_pattern(self, layer, h, x):
        k = x @ layer.W_K[min(h, len(layer.W_K) - 1)].T
        return self.attention(self.scaled(x @ layer.W_Q[h].T @ k.T, layer))

    def written(self, layer, h, x):
        v = x @ layer.W_V[min(h, len(layer.W_V) - 1)].T
        return self.head_pattern(layer, h, x) @ v @ layer.W_O[h].T


class TheNotebook:
    """The notebook's own lines: OV and QK of its formulas, its loop, its T; t as it writes it."""

    def QK_list(self, model):
        layer = model.layers[0]
        heads = range(len(layer.W_Q))
        return [model.W_E.T @ (layer.W_Q[h].T @ layer.W_K[h]) @ model.W_E for h in heads]

    def pattern(self, model, tokens, _layer, head):
        if len(model.layers) != 1:
            raise NotImplementedError
        t = np.eye(model.W_E.shape[1])[tokens].T
        QK = self.QK_list(model)[head]
        return softmax(t.T @ QK @ t)

    def logits(self, model, tokens):
        WU, WE, shape_I = model.W_U, model.W_E, len(tokens)
        if len(model.layers) != 1 or shape_I != WE.shape[1]:
            raise NotImplementedError  # T acts on the tokens only where these are equal
        t = np.eye(WE.shape[1])[tokens].T
        WOV = model.layers[0].W_O[0] @ model.layers[0].W_V[0]
        OV = WU @ WOV @ WE
        # identity matrix with a given shape
        Id = np.eye(shape_I)

        # First transformer term
        T1 = np.outer(Id, WU @ WE)

        # Second transformer term (totally inefficient)
        T2 = 0
        for QK in self.QK_list(model):
            # Attention heads
            Ah = softmax(t.T @ QK @ t)

            # Second transformer term
            T2 += np.outer(Ah, OV)

        T = T1 + T2
        return (T @ t.T.reshape(-1)).reshape(t.T.shape)

    def skip_trigrams(self, seq, step):
        if step is None:
            raise NotImplementedError
        found = []

        def skip_trigram(seq, step=1):
            for i in seq:
                if i < len(seq) - 2 - step:
                    found.append((i, i + 1 + step, i + 2 + step))

        skip_trigram(range(len(seq)), step)
        return found


BROKEN = {
    NotScaled: {"not_scaled"},
    OverDestinations: {"softmax_over_destinations"},
    NoMask: {"no_mask"},
    MaskedBehindTheSoftmax: {"mask_forgotten_in_the_sum"},
    MaskOfMinus1e5: {"mask_of_minus_1e5"},
    HeadsInTurn: {"heads_in_turn"},
    NoDirectPath: {"no_direct_path"},
    OneOV: {"one_OV_for_all_heads"},
    PatternTransposed: {"pattern_transposed"},
    GroupOfTheQuery: {"group_of_the_query"},
    TheNotebook: {"not_scaled", "no_mask", "softmax_over_everything"},
}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda b: b.__name__)
def test_a_broken_adapter_is_diagnosed_by_name(broken):
    found = check_adapter(broken())
    assert not found.conforms
    assert set(found.diagnoses[0].mistakes) == BROKEN[broken]
    for mistake in BROKEN[broken]:
        assert mistake in str(found)


def test_the_notebooks_mistakes_are_each_named():
    found = check_adapter(TheNotebook())
    of = {diagnosis.quantity: set(diagnosis.mistakes) for diagnosis in found.diagnoses}
    in_the_pattern = {"not_scaled", "no_mask", "softmax_over_everything"}
    assert of["pattern"] == in_the_pattern
    assert of["logits"] == in_the_pattern | {"np_outer", "one_OV_for_all_heads"}
    assert of["skip-trigrams"] == {"elements_as_positions_of_one_step"}


def test_the_plain_adapter_passes_what_it_offers():
    found = check_adapter(Plain())
    assert found.conforms, str(found)
    assert found.count("passed") == sum(r.status != "not offered" for r in found.results)
    assert found.diagnoses == ()


def test_the_reference_passes_everything():
    found = check_adapter(Ourselves())
    assert {r.case: r.status for r in found.results if r.status != "passed"} == {}
    assert len(found.results) == len(case_names()) > 150


@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_the_reference_passes_in_other_dtypes(dtype):
    ourselves = Ourselves()
    ourselves.dtype = dtype
    assert check_adapter(ourselves).conforms


def test_a_case_is_not_failed_that_isnt_offered():
    class Nothing:
        def qk(self, *_):
            raise NotImplementedError

    found = check_adapter(Nothing())
    assert {r.status for r in found.results} == {"not offered"}


def test_what_offers_nothing_does_not_conform():
    """It has a function, and so isn't refused, but answers no question."""

    class Nothing:
        def qk(self, *_):
            raise NotImplementedError

    found = check_adapter(Nothing())
    assert not found.conforms
    assert not found.offered
    assert "nothing was offered" in str(found)
    assert found.record()["conforms"] is found.record()["offered"] is False
    assert '<failure message="nothing was offered' in found.junit()
    assert check_adapter(Plain()).offered


def test_what_is_free_is_acceptable():
    """Logits may have a constant at each position: no softmax sees it."""

    class Centred(Plain):
        def logits(self, model, tokens):
            found = super().logits(model, tokens)
            return found - found.mean(axis=-1, keepdims=True)

    found = check_adapter(Centred())
    assert found.conforms
    assert found.count("passed, up to what is free") > 5


def test_a_constant_for_an_output_is_not_free():
    class Shifted(Plain):
        def logits(self, model, tokens):
            return super().logits(model, tokens) + np.arange(model.W_U.shape[0])

    found = check_adapter(Shifted())
    assert not found.conforms
    assert found.diagnoses[0].quantity == "logits"
    assert "none of" in str(found)


def test_from_the_right_and_with_columns():
    """Weights that multiply from the right, and positions as columns."""

    class Turned:
        weights, activations = "right", "columns"

        def logits(self, model, tokens):
            if not len(tokens):
                raise ValueError
            x = model.W_E[tokens]
            for layer in model.layers:
                written = 0
                for W_Q, W_K, W_V, W_O in zip(layer.W_Q, layer.W_K, layer.W_V, layer.W_O):  # noqa: B905
                    scores = x @ W_Q @ (x @ W_K).T / np.sqrt(W_Q.shape[1])
                    written = written + Plain().attention(scores) @ x @ W_V @ W_O
                x = x + written
            return (x @ model.W_U).T

        def ov(self, model, layer, head):
            W_V, W_O = model.layers[layer].W_V[head], model.layers[layer].W_O[head]
            return model.W_E @ W_V @ W_O @ model.W_U

    assert check_adapter(Turned()).conforms


def test_what_is_masked_is_looked_at_if_it_is_named():
    class Scores:
        masked = "-inf"

        def scores(self, model, tokens, layer, head):
            found = Ourselves().scores(model, tokens, layer, head)
            return np.where(np.tril(np.ones(found.shape, dtype=bool)), found, -1e5)

    found = check_adapter(Scores())
    assert "expected -inf in the masked places" in str(found)
    Scores.masked = "any"
    assert check_adapter(Scores()).conforms


def test_an_error_and_a_wrong_shape_are_told():
    class Raises(Plain):
        def logits(self, *_):
            raise RuntimeError("no such thing")

    assert "it raised RuntimeError: no such thing" in str(check_adapter(Raises()))

    class Flat(Plain):
        def logits(self, model, tokens):
            return super().logits(model, tokens).T

    assert "as columns?" in str(check_adapter(Flat()))


def test_failures_that_are_expected():
    reasons = {
        name: "a mask of -1e5, https://x.org/1"
        for name in case_names()
        if "[scores beyond 100000]" in name and name.split("[")[0] in ("pattern", "residual stream",
                                                                       "logits")
    }  # fmt: skip
    found = check_adapter(MaskOfMinus1e5(), expected_failures=reasons)
    assert found.conforms
    assert found.count("fails, as expected") == 3
    assert not check_adapter(Plain(), expected_failures=reasons).conforms
    with pytest.raises(ValueError, match="expected_failures: expected names of cases, got 'x'"):
        check_adapter(Plain(), expected_failures={"x": "y"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("weights", "up"),
        ("activations", "diagonals"),
        ("masked", "no"),
        ("dtype", "int8"),
        ("positions", "qk"),
        ("positions", ("above",)),
        ("parts", ("wings",)),
        ("batch", 1),
    ],
)
def test_a_convention_that_there_is_not_is_refused(name, value):
    adapter = Plain()
    setattr(adapter, name, value)
    with pytest.raises(ValueError, match=f"adapter.{name}: expected"):
        check_adapter(adapter)


def test_an_adapter_that_offers_nothing_is_refused():
    with pytest.raises(ValueError, match="adapter: expected one of the functions residual"):
        check_adapter(object())


def test_the_smallest_model_is_a_program_that_prints_ours(capsys):
    found = check_adapter(OverDestinations()).diagnoses[0]
    assert len(found.code.splitlines()) <= 10
    exec(found.code, {})
    assert "array" in capsys.readouterr().out
    assert found.theorems == ("docs/derivations/2-layers.md#pattern_of_tokens",)


class Off:
    """No mistake that is known."""

    def ov(self, model, layer, head):
        return rm.ov_circuit(model, layer, head).dense() + 0.125


class Flat:
    def pattern(self, model, tokens, layer, head):
        return rm.attention_patterns(model, tokens)[layer][head].ravel()


class Raising:
    def pattern(self, *_):
        raise KeyError("W_Q")


BY_NAME = {mistake.name: mistake for mistake in MISTAKES}
SAYS = {
    "another error": (
        Off(),
        "OV circuit: yours is the first that differs, by 0.12 at most, in OV circuit[smallest],"
        f" layer 0, head 0; it equals the answer of none of {len(MISTAKES)} mistakes, nor of some"
        " of them together",
    ),
    "another shape": (
        Flat(),
        "pattern[smallest]: layer 0, head 0: expected shape (2, 2), got (4,).",
    ),
    "an exception": (Raising(), "pattern[smallest]: it raised KeyError: 'W_Q'."),
    "no_mask": (
        Broken(BY_NAME["no_mask"], "pattern"),
        "pattern: yours equals that of no_mask (letting a destination attend to what comes after"
        " it), the largest difference being 0, and not ours, from which it is 0.55; in"
        " pattern[smallest], layer 0, head 0",
    ),
    "each_once": (
        Broken(BY_NAME["each_once"], "skip-trigrams"),
        "skip-trigrams: yours equals that of each_once (a set, which holds what comes several"
        " times once), the largest difference being 0, and not ours, from which it is 4; in"
        " skip-trigrams[repeated words], max_step None",
    ),
    "layers_reversed": (
        Broken(BY_NAME["layers_reversed"], "logits"),
        "logits: yours equals that of layers_reversed (the last layer first), the largest"
        " difference being 0, and not ours, from which it is 6.6; in logits[two layers]",
    ),
}


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", SAYS)
def test_a_diagnosis_says_what_is_wrong_and_where_and_what_makes_it_so(name):
    adapter, says = SAYS[name]
    found = check_adapter(adapter)
    diagnosis = found.diagnoses[0]
    assert diagnosis.says == says
    assert diagnosis.case == diagnosis.quantity + says[says.index("[") :].partition("]")[0] + "]"
    known = name in BY_NAME
    assert diagnosis.mistakes == ((name,) if known else ())
    assert diagnosis.difference == (0 if known else None)
    shapeless = name in ("another shape", "an exception")
    assert bool(diagnosis.code) == bool(diagnosis.answer) == (not shapeless)
    assert (diagnosis.from_ours is None) == shapeless
    wrong = [result for result in found.results if result.status == "failed"]
    assert {result.mistakes for result in wrong} == {diagnosis.mistakes}
    (first,) = (result for result in wrong if result.case == diagnosis.case)
    problem = says.removeprefix(f"{diagnosis.case}: ").removesuffix(".")
    assert first.says == problem or first.says.startswith("largest difference ")


def test_the_smallest_list_of_words_is_found_behind_the_models():
    found = check_adapter(Broken(BY_NAME["each_once"], "skip-trigrams")).diagnoses[0]
    assert "rm.skip_trigrams(['a', 'a', 'a', 'a'])" in found.code
    # Of all lengths of steps, four are shown.
    assert found.answer.splitlines() == [
        f"max_step {step}: [('a', 'a', 'a')]" for step in (None, 0, 1, 2)
    ]


def test_a_model_of_other_people_s_is_asked_step_by_step(monkeypatch):
    """What the loaders make of it is held against what its own code computes."""
    rng = np.random.default_rng(0)
    layer = rm.AttentionLayer(*rng.normal(size=(3, 2, 3, 4)), rng.normal(size=(2, 4, 3)))
    ours = rm.Transformer(rng.normal(size=(4, 5)), rng.normal(size=(5, 4)), [layer])
    for adapter, conforms in ((Ourselves(), True), (OverDestinations(), False)):
        monkeypatch.setattr(conformance, "adapter_of", lambda _, made=adapter: (made, ours))
        found = conformance.check("theirs")
        assert found.conforms is conforms
        asked = {result.case.partition("[")[0] for result in found.results}
        assert {"logits", "pattern", "residual stream"} <= asked
        for diagnosis in found.diagnoses:
            assert diagnosis.code == diagnosis.answer == ""  # a whole model isn't written out


def test_an_adapter_s_place_is_a_module_s_name_with_dots():
    assert type(adapter_at("refmath.conforming.answers.made:Ourselves")) is Ourselves
    for place in ("os path:join", "os.path", "os.path:", ":join", "os..path:join", "os:a b"):
        with pytest.raises(ValueError, match=r"^adapter: expected MODULE:ADAPTER, got"):
            adapter_at(place)
    with pytest.raises(ValueError, match=r"^adapter: expected a name in os.path, got joint$"):
        adapter_at("os.path:joint")
    said = r"^adapter: expected a module to import, got no.such: No module named 'no'$"
    with pytest.raises(ValueError, match=said):
        adapter_at("no.such:Adapter")


def test_the_front_door_opens_it():
    assert rm.conformance.check_adapter is check_adapter


def test_logits_that_are_not_offered_are_no_refusal_of_an_empty_context():
    class Silent:
        def logits(self, *_):
            raise NotImplementedError

    assert {r.status for r in check_adapter(Silent()).results} == {"not offered"}


class MaskedInItsWindow(Ourselves):
    """Scores have −∞ wherever nothing is attended to, and a constant more in each row."""

    def scores(self, model, tokens, layer, head):
        scores = super().scores(model, tokens, layer, head)
        offset = np.arange(len(scores))[:, None] - np.arange(len(scores))
        window = model.layers[layer].window or len(scores)
        rows = np.arange(1.0, len(scores) + 1)[:, None]
        return np.where((offset >= 0) & (offset < window), scores + rows, -np.inf)


def test_what_a_window_hides_is_not_looked_at():
    found = {r.case: r.status for r in check_adapter(MaskedInItsWindow()).results}
    assert found["scores[a window]"] == "passed, up to what is free"


class WavesForScores:
    """Scores that are those of no mistake, in a dtype and behind a norm whose bounds are wide."""

    dtype = "float32"
    parts = ("norm", "norm.bias", "final_norm", "final_norm.bias")

    def scores(self, model, tokens, layer, head):
        del model
        places = np.arange(len(tokens) ** 2).reshape(len(tokens), -1)
        return np.cos(places + layer + head).astype(np.float32)


def test_a_wide_bound_names_no_mistake_that_is_further_off_than_ours():
    (case,) = [c for c in cases() if c.name == "scores[norms of a tiny variance]"]
    (diagnosis,) = rm.conformance.check_cases(WavesForScores(), [case]).diagnoses
    assert diagnosis.mistakes == ()


def answering(method, answer):
    """Make an adapter of one function."""

    def asked(_self, *arguments):
        return answer(*arguments)

    return type("Answering", (), {method: asked})()


class WithUnits(np.ndarray):
    """What a library of quantities has."""


COERCED = {
    "complex numbers": (lambda x: x + 7j, "an array of real numbers, got one of complex128"),
    "lists of complex numbers": (
        lambda x: (x + 7j).tolist(),
        "an array of real numbers, got one of complex128",
    ),
    "complex objects": (
        lambda x: np.array([*map(np.complex64, x.flat)], dtype=object),
        "an array of numbers, got one of object",
    ),
    "letters": (lambda x: x.astype("<U40"), "an array of numbers, got one of <U40"),
    "letters as objects": (
        lambda x: x.astype(str).astype(object),
        "an array of numbers, got one of object",
    ),
    "hidden numbers": (
        lambda x: np.ma.array(x, mask=True),
        "a plain array, got MaskedArray: take what is visible of it",
    ),
    "a list of hidden numbers": (
        lambda x: list(np.ma.array(x, mask=True)),
        "a plain array, got MaskedArray: take what is visible of it",
    ),
    "numbers with units": (
        lambda x: x.view(WithUnits),
        "a plain array, got WithUnits: np.asarray makes it one",
    ),
    "times": (
        lambda x: x.astype("datetime64[s]"),
        "an array of numbers, got one of datetime64[s]",
    ),
}


@pytest.mark.parametrize("form", COERCED)
def test_what_numpy_would_make_real_numbers_of_is_a_wrong_answer(form):
    change, expected = COERCED[form]

    def answer(model, tokens):
        return change(rm.logits(model, tokens))

    found = check_adapter(answering("logits", answer))
    (first, *_) = (r for r in found.results if r.status == "failed")
    assert first.says == f"it raised ValueError: answer: expected {expected}"
    offered = [r for r in found.results if r.status != "not offered"]
    # The empty context is refused, whatever else is answered.
    assert found.count("failed") == len(offered) - 1


@pytest.mark.parametrize("number", ["0.5", 0.5 + 1j, np.str_("0.5"), np.ma.masked])
def test_a_single_answer_that_is_no_real_number_is_wrong(number):
    found = check_adapter(answering("composition", lambda *_: number))
    assert "it raised ValueError: answer: expected" in found.diagnoses[0].says


@pytest.mark.parametrize(
    "change",
    [
        np.ndarray.tolist,
        lambda x: [*x],
        lambda x: x.astype(object),
        np.vectorize(Fraction, otypes=[object]),
        lambda x: x.astype(np.longdouble),
    ],
)
def test_real_numbers_are_taken_in_every_form(change):
    found = check_adapter(answering("logits", lambda *of: change(rm.logits(*of))))
    assert found.conforms, str(found)


class OfTorch:
    """What torch has of a tensor: `double` leaves its imaginary part out."""

    def __init__(self, numbers):
        self.numbers = numbers

    def detach(self):
        return self

    cpu = detach

    def is_complex(self):
        return np.iscomplexobj(self.numbers)

    def double(self):
        return OfTorch(self.numbers.real.astype(np.float64))

    def __array__(self, dtype=None, copy=None):
        return np.array(self.numbers, dtype, copy=copy)


@pytest.mark.parametrize(("more", "conforms"), [(0, True), (7j, False)])
def test_a_tensor_with_imaginary_parts_is_a_wrong_answer(more, conforms):
    adapter = answering("logits", lambda *of: OfTorch(rm.logits(*of) + more))
    assert check_adapter(adapter).conforms is conforms


@pytest.mark.parametrize(
    ("method", "answer", "came"),
    [
        ("skip_trigrams", [(["a"], "b", "c")], "(['a'], 'b', 'c')"),
        ("skip_grams", [[[1], 2, 3]], "([1], 2, 3)"),
    ],
)
def test_grams_of_what_cannot_be_counted_fail_and_are_told(method, answer, came):
    found = check_adapter(answering(method, lambda *_: answer))
    says = f"it raised ValueError: {method}: expected grams of the sequence's elements, got {came}"
    assert {r.says for r in found.results if r.status == "failed"} == {says}
    assert found.count("passed") == 0


@pytest.mark.parametrize(
    ("method", "says"),
    [
        ("skip_trigrams", "skip_trigrams: expected a list that ends, got more than 1000 grams"),
        ("skip_grams", "skip_grams: expected a list that ends, got more than 1000 grams"),
        ("residual", "residual: expected 2 streams, got more"),
        ("term_importance", "term_importance: expected 2 orders, got more"),
    ],
)
def test_an_answer_without_an_end_fails(method, says):
    found = check_adapter(answering(method, lambda *_: itertools.repeat(("a", "b", "c"))))
    assert f"it raised ValueError: {says}" in {r.says for r in found.results}
    assert not found.conforms


def test_a_gram_without_an_end_is_a_wrong_one():
    found = check_adapter(answering("skip_grams", lambda *_: [itertools.repeat("a")]))
    assert found.count("failed") == 5
    assert found.count("passed") == 0


def test_streams_too_many_are_counted():
    def answer(model, tokens):
        return [*rm.residual_stream(model, tokens)] * 3

    says = {r.says for r in check_adapter(answering("residual", answer)).results}
    assert "it raised ValueError: residual: expected 2 streams, got 6" in says


@pytest.mark.parametrize("given", [3, 0, ["OV circuit[one layer]"], "OV circuit[one layer]"])
def test_expected_failures_are_a_mapping(given):
    said = r"^expected_failures: expected a mapping of strings to strings, got "
    with pytest.raises(ValueError, match=said):
        check_adapter(Plain(), expected_failures=given)


def test_each_expected_failure_has_a_reason_in_words():
    said = r"^expected_failures: expected a string for OV circuit\[one layer\], got 3$"
    with pytest.raises(ValueError, match=said):
        check_adapter(Plain(), expected_failures={"OV circuit[one layer]": 3})


def test_an_error_of_several_lines_is_told_in_one():
    class Raises:
        def qk(self, *_):
            raise RuntimeError("no such\n  thing")

    says = {r.says for r in check_adapter(Raises()).results if r.says}
    assert says == {"it raised RuntimeError: no such thing"}


BROKEN_MODULES = {
    "def (": "SyntaxError: invalid syntax (broken_of_conformance.py, line 1)",
    "1 / 0": "ZeroDivisionError: division by zero",
    "import sys; sys.exit(5)": "SystemExit: 5",
    "raise SystemExit": "SystemExit",
    "raise BaseException('two\\nlines')": "BaseException: two lines",
    "import sys; sys.path.pop(0); 1 / 0": "ZeroDivisionError: division by zero",
}


@pytest.fixture
def broken_module(tmp_path, monkeypatch):
    """Write a module of which nothing is kept, and say where an adapter of it is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    monkeypatch.delitem(sys.modules, "broken_of_conformance", raising=False)

    def written(text):
        (tmp_path / "broken_of_conformance.py").write_text(text)
        importlib.invalidate_caches()
        return "broken_of_conformance:Adapter"

    return written


@pytest.mark.parametrize("text", BROKEN_MODULES)
def test_a_module_that_cannot_be_imported_is_refused(broken_module, text):
    place, path = broken_module(text), [*sys.path]
    with pytest.raises(ValueError, match=r"^adapter: expected a module that can be") as found:
        adapter_at(place)
    assert str(found.value) == (
        "adapter: expected a module that can be imported, got broken_of_conformance: "
        + BROKEN_MODULES[text]
    )
    assert sys.path == path


def test_a_name_that_a_module_imports_in_vain_is_told(broken_module):
    said = r"can be imported, got broken_of_conformance: ImportError: cannot import name 'nope'"
    with pytest.raises(ValueError, match=said):
        adapter_at(broken_module("from os import nope"))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("def __init__(self, size): ...", r"TypeError: .* missing 1 required positional arg.*'"),
        ("def __init__(self): raise SystemExit(5)", "SystemExit: 5"),
        ("def __init__(self): import nope_of_refmath", "ModuleNotFoundError: No module named .*"),
    ],
)
def test_a_class_that_cannot_be_made_is_refused(broken_module, body, says):
    said = (
        rf"^adapter: expected an object, or a class that takes no arguments, got Adapter: {says}$"
    )
    with pytest.raises(ValueError, match=said):
        adapter_at(broken_module(f"class Adapter:\n    {body}\n"))


@pytest.mark.parametrize(
    "text",
    ["raise KeyboardInterrupt", "class Adapter:\n    def __init__(self): raise KeyboardInterrupt"],
)
def test_an_interruption_is_none_of_the_adapter_s(broken_module, text):
    with pytest.raises(KeyboardInterrupt):
        adapter_at(broken_module(text))
