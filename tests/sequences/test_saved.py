"""A table that is saved is loaded as it was, or refused; a file is written wholly or not at all."""

import os
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath.sequences import saved as files


class Explosive:
    """Runs when it is unpickled."""

    def __reduce__(self):
        return os.mkdir, ("exploded",)


@pytest.fixture
def table():
    return rm.count_skip_trigrams([0, 1, 2, 0, 1, 2, 2, 2], 3, d_vocab=3)


@given(st.lists(st.integers(0, 6), max_size=20), st.integers(0, 3))
def test_a_table_is_loaded_as_it_was_saved(tmp_path_factory, tokens, max_step):
    path = tmp_path_factory.mktemp("saved") / "counts.npz"
    table = rm.count_skip_trigrams(tokens, max_step, d_vocab=7)
    rm.save_counts(table, path)
    loaded = rm.load_counts(path)
    assert loaded == table
    assert (loaded.d_vocab, loaded.max_step) == (7, max_step)
    assert [p.name for p in path.parent.iterdir()] == ["counts.npz"]


def test_a_saved_file_replaces_the_older_one_and_keeps_its_mode(tmp_path, table):
    path = tmp_path / "counts.npz"
    path.write_bytes(b"older")
    path.chmod(0o640)
    rm.save_counts(table, path)
    assert rm.load_counts(path) == table
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_save_that_fails_leaves_the_older_file_and_nothing_beside_it(
    tmp_path, table, monkeypatch, error
):
    path = tmp_path / "counts.npz"
    path.write_bytes(b"older")

    def fails(file, **_):
        file.write(b"half of it")
        raise error

    monkeypatch.setattr(files.np, "savez", fails)
    with pytest.raises(type(error)):
        rm.save_counts(table, path)
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_every_truncation_is_refused(tmp_path, table):
    path = tmp_path / "counts.npz"
    rm.save_counts(table, path)
    whole = path.read_bytes()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        refusal = r"path: expected a whole table, got .*counts\.npz, which holds none"
        with pytest.raises(ValueError, match=refusal):
            rm.load_counts(path)


def test_a_changed_byte_never_gives_another_table(tmp_path, table):
    path = tmp_path / "counts.npz"
    rm.save_counts(table, path)
    whole = path.read_bytes()
    refused = 0
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            assert rm.load_counts(path) == table
        except ValueError:
            refused += 1
    assert refused > len(whole) // 2


def saved(path, **changes):
    arrays = {
        "format": np.array("refmath-skip-trigram-counts/1"),
        "keys": np.array([5, 6], np.uint64),
        "tallies": np.array([1, 2]),
        "d_vocab": np.int64(3),
        "max_step": np.int64(1),
    } | changes
    np.savez(path, **{name: array for name, array in arrays.items() if array is not None})
    return path


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format": None}, "of the format refmath-skip-trigram-counts/1"),
        ({"format": np.array("refmath-skip-trigram-counts/2")}, "of the format"),
        ({"keys": None}, "keys"),
        ({"keys": np.array([6, 5], np.uint64)}, "ascending keys"),
        ({"keys": np.array([5, 5], np.uint64)}, "ascending keys"),
        ({"keys": np.array([5, 7], np.uint64)}, "tokens in the vocabulary"),
        ({"keys": np.array([5, 1 << 40], np.uint64)}, "in the vocabulary"),
        ({"keys": np.array([5, 6])}, "keys: expected dtype uint64"),
        ({"tallies": np.array([0, 1])}, "counts of 1 or more"),
        ({"tallies": np.array([1])}, r"tallies: expected shape \(2,\), as keys has, got \(1,\)"),
        ({"tallies": np.array([1.5, 2.0])}, "integers"),
        ({"d_vocab": np.int64(0)}, "d_vocab: expected"),
        ({"max_step": np.int64(-1)}, "max_step: expected"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(tmp_path, changes, message):
    assert rm.load_counts(saved(tmp_path / "good.npz")).total == 3
    with pytest.raises(ValueError, match=message):
        rm.load_counts(saved(tmp_path / "bad.npz", **changes))


def test_nothing_is_unpickled(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    bomb = np.array([Explosive()], dtype=object)
    path = saved(tmp_path / "bomb.npz", keys=bomb)
    with pytest.raises(ValueError, match=r"expected a whole table, .* which holds none"):
        rm.load_counts(path)
    (tmp_path / "pickle.npz").write_bytes(pickle.dumps(Explosive()))
    with pytest.raises(ValueError, match=r"expected a whole table, .* which holds none"):
        rm.load_counts(tmp_path / "pickle.npz")
    assert not (tmp_path / "exploded").exists()


def test_other_names_and_files_that_are_not_there(tmp_path, table):
    with pytest.raises(ValueError, match=r"path: expected a name that ends in \.npz or \.parquet"):
        rm.save_counts(table, tmp_path / "counts.csv")
    with pytest.raises(FileNotFoundError):
        rm.load_counts(tmp_path / "nowhere.npz")
    with pytest.raises(FileNotFoundError):
        rm.save_counts(table, tmp_path / "nowhere" / "counts.npz")
