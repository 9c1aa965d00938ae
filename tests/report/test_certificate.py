"""The certificate of a verification: what it holds, that it is the same again, what changed."""

import copy
import json
from dataclasses import replace

import pytest

import refmath as rm
from refmath.cli import main
from refmath.evidence import verify
from refmath.evidence.effort import QUICK
from refmath.evidence.expected import digest
from refmath.kernel.record import kernel_record, recorded
from refmath.report import certificate as room
from refmath.report.certificate import certificate, changes, read_certificate, sealed
from refmath.report.schema import objections

NAMES = ("one_layer", "certified_range", "layered_equals_expanded", "trained_models_are_causal")


@pytest.fixture(scope="module")
def verdicts():
    """A theorem, a claim, an agreement and a check of the trained models."""
    return tuple(verify.verdicts_of(NAMES, 1, QUICK))


@pytest.fixture(scope="module")
def said(verdicts):
    return certificate(verdicts, QUICK)


def test_it_is_what_its_schema_describes(said):
    assert list(objections(said, room.schema())) == []


def test_every_object_of_the_schema_says_what_may_stand_in_it():
    """No field is written without being described: all objects are closed, or of one kind."""
    todo = [room.schema()]
    while todo:
        schema = todo.pop()
        if "properties" in schema:
            assert schema["additionalProperties"] is False
            assert set(schema.get("required", ())) <= schema["properties"].keys()
        todo += [inner for inner in schema.values() if isinstance(inner, dict)]


def test_it_says_what_was_checked_and_on_what(said):
    theorem, claim, agreement, trained = said["statements"]
    assert [statement["name"] for statement in said["statements"]] == list(NAMES)
    routes = {route["route"]: route for route in theorem["routes"]}
    exact = routes["exact numbers"]
    assert (exact["draws"], len(exact["seeds"]), len(exact["sizes"])) == (7, 7, 7)
    assert exact["cases"] == 8
    assert {"n_ctx", "d_vocab", "d_model"} <= exact["sizes"][0].keys()
    assert len(routes["explicit entries"]["sizes"]) == 2
    (printed,) = [route for route in claim["routes"] if route["route"] == "as printed"]
    assert printed["seeds"] == list(range(7))
    assert printed["instances"] > printed["drawn"] == 7
    floats = agreement["routes"][-1]
    assert floats["route"] == "floating point"
    assert 0 < floats["worst_error_in_eps"] < 100
    assert 0 < floats["worst_share_of_bound"] <= 1
    assert len(floats["sizes"]) == floats["draws"] == 2 * len(floats["seeds"]) == 10
    assert trained["routes"][0]["models"] == ["attn-only-1l", "attn-only-2l"]
    for statement in said["statements"]:
        assert all(near["counterexample"] for near in statement["near_misses"])
    assert said["expected"] == digest()
    assert said["models"] == {model.name: model.sha256 for model in rm.bundled()}
    assert "refmath/symbolic/algebra.py" in said["sources"]
    assert "refmath/evidence/expected.json" in said["sources"]
    assert said["packages"]["numpy"] != "unknown"


def test_twice_made_only_its_times_differ(said):
    again = certificate(verify.verdicts_of(NAMES, 2, QUICK), QUICK)
    assert again["times"] != said["times"]
    assert json.dumps(again | {"times": 0}) == json.dumps(said | {"times": 0})


def test_the_kernel_s_record_is_held_to_the_checksum(said):
    theorem, _, agreement, _ = said["statements"]
    found = kernel_record("mixed_product", recorded()["statements"]["mixed_product"])
    assert (found["accepted"], found["state"]) == (True, "accepted")
    assert found["rocq"] == recorded()["rocq"]
    changed = kernel_record("mixed_product", "0" * 16)
    assert (changed["accepted"], changed["state"]) == (False, "not checked since it changed")
    near = kernel_record("distributivity", "")["near_misses"]
    assert near
    assert all(".distributivity__" in lemma for lemma in near)
    assert theorem["kernel"] is not None
    assert agreement["kernel"] is None


# --- against an older one -------------------------------------------------------------------------


def test_against_itself_nothing_changed(said):
    assert list(changes(said, copy.deepcopy(said))) == []


