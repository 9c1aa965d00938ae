"""`refmath count`: what it shows and saves, what it refuses, and that it breaks off cleanly."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from itertools import chain
from pathlib import Path

import numpy as np
import pytest

import refmath as rm
from refmath.cli import main
from refmath.commands import count as command
from refmath.commands.arguments import check_apart
from refmath.sequences import counting
from refmath.sequences import documents as module_of_documents
from refmath.sequences.documents import WORD, _FileTokenizer, documents

TEXT = "Keep it in mind, and keep her in mind.\nSchön — so bleibt's.\n"


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def out_of(capsys, *arguments):
    status = main(["count", *map(str, arguments)])
    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    return out


def words_counted(*texts, max_step):
    return Counter(g for t in texts for g in rm.skip_trigrams(WORD.findall(t), max_step))


def test_json_gives_numbers_texts_counts_probabilities_and_information(capsys, text):
    found = json.loads(out_of(capsys, text, "--max-step", 2, "--top", 1000, "--json"))
    expected = words_counted(TEXT, max_step=2)
    assert found["schema"] == command.SCHEMA
    assert found["files"] == [str(text)]
    assert (found["tokenizer"], found["max_step"]) == ("words", 2)
    assert (found["skip_trigrams"], found["different"]) == (expected.total(), len(expected))
    texts = ("source_text", "destination_text", "output_text")
    assert {tuple(row[t] for t in texts): row["count"] for row in found["top"]} == expected
    numbers = [row[name] for row in found["top"] for name in ("source", "destination", "output")]
    assert max(numbers) + 1 == found["d_vocab"] == len(set(WORD.findall(TEXT)))
    table = rm.count_skip_trigrams(numbers_of(TEXT), 2, d_vocab=found["d_vocab"])
    rows = table.top(1000)
    assert [row["probability"] for row in found["top"]] == table.probability(rows).tolist()
    assert [row["pmi"] for row in found["top"]] == table.pmi(rows).tolist()


def numbers_of(text):
    known = {}
    return [known.setdefault(word, len(known)) for word in WORD.findall(text)]


def test_csv_has_the_same_rows_as_json(capsys, text):
    arguments = (text, "--max-step", 3, "--top", 7)
    rows = json.loads(out_of(capsys, *arguments, "--json"))["top"]
    read = list(csv.DictReader(io.StringIO(out_of(capsys, *arguments, "--csv"))))
    assert read == [{name: str(row[name]) for name in command._COLUMNS} for row in rows]
    assert len(read) == 7


def test_text_for_a_reader_has_the_numbers_in_columns(capsys, tmp_path):
    path = tmp_path / "abc.txt"
    path.write_text("a b c a b c", encoding="utf-8")
    assert out_of(capsys, path, "--max-step", 0, "--top", 2).splitlines() == [
        "4 skip-trigrams, 3 different; pmi in nats",
        "count     p   pmi source … destination output",
        "    2 1.000 +0.00 a … b c",
        "    1 1.000 +0.00 b … c a",
    ]


def test_each_file_is_a_document(capsys, tmp_path):
    texts = ["a b c", "", "d e f a"]
    paths = []
    for n, part in enumerate(texts):
        paths.append(tmp_path / f"{n}.txt")
        paths[-1].write_text(part, encoding="utf-8")
    found = json.loads(out_of(capsys, *paths, "--max-step", 9, "--json"))
    assert found["skip_trigrams"] == words_counted(*texts, max_step=9).total() == 4


def test_bytes_are_named_and_counted(capsys, text):
    found = json.loads(
        out_of(capsys, text, "--max-step", 1, "--tokenizer", "bytes", "--json", "--top", 9999)
    )
    expected = Counter(rm.skip_trigrams(TEXT.encode(), 1))
    names = ("source", "destination", "output")
    assert {tuple(row[n] for n in names): row["count"] for row in found["top"]} == expected
    assert found["d_vocab"] == 256
    assert {row["source_text"] for row in found["top"]} >= {"K", " ", "\\x0a", "\\xc3"}


def test_npy_files_are_tokens(capsys, tmp_path):
    path = tmp_path / "tokens.npy"
    np.save(path, np.array([5, 1, 2, 0, 1, 2], np.uint16))
    rows = json.loads(out_of(capsys, path, "--max-step", 1, "--json"))
    assert (rows["d_vocab"], rows["tokenizer"]) == (6, None)
    assert rows["top"][0]["source_text"] is None
    assert (
        json.loads(out_of(capsys, path, "--max-step", 1, "--d-vocab", 99, "--json"))["d_vocab"]
        == 99
    )
    split = json.loads(out_of(capsys, path, "--max-step", 1, "--separator", 0, "--json"))
    assert split["skip_trigrams"] == rows["skip_trigrams"] - 6
    assert "5 … 1 2" in out_of(capsys, path, "--max-step", 1)
    named = out_of(capsys, path, "--max-step", 1, "--tokenizer", "bytes")
    assert r"\x05 … \x01 \x02" in named


def test_the_table_and_the_words_are_saved(capsys, text, tmp_path):
    out, words = tmp_path / "counts.npz", tmp_path / "words.txt"
    shown = out_of(capsys, text, "--max-step", 2, "--out", out, "--words", words)
    listed = words.read_text(encoding="utf-8").splitlines()
    assert listed == list(dict.fromkeys(WORD.findall(TEXT)))
    expected = rm.count_skip_trigrams(numbers_of(TEXT), 2, d_vocab=len(listed))
    assert rm.load_counts(out) == expected
    assert shown == out_of(capsys, text, "--max-step", 2)


def test_any_number_of_workers_and_any_memory_show_the_same(capsys, tmp_path):
    path = tmp_path / "tokens.npy"
    np.save(path, np.random.default_rng(0).integers(0, 40, 30_000))
    one = out_of(capsys, path, "--max-step", 3, "--json")
    with pytest.MonkeyPatch.context() as patch:
        asked, count = [], counting.count_skip_trigrams
        patch.setattr(
            counting,
            "count_skip_trigrams",
            lambda *a, **named: asked.append(named["threads"]) or count(*a, **named),
        )
        assert one == out_of(capsys, path, "--max-step", 3, "--json", "--workers", 3)
        assert one == out_of(capsys, path, "--max-step", 3, "--json")
    assert asked == [3, None]
    assert one == out_of(capsys, path, "--max-step", 3, "--json", "--memory", "16M")


def test_nothing_to_count_is_an_empty_table(capsys, tmp_path):
    path = tmp_path / "empty.txt"
    path.touch()
    for tokenizer in ("words", "bytes"):
        arguments = (path, "--max-step", 1, "--tokenizer", tokenizer)
        assert json.loads(out_of(capsys, *arguments, "--json"))["top"] == []
        assert out_of(capsys, *arguments) == "0 skip-trigrams, 0 different; pmi in nats\n"
    np.save(tmp_path / "empty.npy", np.zeros(0, np.int32))
    out = out_of(capsys, tmp_path / "empty.npy", "--max-step", 1, "--csv")
    assert out == ",".join(command._COLUMNS) + "\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["text.txt"], "required: --max-step"),
        (["--max-step", "1"], "required: FILE"),
        (
            ["text.txt", "--max-step", "-1"],
            "--max-step: expected an integer, 0 or more, got '-1'",
        ),
        (["text.txt", "--max-step", "1.5"], "--max-step: expected an integer"),
        (["text.txt", "--max-step", "1", "--top", "0"], "--top: expected an integer, 1 or more"),
        (["text.txt", "--max-step", "1", "--workers", "0"], "--workers: expected an integer"),
        (
            ["text.txt", "--max-step", "1", "--memory", "15M"],
            "--memory: expected a size of 16M or more",
        ),
        (["text.txt", "--max-step", "1", "--memory", "lots"], "--memory: expected a size"),
        (["text.txt", "--max-step", "1", "--json", "--csv"], "not allowed with"),
        (
            ["text.txt", "--max-step", "1", "--out", "t.csv"],
            "--out: expected a name that ends in .npz or .parquet",
        ),
        (["text.txt", "--max-step", "1", "--d-vocab", "9"], "--d-vocab: only for .npy files"),
        (["text.txt", "tokens.npy", "--max-step", "1"], "FILE: expected .npy files or text files"),
        (["tokens.npy", "--max-step", "1", "--tokenizer", "words"], "words can't name the tokens"),
        (
            ["tokens.npy", "--max-step", "1", "--words", "w.txt"],
            "--words: expected with text files only, got .npy files",
        ),
        (
            ["text.txt", "--max-step", "1", "--tokenizer", "bytes", "--words", "w"],
            "--words: expected with --tokenizer words only, got --tokenizer bytes",
        ),
        (
            ["tokens.npy", "--max-step", "1", "--d-vocab", "3"],
            "expected tokens from 0 to 2; got 0 to 5",
        ),
        (
            ["tokens.npy", "--max-step", "1", "--separator", "9"],
            "separator: expected a token from 0",
        ),
        (
            ["floats.npy", "--max-step", "1"],
            "floats.npy: expected integers of shape (n,); got float64",
        ),
        (
            ["square.npy", "--max-step", "1"],
            "square.npy: expected integers of shape (n,); got int64",
        ),
        (["no.npy", "--max-step", "1"], "no.npy: expected an array of integers"),
        (["latin.txt", "--max-step", "1"], "latin.txt: expected text in UTF-8"),
    ],
)
def test_bad_input_is_said_in_one_line_and_nothing_is_written(
    arguments, message, capsys, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.txt").write_text("a b c", encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes("a b c\nSchön".encode("latin-1"))
    np.save("tokens.npy", np.array([5, 0, 1]))
    np.save("floats.npy", np.array([5.0]))
    np.save("square.npy", np.array([[5]]))
    (tmp_path / "no.npy").write_bytes(b"nothing of the kind")
    before = sorted(tmp_path.iterdir())
    assert main(["count", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert "Traceback" not in err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("file", ["nowhere.txt", "nowhere.npy", "."])
def test_a_file_that_can_not_be_read_is_named(file, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["count", file, "--max-step", "1"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert file in err


def test_a_table_that_can_not_be_written_is_found_out_before_counting(
    capsys, text, tmp_path, monkeypatch
):
    monkeypatch.setattr(rm.sequences.counting, "pieces", lambda *_: pytest.fail("it counted"))
    out = tmp_path / "nowhere" / "counts.npz"
    assert main(["count", str(text), "--max-step", "1", "--out", str(out)]) == 2
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (KeyboardInterrupt(), 130, "interrupted, nothing was concluded"),
        (OSError(28, "No space left on device"), 1, "No space left on device"),
    ],
)
def test_an_interruption_while_saving_leaves_the_older_table(
    error, status, said, capsys, text, tmp_path, monkeypatch
):
    def fails(file, **_):
        file.write(b"half of it")
        raise error

    monkeypatch.setattr(np, "savez", fails)
    out = tmp_path / "counts.npz"
    out.write_bytes(b"older")
    before = sorted(tmp_path.iterdir())
    assert main(["count", str(text), "--max-step", "1", "--out", str(out)]) == status
    shown, err = capsys.readouterr()
    assert shown == ""
    assert said in err
    assert out.read_bytes() == b"older"
    assert sorted(tmp_path.iterdir()) == before


SLOW = """
import sys, time
from refmath.sequences import counting
count = counting.counted
def slowly(*arguments):
    print("counting", file=sys.stderr, flush=True)
    time.sleep(60)
    return count(*arguments)
