"""What is true holds, what was changed falls, what is too large is not checked."""

import ast
import copy
import hashlib
import itertools
import json
import math
import re
import shutil
import sys
from fractions import Fraction
from pathlib import Path

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import refmath as rm
from refmath.certificates import check
from refmath.certificates.check import BITS, MOST_NATS, SCHEMA, check_certificate
from refmath.report.schema import objections

SOURCE = Path(check.__file__)


def drawn_model(seed, *, positions, dtype=np.float64, groups=2, d_head=3):
    """One layer of two heads, five tokens, four outputs."""
    generator = np.random.default_rng(seed)

    def weights(*shape):
        return generator.normal(size=shape).astype(dtype)

    layer = rm.AttentionLayer(
        weights(2, d_head, 4),
        weights(groups, d_head, 4),
        weights(groups, d_head, 4),
        weights(2, 4, d_head),
    )
    W_pos = None if positions is None else weights(4, 6)
    return rm.Transformer(
        weights(4, 5), weights(4, 4), [layer], W_pos=W_pos, positions=positions or "qk"
    )


def sealed(said):
    """Renew a certificate's own digest, as whoever changes it would."""
    said = {name: value for name, value in said.items() if name != "sha256"}
    rest = json.dumps(said, sort_keys=True)
    return said | {"sha256": hashlib.sha256(rest.encode()).hexdigest()}


@pytest.fixture
def there(tmp_path):
    """A model's file, and what a certificate of it says: two heads, contexts of five."""
    model = drawn_model(3, positions="residual")
    rm.save(model, tmp_path / "model.safetensors")
    found = rm.certified_range(model, 1, 2, 3, n_ctx=5, against=0)
    rm.save_certificate(found, tmp_path / "said.json", model_file=tmp_path / "model.safetensors")
    return tmp_path, json.loads((tmp_path / "said.json").read_text())


def checked(folder, said, model="model.safetensors"):
    (folder / "changed.json").write_text(said if isinstance(said, str) else json.dumps(said))
    return check_certificate(folder / "changed.json", folder / model)


# --- what is true ---------------------------------------------------------------------------------


@settings(max_examples=20, deadline=None)
@given(
    st.integers(0, 10**6),
    st.sampled_from((None, "qk", "residual")),
    st.sampled_from((np.float32, np.float64)),
    st.sampled_from((1, 2)),
    st.sampled_from((1, 2, 3, 4)),
    st.none() | st.integers(0, 3),
    st.none() | st.integers(0, 3),
    st.integers(2, 6),
    st.data(),
)
def test_what_is_certified_of_any_model_holds(
    tmp_path_factory, seed, positions, dtype, groups, d_head, against, place, n_ctx, data
):
    folder = tmp_path_factory.mktemp("drawn")
    model = drawn_model(seed, positions=positions, dtype=dtype, groups=groups, d_head=d_head)
    triple = [data.draw(st.integers(0, most)) for most in (4, 4, 3)]
    place = place if place is not None and place <= n_ctx - 2 else None
    found = rm.certified_range(model, *triple, n_ctx=n_ctx, against=against, source_position=place)
    rm.save(model, folder / "model.safetensors")
    rm.save_certificate(found, folder / "said.json", model_file=folder / "model.safetensors")
    outcome = check_certificate(folder / "said.json", folder / "model.safetensors")
    assert outcome == ("holds", "", 2 * 8 + 4)


