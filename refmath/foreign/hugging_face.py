"""Models of Hugging Face's `transformers`: each family in a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from refmath.arguments import refused
from refmath.foreign import (
    bloom,
    falcon,
    gemma,
    gemma2,
    gemma3,
    gpt2,
    gpt_neo,
    gpt_neox,
    gptj,
    llama,
    mistral,
    olmo2,
    opt,
    phi,
    qwen2,
    qwen3,
    starcoder2,
)
from refmath.foreign.fields import values_of
from refmath.foreign.tensors import tensors_in
from refmath.input_files import content_of, json_of, not_lost

if TYPE_CHECKING:
    from refmath.numeric.arrays.libraries import Array
    from refmath.numeric.model.transformer import Transformer
    from refmath.protocols import AnyArray, HasStateDict

FAMILIES: Mapping[str, Callable[..., Transformer]] = {
    "bloom": bloom.model_of,
    "falcon": falcon.model_of,
    "gemma": gemma.model_of,
    "gemma2": gemma2.model_of,
    "gemma3_text": gemma3.model_of,
    "gpt2": gpt2.model_of,
    "gpt_neo": gpt_neo.model_of,
    "gpt_neox": gpt_neox.model_of,
    "gptj": gptj.model_of,
    "llama": llama.model_of,
    "mistral": mistral.model_of,
    "olmo2": olmo2.model_of,
    "opt": opt.model_of,
    "phi": phi.model_of,
    "qwen2": qwen2.model_of,
    "qwen3": qwen3.model_of,
    "starcoder2": starcoder2.model_of,
}
"""By its `model_type`, what makes a model of a family's config and tensors."""

REFUSED: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "dbrx",
            "deepseek_v2",
            "deepseek_v3",
            "gpt_oss",
            "granitemoe",
            "jetmoe",
            "llama4_text",
            "mixtral",
            "olmoe",
            "phimoe",
            "qwen2_moe",
            "qwen3_moe",
        ),
        ": tokens would be sent to experts",
    ),
    "gemma3": ": images would be read; its text model's is 'gemma3_text'",
}
"""By its `model_type`, why a family that is widely used is none of them."""

CONFIG, WEIGHTS, INDEX = "config.json", "model.safetensors", "model.safetensors.index.json"

MOST_CONFIG = 1 << 24
"""The largest config.json or index that is read, in bytes: 16 MiB."""

_PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".h5", ".msgpack")


def from_hugging_face(
    source: HasStateDict | Mapping[str, AnyArray] | str | Path,
    *,
    config: Any = None,
    dtype: str | None = None,
) -> Transformer:
    r"""Return a model of Hugging Face's `transformers` as a `Transformer`: exactly, or not at all.

    Every field of the config is honoured, has no effect on logits, or is refused by its name if it
    asks for what a `Transformer` can't do; an unknown field is refused, and so is an unknown
    tensor. Biases that are all zero are left out. Tensors are shared with the original, not copied,
    where they needn't be changed. Known families: BLOOM, Falcon, Gemma, Gemma 2 and 3 (text),
    GPT-2, GPT-J, GPT-Neo, GPT-NeoX (Pythia), Llama, Mistral, OLMo 2, OPT, Phi, Qwen 2 and 3,
    StarCoder 2; the logits are those in evaluation, without dropout. All but GPT-2 round to float32
    whatever their weights are: weights of float64 are refused there.

    Args:
        source: the model; or a folder that has its config.json beside model.safetensors, or beside
            the shards of model.safetensors.index.json (nothing is ever unpickled); or, with
            `config`, its state dict: arrays of NumPy, torch, … by name, or a safetensors file.
        config: of a state dict: the model's config, or its fields by name.
        dtype: "float32" or "float64", to which narrower weights, float16 or bfloat16, are widened,
            with a warning that says so; None for the weights' own.

    Returns:
        The `Transformer`, in the library of the tensors and on their device (of a file, in NumPy);
        its logits are the original's.

    Raises:
        ValueError: for another family (`model_type`); for a field of the config that is unknown or
            can't be honoured, and for a tensor that is missing, unknown or of a wrong shape, each
            by its name; for weights that are no float32 or float64 where no `dtype` is given.
        OSError: for a file that can't be read.

    Source:
        Radford et al. 2019; `transformers` 5, `GPT2LMHeadModel`.

    Examples:
        >>> import refmath as rm
        >>> rm.from_hugging_face({}, config={"model_type": "mixtral"})
        Traceback (most recent call last):
        ...
        ValueError: model_type: expected one of 'bloom', 'falcon', 'gemma', 'gemma2', 'gemma3_text',
        'gpt2', 'gpt_neo', 'gpt_neox', 'gptj', 'llama', 'mistral', 'olmo2', 'opt', 'phi', 'qwen2',
        'qwen3', 'starcoder2', got 'mixtral': tokens would be sent to experts
    """
    values, tensors = _values_and_tensors(source, config, dtype)
    return _family(values)(values, tensors, dtype=dtype)


