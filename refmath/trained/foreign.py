"""Other people's weights: TransformerLens' attention-only models and Hugging Face's GPT-2.

Here alone their conventions are spoken. Both multiply from the right, so that matrices are
transposed; GPT-2 packs the queries, keys and values of all heads into one matrix. Every tensor of a
model is either used or refused by its name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import array_api_compat

from refmath.arguments import one_of, real_number, string, whole_number
from refmath.numeric.arrays.libraries import check_array
from refmath.numeric.model.parts import MLP, Norm, Rotary
from refmath.numeric.model.transformer import BIASES, AttentionLayer, Transformer
from refmath.trained.tensors_file import tensors_of

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.protocols import AnyArray

POSITIONS = {"shortformer": "qk", "standard": "residual", "rotary": None}
"""TransformerLens' words for where positions come in, and ours."""

# Buffers that hold no weights: the causal mask, and what a masked score is filled with.
_NO_WEIGHTS = re.compile(
    r"(transformer\.)?(h|blocks)\.[0-9]+\.attn\.(mask|IGNORE|bias|masked_bias)"
)


def from_transformer_lens(
    tensors: Mapping[str, AnyArray] | str | Path, *, positions: str, eps: float = 1e-5
) -> Transformer:
    r"""Return TransformerLens' weights of an attention-only model as a `Transformer`.

    Its $x W$ is our $x W'^\top$: each of W_E, W_pos, W_U, W_Q, W_K, W_V, W_O is transposed. A
    LayerNorm has w and b, an RMSNorm w alone.

    Args:
        tensors: its state dict, by name: arrays of NumPy, torch, …; or the path of a safetensors
            file of it, read as NumPy arrays.
        positions: its `positional_embedding_type`: "shortformer", "standard" or "rotary".
        eps: of the norms, where there are any; not part of the state dict.

    Returns:
        The `Transformer`, in the library of the tensors; its logits are the original's.

    Raises:
        ValueError: for tensors that are missing, of a wrong shape, or not understood (an MLP's
            among them), each by its name; for an unknown word in `positions`.

    Source:
        TransformerLens 3.9, `HookedTransformer`.

    Examples:
        >>> import numpy as np
        >>> tensors = {"embed.W_E": np.ones((5, 2)), "unembed.W_U": np.ones((2, 5))}
        >>> tensors["pos_embed.W_pos"] = np.ones((7, 2))
        >>> model = from_transformer_lens(tensors, positions="standard")
        >>> model.d_vocab, model.d_model, model.n_ctx, model.n_layers
        (5, 2, 7, 0)
    """
    one_of("positions", positions, tuple(POSITIONS))
    eps = real_number("eps", eps, above=0)
    rest = _Tensors(tensors)
    W_E, W_U = rest.turned("embed.W_E"), rest.turned("unembed.W_U")
    W_pos = None if positions == "rotary" else rest.turned("pos_embed.W_pos")

    def norm(name: str) -> Norm | None:
        gain, bias = rest.maybe(f"{name}.w"), rest.maybe(f"{name}.b")
        return None if gain is None else Norm(gain, bias, centred=bias is not None, eps=eps)

    layers = []
    for n in range(rest.count("blocks")):
        attn = f"blocks.{n}.attn"
        shared = f"{attn}._W_K" in rest.left
        names = {key: f"{attn}.{'_' if shared and key[-1] in 'KV' else ''}{key}" for key in _HEAD}
        rotary = None
        if positions == "rotary":
            # Each angle stands there twice, once for each coordinate of a pair.
            cos, sin = (rest.taken(f"{attn}.rotary_{table}") for table in ("cos", "sin"))
            half = int(cos.shape[-1]) // 2
            rotary = Rotary(cos[:, :half], sin[:, :half])
        layers.append(
            AttentionLayer(
                *(rest.turned(names[key]) for key in ("W_Q", "W_K", "W_V", "W_O")),
                **{key: rest.maybe(names[key]) for key in BIASES},
                norm=norm(f"blocks.{n}.ln1"),
                rotary=rotary,
            )
        )
    final_norm, b_U = norm("ln_final"), rest.maybe("unembed.b_U")
    rest.refuse_what_is_left("from_transformer_lens")
    where = POSITIONS[positions] or "residual"
    return Transformer(
        W_E, W_U, layers, W_pos=W_pos, positions=where, final_norm=final_norm, b_U=b_U
    )


