"""Counting equals the enumeration, whatever the memory, the executor and the split."""

import array
import os
import signal
import threading
import warnings
from collections import Counter, deque
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from time import sleep

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import refmath as rm
from refmath.sequences import counting, pieces, run_store

MIB = 1 << 20


def enumerated(documents, max_step):
    return Counter(gram for text in documents for gram in rm.skip_trigrams(text, max_step))


def as_counter(table):
    rows = (table.source, table.destination, table.output, table.count)
    return Counter({(s, d, o): n for s, d, o, n in zip(*(r.tolist() for r in rows), strict=True)})


@st.composite
def corpora(draw, largest=40):
    """A vocabulary's size, documents (some empty), and a largest step."""
    d_vocab = draw(st.sampled_from([1, 2, 3, 5, 256, 257, 40_000, 70_000, 1 << 21]))
    few = draw(st.lists(st.integers(0, d_vocab - 1), min_size=1, max_size=4))
    token = st.sampled_from([*few, d_vocab - 1])
    documents = draw(st.lists(st.lists(token, max_size=largest), max_size=5))
    return d_vocab, documents, draw(st.integers(0, 12))


class Inline:
    """An executor that works at once, in this process."""

    def submit(self, function, *arguments):
        future = Future()
        future.set_result(function(*arguments))
        return future


def cut_small(monkeypatch, size, held):
    """Cut pieces of a few tokens, sort a few keys at a time, and hold few bytes in memory."""
    monkeypatch.setattr(counting, "pieces", lambda docs, _, *rest: PIECES(docs, size, *rest))
    made = run_store.RunStore.__init__

    def make(self, *arguments):
        made(self, *arguments)
        self.most_held, self.keys_at_once = held, 8

    monkeypatch.setattr(run_store.RunStore, "__init__", make)
    monkeypatch.setattr(run_store, "MOST_RUNS", 3)


PIECES = counting.pieces


# --- the count ------------------------------------------------------------------------------------


@given(corpora())
@example((3, [], 2))
@example((1, [[0] * 30], 12))
def test_the_count_is_that_of_the_enumeration(corpus):
    d_vocab, documents, max_step = corpus
    table = rm.count_skip_trigrams(documents, max_step, d_vocab=d_vocab)
    assert as_counter(table) == enumerated(documents, max_step)
    assert table.total == sum(rm.gram_count(rm.skip_trigrams, len(d), max_step) for d in documents)


@given(corpora(), st.integers(1, 6), st.sampled_from([0, 200, 2000]))
def test_the_count_is_the_same_for_any_split_and_when_it_spills(corpus, size, held):
    d_vocab, documents, max_step = corpus
    with pytest.MonkeyPatch.context() as patch:
        cut_small(patch, size, held)
        table = rm.count_skip_trigrams(documents, max_step, d_vocab=d_vocab)
        through = rm.count_skip_trigrams(
            documents, max_step, d_vocab=d_vocab, executor=Inline(), at_once=2
        )
    assert as_counter(table) == enumerated(documents, max_step)
    assert table == through == rm.count_skip_trigrams(documents, max_step, d_vocab=d_vocab)


@pytest.mark.parametrize("memory", [16 * MIB, 1 << 31])
@pytest.mark.parametrize("threads", [1, 2, 5])
def test_the_count_is_the_same_for_any_threads(threads, memory):
    rng = np.random.default_rng(3)
    tokens = (3000 * rng.random(200_000) ** 6).astype(np.int64)
    before = threading.active_count()
    table = rm.count_skip_trigrams(tokens, 4, d_vocab=3000, threads=threads, memory=memory)
    assert threading.active_count() == before
    one_thread = rm.count_skip_trigrams(tokens, 4, d_vocab=3000, threads=1)
    assert np.array_equal(table.keys, one_thread.keys)
    assert np.array_equal(table.count, one_thread.count)
    assert table.total == rm.gram_count(rm.skip_trigrams, len(tokens), 4)


