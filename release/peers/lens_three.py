"""TransformerLens 3: HookedTransformer with the weights of the cases, as they are and processed."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Mapping
from functools import partial
from typing import Any

import torch
import transformer_lens

from refmath.conformance import check_cases, in_steps
from refmath.conforming.cases import cases
from refmath.numeric.model.transformer import Transformer
from release.peers.combined import combined
from release.peers.held import CASES, COMBINED, Held, Peer
from release.peers.lens import Hooked, parts_of, sizes_of, take, twice, weights_of


def hooked(dtype: str, processing: Mapping[str, bool] | None, model: Transformer) -> Any:
    """Return a HookedTransformer with the weights of a model, and what is done to them."""
    config = transformer_lens.HookedTransformerConfig(
        **sizes_of(model) | parts_of(model),
        dtype=getattr(torch, dtype),
        device="cpu",
        init_weights=False,
        seed=0,
    )
    made = transformer_lens.HookedTransformer(config)
    take(made, weights_of(model))
    with torch.no_grad():
        for n, a in enumerate(model.layers):
            if a.rotary is not None:
                for name in ("cos", "sin"):
                    table = torch.tensor(twice(a.rotary, name))
                    buffer = getattr(made.blocks[n].attn, f"rotary_{name}")
                    buffer[: len(table)] = table
    if processing is not None:
        made.process_weights_(**processing)
    return made.eval()


FOLDED = {"fold_ln": True, "center_writing_weights": True, "center_unembed": True}
TAKEN_APART = {**FOLDED, "refactor_factored_attn_matrices": True}


def _held(dtype: str, processing: Mapping[str, bool] | None = None) -> Held:
    torch.set_num_threads(1)
    logging.disable(logging.WARNING)  # that there is nothing to fold
    make = partial(hooked, dtype, processing)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield CASES, check_cases(Hooked(make, dtype, processing is not None), cases())
        yield (
            COMBINED,
            check_cases(Hooked(make, dtype, processing is not None), in_steps(combined())),
        )


PACKAGES = ("transformer-lens", "torch")
PEERS = (
    *(
        Peer(f"HookedTransformer, {dtype}", PACKAGES, partial(_held, dtype))
        for dtype in ("float64", "float32", "bfloat16")
    ),
    *(
        Peer(
            f"HookedTransformer, weights processed, {dtype}",
            PACKAGES,
            partial(_held, dtype, FOLDED),
        )
        for dtype in ("float64", "float32")
    ),
    Peer(
        "HookedTransformer, weights taken apart by SVD, float32",
        PACKAGES,
        partial(_held, "float32", TAKEN_APART),
    ),
)