def from_gpt2(
    tensors: Mapping[str, AnyArray] | str | Path, *, n_heads: int, eps: float = 1e-5
) -> Transformer:
    r"""Return Hugging Face's weights of a GPT-2 as a `Transformer`.

    Positions are added to the residual stream; each layer reads through a LayerNorm and has an
    `MLP` behind its heads, whose output is no sum over paths but a term of its own, `mlp_logits`.

    Args:
        tensors: the state dict of a `GPT2LMHeadModel` or `GPT2Model`, by name: arrays of NumPy,
            torch, …; or the path of a safetensors file of it, read as NumPy arrays.
        n_heads: the heads of a layer (`n_head` in its config); not part of the state dict.
        eps: of the norms (`layer_norm_epsilon` in its config).

    Returns:
        The `Transformer`, in the library of the tensors; its logits are the original's.

    Raises:
        ValueError: for tensors that are missing, of a wrong shape, or not understood, each by its
            name; for a number of heads that does not divide d_model.

    Source:
        Radford et al. 2019; `transformers`, `GPT2LMHeadModel` with activation "gelu_new".

    Examples:
        >>> from_gpt2({}, n_heads=1)
        Traceback (most recent call last):
        ...
        ValueError: tensors: expected one named 'wte.weight', got none
    """
    n_heads = whole_number("n_heads", n_heads, least=1)
    eps = real_number("eps", eps, above=0)
    rest = _Tensors(tensors, prefix="transformer.")
    wte = rest.taken("wte.weight")
    d_model = int(wte.shape[1])
    if d_model % n_heads:
        raise ValueError(f"n_heads: expected a divisor of d_model = {d_model}, got {n_heads}")
    # Without a tensor of its own the unembedding is the embedding, as in the original.
    W_U = rest.maybe("lm_head.weight")

    def norm(name: str) -> Norm:
        return Norm(rest.taken(f"{name}.weight"), rest.taken(f"{name}.bias"), eps=eps)

    def mlp(n: int) -> MLP:
        return MLP(
            rest.turned(f"h.{n}.mlp.c_fc.weight"),
            rest.turned(f"h.{n}.mlp.c_proj.weight"),
            b_in=rest.taken(f"h.{n}.mlp.c_fc.bias"),
            b_out=rest.taken(f"h.{n}.mlp.c_proj.bias"),
            norm=norm(f"h.{n}.ln_2"),
        )

    def layer(n: int) -> AttentionLayer:
        heads = (n_heads, d_model // n_heads)
        xp = array_api_compat.array_namespace(wte)
        packed = rest.turned(f"h.{n}.attn.c_attn.weight")  # queries, keys, values
        biases = rest.taken(f"h.{n}.attn.c_attn.bias")
        if tuple(packed.shape) != (3 * d_model, d_model):
            raise ValueError(
                f"h.{n}.attn.c_attn.weight: expected shape {(d_model, 3 * d_model)},"
                f" got {tuple(packed.shape)[::-1]}"
            )
        W = xp.reshape(packed, (3, *heads, d_model))
        b = xp.reshape(biases, (3, *heads))
        out = xp.reshape(rest.turned(f"h.{n}.attn.c_proj.weight"), (d_model, *heads))
        return AttentionLayer(
            W[0, ...],
            W[1, ...],
            W[2, ...],
            xp.permute_dims(out, (1, 0, 2)),
            b_Q=b[0, ...],
            b_K=b[1, ...],
            b_V=b[2, ...],
            b_O=rest.taken(f"h.{n}.attn.c_proj.bias"),
            norm=norm(f"h.{n}.ln_1"),
            mlp=mlp(n),
        )

    xp = array_api_compat.array_namespace(wte)
    W_pos = rest.turned("wpe.weight")
    layers = [layer(n) for n in range(rest.count("h"))]
    final_norm = norm("ln_f")
    rest.refuse_what_is_left("from_gpt2")
    return Transformer(
        xp.matrix_transpose(wte),
        wte if W_U is None else W_U,
        layers,
        W_pos=W_pos,
        positions="residual",
        final_norm=final_norm,
    )


_HEAD = ("W_Q", "W_K", "W_V", "W_O", *BIASES)


def _read(path: Path) -> Mapping[str, AnyArray]:
    if not path.is_file():
        raise ValueError(f"tensors: expected arrays by name or the path of a file, got {path}")
    with path.open("rb") as file:
        return tensors_of(f"tensors: {path}", file, path.stat().st_size)[0]


class _Tensors:
    """Tensors by name, each taken once, so that what is left over is seen."""

    def __init__(self, tensors: Mapping[str, AnyArray] | str | Path, prefix: str = "") -> None:
        if isinstance(tensors, str | Path):
            tensors = _read(Path(tensors))
        if not isinstance(tensors, Mapping):
            raise ValueError(f"tensors: expected arrays by name, got {type(tensors).__name__}")
        for name, tensor in tensors.items():
            check_array(f"tensors[{string('tensors', name, 'names that are strings')!r}]", tensor)
            if prefix and f"{prefix}{name}" in tensors:
                raise ValueError(f"tensors: expected one named {name!r}, got {prefix}{name}, too")
        kept = {name: t for name, t in tensors.items() if not _NO_WEIGHTS.fullmatch(name)}
        self.left = {name.removeprefix(prefix): tensor for name, tensor in kept.items()}

    def taken(self, name: str) -> Array:
        if name not in self.left:
            raise ValueError(f"tensors: expected one named {name!r}, got none")
        return self.left.pop(name)

    def maybe(self, name: str) -> Array | None:
        return self.left.pop(name, None)

    def turned(self, name: str) -> Array:
        tensor = self.taken(name)
        if tensor.ndim < 2:
            raise ValueError(f"{name}: expected a matrix, got shape {tuple(tensor.shape)}")
        return array_api_compat.array_namespace(tensor).matrix_transpose(tensor)

    def count(self, prefix: str) -> int:
        """Return the number of layers, named prefix.0 and on, none of them missing."""
        found = {m[1] for name in self.left if (m := re.match(rf"{prefix}\.([0-9]+)\.", name))}
        missing = {str(n) for n in range(len(found))} - found
        if missing:
            raise ValueError(f"tensors: expected {prefix}.{min(missing)}, got {len(found)} others")
        return len(found)

    def refuse_what_is_left(self, what: str) -> None:
        if self.left:
            names = sorted(self.left)
            more = "" if len(names) <= 3 else f" and {len(names) - 3} more"
            raise ValueError(f"tensors: {what} doesn't know {', '.join(names[:3])}{more}")