@pytest.mark.parametrize(
    ("threads", "memory", "used"),
    [(1, 1 << 31, 1), (3, 1 << 31, 3), (3, 16 * MIB, 1), (5, 1 << 29, 2), (5, 1 << 28, 1)],
)
def test_there_are_as_many_threads_as_there_is_memory_for(threads, memory, used, monkeypatch):
    sorted_in = set()
    in_one = pieces._sorted

    def sorted_here(*arguments):
        sorted_in.add(threading.get_ident())
        sleep(0.001)
        return in_one(*arguments)

    monkeypatch.setattr(pieces, "_sorted", sorted_here)
    tokens = np.random.default_rng(4).integers(0, 500, 100_000)
    rm.count_skip_trigrams(tokens, 8, d_vocab=500, threads=threads, memory=memory)
    assert len(sorted_in) == used
    assert (threading.get_ident() in sorted_in) == (used == 1)


def test_small_budgets_spill_and_merge_in_levels(monkeypatch):
    written = []
    cut_small(monkeypatch, 3, 0)
    add = run_store._Shelf.add
    monkeypatch.setattr(
        run_store._Shelf, "add", lambda self, *a: (written.append(id(self)), add(self, *a))[1]
    )
    tokens = np.random.default_rng(0).integers(0, 50, 400)
    table = rm.count_skip_trigrams(tokens, 3, d_vocab=50)
    assert len(written) > 150
    assert isinstance(table.keys, np.memmap)
    assert as_counter(table) == enumerated([tokens.tolist()], 3)


def test_runs_that_shrink_are_added_up_in_memory(monkeypatch):
    cut_small(monkeypatch, 10, 1000)
    monkeypatch.setattr(run_store._Shelf, "add", lambda *_: pytest.fail("there was enough memory"))
    tokens = np.arange(3000) % 5
    table = rm.count_skip_trigrams(tokens, 3, d_vocab=5)
    assert as_counter(table) == enumerated([tokens.tolist()], 3)


@pytest.mark.parametrize("d_vocab", [40, 5000, 70_000])
@pytest.mark.parametrize("memory", [MIB, 8 * MIB, 1 << 31])
def test_a_longer_text_is_counted_right_whatever_the_memory(d_vocab, memory, monkeypatch):
    monkeypatch.setattr(counting, "LEAST_MEMORY", MIB)  # so that a short text doesn't fit
    rng = np.random.default_rng(d_vocab)
    tokens = (d_vocab * rng.random(60_000) ** 6).astype(np.int64)  # a few of them are frequent
    table = rm.count_skip_trigrams(tokens, 5, d_vocab=d_vocab, memory=memory)
    listed = tokens.tolist()
    expected = Counter()
    for step in range(6):
        expected.update(zip(listed, listed[1 + step :], listed[2 + step :], strict=False))
    assert as_counter(table) == expected


@given(st.lists(st.integers(0, 3), max_size=60), st.integers(0, 5))
def test_a_separator_is_a_boundary_and_in_no_skip_trigram(tokens, max_step):
    documents, part = [], []
    for token in [*tokens, 3]:
        if token == 3:
            documents.append(part)
            part = []
        else:
            part.append(token)
    table = rm.count_skip_trigrams(tokens, max_step, d_vocab=4, separator=3)
    assert as_counter(table) == enumerated(documents, max_step)


