"""A table that is saved is loaded as it was, or refused; a file is written wholly or not at all."""

import json
import os
import pickle
import tracemalloc
import zipfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import refmath as rm
from refmath.sequences import saved as files
from refmath.sequences.table import SkipTrigramCounts


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
        ({"keys": np.zeros((0, 2), np.uint64)}, r"keys: expected shape \(rows,\), got \(0, 2\)"),
        ({"tallies": np.array([0, 1])}, "counts of 1 or more"),
        ({"tallies": np.array([2**62 + 1, 2**62 + 1])}, "at most 9223372036854775807"),
        ({"total": np.int64(4)}, "expected the counts to add up to 4, got 3"),
        ({"d_vocab": np.float64(3.9)}, r"d_vocab: expected .* got .*3.9"),
        ({"max_step": np.float64(1.0)}, r"max_step: expected .* got .*1.0"),
        ({"more": np.int64(1)}, "an archive of d_vocab.npy, format.npy, keys.npy"),
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


def test_what_a_file_is_is_said_where_it_is_no_table(tmp_path):
    path = tmp_path / "counts.npz"
    contents = {
        b"": "an empty file",
        b"PAR1" * 9: "a Parquet file",
        b"\x93NUMPY\x01": "a .npy file",
        b"\x80\x04K.": "a pickle, which is never read",
        b"version https://git-lfs.github.com/spec/v1": "a pointer of Git LFS",
    }
    for content, kind in contents.items():
        path.write_bytes(content)
        with pytest.raises(ValueError, match=f"by its first bytes it is {kind}"):
            rm.load_counts(path)


def test_a_packed_table_is_refused_before_it_is_unpacked(tmp_path):
    """A megabyte may unpack to a terabyte; what is saved here is never packed."""
    path = tmp_path / "bomb.npz"
    zeros = {"keys": np.zeros(10**7, np.uint64), "tallies": np.ones(10**7, np.int64)}
    numbers = {"d_vocab": np.int64(3), "max_step": np.int64(1)}
    np.savez_compressed(path, format=np.array(files._FORMAT), **zeros, **numbers)
    tracemalloc.start()
    with pytest.raises(ValueError, match="expected to lie unpacked in the file, got it packed"):
        rm.load_counts(path)
    assert tracemalloc.get_traced_memory()[1] < 10**6
    tracemalloc.stop()


def test_a_header_that_promises_more_than_there_is_is_refused(tmp_path):
    path = tmp_path / "counts.npz"
    saved(path)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["keys.npy"] = members["keys.npy"].replace(b"(2,), }         ", b"(2000000000,), }")
    assert b"2000000000" in members["keys.npy"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    with pytest.raises(ValueError, match="its header says 16,000,000,000 bytes"):
        rm.load_counts(path)


@pytest.mark.parametrize("most", [(1 << 32) - 2, (1 << 32) - 1, 1 << 40])
def test_a_parquet_file_is_held_in_four_bytes_a_count_while_their_sum_fits(tmp_path, most):
    pytest.importorskip("pyarrow")
    path = tmp_path / "counts.parquet"
    table = SkipTrigramCounts(np.array([1, 5], np.uint64), np.array([1, most]), 3, 1)
    rm.save_counts(table, path)
    loaded = rm.load_counts(path)
    assert loaded == table
    assert loaded.tallies.dtype == (np.uint32 if most + 1 < 1 << 32 else np.int64)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
@pytest.mark.parametrize("name", ["counts.npz", "counts.parquet"])
def test_a_pipe_is_refused_at_once(tmp_path, name):
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    os.mkfifo(tmp_path / name)
    with pytest.raises(ValueError, match=r"path: expected a file, got .* which is a pipe"):
        rm.load_counts(tmp_path / name)


def test_a_sparse_file_is_refused_at_once(tmp_path):
    path = tmp_path / "counts.npz"
    with path.open("wb") as file:
        file.truncate(40 << 30)
    with pytest.raises(ValueError, match=r"it is no \.npz file"):
        rm.load_counts(path)


def changed_parquet(path, table, **about):
    """A table's file with something else said of it."""
    pa = pytest.importorskip("pyarrow")
    pytest.importorskip("pyarrow.parquet")
    rm.save_counts(table, path)
    read = pa.parquet.read_table(path)
    said = json.loads(read.schema.metadata[b"refmath"]) | about
    pa.parquet.write_table(read.replace_schema_metadata({"refmath": json.dumps(said)}), path)
    return path


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ({"d_vocab": 8.9}, "d_vocab: expected an integer, 1 or more, got 8.9"),
        ({"d_vocab": True}, "d_vocab: expected an integer, 1 or more, got True"),
        ({"max_step": 3.0}, "max_step: expected an integer, 0 or more, got 3.0"),
        ({"max_step": 4}, "expected the checksum"),
        ({"total": 1}, "expected the counts to add up to 1, got"),
        ({"more": 1}, "expected a file of the format"),
        ({"format": "refmath-skip-trigram-counts/2"}, "expected a file of the format"),
    ],
)
def test_what_a_parquet_file_says_of_itself_is_held_against_it(tmp_path, table, about, message):
    path = tmp_path / "counts.parquet"
    assert rm.load_counts(changed_parquet(path, table)) == table
    with pytest.raises(ValueError, match=message):
        rm.load_counts(changed_parquet(path, table, **about))


@pytest.mark.parametrize("counts", [[2**62 + 1, 2**62 + 1], [2**63 - 1, 10]])
def test_counts_that_overflow_are_refused_in_parquet_too(tmp_path, counts):
    pa = pytest.importorskip("pyarrow")
    pytest.importorskip("pyarrow.parquet")
    columns = [pa.array(tokens, pa.int32()) for tokens in ([0, 0], [0, 0], [0, 1])]
    about = {"format": files._FORMAT, "d_vocab": 3, "max_step": 1}
    names = ["source", "destination", "output", "count"]
    read = pa.table([*columns, pa.array(counts, pa.int64())], names)
    path = tmp_path / "counts.parquet"
    pa.parquet.write_table(read.replace_schema_metadata({"refmath": json.dumps(about)}), path)
    with pytest.raises(ValueError, match=f"at most 9223372036854775807 .* got {sum(counts)}"):
        rm.load_counts(path)
