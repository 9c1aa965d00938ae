"""Counting with the packages of the extras: pandas, polars, pyarrow, tokenizers."""

import json

import numpy as np
import pytest

import refmath as rm
from refmath.cli import main

TOKENS = np.random.default_rng(0).integers(0, 50, 20_000)
TABLE = rm.count_skip_trigrams(TOKENS, 4, d_vocab=50)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_hold_the_columns(library):
    pytest.importorskip(library)
    frame = TABLE.to_dataframe(library)
    assert type(frame).__module__.startswith(library)
    assert list(frame.columns) == ["source", "destination", "output", "count"]
    for name, column in TABLE.columns().items():
        assert frame[name].to_numpy().tolist() == column.tolist()


def test_a_table_goes_through_parquet_and_is_refused_when_damaged(tmp_path):
    pa = pytest.importorskip("pyarrow")
    path = tmp_path / "counts.parquet"
    rm.save_counts(TABLE, path)
    assert rm.load_counts(path) == TABLE
    read = pa.parquet.read_table(path)
    assert read.column_names == ["source", "destination", "output", "count"]
    assert read["count"].to_pylist() == TABLE.count.tolist()
    whole = path.read_bytes()
    for length in (0, 10, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(ValueError, match="which holds none"):
            rm.load_counts(path)
    pa.parquet.write_table(read.replace_schema_metadata(None), path)
    with pytest.raises(ValueError, match="of the format"):
        rm.load_counts(path)
    pa.parquet.write_table(read[::-1], path)
    with pytest.raises(ValueError, match="ascending"):
        rm.load_counts(path)
    empty = rm.count_skip_trigrams([], 4, d_vocab=50)
    rm.save_counts(empty, path)
    assert rm.load_counts(path) == empty


def test_a_parquet_file_is_written_wholly_or_not_at_all(tmp_path, monkeypatch):
    pytest.importorskip("pyarrow")
    from pyarrow.parquet import ParquetWriter

    def full(*_):
        raise OSError(28, "No space left on device")

    path = tmp_path / "counts.parquet"
    path.write_bytes(b"older")
    monkeypatch.setattr(ParquetWriter, "write_table", full)
    with pytest.raises(OSError, match="No space left"):
        rm.save_counts(TABLE, path)
    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]


def test_the_command_reads_text_with_a_tokenizer(tmp_path, capsys):
    tokenizers = pytest.importorskip("tokenizers")
    text = "keep it in mind, keep her in mind: schön\n"
    made = tokenizers.ByteLevelBPETokenizer()
    made.train_from_iterator([text] * 9, vocab_size=300, min_frequency=1)
    made.save(str(tmp_path / "tokenizer.json"))
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    ids = made.encode(text).ids
    np.save(tmp_path / "tokens.npy", np.array(ids))
    found = []
    for file in ("text.txt", "tokens.npy"):
        arguments = [str(tmp_path / file), "--max-step", "3", "--top", "999", "--json"]
        tokenizer = ["--tokenizer", str(tmp_path / "tokenizer.json")]
        assert main(["count", *arguments, *tokenizer]) == 0
        found.append(json.loads(capsys.readouterr().out))
    table = rm.count_skip_trigrams(ids, 3, d_vocab=found[0]["d_vocab"])
    names = ("source", "destination", "output")
    rows = [((*(row[n] for n in names),), row["count"]) for row in found[0]["top"]]
    assert rows == table.most_common(999)
    assert found[0]["top"] == found[1]["top"]
    assert found[0]["d_vocab"] == made.get_vocab_size()
    assert any(row["source_text"].startswith(" ") for row in found[0]["top"])

    (tmp_path / "no.json").write_text("{}", encoding="utf-8")
    assert main(["count", *arguments, "--tokenizer", str(tmp_path / "no.json")]) == 2
    assert "is no tokenizer.json" in capsys.readouterr().err