def _values_and_tensors(
    source: Any, config: Any, dtype: str | None
) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    if isinstance(source, str | Path) and Path(source).is_dir():
        _only_without("a folder", config)
        return _in_folder(Path(source), dtype)
    if isinstance(source, str | Path):
        values = values_of(config)
        return values, tensors_in(Path(source), dtype=dtype)
    if isinstance(source, Mapping):
        return values_of(config), source
    if callable(getattr(source, "state_dict", None)):
        _only_without("a model", config)
        return values_of(getattr(source, "config", None)), source.state_dict()
    raise refused("source", "a model, its folder, or its state dict", source)


def _only_without(what: str, config: Any) -> None:
    if config is not None:
        raise refused("config", f"None with {what} that has its own", config)


def _family(values: Mapping[str, Any]) -> Callable[..., Transformer]:
    model_type = values.get("model_type")
    if not isinstance(model_type, str) or model_type not in FAMILIES:
        why = REFUSED.get(model_type, "") if isinstance(model_type, str) else ""
        raise refused("model_type", f"one of {', '.join(map(repr, FAMILIES))}", model_type, why)
    return FAMILIES[model_type]


def config_in(folder: Path) -> dict[str, Any]:
    """Read a folder's config, of a known family.

    Raises:
        ValueError: for a folder without one, and for one of another family.
    """
    config = _json_object(folder, CONFIG)
    _family(config)
    return config


def weights_in(folder: Path) -> list[Path]:
    """List the files of a folder's weights: the whole one, or the shards that an index names.

    Raises:
        ValueError: for a folder that has neither, or no whole model.
    """
    if not_lost(folder / "adapter_config.json").exists():
        raise ValueError(f"source: expected a whole model, got {folder} with an adapter beside it")
    if not_lost(folder / WEIGHTS).is_file():
        return [folder / WEIGHTS]
    if not_lost(folder / INDEX).is_file():
        return [folder / file for file in sorted(set(_weight_map(folder).values()))]
    pickles = sorted(path.name for path in folder.iterdir() if path.suffix in _PICKLES)
    got = f"{pickles[0]}, which is never read, as it could run anything" if pickles else "neither"
    raise ValueError(f"source: expected {WEIGHTS} or {INDEX} in {folder}, got {got}")


def _in_folder(folder: Path, dtype: str | None) -> tuple[dict[str, Any], dict[str, Array]]:
    """Read a folder's config and weights."""
    config = config_in(folder)  # before the weights, which may be large
    files = weights_in(folder)
    if files == [folder / WEIGHTS]:
        return config, tensors_in(folder / WEIGHTS, dtype=dtype)
    return config, _in_shards(folder, dtype)


def _weight_map(folder: Path) -> dict[str, str]:
    """Read which shard each tensor is in."""
    weight_map = _json_object(folder, INDEX).get("weight_map")
    if not isinstance(weight_map, dict) or not weight_map:
        raise ValueError(f"{INDEX}: expected a weight_map of files by tensors, got {weight_map!r}")
    for name, file in weight_map.items():
        if not isinstance(file, str) or Path(file).name != file or not file.endswith("safetensors"):
            raise refused(f"{INDEX}: {name}", "the name of a safetensors file beside it", file)
    return weight_map


def _in_shards(folder: Path, dtype: str | None) -> dict[str, Array]:
    """Read the shards that an index names, each tensor from the one that it is said to be in."""
    weight_map = _weight_map(folder)
    tensors: dict[str, Array] = {}
    for file in sorted(set(weight_map.values())):
        shard = tensors_in(folder / file, dtype=dtype)
        expected = {name for name, place in weight_map.items() if place == file}
        if shard.keys() != expected:
            odd = sorted(shard.keys() ^ expected)[0]
            got = "a tensor of which the index knows nothing" if odd in shard else "none"
            raise ValueError(f"{file}: expected the tensors that {INDEX} names, got {got}: {odd}")
        tensors |= shard
    return tensors


def _json_object(folder: Path, name: str) -> dict[str, Any]:
    path = folder / name
    if not path.is_file():
        raise ValueError(f"source: expected {name} in {folder}, got none")
    found = json_of(name, content_of(name, path, MOST_CONFIG))
    if not isinstance(found, dict):
        raise refused(name, "fields by their names", found)
    return found