@given(corpora())
def test_tables_of_shards_add_up_to_the_whole_in_any_order(corpus):
    d_vocab, documents, max_step = corpus
    parts = [rm.count_skip_trigrams([d], max_step, d_vocab=d_vocab) for d in documents]
    whole = rm.count_skip_trigrams(documents, max_step, d_vocab=d_vocab)
    nothing = rm.count_skip_trigrams([], max_step, d_vocab=d_vocab)
    assert sum(parts, nothing) == sum(reversed(parts), nothing) == whole
    if len(parts) >= 3:
        one, two, three = parts[:3]
        assert (one + two) + three == one + (two + three)


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int16, np.uint16, np.int64, np.uint64])
def test_every_integer_type_gives_the_same_table(dtype):
    tokens = [3, 1, 2, 0, 1, 2, 3, 3]
    assert rm.count_skip_trigrams(np.array(tokens, dtype), 2, d_vocab=4) == rm.count_skip_trigrams(
        tokens, 2, d_vocab=4
    )


def test_documents_come_in_every_form(tmp_path):
    rows = np.array([[1, 2, 3, 1], [3, 3, 2, 2]])
    expected = enumerated(rows.tolist(), 1)
    np.save(tmp_path / "tokens.npy", rows)
    mapped = np.load(tmp_path / "tokens.npy", mmap_mode="r")
    for form in (rows, rows.tolist(), tuple(rows), iter(rows), (row for row in rows), mapped):
        assert as_counter(rm.count_skip_trigrams(form, 1, d_vocab=4)) == expected
    one = enumerated([rows.reshape(-1).tolist()], 1)
    for form in (rows.reshape(-1), rows.reshape(-1).tolist(), mapped.reshape(-1)):
        assert as_counter(rm.count_skip_trigrams(form, 1, d_vocab=4)) == one


def test_a_large_step_means_all_that_fit():
    tokens = list(range(9))
    all_of_them = rm.count_skip_trigrams(tokens, 10**9, d_vocab=9)
    assert as_counter(all_of_them) == Counter(rm.skip_trigrams(tokens))


# --- bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"tokens": [0, 1, 3]}, "tokens: expected tokens from 0 to d_vocab - 1 = 2, got 3"),
        ({"tokens": [[0], [0, -1]]}, r"tokens\[1\]: expected tokens from 0 .* got -1"),
        ({"tokens": [0.0, 1.0]}, "tokens: expected integers, got dtype float64"),
        ({"tokens": np.array([True])}, "tokens: expected integers, got dtype bool"),
        ({"tokens": [[[0, 1]]]}, r"tokens\[0\]: expected shape \(n,\), got \(1, 2\)"),
        ({"tokens": [[0, 1], 2]}, r"tokens\[1\]: expected shape \(n,\), got \(\)"),
        ({"tokens": "abc"}, "tokens: expected integers, or documents of integers, got 'abc'"),
        ({"tokens": 3}, "tokens: expected integers, or documents of integers, got 3"),
        (
            {"tokens": np.array(3)},
            r"tokens: expected integers, or documents of integers, got array\(3\)",
        ),
        ({"max_step": -1}, "max_step: expected an integer, 0 or more, got -1"),
        ({"max_step": 1.0}, "max_step: expected an integer, 0 or more, got 1.0"),
        ({"max_step": True}, "max_step: expected an integer, 0 or more, got True"),
        ({"d_vocab": 0}, "d_vocab: expected an integer, 1 or more, got 0"),
        (
            {"d_vocab": 2**21 + 1},
            r"d_vocab: expected at most 2097152 \(2\^21\).* 64 bits, got 2097153, which takes",
        ),
        ({"memory": 1000}, "memory: expected an integer, 16777216 or more, got 1000"),
        ({"at_once": -1}, "at_once: expected an integer, 1 or more, got -1"),
        ({"at_once": 0}, "at_once: expected an integer, 1 or more, got 0"),
        ({"separator": 3}, "separator: expected a token from 0 to d_vocab - 1 = 2, or None, got 3"),
    ],
)
def test_bad_input_is_refused_by_name(change, message):
    arguments = {"tokens": [0, 1, 2], "max_step": 1, "d_vocab": 3} | change
    with pytest.raises(ValueError, match=f"^{message}"):
        rm.count_skip_trigrams(**arguments)


