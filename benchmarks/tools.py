"""What reads a model of GPT-2's shape, against its own forward pass, and TransformerLens' cache."""

from __future__ import annotations

from collections import deque
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

import refmath as rm
from benchmarks.measure import Case

if TYPE_CHECKING:
    from collections.abc import Callable

    from refmath.numeric.heads.attribution import LogitAttribution

PATHS = 20
"""How many paths' logits are taken of those that there are."""


def gpt2_shaped(
    n_layers: int, n_heads: int, d_model: int, d_vocab: int, n_ctx: int
) -> rm.Transformer:
    """A model with every part of GPT-2's, its weights drawn."""
    rng, d_head, d_mlp = np.random.default_rng(0), max(1, d_model // n_heads), 4 * d_model

    def drawn(*shape: int) -> np.ndarray:
        weights = rng.standard_normal(shape, np.float32) / np.float32(np.sqrt(shape[-1]))
        return np.asarray(weights)

    def norm() -> rm.Norm:
        return rm.Norm(drawn(d_model), drawn(d_model))

    def layer() -> rm.AttentionLayer:
        reads, of_heads = (n_heads, d_head, d_model), (n_heads, d_head)
        return rm.AttentionLayer(
            *(drawn(*reads), drawn(*reads), drawn(*reads), drawn(n_heads, d_model, d_head)),
            b_Q=drawn(*of_heads),
            b_K=drawn(*of_heads),
            b_V=drawn(*of_heads),
            b_O=drawn(d_model),
            norm=norm(),
            mlp=rm.MLP(
                *(drawn(d_mlp, d_model), drawn(d_model, d_mlp)),
                b_in=drawn(d_mlp),
                b_out=drawn(d_model),
                norm=norm(),
            ),
        )

    return rm.Transformer(
        drawn(d_model, d_vocab),
        drawn(d_vocab, d_model),
        [layer() for _ in range(n_layers)],
        W_pos=drawn(d_model, n_ctx),
        positions="residual",
        final_norm=norm(),
        b_U=drawn(d_vocab),
    )


def cases(scale: float = 1.0) -> list[Case]:
    def at(n: int, least: int) -> int:
        return max(least, int(n * scale))

    n_heads, n_ctx = at(12, 2), at(64, 4)
    model = gpt2_shaped(at(12, 2), n_heads, n_heads * at(64, 2), at(50257, 64), n_ctx)
    tokens = np.random.default_rng(1).integers(0, model.d_vocab, n_ctx)
    run = rm.forward_pass(model, tokens)
    held: dict[str, Any] = {
        name: getattr(run, name) for name in ("patterns", "scales", "mlp_outputs", "post_scales")
    }
    path, last = [(layer, layer % n_heads) for layer in range(model.n_layers)], n_ctx - 1
    size = f"{model.n_layers} layers × {n_heads} heads, MLPs, norms, d_vocab {model.d_vocab:,}"
    size += f", {n_ctx} tokens, float32"

    def beside_logits(
        name: str,
        ours: Callable[[], Any],
        same: Callable[[Any, np.ndarray], bool],
        times: int = 1,
    ) -> Case:
        passes = "one `logits`" if times == 1 else f"{times} × `logits`"

        def forward() -> np.ndarray:
            for _ in range(times - 1):
                rm.logits(model, tokens)
            return np.asarray(rm.logits(model, tokens))

        return Case(name, size, ours, forward, passes, same, runs=3)

    def attribution() -> LogitAttribution:
        return rm.direct_logit_attribution(model, tokens, destination=last, output=0)

    def of_next_tokens() -> LogitAttribution:
        at, of = np.arange(n_ctx - 1), tokens[1:]
        return rm.direct_logit_attribution(model, tokens, destination=at, output=of)

    def some_paths() -> np.ndarray:
        found = islice(rm.path_contributions(model, tokens, max_order=1), PATHS)
        return np.asarray(deque((term for _, term in found), 1)[0])

    def shaped(a: np.ndarray, b: np.ndarray) -> bool:
        return a.shape == b.shape and a.dtype == b.dtype

    def of_next(a: LogitAttribution, b: np.ndarray) -> bool:
        return close(a.logits(), b[np.arange(n_ctx - 1), tokens[1:]])

    found = [
        beside_logits("direct_logit_attribution, one logit", attribution,
                      lambda a, b: close(a.logits(), b[last, 0])),
        beside_logits(f"direct_logit_attribution, {n_ctx - 1} logits", of_next_tokens, of_next),
        beside_logits("logits_by_order", lambda: rm.logits_by_order(model, tokens),
                      lambda a, b: close(a.sum(axis=0), b)),
        beside_logits("losses_by_order", lambda: rm.losses_by_order(model, tokens),
                      lambda a, _: len(a) == model.n_layers + 1),
        beside_logits("next_token_losses", lambda: rm.next_token_losses(model, tokens),
                      lambda a, _: len(a) == n_ctx - 1),
        beside_logits("frozen_logits", lambda: rm.frozen_logits(model, tokens, **held), close),
        beside_logits("path_logits", lambda: rm.path_logits(model, path, tokens), shaped),
        beside_logits("constant_logits", lambda: rm.constant_logits(model, tokens), shaped),
        beside_logits("mlp_logits", lambda: rm.mlp_logits(model, tokens), shaped),
        beside_logits("virtual_pattern", lambda: rm.virtual_pattern(model, path, tokens),
                      lambda a, _: a.shape == (n_ctx, n_ctx)),
        beside_logits("attention_patterns", lambda: rm.attention_patterns(model, tokens),
                      lambda a, _: len(a) == model.n_layers),
        beside_logits(f"path_contributions, {PATHS} paths", some_paths, shaped, times=PATHS),
    ]  # fmt: skip
    return [*found, *peers(model, tokens, size)] if find_spec("transformer_lens") else found


def close(a: np.ndarray, b: np.ndarray) -> bool:
    return bool(np.abs(a - b).max() <= 1e-3 * np.abs(b).max())


def peers(model: rm.Transformer, tokens: np.ndarray, size: str) -> list[Case]:
    import torch

    theirs, given = in_transformer_lens(model), torch.from_numpy(tokens[None])
    output = 0

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def cached() -> np.ndarray:
        """Their way: all activations kept, each head's output, the last position's logit."""
        _, cache = theirs.run_with_cache(given)
        heads = cache.stack_head_results(layer=-1, pos_slice=-1)
        heads = cache.apply_ln_to_stack(heads, layer=-1, pos_slice=-1)
        asked = theirs.ln_final.w * theirs.unembed.W_U[:, output]
        return np.asarray(heads @ asked).reshape(-1)

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def their_logits() -> np.ndarray:
        return np.asarray(theirs(given)[0])

    def ours() -> np.ndarray:
        found = rm.direct_logit_attribution(model, tokens, destination=-1, output=output)
        return np.concatenate([layer.sum(axis=-1) for layer in found.heads])

    return [
        Case("direct_logit_attribution, one logit", size, ours, cached,
             "TransformerLens `run_with_cache`, `stack_head_results`", close, runs=3),
        Case("logits", size, lambda: rm.logits(model, tokens), their_logits,
             "TransformerLens' forward pass", close, runs=3),
    ]  # fmt: skip


def in_transformer_lens(model: rm.Transformer) -> Any:
    """Build the same model there; it multiplies from the right."""
    import torch
    from transformer_lens import HookedTransformer, HookedTransformerConfig

    layer = model.layers[0]
    assert layer.mlp is not None
    config = HookedTransformerConfig(
        n_layers=model.n_layers,
        d_model=model.d_model,
        n_heads=layer.n_heads,
        d_head=layer.d_head,
        d_mlp=layer.mlp.d_mlp,
        n_ctx=model.n_ctx,
        d_vocab=model.d_vocab,
        act_fn="gelu_new",
        normalization_type="LN",
        device="cpu",
    )
    theirs = HookedTransformer(config)
    with torch.no_grad():
        for name, weight in weights_of(model).items():
            target = theirs.get_parameter(name)
            target.copy_(torch.from_numpy(np.ascontiguousarray(weight)))
    return theirs


def weights_of(model: rm.Transformer) -> dict[str, Any]:
    """A model's weights by the names that TransformerLens gives them, turned as it has them."""

    def turned(W: Any) -> np.ndarray:
        return np.asarray(W).swapaxes(-1, -2)

    norm = model.final_norm
    assert norm is not None
    found: dict[str, Any] = {"embed.W_E": turned(model.W_E), "pos_embed.W_pos": turned(model.W_pos),
             "unembed.W_U": turned(model.W_U), "unembed.b_U": model.b_U,
             "ln_final.w": norm.gain, "ln_final.b": norm.bias}  # fmt: skip
    for n, layer in enumerate(model.layers):
        mlp = layer.mlp
        assert mlp is not None
        own: dict[str, Any] = {
            f"attn.{name}": turned(getattr(layer, name)) for name in ("W_Q", "W_K", "W_V", "W_O")
        }
        own |= {f"attn.{name}": getattr(layer, name) for name in ("b_Q", "b_K", "b_V", "b_O")}
        own |= {"mlp.W_in": turned(mlp.W_in), "mlp.W_out": turned(mlp.W_out)}
        own |= {"mlp.b_in": mlp.b_in, "mlp.b_out": mlp.b_out}
        for name, of_part in (("ln1", layer.norm), ("ln2", mlp.norm)):
            assert of_part is not None
            own |= {f"{name}.w": of_part.gain, f"{name}.b": of_part.bias}
        found |= {f"blocks.{n}.{name}": weight for name, weight in own.items()}
    return found