counting.counted = slowly
from refmath.cli import main
sys.exit(main(sys.argv[1:]))
"""


def heed_interrupts():
    """In the child: a runner in the background may have had Ctrl-C ignored, which is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another thing there")
def test_ctrl_c_while_counting_leaves_nothing(tmp_path, text):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    arguments = ["count", str(text), "--max-step", "1", "--out", str(tmp_path / "counts.npz")]
    running = subprocess.Popen(
        [sys.executable, "-c", SLOW, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"TMPDIR": str(scratch)},
        preexec_fn=heed_interrupts,
    )
    try:
        assert running.stderr.readline() == "counting\n"
        time.sleep(0.1)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    finally:
        running.kill()
        running.wait()
    assert running.returncode == 130
    assert (out, err) == ("", "refmath: interrupted, nothing was concluded\n")
    assert list(scratch.iterdir()) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["scratch", "text.txt"]


def test_a_bar_is_drawn_on_a_terminal_only(monkeypatch, capsys, text):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    main(["count", str(text), "--max-step", "1", "--json"])
    assert "tokens counted" in terminal.getvalue()
    json.loads(capsys.readouterr().out)


def test_words_are_letters_and_digits_together_and_other_characters_alone():
    assert WORD.findall("don't x_1 — 3.5") == ["don", "'", "t", "x_1", "—", "3", ".", "5"]