def test_a_folder_that_there_is_not_is_named(tmp_path, monkeypatch):
    cut_small(monkeypatch, 3, 0)
    with pytest.raises(FileNotFoundError, match="nowhere"):
        rm.count_skip_trigrams([0] * 9, 1, d_vocab=1, folder=tmp_path / "nowhere")


# --- executors ------------------------------------------------------------------------------------

TOKENS = np.random.default_rng(1).integers(0, 30, 3000)


@pytest.fixture
def pieces_of_100(monkeypatch):
    cut_small(monkeypatch, 100, 10_000)


@pytest.mark.usefixtures("pieces_of_100")
def test_processes_and_threads_count_the_same():
    expected = rm.count_skip_trigrams(TOKENS, 3, d_vocab=30)
    with ThreadPoolExecutor(2) as pool:
        assert rm.count_skip_trigrams(TOKENS, 3, d_vocab=30, executor=pool) == expected
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        assert rm.count_skip_trigrams(TOKENS, 3, d_vocab=30, executor=pool) == expected


def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)


class Losing:
    """Hands every third piece to a worker that dies or answers wrongly, as `fate` says."""

    def __init__(self, pool, fate):
        self.pool, self.fate, self.n = pool, fate, 0

    def submit(self, function, *arguments):
        self.n += 1
        return self.pool.submit(self.fate if self.n % 3 == 0 else function, *arguments)


@pytest.mark.usefixtures("pieces_of_100")
def test_the_piece_of_a_killed_worker_is_counted_here_and_reported():
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        losing = Losing(pool, killed)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            table = rm.count_skip_trigrams(TOKENS, 3, d_vocab=30, executor=losing)
    assert table == rm.count_skip_trigrams(TOKENS, 3, d_vocab=30)
    assert "lost the piece from document 0, token 200 on (BrokenProcessPool" in "\n".join(
        str(w.message) for w in caught
    )
    assert {w.filename for w in caught} == {__file__}


def one_short(piece, max_step, bits):
    keys, counts = counting.count_piece(piece, max_step, bits)
    return keys[1:], counts[1:]


def raising(*_):
    raise MemoryError("no room")


@pytest.mark.usefixtures("pieces_of_100")
@pytest.mark.parametrize(("fate", "reason"), [(one_short, "instead of"), (raising, "no room")])
def test_a_piece_that_comes_back_wrong_is_counted_here(fate, reason):
    with (
        ThreadPoolExecutor(2) as pool,
        pytest.warns(RuntimeWarning, match=f"lost the piece from document 0, token .*{reason}"),
    ):
        table = rm.count_skip_trigrams(TOKENS, 3, d_vocab=30, executor=Losing(pool, fate))
    assert table == rm.count_skip_trigrams(TOKENS, 3, d_vocab=30)


@pytest.mark.usefixtures("pieces_of_100")
def test_an_executor_that_takes_nothing_leaves_the_work_here():
    pool = ThreadPoolExecutor(1)
    pool.shutdown()
    with pytest.warns(RuntimeWarning, match="after shutdown"):
        table = rm.count_skip_trigrams(TOKENS, 3, d_vocab=30, executor=pool)
    assert table == rm.count_skip_trigrams(TOKENS, 3, d_vocab=30)


class Remembering(Inline):
    """Notes how many futures are out at a time."""

    def __init__(self):
        self.out = self.most = 0

    def submit(self, function, *arguments):
        self.out += 1
        self.most = max(self.most, self.out)
        future = super().submit(function, *arguments)
        result = future.result

        def given():
            self.out -= 1
            return result()

        future.result = given
        return future


@pytest.mark.usefixtures("pieces_of_100")
def test_no_more_pieces_are_out_than_was_said():
    executor = Remembering()
    rm.count_skip_trigrams(TOKENS, 3, d_vocab=30, executor=executor, at_once=4)
    assert executor.most == 4
    assert executor.out == 0


