"""What is given to a Dask cluster comes out the same, also if a worker is killed half-way."""

import os
import signal
import warnings

import numpy as np
import pytest

import refmath as rm
from refmath.sequences import counting

TOKENS = np.random.default_rng(0).integers(0, 50, 20_000)
TABLE = rm.count_skip_trigrams(TOKENS, 4, d_vocab=50)


@pytest.fixture(scope="module")
def client():
    """Each of three tests loses a worker; on a busy machine Dask gives up on replacing them."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=4, threads_per_worker=1, dashboard_address=None, processes=True
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


@pytest.fixture
def pieces_of_a_few(monkeypatch):
    """One MiB makes some twenty pieces of these tokens."""
    monkeypatch.setattr(counting, "LEAST_MEMORY", 1 << 20)


@pytest.mark.usefixtures("pieces_of_a_few")
def test_a_dask_cluster_counts_the_same(client):
    told = []
    table = rm.count_skip_trigrams(
        TOKENS,
        4,
        d_vocab=50,
        memory=1 << 20,
        executor=client.get_executor(),
        at_once=3,
        progress=lambda *a: told.append(a),
    )
    assert table == TABLE
    assert len([1 for stage, *_ in told if stage == "count"]) > 3


def dies(*_):
    os._exit(1)


@pytest.mark.usefixtures("pieces_of_a_few")
def test_a_dask_worker_that_dies_loses_nothing(client, monkeypatch):
    monkeypatch.setattr(client.cluster.scheduler, "allowed_failures", 0)  # not given to another
    pool = client.get_executor(retries=0)

    class Losing:
        n = 0

        def submit(self, function, *arguments):
            self.n += 1
            return pool.submit(dies if self.n == 2 else function, *arguments)

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        table = rm.count_skip_trigrams(
            TOKENS, 4, d_vocab=50, memory=1 << 20, executor=Losing(), at_once=1
        )
    assert table == TABLE
    assert any("the executor lost the piece" in str(w.message) for w in caught)


class Killing:
    """Kills a worker when half of the work is done."""

    def __init__(self, client):
        self.workers = [*client.run(os.getpid).values()]
        self.killed = None

    def __call__(self, done, in_all):
        if self.killed is None and done >= in_all / 2:
            self.killed = self.workers[0]
            os.kill(self.killed, signal.SIGKILL)


@pytest.mark.usefixtures("pieces_of_a_few")
def test_a_worker_that_is_killed_half_way_leaves_no_gap_in_the_table(client):
    killing = Killing(client)

    def progress(stage, done, in_all):
        if stage == "count":
            killing(done, in_all)

    table = rm.count_skip_trigrams(
        TOKENS,
        4,
        d_vocab=50,
        memory=1 << 20,
        executor=client.get_executor(),
        at_once=4,
        progress=progress,
    )
    assert table == TABLE
    assert killing.killed


def test_a_worker_that_is_killed_half_way_leaves_the_sweep_right(client):
    rng = np.random.default_rng(5)
    reads = [rng.standard_normal((2, 4, 12)) for _ in range(3)]
    layer = rm.AttentionLayer(*reads, rng.standard_normal((2, 12, 4)))
    W_E, W_U = rng.standard_normal((12, 900)), rng.standard_normal((900, 12))
    model = rm.Transformer(W_E, W_U, [layer])
    killing = Killing(client)
    found = rm.top_skip_trigrams(model, 50, executor=client.get_executor(), progress=killing)
    assert found == rm.top_skip_trigrams(model, 50)
    assert killing.killed