def test_words_keep_their_numbers_from_file_to_file(tmp_path):
    paths = [tmp_path / "one", tmp_path / "two"]
    paths[0].write_text("a b\na", encoding="utf-8")
    paths[1].write_text("b c", encoding="utf-8")
    found = documents(paths, "words", None)
    assert [tokens.tolist() for tokens in found.tokens] == [[0, 1, 0], [1, 2]]
    assert found.words == ["a", "b", "c"]


def test_a_tokenizer_without_the_package_says_how_to_get_it(monkeypatch, text, capsys):
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    assert main(["count", str(text), "--max-step", "1", "--tokenizer", "t.json"]) == 2
    err = capsys.readouterr().err
    assert "expected bytes or words, or a tokenizer.json" in err
    assert "pip install 'refmath[tokenizers]'); got 't.json'" in err


def count_in_a_process(*arguments, stdin=b"", **environment):
    return subprocess.run(
        [sys.executable, "-m", "refmath", "count", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env=os.environ | environment,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("tokenizer", ["bytes", "words"])
def test_standard_input_is_counted_for_a_dash(tokenizer):
    text = {"bytes": b"abcdabcd", "words": b"a b c d a b c d"}[tokenizer]
    arguments = ("-", "--max-step", 1, "--tokenizer", tokenizer, "--json")
    done = count_in_a_process(*arguments, stdin=text)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["skip_trigrams"] == 11


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
@pytest.mark.parametrize("tokenizer", ["bytes", "words"])
def test_a_pipe_is_counted_as_a_file_is(capsys, tmp_path, tokenizer):
    """A pipe has a size of 0, whatever comes out of it, and may be opened only once."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    text = {"bytes": b"abcdabcd", "words": b"a b c d a b c d"}[tokenizer]
    writer = threading.Thread(target=pipe.write_bytes, args=(text,))
    writer.start()
    found = out_of(capsys, pipe, "--max-step", 1, "--tokenizer", tokenizer, "--json")
    writer.join()
    assert json.loads(found)["skip_trigrams"] == 11


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device")
@pytest.mark.parametrize("tokenizer", ["bytes", "words"])
def test_a_device_without_end_is_refused(capsys, tokenizer):
    assert main(["count", "/dev/zero", "--max-step", "1", "--tokenizer", tokenizer]) == 2
    assert "expected a file or a pipe, got /dev/zero which is a device" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
@pytest.mark.parametrize("option", ["FILE", "--tokenizer", "--out"])
def test_a_pipe_is_refused_at_once_where_a_file_is_needed(capsys, tmp_path, text, option):
    if option == "--tokenizer":
        pytest.importorskip("tokenizers")
    pipe = tmp_path / "pipe.npy" if option == "FILE" else tmp_path / "pipe.npz"
    os.mkfifo(pipe)
    given = {"FILE": [pipe], "--tokenizer": [text, option, pipe], "--out": [text, option, pipe]}
    assert main(["count", *map(str, given[option]), "--max-step", "1"]) == 2
    assert "which is a pipe" in capsys.readouterr().err
    assert pipe.is_fifo()


def test_json_is_valid_and_csv_is_utf_8_whatever_the_stream_is_in(tmp_path):
    path = tmp_path / "text"
    path.write_text("😀 é 😀 é 😀", encoding="utf-8")
    arguments = (path, "--max-step", 0)
    for encoding in ("ascii", "latin-1", "utf-16", "utf-8"):
        done = count_in_a_process(*arguments, "--json", PYTHONIOENCODING=encoding)
        found = json.loads(done.stdout.decode(encoding))
        assert found["top"][0]["source_text"] == "😀"
        done = count_in_a_process(*arguments, "--csv", PYTHONIOENCODING=encoding)
        rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
        assert [row["output_text"] for row in rows] == ["😀", "é"]


@pytest.mark.parametrize("ending", ["txt", "npy"])
def test_more_files_than_may_be_open_are_counted(tmp_path, ending):
    """Each process may hold so many files open: here 64."""
    for n in range(100):
        path = tmp_path / f"{n}.{ending}"
        if ending == "npy":
            np.save(path, np.array([0, 1, 2]))
        else:
            path.write_text("a b c")
    program = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))\n"
        "from refmath.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    pytest.importorskip("resource")
    files = [str(path) for path in sorted(tmp_path.iterdir())]
    done = subprocess.run(
        [sys.executable, "-c", program, "count", *files, "--max-step", "1", "--json"],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["top"][0]["count"] == 100


@pytest.mark.parametrize("option", ["--words", "--out"])
def test_nothing_is_written_over_what_is_read(capsys, tmp_path, monkeypatch, option):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.npz").write_text("a b c")
    (tmp_path / "link.npz").symlink_to("text.npz")
    os.link("text.npz", "hard.npz")
    before = sorted(tmp_path.iterdir())
    for written in ("text.npz", "./text.npz", "link.npz", "hard.npz"):
        assert main(["count", "text.npz", "--max-step", "1", option, written]) == 2
        assert f"{option}: expected another file than FILE" in capsys.readouterr().err
    arguments = ["count", "text.npz", "--max-step", "1", "--out", "a.npz", "--words", "a.npz"]
    assert main(arguments) == 2
    assert "--out: expected another file than --words" in capsys.readouterr().err
    assert (tmp_path / "text.npz").read_text() == "a b c"
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("option", "status"), [("--top", 0), ("--max-step", 0), ("--workers", 2), ("--memory", 0)]
)
def test_numbers_far_too_large_cost_nothing(capsys, text, option, status):
    options = {"--max-step": "1"} | {option: str(10**12)}
    assert main(["count", str(text), *chain(*options.items())]) == status
    for number in ("1" + "0" * 22, "1" + "0" * 5000):
        options[option] = number
        expected = 0 if (option, len(number)) == ("--memory", 23) else 2
        assert main(["count", str(text), *chain(*options.items())]) == expected
        assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("\ufeffa b", ["a", "b"]),
        ("हिन्दी में छह शब्द हैं ।", ["हिन्दी", "में", "छह", "शब्द", "हैं", "।"]),
        ("cafe\u0301 co\u00adop", ["cafe\u0301", "co\u00adop"]),
        ("می\u200cروم a\u200bb", ["می\u200cروم", "a", "b"]),
        ("❤\ufe0f!", ["❤\ufe0f", "!"]),
        ("a\r\nb\x00", ["a", "b", "\x00"]),
    ],
)
def test_words_of_a_text(tmp_path, written, words):
    path = tmp_path / "text"
    path.write_bytes(written.encode())
    found = documents([path], "words", None)
    assert [found.words[n] for n in next(iter(found.tokens))] == words


@pytest.mark.parametrize("chunk", [1, 2, 3, 7])
def test_words_are_the_same_however_the_text_is_read(tmp_path, monkeypatch, chunk):
    text = "हिन्दी cafe\u0301, 😀 co\u00adop❤\ufe0f  \u200b don't  x_1"
    (tmp_path / "text").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module_of_documents, "_CHUNK", chunk)
    parts = module_of_documents.words_of(tmp_path / "text")
    assert [word for part in parts for word in part] == WORD.findall(text)


def test_a_word_without_end_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(module_of_documents, "MOST_LETTERS", 99)
    (tmp_path / "text").write_text("a" * 300)
    monkeypatch.setattr(module_of_documents, "_CHUNK", 50)
    assert main(["count", str(tmp_path / "text"), "--max-step", "1"]) == 2
    assert "expected words of at most 99 letters" in capsys.readouterr().err


def test_the_name_of_each_token_of_a_file_is_its_own(tmp_path):
    """Bytes of a character that is none by itself, and a letter written in two ways."""
    tokenizers = pytest.importorskip("tokenizers")
    vocabulary = {"a": 0, "▁a": 1, "\u00e2": 2, "\u0124": 3, "Ġa": 4, " a": 5}
    made = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="a"))
    made.decoder = tokenizers.decoders.Metaspace()
    made.add_tokens(["added"])
    made.save(str(tmp_path / "tokenizer.json"))
    path = tmp_path / "tokens.npy"
    np.save(path, np.arange(7))
    found = documents([path], str(tmp_path / "tokenizer.json"), None)
    assert found.d_vocab == 7
    assert len({found.name(n) for n in range(7)}) == 7


@pytest.mark.parametrize(
    ("model", "says"),
    [
        ({"type": "WordLevel", "vocab": {"ab": 0}, "unk_token": "[UNK]"}, "Missing [UNK] token"),
        ({"type": "Unigram", "vocab": [["ab", -1.0]], "unk_id": None}, "`unk_id` is missing"),
    ],
)
def test_a_text_that_a_tokenizer_cannot_encode_is_said_in_one_line(tmp_path, capsys, model, says):
    pytest.importorskip("tokenizers")
    text, path = tmp_path / "text", tmp_path / "tokenizer.json"
    text.write_text("ab cd", encoding="utf-8")
    path.write_text(json.dumps({"version": "1.0", "added_tokens": [], "model": model}))
    assert main(["count", str(text), "--max-step", "1", "--tokenizer", str(path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.startswith(f"refmath: --tokenizer: {path} doesn't encode {text}: ")
    assert says in line


def test_the_file_called_a_hyphen_is_counted_by_its_path(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-").write_text("x y z x y z", encoding="utf-8")
    assert main(["count", "./-", "--max-step", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["skip_trigrams"] == 7


def test_a_text_that_comes_in_is_not_written_over(tmp_path, monkeypatch, capsys):
    text = tmp_path / "text"
    text.write_text("a b c a b c", encoding="utf-8")
    with text.open() as given:
        monkeypatch.setattr(sys, "stdin", given)
        assert main(["count", "-", "--max-step", "1", "--words", str(text)]) == 2
    said = f"refmath: --words: expected another file than FILE, got {text}\n"
    assert capsys.readouterr().err == said
    assert text.read_text(encoding="utf-8") == "a b c a b c"


def test_a_file_called_a_hyphen_is_not_written_over_by_who_reads_no_standard_input(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    np.save(tmp_path / "windows", np.zeros((1, 2), int))
    (tmp_path / "windows.npy").rename("-")
    with pytest.raises(ValueError, match=r"^--json: expected another file than --windows, got -$"):
        check_apart({"--json": Path("-")}, {"--windows": [Path("-")]})


def test_standard_input_that_is_closed_is_said_in_one_line(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["count", "-", "--max-step", "1"]) == 2
    said = "refmath: FILE: expected standard input to be open, got it closed\n"
    assert capsys.readouterr().err == said


@pytest.fixture
def word_level():
    tokenizers = pytest.importorskip("tokenizers")
    vocabulary = {"[UNK]": 0, "a": 1, "b": 2, "c": 3, "[PAD]": 4}
    made = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="[UNK]"))
    made.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    return made


@pytest.mark.parametrize("cut", ["truncation", "padding"])
def test_a_text_is_counted_whole_whatever_a_tokenizer_says_of_batches(word_level, tmp_path, cut):
    text, path = tmp_path / "text", tmp_path / "tokenizer.json"
    text.write_text("a b c c a b c a b", encoding="utf-8")
    word_level.save(str(path))
    (whole,) = documents([text], str(path), None).tokens
    if cut == "truncation":
        word_level.enable_truncation(4)
    else:
        word_level.enable_padding(pad_id=4, pad_token="[PAD]", length=20)
    word_level.save(str(path))
    (found,) = documents([text], str(path), None).tokens
    assert found.tolist() == whole.tolist() == [1, 2, 3, 3, 1, 2, 3, 1, 2]


def test_a_tokenizer_with_dropout_is_refused(tmp_path, text, capsys):
    tokenizers = pytest.importorskip("tokenizers")
    path = tmp_path / "tokenizer.json"
    tokenizers.Tokenizer(tokenizers.models.BPE({"a": 0}, [], dropout=0.5)).save(str(path))
    assert main(["count", str(text), "--max-step", "1", "--tokenizer", str(path)]) == 2
    assert capsys.readouterr().err == (
        f"refmath: --tokenizer: {path}: expected no dropout, by which a text has other tokens each"
        " time, got 0.5\n"
    )


def test_a_decoder_that_fails_is_said_in_one_line_before_anything_is_written(
    word_level, tmp_path, capsys
):
    word_level.decoder = sys.modules["tokenizers"].decoders.Strip("a", 1, 1)
    text, path, out = (tmp_path / name for name in ("text", "tokenizer.json", "counts.npz"))
    text.write_text("a b c a b c", encoding="utf-8")
    word_level.save(str(path))
    arguments = ["--max-step", "1", "--tokenizer", str(path), "--out", str(out)]
    assert main(["count", str(text), *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"refmath: --tokenizer: {path} doesn't decode its tokens: ")
    assert not out.exists()


def test_a_tokenizer_that_cannot_decode_its_tokens_is_said_in_words():
    class Silent:
        def get_vocab(self, *, with_added_tokens):
            return {"a": 0} if with_added_tokens else {}

        def decode(self, *_, **__):
            raise BaseException("a panic")  # as pyo3's are

    opened = _FileTokenizer(Path("t.json"), Silent(), 1)
    with pytest.raises(
        ValueError, match=r"^--tokenizer: t.json doesn't decode its tokens: a panic$"
    ):
        opened.name(0)


def test_a_damaged_tokenizer_is_refused_in_one_line(tmp_path, text, capsys):
    pytest.importorskip("tokenizers")
    path = tmp_path / "tokenizer.json"
    for content in (b"", b"{", b"\xff", b"[" * 100_000, b'{"model": {"type": "BPE"}}'):
        path.write_bytes(content)
        arguments = [str(text), "--max-step", "1", "--tokenizer", str(path)]
        assert main(["count", *arguments]) == 2
        err = capsys.readouterr().err
        assert "tokenizer.json is no tokenizer.json" in err
        assert "Traceback" not in err


def test_a_text_that_ends_within_a_letter_is_refused(capsys, tmp_path):
    path = tmp_path / "cut.txt"
    path.write_bytes("ab cd €".encode()[:-1])
    assert main(["count", str(path), "--max-step", "1"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "expected text in UTF-8" in said.err
    assert "unexpected end of data" in said.err
