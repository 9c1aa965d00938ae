"""`refmath report`: what it shows, writes, checks and refuses."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

import refmath as rm
from refmath.cli import main
from refmath.commands import report

MODEL = rm.by_hand.induction(8, n_ctx=16)
WINDOWS = np.concatenate(
    [np.zeros((4, 1), int), np.random.default_rng(0).integers(1, 8, (4, 15))], axis=1
)


LOADED = report._loaded


@pytest.fixture(autouse=True)
def loaded(monkeypatch):
    def load(arguments):
        if arguments.model != "built":
            raise ValueError(f"source: expected built, got {arguments.model!r}")
        trained = SimpleNamespace(name="built", model=MODEL, tokenizer=None)
        return trained, WINDOWS, {"bigram": 1.5}, False

    monkeypatch.setattr(report, "_loaded", load)


def run(capsys, *arguments):
    status = main(["report", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out, err


def test_it_shows_each_finding_with_its_verdict(capsys):
    status, out, err = run(capsys, "built")
    assert (status, err) == (0, "")
    assert "Induction heads: reproduced" in out
    assert "bigram 1.500" in out


def test_it_writes_json(capsys, tmp_path):
    status, _, _ = run(capsys, "built", "--json", tmp_path / "a.json")
    assert status == 0
    record = json.loads((tmp_path / "a.json").read_text())
    assert record["model"] == "built"
    assert record["findings"][0]["name"] == "bigrams"


def test_pages_and_figures_are_written_then_checked(capsys, tmp_path):
    pytest.importorskip("matplotlib")
    to = ("--pages", tmp_path / "pages", "--figures", tmp_path / "images")
    status, out, err = run(capsys, "built", *to)
    page = (tmp_path / "pages" / "built.md").read_text()
    assert (status, out) == (0, "")
    assert err.count("wrote ") == 6
    assert "](../images/built-copying.svg)" in page
    assert run(capsys, "built", *to, "--check") == (0, "", "")
    figure = tmp_path / "images" / "built-copying.svg"
    for path in (tmp_path / "pages" / "built.md", figure):
        whole = path.read_text()
        damaged = whole.replace("**Reproduced", "**Not reproduced").replace("<svg", "<svg ")
        path.write_text(damaged)
        status, _, err = run(capsys, "built", *to, "--check")
        assert status == 1
        assert err.startswith(f"refmath: {path} would change")
        assert path.read_text() == damaged, "a check changes nothing"
        path.write_text(whole)


@pytest.mark.parametrize("n_layers", [1, 4])
def test_a_saved_model_with_norms_and_biases_has_its_page(
    capsys, tmp_path, monkeypatch, normed_model, random_windows, n_layers
):
    monkeypatch.setattr(report, "_loaded", LOADED)
    rm.save(normed_model(n_layers), tmp_path / "deep.safetensors")
    np.save(tmp_path / "windows.npy", random_windows(9, 4, 12))
    saved = (tmp_path / "deep.safetensors", "--windows", tmp_path / "windows.npy")
    assert run(capsys, *saved)[0] == 0
    to = ("--pages", tmp_path / "pages")
    status, out, err = run(capsys, *saved, *to)
    page = (tmp_path / "pages" / "deep.md").read_text()
    assert (status, out) == (0, ""), err
    assert "Computed by `rm.composition_scores`" in page or n_layers == 1
    assert "positive number of each position" in page
    assert run(capsys, *saved, *to, "--check") == (0, "", "")


@pytest.mark.parametrize("option", ["--windows", "--text", "--counts", "--json"])
@pytest.mark.parametrize(
    ("folder", "file"), [("--pages", "built.md"), ("--figures", "built-copying.svg")]
)
def test_no_page_and_no_figure_is_written_over_what_is_read_or_written(
    capsys, tmp_path, monkeypatch, option, folder, file
):
    monkeypatch.setattr("refmath.replication.findings.findings", None)  # nothing is looked up
    path = tmp_path / file
    path.write_text("as it was")
    status, out, err = run(capsys, "built", option, path, folder, tmp_path)
    assert (status, out) == (2, "")
    either = {f"{folder}: expected another file than {option}, got {path}"}
    either |= {f"refmath: {folder}: expected another file than {option}, got {path}"}
    assert err.strip() in either
    assert path.read_text() == "as it was"


def test_a_text_is_counted_and_its_counts_are_kept(capsys, tmp_path):
    stream = np.array([0, *[1, 2, 3] * 20, 0, *[4, 5] * 9], np.uint16)
    np.save(tmp_path / "long.npy", stream)
    counts = tmp_path / "counts.json"
    with_text = ("--text", tmp_path / "long.npy", "--counts", counts, "--json", tmp_path / "a.json")
    assert run(capsys, "built", *with_text)[0] == 0
    kept = json.loads(counts.read_text())
    assert (kept["text"], kept["tokens"], kept["max_step"]) == ("long", 78, 14)
    assert run(capsys, "built", "--counts", counts, "--json", tmp_path / "b.json")[0] == 0
    assert (tmp_path / "a.json").read_text() == (tmp_path / "b.json").read_text()
    assert run(capsys, "built", "--json", tmp_path / "c.json")[0] == 0
    assert (tmp_path / "c.json").read_text() != (tmp_path / "a.json").read_text()


def test_a_text_is_called_by_its_file_or_as_one_says(capsys, tmp_path):
    text, counts = tmp_path / "training.npy", tmp_path / "counts.json"
    np.save(text, np.array([0, *[1, 2, 3] * 20]))
    for named, name in (((), "training"), (("--text-name", "all of it"), "all of it")):
        to = ("--text", text, "--counts", counts)
        assert run(capsys, "built", *to, *named)[0] == 0
        assert json.loads(counts.read_text())["text"] == name


def test_the_counts_of_a_bundled_model_are_found(monkeypatch, capsys):
    """What was counted in the training text comes with the package, and is read without asking."""
    looked_up = []
    monkeypatch.setattr(report, "_text", lambda *given: looked_up.append(given[-1]))
    monkeypatch.setattr(
        report,
        "_loaded",
        lambda _: (
            SimpleNamespace(name="attn-only-1l", model=MODEL, tokenizer=None), WINDOWS, {}, True
        ),
    )  # fmt: skip
    assert run(capsys, "attn-only-1l")[0] == 0
    assert [path.is_file() for path in looked_up] == [True]


def test_counts_that_lack_something_are_refused(capsys, tmp_path):
    counts = tmp_path / "counts.json"
    counts.write_text(json.dumps({"text": "old", "tokens": 1, "max_step": 1, "counts": []}))
    status, out, err = run(capsys, "built", "--counts", counts)
    assert (status, out) == (2, "")
    assert "was never counted: the record is out of date" in err


@pytest.mark.parametrize(
    ("arguments", "objection"),
    [
        (["nowhere"], "source: expected built"),
        (["built", "--check"], "--check: expected --pages or --figures"),
        (["built", "--text-name", "mine"], "--text-name: expected --text beside it"),
        (["built", "--text", "flat.npy"], "--text: flat.npy: expected integers of shape (n,)"),
        (["built", "--text", "noise.npy"], "--text: noise.npy: expected an array of integers"),
        (["built", "--counts", "noise.npy"], "--counts: noise.npy"),
    ],
)
def test_bad_arguments_are_refused(capsys, tmp_path, monkeypatch, arguments, objection):
    monkeypatch.chdir(tmp_path)
    np.save("flat.npy", np.zeros((2, 3), int))
    (tmp_path / "noise.npy").write_text("noise")
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert objection in err


@pytest.mark.parametrize("token", [-1, 8, 9999])
def test_a_text_with_tokens_that_the_model_does_not_have_is_refused(capsys, tmp_path, token):
    np.save(tmp_path / "text.npy", np.array([0, 3, token, 4]))
    counts = tmp_path / "counts.json"
    status, out, err = run(capsys, "built", "--text", tmp_path / "text.npy", "--counts", counts)
    assert (status, out) == (2, "")
    says = f"refmath: --text: expected 0 <= token < d_vocab = 8, got {token} at index (2,)\n"
    assert err == says
    assert not counts.exists()


@pytest.mark.parametrize(
    ("changes", "objection"),
    [
        ('"tokens": Infinity, "max_step": 1', "record.tokens: expected an integer"),
        ('"tokens": 9, "max_step": Infinity', "record.max_step: expected an integer"),
        ('"tokens": 9, "max_step": 1.5', "record.max_step: expected an integer"),
        ('"tokens": 9, "max_step": 1', "record.counts[0][1]: expected a count from 0 to 7"),
    ],
)
def test_counts_that_no_text_has_are_refused(capsys, tmp_path, changes, objection):
    counts = tmp_path / "counts.json"
    counts.write_text(f'{{"text": "mine", {changes}, "counts": [[[1, 2], 50, 7]]}}')
    status, out, err = run(capsys, "built", "--counts", counts)
    assert (status, out) == (2, "")
    assert err.startswith(f"refmath: --counts: {counts}: {objection}")
    assert err.count("\n") == 1


@pytest.fixture
def strange(tmp_path, monkeypatch):
    """A model and its windows in files whose names are no UTF-8."""
    monkeypatch.setattr(report, "_loaded", LOADED)
    model, windows = tmp_path / "m\udcff.safetensors", tmp_path / "w\udcfe.npy"
    try:
        rm.save(MODEL, model)
    except OSError:
        pytest.skip("this system has only names in UTF-8")
    np.save(windows, WINDOWS)
    return model, "--windows", windows


def test_a_name_that_is_no_utf_8_is_written_with_its_bytes_as_escapes(capsys, tmp_path, strange):
    text, counts = tmp_path / "t\udcfd.npy", tmp_path / "counts.json"
    np.save(text, np.array([0, *[1, 2, 3] * 20]))
    written = tmp_path / "a.json"
    to = ("--json", written, "--text", text, "--counts", counts)
    status, out, err = run(capsys, *strange, *to)
    assert (status, err) == (0, "")
    assert "\nm\\xff: " in out
    assert json.loads(written.read_text(encoding="utf-8"))["model"] == "m\\xff"
    assert json.loads(counts.read_text(encoding="utf-8"))["text"] == "t\\xfd"
    assert run(capsys, *strange, "--counts", counts)[::2] == (0, "")


def test_a_page_links_to_figures_whose_names_are_no_utf_8(capsys, tmp_path, strange):
    pytest.importorskip("matplotlib")
    to = ("--pages", tmp_path / "pages", "--figures", tmp_path / "images")
    assert run(capsys, *strange, *to)[:2] == (0, "")
    page = (tmp_path / "pages" / "m\udcff.md").read_text(encoding="utf-8")
    assert page.startswith("# m\\xff\n")
    assert "](../images/m%FF-copying.svg)" in page
    assert (tmp_path / "images" / "m\udcff-copying.svg").is_file()
    assert run(capsys, *strange, *to, "--check") == (0, "", "")


def test_a_text_is_not_called_what_utf_8_cannot_hold(capsys, tmp_path):
    np.save(tmp_path / "text.npy", np.array([0, 1, 2]))
    named = ("--text", tmp_path / "text.npy", "--text-name", "q\udcff")
    status, out, err = run(capsys, "built", *named)
    assert (status, out) == (2, "")
    assert err == "refmath: --text-name: expected text that UTF-8 can hold, got 'q\\udcff'\n"


def test_a_file_that_cannot_be_written_is_told_before_the_work(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(report, "_text", lambda *_: pytest.fail("the work began"))
    assert run(capsys, "built", "--json", tmp_path / "no" / "a.json")[0] == 2


@pytest.mark.parametrize("option", ["--windows", "--text"])
def test_nothing_is_written_over_what_is_read(capsys, tmp_path, monkeypatch, option):
    monkeypatch.chdir(tmp_path)
    np.save("read.npy", np.array([[0, 1, 2]]))
    before = (tmp_path / "read.npy").read_bytes()
    (tmp_path / "link.npy").symlink_to("read.npy")
    for written in ("read.npy", "./read.npy", "link.npy"):
        status, out, err = run(capsys, "built", option, "read.npy", "--json", written)
        assert (status, out) == (2, "")
        assert f"--json: expected another file than {option}, got" in err
    both = ("--text", "read.npy", "--counts", "new.json", "--json", "new.json")
    assert "--json: expected another file than --counts" in run(capsys, "built", *both)[2]
    assert (tmp_path / "read.npy").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.npy", "read.npy"]
