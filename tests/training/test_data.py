"""The corpus: what is read, what is held out, how it is cut, and what counting alone achieves."""

import hashlib
import itertools
import math
import tarfile
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from training import data
from training.baselines import STRENGTHS, baselines
from training.batches import batch
from training.corpus import BOS_ID, D_VOCAB, windows
from training.data import Document, Source
from training.settings import MODELS


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """Two archives, as the registries have them, in place of the real ones."""
    texts = {f"pack/{n}.py": f"{n} " * 300 for n in range(60)}
    with zipfile.ZipFile(tmp_path / "pack.whl", "w") as wheel:
        for name, text in reversed(texts.items()):
            wheel.writestr(name, text.replace(" ", "\r\n", 1))
        wheel.writestr("pack/short.py", "x = 1\n")
        wheel.writestr("pack/tests/a.py", "t " * 300)
        wheel.writestr("pack/readme.txt", "r " * 300)
    with tarfile.open(tmp_path / "book.tgz", "w:gz") as tar:
        (tmp_path / "chapter.txt").write_text("Call me Ishmael. " * 30, encoding="utf-8")
        tar.add(tmp_path / "chapter.txt", "package/data/chapter.txt")
    found = (
        Source("book", "npm", "1", "book.tgz", "", "package/data/*.txt", (), "public domain"),
        Source("pack", "PyPI", "1", "pack.whl", "", "pack/*.py", ("*/tests/*",), "MIT"),
    )

    def checked(source):
        content = (tmp_path / source.archive).read_bytes()
        return replace(source, sha256=hashlib.sha256(content).hexdigest())

    monkeypatch.setattr(data, "SOURCES", tuple(map(checked, found)))
    return tmp_path


def test_documents_are_read_in_one_order_without_those_left_aside(sources):
    names = [document.name for document in data.documents(sources)]
    assert names[0] == "book/package/data/chapter.txt"
    assert names[1:] == sorted(f"pack/pack/{n}.py" for n in range(60))
    assert all("\r" not in document.text for document in data.documents(sources))


def test_an_archive_that_is_there_is_verified_and_not_fetched(sources, monkeypatch):
    monkeypatch.setattr(data, "_download", lambda *_: pytest.fail("fetched"))
    data.fetch(sources)
    with (sources / "pack.whl").open("ab") as wheel:
        wheel.write(b"\0")
    with pytest.raises(ValueError, match=r"pack.whl: expected sha256"):
        data.fetch(sources)


def test_a_wrong_archive_never_takes_its_place(sources, monkeypatch):
    (sources / "pack.whl").unlink()

    def download(source, folder):
        (folder / source.archive).write_bytes(b"something else")

    monkeypatch.setattr(data, "_download", download)
    with pytest.raises(ValueError, match="expected sha256"):
        data.fetch(sources)
    assert not (sources / "pack.whl").exists()


def test_one_document_in_twenty_is_held_out_by_its_name_alone():
    held = [Document(f"a/{n}", "").held_out for n in range(4000)]
    assert 100 < sum(held) < 300  # seven standard deviations around 200
    assert held == [Document(f"a/{n}", "other text").held_out for n in range(4000)]


def test_windows_are_the_stream_cut_in_pieces_behind_a_first_token():
    cut = windows(np.arange(1, 24), 8)
    assert cut.shape == (3, 8)
    assert (cut[:, 0] == BOS_ID).all()
    assert cut[:, 1:].ravel().tolist() == list(range(1, 22))


STEPS = [(settings, at) for settings in MODELS for at in (0, 250, settings.steps - 1)]


@pytest.mark.parametrize(("settings", "step"), STEPS, ids=lambda it: getattr(it, "name", str(it)))
def test_a_batch_is_of_its_phase(settings, step):
    text = np.tile(np.arange(1, D_VOCAB), 4)  # no token comes again within a window
    phase, _ = settings.at(step)
    rows = batch(settings, step, text)
    assert rows.shape == (phase.windows, phase.n_ctx)
    assert (rows[:, 0] == BOS_ID).all()
    assert rows[:, 1:].min() > 0
    assert rows.max() < D_VOCAB
    n_random = round(phase.windows * phase.repeated_random)
    n_repeated = n_random + round(phase.windows * phase.repeated_text)
    shortest, longest = phase.periods
    for number, row in enumerate(rows[:, 1:]):
        repeats = [n for n in range(1, len(row)) if (row[n:] == row[:-n]).all()]
        assert bool(repeats and repeats[0] <= longest) == (number < n_repeated)
        if number < n_repeated:
            assert repeats[0] >= shortest
        in_order = np.diff(row[:shortest]) % (D_VOCAB - 1) == 1
        assert in_order.all() == (number >= n_random)


def test_a_batch_depends_on_seed_and_step_alone():
    text = np.arange(1, D_VOCAB)
    one = batch(MODELS[0], 3, text)
    batch(MODELS[0], 7, text)
    assert np.array_equal(batch(MODELS[0], 3, text), one)
    assert not np.array_equal(batch(MODELS[0], 4, text), one)
    assert not np.array_equal(batch(replace(MODELS[0], seed=99), 3, text), one)


def by_the_definition(training, cut):
    """The baselines, token by token."""

    def count(*gram):
        n = len(gram)
        return sum(tuple(training[i : i + n]) == gram for i in range(len(training) - n + 1))

    def p(strengths, before, token):
        if not before:
            return (count(token) + 1) / (len(training) + D_VOCAB)
        k = strengths[len(before) - 1]
        rest = p(strengths, before[1:], token)
        return (count(*before, token) + k * rest) / (count(*before) + k)

    def loss(strengths, longest):
        each = [
            -math.log(p(strengths, tuple(row[max(1, i - longest) : i]), row[i]))
            for row in cut
            for i in range(1, len(row))
        ]
        return sum(each) / len(each)

    unigram = loss((), 0)
    bigram, k = min((loss((k,), 1), k) for k in STRENGTHS)
    trigram = min(loss((k, other), 2) for other in STRENGTHS)
    return {"unigram": unigram, "bigram": bigram, "trigram": trigram}


def test_the_baselines_are_what_their_definition_says():
    rng = np.random.default_rng(0)
    training = np.array(list(itertools.accumulate(rng.integers(1, 3, 60))))[:40] % 7 + 1
    cut = windows(np.append(training[5:19], [1500, 3]), 9)
    found = baselines(training, cut)
    expected = by_the_definition(training.tolist(), cut.tolist())
    assert found.keys() == expected.keys()
    for name, loss in expected.items():
        # Both are means of logarithms in float64.
        assert abs(found[name] - loss) <= 1000 * 2.0**-53 * loss
    assert found["trigram"] != found["bigram"] != found["unigram"]