@pytest.mark.parametrize("positions", [None, "qk", "residual"])
def test_its_ends_are_those_of_all_contexts_listed(positions, tmp_path):
    """The checker alone decides where an end is: a hair further in is false, a hair out true."""
    model = drawn_model(8, positions=positions)
    rm.save(model, tmp_path / "model.safetensors")
    found = rm.certified_range(model, 0, 3, 1, n_ctx=4, head=1)
    rm.save_certificate(found, tmp_path / "said.json", model_file=tmp_path / "model.safetensors")
    said = json.loads((tmp_path / "said.json").read_text())
    contexts = [(*c, 3) for c in itertools.product(range(5), repeat=3) if 0 in c]
    patterns = rm.attention_patterns(model, contexts)
    last = rm.path_logits(model, [(0, 1)], contexts, patterns=patterns)[:, -1]
    effects = last[:, 1] - last.mean(axis=-1)
    for end, listed, inwards in (("lowest", effects.min(), 1), ("highest", effects.max(), -1)):
        for step, outcome in ((-1, "holds"), (1, "falls")):
            changed = copy.deepcopy(said)
            effect = changed["ranges"][0]["heads"][0]["effect"]
            effect[end] = float(listed) + inwards * step * 1e-11
            effect["rounding"] = 2e-11 if step < 0 else 7e-12
            outer = effect["lowest"] - effect["rounding"], effect["highest"] + effect["rounding"]
            changed["ranges"][0] |= {"lowest": outer[0] - 1e-13, "highest": outer[1] + 1e-13}
            came = checked(tmp_path, sealed(changed))
            assert came.outcome == outcome, came
            assert came.reason.endswith(f"effect.{end}") or outcome == "holds"


def test_many_skip_trigrams_have_one_certificate(tmp_path):
    model = drawn_model(4, positions="qk")
    rm.save(model, tmp_path / "model.safetensors")
    triples = [(0, 1, 2), (3, 4, 0), (2, 2, 3)]
    found = rm.certified_skip_trigrams(model, triples, n_ctx=4, head=1, against=1)
    rm.save_certificate(found, tmp_path / "said.json", model_file=tmp_path / "model.safetensors")
    said = json.loads((tmp_path / "said.json").read_text())
    assert [[r["source"], r["destination"], r["output"]] for r in said["ranges"]] == [
        list(triple) for triple in triples
    ]
    assert [[head["head"] for head in r["heads"]] for r in said["ranges"]] == [[1]] * 3
    outcome = check_certificate(tmp_path / "said.json", tmp_path / "model.safetensors")
    assert outcome == ("holds", "", 3 * 12)


@given(st.lists(st.integers(0, 1 << 90), min_size=1, max_size=4), st.integers(1, 40))
def test_exponentials_lie_between_what_encloses_them(scores, d_head):
    scale = 84
    with mpmath.workprec(400):
        least = min(scores)
        for score, (low, high) in zip(scores, check._weights(scores, scale, d_head), strict=True):
            exact = mpmath.exp(mpmath.mpf(score - least) / 2**scale / mpmath.sqrt(d_head))
            assert low <= exact * 2**BITS <= high
            assert high - low <= Fraction(low, 1 << 90)


def test_a_loss_gets_the_larger_weight():
    """No result shows it: what encloses a weight is some 2^-96 of it wide."""
    assert check._low((2, 3), 5) == 10
    assert check._low((2, 3), -5) == -15


def test_the_schema_describes_what_is_written(there):
    schema = json.loads((SOURCE.parent / "range.schema.json").read_text())
    assert list(objections(there[1], schema)) == []
    wrong = put(there[1], ("ranges", 0, "heads", 0, "effect", "rounding"), -1.0)
    assert list(objections(wrong, schema)) == ["ranges[0].heads[0].effect.rounding: -1.0"]


# --- what was changed -----------------------------------------------------------------------------


def numbers(said, at=()):
    """Go through every number of a certificate, with the way to it."""
    inner = said.items() if isinstance(said, dict) else enumerate(said)
    for key, value in inner:
        if isinstance(value, dict | list):
            yield from numbers(value, (*at, key))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield (*at, key), value


def put(said, at, value):
    changed = copy.deepcopy(said)
    inner = changed
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = value
    return changed


def changes(at, value):
    """Two other numbers: a rounding is far wider, or below 0; all else is off by a thousandth."""
    if at[-1].endswith("rounding"):
        return [value + 1, -value]
    step = 1 if isinstance(value, int) else abs(value) / 1000
    return [value + step, value - step]


def still_true(at, more):
    """What is made weaker stays true: a wider rounding, where nothing is added up of it."""
    return more and (at[-1] == "direct_rounding" or at[-2:] == ("attention", "rounding"))