@pytest.mark.usefixtures("pieces_of_100")
def test_one_piece_more_is_out_than_there_are_processors(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    executor = Remembering()
    rm.count_skip_trigrams(TOKENS, 3, d_vocab=30, executor=executor)
    assert executor.most == 3


# --- interruptions --------------------------------------------------------------------------------


def open_files():
    return set(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else set()


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
@pytest.mark.parametrize("where", ["file", "piece", "progress"])
def test_an_interruption_leaves_no_table_and_no_files(monkeypatch, tmp_path, error, where):
    cut_small(monkeypatch, 50, 0)
    calls = []

    def fails_the_third_time(function):
        def called(*arguments):
            calls.append(0)
            if len(calls) == 3:
                raise error
            return function(*arguments)

        return called

    progress = None
    if where == "file":
        monkeypatch.setattr(run_store, "_write", fails_the_third_time(run_store._write))
    elif where == "piece":
        monkeypatch.setattr(counting, "counted", fails_the_third_time(counting.counted))
    else:
        progress = fails_the_third_time(lambda *_: None)
    before = open_files()
    with pytest.raises(type(error) if isinstance(error, OSError) else error):
        rm.count_skip_trigrams(TOKENS, 3, d_vocab=30, folder=tmp_path, progress=progress)
    assert len(calls) >= 3
    assert list(tmp_path.iterdir()) == []
    assert open_files() == before


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a disk always full")
def test_a_full_disk_is_an_error_that_names_the_folder(monkeypatch, tmp_path):
    cut_small(monkeypatch, 50, 0)
    monkeypatch.setattr(
        run_store.tempfile,
        "TemporaryFile",
        lambda **_: open("/dev/full", "r+b"),  # noqa: SIM115
    )
    with pytest.raises(OSError, match=f"No space left on device.*{tmp_path}"):
        rm.count_skip_trigrams(TOKENS, 3, d_vocab=30, folder=tmp_path)


@pytest.mark.usefixtures("pieces_of_100")
def test_ctrl_c_in_a_worker_is_not_taken_for_a_lost_piece():
    def interrupted(*_):
        raise KeyboardInterrupt

    class Interrupted:
        def submit(self, *_):
            future = Future()
            future.set_exception(KeyboardInterrupt())
            return future

    with pytest.raises(KeyboardInterrupt):
        rm.count_skip_trigrams(TOKENS, 3, d_vocab=30, executor=Interrupted())


@pytest.mark.usefixtures("pieces_of_100")
def test_pieces_that_wait_are_cancelled_at_an_interruption():
    waiting = []

    class Waiting:
        def submit(self, *_):
            waiting.append(Future())
            if len(waiting) == 3:
                raise KeyboardInterrupt
            return waiting[-1]

    with pytest.raises(KeyboardInterrupt):
        rm.count_skip_trigrams(TOKENS, 3, d_vocab=30, executor=Waiting(), at_once=5)
    assert [future.cancelled() for future in waiting] == [True, True, False]


# --- progress -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("pieces_of_100")
def test_progress_tells_how_far_it_is_and_changes_nothing():
    told = []
    table = rm.count_skip_trigrams(TOKENS, 3, d_vocab=30, progress=lambda *a: told.append(a))
    assert table == rm.count_skip_trigrams(TOKENS, 3, d_vocab=30)
    counted = [done for stage, done, _ in told if stage == "count"]
    assert counted == sorted(counted)
    assert counted[-1] == len(TOKENS)
    assert {in_all for stage, _, in_all in told if stage == "count"} == {len(TOKENS)}
    assert told[-1][0] == "add up"
    (in_all,) = {in_all for stage, _, in_all in told if stage == "add up"}
    assert told[-1][1] == in_all


def test_progress_of_a_generator_knows_no_total():
    told = []
    documents = (TOKENS[:9] for _ in range(3))
    rm.count_skip_trigrams(documents, 1, d_vocab=30, progress=lambda *a: told.append(a))
    assert told[0] == ("count", 27, None)


@pytest.mark.parametrize(
    "one",
    [
        range(8),
        array.array("H", range(8)),
        deque(range(8)),
        # Made anew in the test: what is read once must be there each time that it runs.
        lambda: iter(range(8)),
        lambda: (n for n in range(8)),
        [np.array(n) for n in range(8)],
        [np.int32(n) for n in range(8)],
        tuple(range(8)),
        memoryview(np.arange(8)),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_document_is_told_by_what_it_holds(one):
    expected = rm.count_skip_trigrams(np.arange(8), 2, d_vocab=8)
    document = one() if callable(one) else one
    assert rm.count_skip_trigrams(document, 2, d_vocab=8) == expected


@pytest.mark.parametrize(
    "kind", [list, tuple, deque, iter, lambda rows: (iter(row) for row in rows), np.array]
)
@pytest.mark.parametrize("row", [list, np.array, deque, lambda numbers: array.array("b", numbers)])
def test_documents_are_told_by_what_they_hold(kind, row):
    rows = [[0, 1, 2], [2, 1, 0], [0, 1, 2]]
    found = rm.count_skip_trigrams(kind([row(numbers) for numbers in rows]), 1, d_vocab=3)
    assert found == rm.count_skip_trigrams(np.array(rows), 1, d_vocab=3)


@pytest.mark.parametrize(
    ("tokens", "message"),
    [
        ({0, 1, 2}, "tokens: expected integers, or documents"),
        ({0: 1}, "tokens: expected integers, or documents"),
        (bytearray(3), "tokens: expected integers, or documents"),
        ([{0, 1, 2}], r"tokens\[0\]: expected integers in an order"),
        ([np.array(True), np.array(1)], "tokens: expected integers, got bool"),
        (lambda: (n > 1 for n in range(3)), "tokens: expected integers"),
        (lambda: (n / 2 for n in range(3)), "tokens: expected integers"),
        (np.ma.array([0, 1, 2, 3, 999], mask=[0, 0, 0, 0, 1]), "tokens: expected a plain array"),
        ([np.ma.array([0, 1], mask=[0, 1])], "tokens: expected a plain array"),
        (lambda: iter([np.ma.array([0, 1], mask=[0, 1])]), r"tokens\[0\]: expected a plain array"),
    ],
    # pytest doesn't find a test again whose name has two backslashes.
    ids=lambda v: v.replace("\\", "") if isinstance(v, str) else type(v).__name__,
)
def test_what_has_no_order_or_is_no_integer_is_refused(tokens, message):
    document = tokens() if callable(tokens) else tokens
    with pytest.raises(ValueError, match=f"^{message}"):
        rm.count_skip_trigrams(document, 1, d_vocab=8)


@pytest.mark.parametrize("threads", [0, -1])
def test_less_than_one_thread_is_refused(threads):
    says = f"^threads: expected an integer, 1 or more, got {threads}$"
    with pytest.raises(ValueError, match=says):
        rm.count_skip_trigrams([0, 1], 1, d_vocab=2, threads=threads)


def test_what_can_t_be_looked_up_kept_or_read_is_named(tmp_path):
    table = rm.count_skip_trigrams([0, 1, 2, 0, 1], 2, d_vocab=3)
    with pytest.raises(ValueError, match=r"^source: expected shapes that broadcast, got \(2,\), "):
        table.lookup([0, 1], [0, 1, 2], 0)
    with pytest.raises(ValueError, match=r"^table: expected a SkipTrigramCounts, got 3$"):
        rm.save_counts(3, tmp_path / "counts.npz")
    path = tmp_path / "counts.npz"
    path.write_bytes(b"PK\x03\x04")
    says = r"which holds none: it is no \.npz file, or it was cut short \(by its first"
    with pytest.raises(ValueError, match=says):
        rm.load_counts(path)
