"""Hypothesis profiles, and models whose findings are known: built by hand, or of heads that copy.

Profiles: `dev` at the desk, `ci` without chance, `deep` for a long search; `mutants` is for
mutation testing: few examples, always the same, and none made smaller.
"""

import json
import os
import re
import signal
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy
from hypothesis import Phase, settings

import refmath as rm
from refmath.replication.findings import findings

settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=50, derandomize=True)
settings.register_profile(
    "mutants",
    deadline=None,
    max_examples=30,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
)
settings.register_profile("deep", deadline=None, max_examples=2000)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if "CI" in os.environ else "dev")
)


GPT2 = {
    **{"model_type": "gpt2", "n_embd": 8, "n_head": 2, "n_layer": 2, "n_positions": 9},
    **{"vocab_size": 13, "n_inner": 5, "layer_norm_epsilon": 1e-4},
}


def pytest_configure():
    """Let programs that tests interrupt hear it: started behind `&` or `nohup` they are deaf."""
    defaults = {"SIGINT": signal.default_int_handler, "SIGHUP": signal.SIG_DFL}
    for name, default in defaults.items():
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, default)


@pytest.fixture(scope="session")
def drawn_as_locked():
    """Skip where pictures can't be the same bytes: they are drawn with the locked Matplotlib."""
    matplotlib = pytest.importorskip("matplotlib")
    lock = Path(__file__).parents[1] / "requirements/dev.lock"
    version = re.search(r"^matplotlib==(\S+)", lock.read_text("utf-8"), re.MULTILINE)[1]
    if matplotlib.__version__ != version:
        pytest.skip(f"they are drawn with Matplotlib {version}")


@pytest.fixture(scope="session")
def block_of():
    """What stands on the pages of derivations between a statement's markers, by its name."""
    block = re.compile(r"^<!-- theorem (\w+) -->\n(.*?)^<!-- end -->", re.MULTILINE | re.DOTALL)
    pages = sorted((Path(__file__).parents[1] / "docs" / "derivations").glob("*.md"))
    return {name: text for p in pages for name, text in block.findall(p.read_text("utf-8"))}


def _copying_model(copies=(1, 1, -1)):
    """One layer whose head h has an OV of eigenvalues of the sign `copies[h]`."""
    rng = np.random.default_rng(1)
    d_model, d_head, d_vocab = 24, 8, 30
    W_E = 0.3 * rng.standard_normal((d_model, d_vocab))
    W_V = 0.3 * rng.standard_normal((len(copies), d_head, d_model))
    W_O = np.swapaxes(W_V, -1, -2) * np.array(copies)[:, None, None]
    W_Q, W_K = 0.3 * rng.standard_normal((2, len(copies), d_head, d_model))
    layer = rm.AttentionLayer(W_Q, W_K, W_V, np.ascontiguousarray(W_O))
    W_pos = 0.3 * rng.standard_normal((d_model, 12))
    return rm.Transformer(W_E, W_E.T.copy(), [layer], W_pos=W_pos)


def _random_windows(d_vocab, n, n_ctx, first=0, seed=0):
    drawn = np.random.default_rng(seed).integers(1, d_vocab, (n, n_ctx - 1))
    return np.concatenate([np.full((n, 1), first), drawn], axis=1)


def _normed_model(n_layers, *, centred=True, positions=True, seed=0):
    """A model as TransformerLens' attn-only ones: norms, biases, positions in Q and K; drawn."""
    rng = np.random.default_rng(seed)
    d_model, n_heads, d_head, d_vocab = 10, 3, 4, 9

    def drawn(*shape):
        return rng.standard_normal(shape) / 2

    def norm():
        return rm.Norm(1 + drawn(d_model), drawn(d_model), centred=centred, eps=1e-3)

    def layer():
        read = (drawn(n_heads, d_head, d_model) for _ in range(3))
        biases = {name: drawn(n_heads, d_head) for name in ("b_Q", "b_K", "b_V")}
        return rm.AttentionLayer(
            *read, drawn(n_heads, d_model, d_head), **biases, b_O=drawn(d_model), norm=norm()
        )

    return rm.Transformer(
        drawn(d_model, d_vocab),
        drawn(d_vocab, d_model),
        [layer() for _ in range(n_layers)],
        W_pos=drawn(d_model, 12) if positions else None,
        b_U=drawn(d_vocab),
        final_norm=norm(),
    )


class _Letters:
    """Names of tokens: letters, some of which Markdown would take for its own."""

    def token(self, number):
        return " |*\n"[number] if number < 4 else chr(93 + number)

    def id(self, string):
        raise ValueError(string)


@pytest.fixture(scope="session")
def of_induction():
    model = rm.by_hand.induction(8, n_ctx=16)
    found = findings(model, _random_windows(8, 4, 16))
    return {finding.name: finding for finding in found}


@pytest.fixture(scope="session")
def of_copying():
    found = findings(_copying_model(), _random_windows(30, 4, 12), tokenizer=None)
    return {finding.name: finding for finding in found}


@pytest.fixture(scope="session")
def copying_model():
    return _copying_model


@pytest.fixture(scope="session")
def normed_model():
    return _normed_model


@pytest.fixture(scope="session")
def random_windows():
    return _random_windows


@pytest.fixture(scope="session")
def letters():
    return _Letters()


@pytest.fixture
def gpt2():
    d, inner = GPT2["n_embd"], GPT2["n_inner"]
    shapes = {"wte.weight": (13, d), "wpe.weight": (9, d), "ln_f.weight": (d,), "ln_f.bias": (d,)}
    for n in range(GPT2["n_layer"]):
        for norm in ("ln_1", "ln_2"):
            shapes |= {f"h.{n}.{norm}.weight": (d,), f"h.{n}.{norm}.bias": (d,)}
        for name, sizes in {
            "attn.c_attn": (d, 3 * d),
            "attn.c_proj": (d, d),
            "mlp.c_fc": (d, inner),
            "mlp.c_proj": (inner, d),
        }.items():
            shapes |= {f"h.{n}.{name}.weight": sizes, f"h.{n}.{name}.bias": sizes[1:]}
    rng = np.random.default_rng(0)
    return {name: rng.normal(size=shape) / 2 for name, shape in shapes.items()}, dict(GPT2)


@pytest.fixture
def gpt2_folder(gpt2, tmp_path):
    """A folder of Hugging Face's whose tokenizer knows eight of the model's thirteen tokens."""
    tensors, config = gpt2
    folder = tmp_path / "a-gpt2"
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "model.safetensors").write_bytes(safetensors.numpy.save(tensors))
    tokenizer = {
        "model": {"type": "BPE", "vocab": {x: n for n, x in enumerate("abcdefgh")}, "merges": []},
        "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": False},
        "decoder": {"type": "ByteLevel"},
    }
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    return folder
