"""`refmath check-certificate`: its words and its exit statuses."""

import json

import pytest

import refmath as rm
from refmath.certificates import check
from refmath.cli import main

BUILT = rm.by_hand.one_skip_trigram(7, source=0, destination=1, output=2)


@pytest.fixture
def written(tmp_path):
    """A model's file, and a certificate of its strongest skip-trigrams."""
    model, certificate = tmp_path / "model.safetensors", tmp_path / "said.json"
    rm.save(BUILT, model)
    arguments = ["--top", "2", "--certify", "--n-ctx", "5", "--certificate", str(certificate)]
    assert main(["skip-trigrams", str(model), *arguments]) == 0
    return model, certificate


def run(capsys, *arguments):
    capsys.readouterr()
    status = main(["check-certificate", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out, err


def test_what_skip_trigrams_certifies_holds(written, capsys):
    model, certificate = written
    status, out, err = run(capsys, certificate, model)
    assert (status, out, err) == (0, "holds, after 24 claims that are true\n", "")


def test_what_was_changed_falls(written, capsys):
    model, certificate = written
    said = json.loads(certificate.read_text())
    said["ranges"][0]["lowest"] += 1
    certificate.write_text(json.dumps(said))
    status, out, _ = run(capsys, certificate, model)
    assert status == 1
    assert out.startswith("falls, after 0 claims that are true: ")


def test_what_is_too_large_is_not_checked(written, capsys, monkeypatch):
    monkeypatch.setattr(check, "MOST_BYTES", 10)
    status, out, _ = run(capsys, *reversed(written))
    assert status == 3
    assert out.startswith("not checked, after 0 claims that are true: a file of more than 10 bytes")


def test_a_bundled_model_goes_by_its_name(tmp_path, capsys):
    found = rm.certified_range(rm.load("attn-only-1l").model, 1, 2, 3, n_ctx=3, head=5)
    rm.save_certificate(found, tmp_path / "said.json", model_file="attn-only-1l")
    status, out, _ = run(capsys, tmp_path / "said.json", "attn-only-1l")
    assert (status, out) == (0, "holds, after 12 claims that are true\n")


def test_what_is_no_file_is_a_bad_argument(written, capsys, tmp_path):
    model, certificate = written
    status, out, err = run(capsys, tmp_path / "nowhere", model)
    assert (status, out) == (2, "")
    assert err == f"refmath: {tmp_path}/nowhere: expected a file, got a path where nothing is\n"
    status, out, err = run(capsys, tmp_path, model)
    assert (status, out) == (2, "")
    assert err == f"refmath: FILE: expected a file, got {tmp_path} which is a folder\n"
    status, _, err = run(capsys, certificate, tmp_path / "nowhere")
    assert status == 2
    assert err.startswith("refmath: MODEL: expected attn-only-1l, ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--certificate", "said.json"], "--certificate: expected --certify beside it, got none"),
        (
            ["--certify", "--certificate", "model.safetensors"],
            "--certificate: expected another file than MODEL, got model.safetensors",
        ),
    ],
)
def test_a_certificate_that_cannot_be_written_is_refused(
    tmp_path, monkeypatch, capsys, arguments, said
):
    monkeypatch.chdir(tmp_path)
    rm.save(BUILT, "model.safetensors")
    assert main(["skip-trigrams", "model.safetensors", *arguments]) == 2
    assert capsys.readouterr().err == f"refmath: {said}\n"