def test_each_number_changed_in_turn_falls(there):
    folder, said = there
    tried = 0
    for at, value in numbers(said):
        where = at if isinstance(at[-1], str) else at[:-1]
        for new in changes(where, value):
            changed = put(said, at, new)
            assert checked(folder, changed).outcome == "falls", at
            came = checked(folder, sealed(changed))
            assert came.outcome == ("holds" if still_true(where, new > value) else "falls"), at
            tried += 1
    assert tried == 2 * len(list(numbers(said))) > 100


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, None, "1", [], {}])
def test_what_is_no_number_falls(there, value):
    folder, said = there
    for at, _ in list(numbers(said))[::3]:
        if at[-1] in {"against", "source_position"} and value is None:
            continue
        changed = put(said, at, value)
        assert checked(folder, changed).outcome == "falls"
        came = checked(folder, sealed(changed))
        assert came.outcome == "falls", (at, came)


@pytest.mark.parametrize("value", [True, 1.0, 10**30, -1])
@pytest.mark.parametrize("at", [("source",), ("heads", 1, "head"), ("output",)])
def test_what_is_no_token_head_or_output_falls(there, at, value):
    folder, said = there
    came = checked(folder, sealed(put(said, ("ranges", 0, *at), value)))
    assert came.outcome == "falls"
    assert "where a whole number from 0 stands" in came.reason


def test_a_certificate_of_another_model_falls(there):
    folder, said = there
    rm.save(drawn_model(4, positions="residual"), folder / "other.safetensors")
    assert checked(folder, said, "other.safetensors").outcome == "falls"
    digest = hashlib.sha256((folder / "other.safetensors").read_bytes()).hexdigest()
    told = sealed(put(said, ("model", "sha256"), digest))
    came = checked(folder, told, "other.safetensors")
    assert (came.outcome, came.reason) == ("falls", "ranges[0].direct")
    assert checked(folder, told).outcome == "falls"


@pytest.mark.parametrize("changed", ["sha256", "model"])
def test_another_digest_falls(there, changed):
    folder, said = there
    other = "0" * 64
    record = put(said, ("model", "sha256"), other) if changed == "model" else said
    came = checked(folder, sealed(record) if changed == "model" else record | {"sha256": other})
    assert (came.outcome, came.claims) == ("falls", 0)
    assert "('its schema, its digest or its model is another')" in came.reason


def test_one_byte_of_the_model_changed_falls(there):
    folder, said = there
    content = bytearray((folder / "model.safetensors").read_bytes())
    content[-1] ^= 1
    (folder / "model.safetensors").write_bytes(content)
    assert checked(folder, said).outcome == "falls"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "1", '"text"', "null", "[" * 10**5, '{"a":' * 10**5, "\xff\xfe", "9" * 10**4,
     '{"sha256": 1}'],
)  # fmt: skip
def test_what_is_no_certificate_falls(there, text):
    folder, _ = there
    came = checked(folder, text)
    assert (came.outcome, came.claims) == ("falls", 0)


@pytest.mark.parametrize(
    "gone", ["schema", "model", "n_ctx", "against", "source_position", "ranges"]
)
def test_a_field_that_is_gone_falls(there, gone):
    folder, said = there
    changed = sealed({name: value for name, value in said.items() if name != gone})
    assert checked(folder, changed).outcome == "falls"


def test_the_same_head_twice_falls(there):
    folder, said = there
    heads = said["ranges"][0]["heads"]
    came = checked(folder, sealed(put(said, ("ranges", 0, "heads"), [heads[0], heads[0]])))
    assert (came.outcome, came.reason) == ("falls", "ranges[0].heads")


def test_a_head_left_out_falls(there):
    folder, said = there
    heads = said["ranges"][0]["heads"]
    came = checked(folder, sealed(put(said, ("ranges", 0, "heads"), heads[:1])))
    assert (came.outcome, came.reason) == ("falls", "ranges[0].lowest")


# --- what is too large, or has other parts --------------------------------------------------------


