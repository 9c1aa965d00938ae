"""`refmath load`: what a model is, and what can be done with it, for people and as JSON."""

import json

import numpy as np
import pytest
import safetensors.numpy

import refmath as rm
from refmath.cli import COMMANDS, _parser, main
from refmath.commands.load import SCHEMA


def run(capsys, *arguments):
    status = main(["load", *arguments])
    return (status, *capsys.readouterr())


def record_of(capsys, source):
    status, out, err = run(capsys, str(source), "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


def test_a_folder_says_what_it_is(capsys, gpt2_folder):
    status, out, err = run(capsys, str(gpt2_folder))
    assert (status, err) == (0, "")
    assert out.startswith(f"{gpt2_folder}: a folder of Hugging Face's, family gpt2\n")
    assert "n_layers=2, n_heads=2, n_groups=2, d_head=4, d_mlp=5" in out
    assert "d_vocab=13, d_out=13, " in " ".join(out.split())
    assert "\n  attention                causal\n" in out
    assert "\n  positions                added to the residual stream\n" in out
    assert "\n  tokenizer                byte-level BPE of 8 tokens\n" in out
    assert "\n  try                      yes\n" in out
    assert "\n  skip-trigrams            no: mlp: what it writes depends on" in out
    assert "\n  report                   no: mlp: what an MLP writes is on no path; " in out
    assert "\n  heads                    all " in out
    assert max(map(len, out.splitlines()[1:])) <= 80


def test_as_json_it_is_a_record(capsys, gpt2_folder, gpt2):
    record = record_of(capsys, gpt2_folder)
    assert (record["schema"], record["family"]) == (SCHEMA, "gpt2")
    numbers = sum(tensor.size for tensor in gpt2[0].values())
    assert (record["sizes"]["numbers"], record["sizes"]["bytes"]) == (numbers, 8 * numbers)
    assert record["parts"] == [*rm.from_hugging_face(gpt2_folder).parts]
    assert record["tokenizer"] == {"used": 8, "needs": None}
    assert (record["positions"], record["causal"]) == ("residual", True)
    assert record["commands"]["try"] is None
    assert record["functions"]["layered"]["logits"] is None


def test_saved_and_bundled_models_say_it_as_well(capsys, tmp_path):
    bundled = record_of(capsys, "attn-only-1l")
    assert (bundled["family"], set(bundled["commands"].values())) == (None, {None})
    rng = np.random.default_rng(0)
    layers = [
        rm.AttentionLayer(*rng.normal(size=(3, n, 2, 4)), rng.normal(size=(n, 4, 2)))
        for n in (3, 1)
    ]
    rm.save(rm.Transformer(np.ones((4, 5)), np.ones((5, 4)), layers), tmp_path / "mine.safetensors")
    record = record_of(capsys, tmp_path / "mine.safetensors")
    assert record["sizes"]["n_heads"] == [3, 1]
    assert record["tokenizer"] is None
    assert record["commands"]["try"] == "model: expected one with a tokenizer, got mine without"
    assert "tokenizer                none: tokens are numbers" in run(
        capsys, str(tmp_path / "mine.safetensors")
    )[1].replace("  tokenizer", "tokenizer")


def test_every_command_that_takes_a_model_is_listed(capsys):
    _, parsers = _parser()
    takes_one = {
        name
        for name, parser in parsers.items()
        if any(action.metavar == "MODEL" for action in parser._actions)
    }
    listed = {name.split(" ")[0] for name in record_of(capsys, "attn-only-1l")["commands"]}
    assert listed == takes_one - {"load"}
    assert "load" in takes_one
    assert len(parsers) == len(COMMANDS)


def test_what_it_says_of_commands_is_what_they_say(capsys, gpt2_folder):
    refused = {name: why for name, why in record_of(capsys, gpt2_folder)["commands"].items() if why}
    assert main(["try", str(gpt2_folder), "abba"]) == 0
    capsys.readouterr()
    windows = gpt2_folder / "windows.npy"
    np.save(windows, np.zeros((2, 8), int))
    for name, more in (
        ("skip-trigrams", []),
        ("skip-trigrams --certify", []),
        ("check-certificate", []),
        ("report", ["--windows", str(windows)]),
    ):
        before = [str(windows)] if name == "check-certificate" else []
        assert main([*name.split(), *before, str(gpt2_folder), *more]) == 2
        said = capsys.readouterr().err
        assert name == "check-certificate" or refused[name] in said, name


def test_a_model_that_is_none_is_refused_in_words(capsys, gpt2_folder):
    config = json.loads((gpt2_folder / "config.json").read_text())
    for changed, says in (
        (config | {"model_type": "mamba"}, "refmath: model_type: expected one of 'bloom', "),
        (config | {"scale_attn": 3}, "refmath: scale_attn: expected no field of this name in a"),
        (config | {"n_layer": 3}, "refmath: tensors: expected h.2, got 2 others"),
    ):
        (gpt2_folder / "config.json").write_text(json.dumps(changed))
        status, out, err = run(capsys, str(gpt2_folder))
        assert (status, out) == (2, "")
        assert says in err
    (gpt2_folder / "config.json").unlink()
    assert "refmath: MODEL: expected config.json in " in run(capsys, str(gpt2_folder))[2]
    assert "refmath: MODEL: expected attn-only-1l, " in run(capsys, "no/such")[2]


@pytest.mark.parametrize("option", ["--html", "--certificate"])
def test_no_command_writes_over_a_file_of_the_folder(capsys, gpt2_folder, option):
    weights = gpt2_folder / "model.safetensors"
    content = weights.read_bytes()
    commands = {"--html": ["try"], "--certificate": ["skip-trigrams", "--certify"]}
    more = ["abba"] if option == "--html" else []
    assert main([*commands[option], str(gpt2_folder), *more, option, str(weights)]) == 2
    assert f"refmath: {option}: expected " in capsys.readouterr().err
    assert weights.read_bytes() == content


def test_a_folder_of_narrow_weights_says_that_they_are_widened(capsys, gpt2, gpt2_folder):
    tensors = {name: tensor.astype(np.float16) for name, tensor in gpt2[0].items()}
    (gpt2_folder / "model.safetensors").write_bytes(safetensors.numpy.save(tensors))
    status, out, err = run(capsys, str(gpt2_folder))
    assert status == 0
    assert "widened" not in out
    assert err.startswith("refmath: float16 widened to float32: ")
    assert err.count("\n") == 1
