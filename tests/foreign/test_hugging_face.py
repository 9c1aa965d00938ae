"""Folders of Hugging Face's: a config beside safetensors, whole or in shards; nothing unpickled."""

import json
import pickle

import numpy as np
import pytest
import safetensors.numpy

import refmath as rm

INDEX = "model.safetensors.index.json"
TOKENS = [0, 5, 12]


@pytest.fixture
def folder(gpt2, tmp_path):
    tensors, config = gpt2
    (tmp_path / "config.json").write_text(json.dumps(config))
    (tmp_path / "model.safetensors").write_bytes(safetensors.numpy.save(tensors))
    return tmp_path


@pytest.fixture
def sharded(folder, gpt2):
    names = sorted(gpt2[0])
    place = {name: f"model-{n % 3 + 1}-of-3.safetensors" for n, name in enumerate(names)}
    for file in set(place.values()):
        held = {name: gpt2[0][name] for name in names if place[name] == file}
        (folder / file).write_bytes(safetensors.numpy.save(held))
    (folder / "model.safetensors").unlink()
    index = {"metadata": {"total_size": 1}, "weight_map": place}
    (folder / INDEX).write_text(json.dumps(index))
    return folder


def same(one, other):
    return np.array_equal(rm.logits(one, TOKENS), rm.logits(other, TOKENS))


@pytest.mark.parametrize("kind", ["folder", "sharded"])
def test_a_folder_is_the_model_of_its_tensors(request, gpt2, kind):
    path, (tensors, config) = request.getfixturevalue(kind), gpt2
    whole = rm.from_hugging_face(tensors, config=config)
    assert same(rm.from_hugging_face(path), whole)
    assert same(rm.from_hugging_face(str(path)), whole)
    with pytest.raises(ValueError, match="config: expected None with a folder that has its own"):
        rm.from_hugging_face(path, config=config)


def test_what_a_folder_lacks_is_named(folder):
    weights = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").unlink()
    with pytest.raises(ValueError, match=r"expected model\.safetensors or .* got neither"):
        rm.from_hugging_face(folder)
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps({}))
    with pytest.raises(ValueError, match=r"got pytorch_model\.bin, which is never read"):
        rm.from_hugging_face(folder)
    (folder / "model.safetensors").write_bytes(weights)
    (folder / "adapter_config.json").write_text("{}")
    with pytest.raises(ValueError, match=r"expected a whole model, got .* an adapter beside it"):
        rm.from_hugging_face(folder)
    (folder / "config.json").unlink()
    with pytest.raises(ValueError, match=r"source: expected config\.json in .*, got none"):
        rm.from_hugging_face(folder)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", r"config\.json: expected JSON, got"),
        ("[]", r"config\.json: expected fields by their names, got \[\]"),
        ('{"model_type": "gpt2", "model_type": "gpt2"}', "got a name twice, 'model_type'"),
        ('{"n_head": 2}', "model_type: expected one of .*'gpt2', .*, got None"),
        ('{"model_type": "mamba"}', "model_type: expected one of .*'gpt2', .*, got 'mamba'"),
        ('{"model_type": ["gpt2"]}', r"model_type: expected one of .*'gpt2', .*, got \['gpt2'\]"),
    ],
)
def test_a_config_that_is_none_or_another_familys_is_refused(folder, text, says):
    (folder / "config.json").write_text(text)
    with pytest.raises(ValueError, match=says):
        rm.from_hugging_face(folder)


@pytest.mark.parametrize("file", ["/etc/passwd", "../x.safetensors", "a/b.safetensors", 3, "x.bin"])
def test_an_index_leads_to_no_other_place(sharded, file):
    index = json.loads((sharded / INDEX).read_text())
    index["weight_map"]["wte.weight"] = file
    (sharded / INDEX).write_text(json.dumps(index))
    with pytest.raises(ValueError, match="the name of a safetensors file beside it"):
        rm.from_hugging_face(sharded)


def test_an_index_and_its_shards_agree(sharded):
    index = json.loads((sharded / INDEX).read_text())
    places = index["weight_map"]
    for changed, says in (
        (places | {"more": places["wte.weight"]}, "got none: more"),
        ({n: p for n, p in places.items() if n != "wte.weight"}, "knows nothing: wte.weight"),
        (dict.fromkeys(places, "other.safetensors"), r"got .*other\.safetensors"),
        ({}, "expected a weight_map of files by tensors"),
        ([], "expected a weight_map of files by tensors"),
    ):
        (sharded / INDEX).write_text(json.dumps(index | {"weight_map": changed}))
        with pytest.raises(ValueError, match=says):
            rm.from_hugging_face(sharded)


def test_what_is_no_model_is_refused():
    for none in (3, None, [1]):
        with pytest.raises(ValueError, match="source: expected a model, its folder, or its state"):
            rm.from_hugging_face(none)