def test_above_its_size_nothing_is_checked(there, monkeypatch):
    folder, said = there
    monkeypatch.setattr(check, "MOST_PRODUCTS", 1000)
    came = checked(folder, said)
    assert (came.outcome, came.claims) == ("not checked", 0)
    model = rm.load(folder / "model.safetensors").model
    n_ctx, n_heads, in_stream = 5, model.layers[0].n_heads, 1
    a_place = 3 * model.d_model + 64 + 8 * in_stream * n_ctx
    cost = n_heads * (model.d_vocab + n_ctx) * a_place
    assert came.reason == f"{cost:,} products where 1 to 1,000 are taken"
    monkeypatch.setattr(check, "MOST_BYTES", 100)
    assert checked(folder, said).reason == "a file of more than 100 bytes"


@pytest.mark.parametrize("missing", ["certificate", "model_file"])
@pytest.mark.parametrize("bad", [3, None, "nowhere", Path("nowhere"), Path("/")])
def test_what_is_no_file_is_refused_by_its_name(there, missing, bad):
    folder, _ = there
    given = {"certificate": folder / "said.json", "model_file": folder / "model.safetensors"}
    says = f"{missing}: expected the path of a file, got {bad!r}"
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        check_certificate(**given | {missing: bad})


def test_a_certificate_of_nothing_is_not_checked(there):
    folder, said = there
    assert checked(folder, sealed(put(said, ("ranges",), []))).outcome == "not checked"


def test_scores_too_far_apart_are_not_checked(there):
    folder, said = there
    model = drawn_model(3, positions="residual")
    far = rm.AttentionLayer(
        model.layers[0].W_Q * 1e6,
        model.layers[0].W_K,
        model.layers[0].W_V,
        model.layers[0].W_O,
    )
    far = rm.Transformer(model.W_E, model.W_U, [far], W_pos=model.W_pos, positions="residual")
    rm.save(far, folder / "model.safetensors")
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    came = checked(folder, sealed(put(said, ("model", "sha256"), digest)))
    assert came.outcome == "not checked"
    assert came.reason == f"scores {MOST_NATS} nats apart, or more"


@pytest.mark.parametrize(
    "model",
    [
        rm.Transformer(np.ones((4, 5)), np.ones((4, 4)), [], b_U=np.ones(4)),
        rm.by_hand.induction(4, 6),
        rm.Transformer(
            np.ones((4, 5)),
            np.ones((4, 4)),
            [
                rm.AttentionLayer(
                    *[np.ones((1, 1, 4))] * 3,
                    np.ones((1, 4, 1)),
                    norm=rm.Norm(centred=True),
                )
            ],
        ),
    ],
    ids=["no layer, a bias", "two layers", "a norm without weights"],
)
def test_a_model_with_other_parts_is_not_checked(there, model):
    folder, said = there
    rm.save(model, folder / "model.safetensors")
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    came = checked(folder, sealed(put(said, ("model", "sha256"), digest)))
    assert came.outcome == "not checked"
    assert came.reason.startswith("a model that has or lacks [")


def test_a_model_that_is_not_causal_is_not_checked(there):
    folder, said = there
    model = drawn_model(3, positions="residual")
    rm.save(
        rm.Transformer(model.W_E, model.W_U, model.layers, W_pos=model.W_pos, causal=False),
        folder / "model.safetensors",
    )
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    came = checked(folder, sealed(put(said, ("model", "sha256"), digest)))
    assert (came.outcome, came.reason) == ("not checked", "a model that has or lacks causality")


# --- the file itself ------------------------------------------------------------------------------


def test_it_has_200_lines_at_most():
    assert len(SOURCE.read_text().splitlines()) <= 200


def test_it_imports_the_standard_library_alone():
    imported = [
        name
        for node in ast.walk(ast.parse(SOURCE.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module]
        )
    ]
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


def test_alone_in_a_folder_it_checks_without_refmath(there, tmp_path):
    import subprocess

    folder, said = there
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(SOURCE, alone / "check.py")
    (folder / "changed.json").write_text(json.dumps(said))
    program = (
        "import sys, check; assert 'numpy' not in sys.modules and 'refmath' not in sys.modules;"
        f"print(check.check_certificate({str(folder / 'changed.json')!r},"
        f" {str(folder / 'model.safetensors')!r}).outcome)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(alone)!r}); {program}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("holds\n", "")


def test_the_schema_s_name_is_the_certificate_s(there):
    assert there[1]["schema"] == SCHEMA
