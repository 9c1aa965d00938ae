"""A stranger's path: what is written from the paper alone is mended by what is said of it.

Each repair answers the first message alone: what is wrong first, by its name.
"""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from refmath.conformance import check_adapter

torch = pytest.importorskip("torch")

SOURCE = Path(__file__).with_name("stranger.py").read_text("utf-8")

REPAIRS = (
    (
        "scores",
        {"not_scaled"},
        "return x @ W_Q[head].T @ W_K[head] @ x.T",
        "return x @ W_Q[head].T @ W_K[head] @ x.T / W_Q.shape[1] ** 0.5",
    ),
    (
        "pattern",
        {"softmax_over_destinations", "mask_that_adds_minus_1e5"},
        "torch.softmax(scores - 1e5 * mask, dim=0)",
        "torch.softmax(torch.where(mask > 0, -torch.inf, scores), dim=-1)",
    ),
    (
        "residual stream",
        {"heads_in_turn"},
        "x = x + self.head(x, layer, head)",
        "x = x + self.head(streams[-1], layer, head)",
    ),
    (
        "composition scores",
        {"W_QK_for_its_transpose"},
        '{"Q": self.W_QK(*reader), "K": self.W_QK(*reader).T,',
        '{"Q": self.W_QK(*reader).T, "K": self.W_QK(*reader),',
    ),
    (
        "logits of a path",
        {"pattern_word_reversed"},
        "A = A @ self.pattern(streams[layer], layer, head)",
        "A = self.pattern(streams[layer], layer, head) @ A",
    ),
    (
        "refusal of an empty context",
        {"nothing_read"},
        "        x = self.W_E.T[tokens]\n",
        "        assert len(tokens)\n        x = self.W_E.T[tokens]\n",
    ),
    (
        "skip-trigrams",
        {"no_neighbours_and_each_once"},
        "{(a, b, c) for i, a in enumerate(sequence) "
        "for b, c in zip(sequence[i + 2 :], sequence[i + 3 :], strict=False)}",
        "[(a, b, c) for i, a in enumerate(sequence) "
        "for b, c in zip(sequence[i + 1 :], sequence[i + 2 :], strict=False)]",
    ),
)


def on_one_line(source):
    """Write the last function's set on one line, whatever the formatter made of it."""
    head, mark, last = source.partition("    return {\n        (a, b, c)")
    if not mark:
        return source
    inside = " ".join(f"(a, b, c){last}".split()).removesuffix("}").strip()
    return f"{head}    return {{{inside}}}\n"


def adapter(source):
    """Lend the stranger's functions to the suite: the one thing that he wrote for it."""
    spec = importlib.util.spec_from_loader("stranger", loader=None)
    theirs = importlib.util.module_from_spec(spec)
    exec(source, vars(theirs))

    def tensor(W):
        return torch.from_numpy(np.ascontiguousarray(W))

    def his(model):
        layers = [
            [tensor(getattr(layer, W)) for W in ("W_Q", "W_K", "W_V", "W_O")]
            for layer in model.layers
        ]
        W_pos = None if model.W_pos is None else tensor(model.W_pos)
        return theirs.AttentionOnly(tensor(model.W_E), tensor(model.W_U), layers, W_pos)

    class Adapter:
        positions = ("residual",)

        def residual(self, model, tokens):
            return his(model).residuals(tensor(tokens))

        def scores(self, model, tokens, layer, head):
            return his(model).scores(self.residual(model, tokens)[layer], layer, head)

        def pattern(self, model, tokens, layer, head):
            return his(model).pattern(self.residual(model, tokens)[layer], layer, head)

        def logits(self, model, tokens):
            return his(model).logits(tensor(tokens))

        def qk(self, model, layer, head):
            return his(model).QK(layer, head)

        def ov(self, model, layer, head):
            return his(model).OV(layer, head)

        def composition(self, model, kind, later, earlier):
            return his(model).composition(kind, later, earlier)

        def path_logits(self, model, tokens, path):
            return his(model).path_logits(tensor(tokens), path)

        def skip_trigrams(self, sequence, max_step):
            if max_step is not None:
                raise NotImplementedError
            return theirs.skip_trigrams(sequence)

    return Adapter()


def test_it_goes_from_red_to_green_by_the_messages_alone():
    torch.set_num_threads(1)  # more of them cost more than these sizes take
    source = on_one_line(SOURCE)
    for quantity, mistakes, wrong, mended in REPAIRS:
        found = check_adapter(adapter(source))
        assert not found.conforms
        assert (found.diagnoses[0].quantity, set(found.diagnoses[0].mistakes)) == (
            quantity,
            mistakes,
        )
        assert source.count(wrong) == 1, wrong
        source = source.replace(wrong, mended)
    found = check_adapter(adapter(source))
    assert found.conforms, str(found)
    assert len(REPAIRS) == 7  # messages; nine mistakes