def test_what_changed_is_named(said, verdicts):
    altered = replace(verdicts[0], checksum="0" * 16, refutations=verdicts[0].refutations[1:])
    now = certificate((altered, *verdicts[1:3]), QUICK)
    now["sources"]["refmath/new.py"] = "0" * 64
    now["packages"]["numpy"] = "9.9"
    first = verdicts[0].refutations[0].name
    assert list(changes(said, now)) == [
        "trained_models_are_causal: gone",
        f'one_layer: checksum: "{"0" * 16}", was "{verdicts[0].checksum}"',
        f"one_layer: near_misses: {first} is gone",
        "one_layer: kernel: accepted: false, was true",
        'one_layer: kernel: state: "not checked since it changed", was "accepted"',
        f'packages: numpy: "9.9", was "{said["packages"]["numpy"]}"',
        "sources: refmath/new.py is new",
    ]
    assert list(changes(said, now, NAMES[:3])) == list(changes(said, now))[1:]


def test_a_long_value_that_changed_is_cut_to_sixty_letters(said):
    now = copy.deepcopy(said)
    now["machine"] = "é" * 58
    now["python"] = "é" * 59
    assert list(changes(said, now)) == [
        f'machine: "{"é" * 58}", was "{said["machine"]}"',
        f'python: "{"é" * 56}..., was "{said["python"]}"',
    ]


def test_what_json_has_no_number_for_is_not_written(tmp_path, verdicts, monkeypatch):
    monkeypatch.setattr(room, "certificate", lambda *_: {"seconds": float("nan")})
    with pytest.raises(ValueError, match="JSON"):
        room.write_certificate(tmp_path / "said.json", verdicts, QUICK)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def written(tmp_path, said):
    path = tmp_path / "said.json"
    path.write_text(json.dumps(said))
    return path


def test_what_was_written_is_read(written, said):
    assert read_certificate("--against", written) == said


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said | {"python": "3.0"},
        lambda said: {name: value for name, value in said.items() if name != "statements"},
        lambda said: said | {"more": 1},
        lambda said: said | {"schema": "refmath-record/1"},
        lambda said: said | {"passed": "yes"},
        lambda said: [said],
    ],
)
def test_what_is_no_certificate_or_was_changed_is_refused_before_work_starts(
    written, said, change, capsys, monkeypatch
):
    monkeypatch.setattr(verify, "verified", lambda *_: pytest.fail("work was started"))
    written.write_text(json.dumps(change(said)))
    assert main(["verify", "--only", "one_layer", "--against", str(written)]) == 2
    message = capsys.readouterr().err
    assert message.startswith("refmath: --against: expected a certificate, refmath-certificate/1")


@pytest.mark.parametrize("text", ["", "{", "[" * 10**5, '{"a": 1, "a": 2}'])
def test_what_is_no_json_is_refused(tmp_path, capsys, text):
    path = tmp_path / "said.json"
    path.write_text(text)
    assert main(["verify", "--only", "one_layer", "--against", str(path)]) == 2
    assert capsys.readouterr().err.startswith("refmath: --against: expected JSON, got ")


def test_the_command_writes_it_and_says_what_changed(tmp_path, capsys):
    path = tmp_path / "said.json"
    run = ["verify", "--only", "transpose_of_a_product", "--quick", "--jobs", "1"]
    assert main([*run, "--certificate", str(path)]) == 0
    before = read_certificate("--against", path)
    assert before["sha256"] == sealed(before)
    capsys.readouterr()
    assert main([*run, "--against", str(path)]) == 0
    assert capsys.readouterr().out.endswith(f"against {path}: no changes\n")
    older = before | {"refmath": "0.0.1"}
    path.write_text(json.dumps(older | {"sha256": sealed(older)}))
    assert main([*run, "--against", str(path)]) == 0
    said = f'against {path}: 1 change\n  refmath: "{rm.__version__}", was "0.0.1"\n'
    assert capsys.readouterr().out.endswith(said)


def test_a_certificate_is_not_written_over_what_it_is_held_against(written, capsys):
    options = ["--certificate", str(written), "--against", str(written)]
    assert main(["verify", "--only", "one_layer", *options]) == 2
    assert "--certificate: expected another file than --against" in capsys.readouterr().err
