"""A file holds the very model that was saved; whatever else is refused, and nothing unpickled."""

import dataclasses
import json
import os
import pickle
import struct

import numpy as np
import pytest
import safetensors.numpy
from hypothesis import given

import refmath as rm
from refmath import strategies
from refmath.trained.store import FORMATS, read_file


def model(dtype="float32", n_layers=2, positions="qk", causal=True, W_pos=True):
    rng = np.random.default_rng(3)

    def drawn(*shape):
        return rng.standard_normal(shape).astype(dtype)

    layers = [
        rm.AttentionLayer(*(drawn(n + 1, 2, 4) for _ in range(3)), drawn(n + 1, 4, 2))
        for n in range(n_layers)
    ]
    own = drawn(4, 6) if W_pos else None
    options = {"W_pos": own, "positions": positions, "causal": causal}
    return rm.Transformer(drawn(4, 5), drawn(5, 4), layers, **options)


def named(it):
    layers = [getattr(layer, name) for layer in it.layers for name in ("W_Q", "W_K", "W_V", "W_O")]
    return [weight for weight in (it.W_E, it.W_U, it.W_pos, *layers) if weight is not None]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "mine.safetensors"
    rm.save(model(), path)
    return path


def metadata_of(content):
    return json.loads(content[8 : 8 + struct.unpack("<Q", content[:8])[0]])["__metadata__"]


def changed(file, *, metadata=None, settings=None, **tensors):
    """The file with other tensors (None: without it) and other metadata."""
    content = file.read_bytes()
    found = safetensors.numpy.load(content) | tensors
    header = metadata_of(content)
    del header["sha256"]  # which an older file has not, and which would tell any change
    if settings is not None:
        header["settings"] = json.dumps(settings)
    header = {k: v for k, v in (header | (metadata or {})).items() if v is not None}
    kept = {name: weight for name, weight in found.items() if weight is not None}
    file.write_bytes(safetensors.numpy.save(kept, header))
    return file


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(
    "options",
    [{}, {"n_layers": 0}, {"W_pos": False}, {"positions": "residual"}, {"causal": False}],
    ids=str,
)
def test_what_is_loaded_is_what_was_saved(tmp_path, dtype, options):
    saved = model(dtype, **options)
    rm.save(saved, tmp_path / "mine.safetensors")
    loaded = rm.load(tmp_path / "mine.safetensors").model
    assert (loaded.positions, loaded.causal) == (saved.positions, saved.causal)
    assert (loaded.dtype, loaded.n_heads, loaded.n_ctx) == (saved.dtype, saved.n_heads, saved.n_ctx)
    pairs = list(zip(named(saved), named(loaded), strict=True))
    assert all(np.array_equal(one, other) for one, other in pairs)
    assert np.array_equal(rm.logits(loaded, [0, 4, 2]), rm.logits(saved, [0, 4, 2]))


def test_equal_models_make_equal_files(tmp_path):
    for n in range(8):  # eight orders of three words of metadata would hardly all be the same
        rm.save(model(), tmp_path / f"{n}.safetensors", card="# Mine")
    assert len({file.read_bytes() for file in tmp_path.iterdir()}) == 1


def test_others_read_the_file_as_well(file):
    theirs = safetensors.numpy.load_file(file)
    assert np.array_equal(theirs["layers.1.W_O"], model().layers[1].W_O)
    with safetensors.safe_open(file, "np") as opened:
        assert opened.metadata()["format"] == FORMATS[0]


def test_weights_that_are_views_are_saved_as_they_read(tmp_path):
    whole = np.arange(24.0).reshape(4, 6)
    saved = rm.Transformer(whole[:, ::2], whole[::2, :4].T[:3, :2].repeat(2, 1), [])
    rm.save(saved, tmp_path / "view.safetensors")
    assert np.array_equal(rm.load(tmp_path / "view.safetensors").model.W_E, whole[:, ::2])


def test_tokenizer_card_and_name_travel_along(tmp_path):
    tokenizer = rm.load("attn-only-1l").tokenizer
    rm.save(model(), tmp_path / "mine.safetensors", tokenizer=tokenizer, card="# Mine")
    loaded = rm.load(str(tmp_path / "mine.safetensors"))
    assert (loaded.name, loaded.card, loaded.tokenizer) == ("mine", "# Mine", tokenizer)


def test_a_file_without_a_tokenizer_has_none(file):
    loaded = rm.load(file)
    assert (loaded.tokenizer, loaded.card) == (None, "")


def test_exact_numbers_are_not_saved(tmp_path):
    exact = rm.Transformer(np.eye(2).astype(object), np.eye(2).astype(object), [])
    with pytest.raises(ValueError, match=r"W_E: expected float32 or float64 .* dtype object"):
        rm.save(exact, tmp_path / "exact.safetensors")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_save_leaves_the_file_that_was_there(file, monkeypatch):
    before = file.read_bytes()

    def interrupted(*_):
        raise OSError("no space left")

    monkeypatch.setattr("os.replace", interrupted)
    with pytest.raises(OSError, match="no space"):
        rm.save(model(n_layers=1), file)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("kept", [0, 4, 8, 100, -1])
def test_a_file_cut_short_is_refused(file, kept):
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(ValueError, match=r"mine.safetensors: expected a whole safetensors file"):
        rm.load(file)


def test_a_file_with_something_appended_is_refused(file):
    file.write_bytes(file.read_bytes() + b"\0")
    with pytest.raises(ValueError, match="expected a whole safetensors file"):
        rm.load(file)


class Trap:
    sprung = False

    def __reduce__(self):
        return (setattr, (Trap, "sprung", True))


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_is_refused_and_not_run(file, protocol):
    file.write_bytes(pickle.dumps({"W_E": Trap()}, protocol))
    with pytest.raises(ValueError, match="nothing unpickled"):
        rm.load(file)
    assert not Trap.sprung
    pickle.loads(file.read_bytes())
    assert Trap.sprung  # so the trap would have been seen
    Trap.sprung = False


def test_numpys_files_are_refused(file):
    with file.open("wb") as opened:
        np.savez(opened, W_E=np.eye(2))
    with pytest.raises(ValueError, match="expected a whole safetensors file"):
        rm.load(file)


def test_a_foreign_safetensors_file_is_refused(tmp_path):
    path = tmp_path / "foreign.safetensors"
    path.write_bytes(safetensors.numpy.save({"wte.weight": np.eye(2)}))
    with pytest.raises(
        ValueError, match=rf"foreign.safetensors: .* {FORMATS[0]!r} or .*, got None"
    ):
        rm.load(path)


def test_a_later_format_is_refused(file):
    with pytest.raises(
        ValueError, match=r"expected .* 'refmath 2' or 'refmath 3', got 'refmath 4'"
    ):
        rm.load(changed(file, metadata={"format": "refmath 4"}))


@pytest.mark.parametrize("name", ["W_E", "layers.0.W_K", "layers.1.W_Q"])
def test_a_missing_tensor_is_named(file, name):
    with pytest.raises(ValueError, match=rf"mine.safetensors: .*missing=\['{name}'\]"):
        rm.load(changed(file, **{name: None}))


def test_a_missing_layer_is_noticed(file):
    first = {f"layers.0.{name}": None for name in ("W_Q", "W_K", "W_V", "W_O")}
    with pytest.raises(ValueError, match=r"layers: expected the places 0, 1, 2, ..., got \[1\]"):
        rm.load(changed(file, **first))


@pytest.mark.parametrize("name", ["W_in", "layers.0.W_in", "blocks.0.W_Q", "layers.0.heads.W_Q"])
def test_an_unknown_tensor_is_named(file, name):
    named = name.removesuffix(".0.W_Q").removesuffix(".W_Q")
    with pytest.raises(ValueError, match=rf"unknown=\['{named}'\]"):
        rm.load(changed(file, **{name: np.eye(2)}))


def test_a_tensor_of_another_shape_is_named_with_both(file):
    wrong = np.zeros((4, 5), np.float32)
    with pytest.raises(ValueError, match=r"mine.safetensors: W_U: .*\(d_out, 4\).* got \(4, 5\)"):
        rm.load(changed(file, W_U=wrong))


@pytest.mark.parametrize("dtype", ["float64", "float16", "int32"])
def test_a_tensor_of_another_dtype_is_named(file, dtype):
    with pytest.raises(ValueError, match=rf"mine.safetensors: W_U: expected dtype .* got {dtype}"):
        rm.load(changed(file, W_U=np.zeros((5, 4), dtype)))


def test_weights_that_are_not_finite_are_refused(file):
    with pytest.raises(ValueError, match=r"W_U: expected finite numbers, got nan"):
        rm.load(changed(file, W_U=np.full((5, 4), np.nan, np.float32)))


def test_a_setting_that_the_file_lacks_is_the_usual_one(file):
    loaded = rm.load(changed(file, settings={})).model
    assert (loaded.positions, loaded.causal) == ("qk", True)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"positions": "qk", "causal": 3}, "causal: expected True or False, got 3"),
        ({"positions": "q"}, "positions: expected 'qk' or 'residual', got 'q'"),
        ({"position": "qk"}, r"unknown=\['position'\]"),
        ({"W_E": 3}, "settings: expected values by their paths, got {'W_E': 3}"),
        ([], "settings: expected values by their paths"),
    ],
)
def test_settings_that_are_no_transformers_are_refused(file, settings, said):
    with pytest.raises(ValueError, match=rf"mine.safetensors: .*{said}"):
        rm.load(changed(file, settings=settings))


def test_a_file_of_ours_without_settings_is_refused(file):
    with pytest.raises(ValueError, match="expected settings in the metadata, got none"):
        rm.load(changed(file, metadata={"settings": None}))


@dataclasses.dataclass(frozen=True)
class Extra:
    W: object


def test_a_part_that_has_no_place_is_refused_not_left_out(tmp_path):
    @dataclasses.dataclass(frozen=True, eq=False)
    class Larger(rm.Transformer):
        extra: object = None

    it = model()
    larger = Larger(it.W_E, it.W_U, it.layers, extra=Extra(np.eye(2)))
    with pytest.raises(ValueError, match="extra: expected no Extra, as none can be saved"):
        rm.save(larger, tmp_path / "larger.safetensors")
    assert list(tmp_path.iterdir()) == []


@given(strategies.models_with_tokens(parts=strategies.PARTS, dtype="float32"))
def test_models_with_parts_come_back_with_all_of_them(tmp_path_factory, drawn):
    saved, tokens = drawn
    path = tmp_path_factory.mktemp("parts") / "mine.safetensors"
    rm.save(saved, path)
    loaded = rm.load(path).model
    assert loaded.parts == saved.parts
    # Equal weights in the same operations: equal logits, to the bit.
    assert (rm.logits(loaded, tokens) == rm.logits(saved, tokens)).all()


@pytest.mark.parametrize(
    "name",
    ["layers.00.W_Q", "layers.0", "layers.\u0660.W_Q", "layers.².W_Q", "layers.+1.W_Q", "layers."],
)
def test_a_tensor_spelled_otherwise_is_refused_and_not_dropped(file, name):
    with pytest.raises(ValueError, match=r"mine.safetensors: .*(expected|unknown)"):
        rm.load(changed(file, **{name: np.zeros((1, 2, 4), np.float32)}))


@pytest.mark.parametrize(
    "settings",
    [{"layers": 2}, {"layers.0": 1}, {"layers.0.norm": 3}, {"layers.00.norm": 1}],
    ids=str,
)
def test_a_setting_called_as_a_part_is_refused_and_not_dropped(file, settings):
    with pytest.raises(ValueError, match=r"mine.safetensors: .*expected"):
        rm.load(changed(file, settings=settings))


def test_metadata_that_nothing_reads_are_refused(file):
    with pytest.raises(ValueError, match=r"unknown=\['licence'\]"):
        rm.load(changed(file, metadata={"licence": "MIT"}))


@pytest.mark.parametrize("path", ["norm.", "layers.0.", "layers.0.mlp.norm.", "layers.0.norm."])
def test_parts_in_parts_that_have_none_are_refused_however_many(file, path):
    with pytest.raises(ValueError, match=r"mine.safetensors: .*unknown="):
        rm.load(changed(file, settings={path * 3000 + "x": 1}))


def test_a_card_that_is_no_unicode_is_refused_by_its_name(tmp_path):
    with pytest.raises(ValueError, match=r"^card: expected text in Unicode, got 'utf-8' codec"):
        rm.save(model(), tmp_path / "mine.safetensors", card="a\ud800")
    assert list(tmp_path.iterdir()) == []


def test_settings_nested_without_end_are_refused(file):
    with pytest.raises(ValueError, match="settings: expected JSON, got nesting without end"):
        rm.load(changed(file, metadata={"settings": "[" * 100_000}))


def safetensors_of(header, n_bytes):
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + bytes(n_bytes)


@pytest.mark.parametrize("dtype", ["BF16", "F8_E4M3", "F8_E5M2"])
def test_a_whole_file_of_a_type_that_numpy_lacks_is_called_so(tmp_path, dtype):
    size = 8 if dtype == "BF16" else 4
    content = safetensors_of(
        {"W_E": {"dtype": dtype, "shape": [2, 2], "data_offsets": [0, size]}}, size
    )
    path = tmp_path / "other.safetensors"
    path.write_bytes(content)
    said = rf"W_E: expected a dtype that NumPy knows, got {dtype}: save it as float32"
    with pytest.raises(ValueError, match=said):
        rm.load(path)
    if dtype == "BF16":  # which float32 holds, so that it is read on request
        said = r"dtype: expected 'float32', .* to widen .*other.safetensors of dtype BF16, got None"
    with pytest.raises(ValueError, match=said):
        rm.from_hugging_face(path, config={"model_type": "gpt2"})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "an empty file"),
        (b"PK\x03\x04" * 9, "a zip archive, as .npz files and torch's are"),
        (b"GGUF" * 9, "a GGUF file"),
        (b"version https://git-lfs.github.com/spec/v1\n", "a pointer of Git LFS"),
        (safetensors_of({"W": {"dtype": "F32", "shape": [9], "data_offsets": [0, 36]}}, 20),
         "20 bytes of tensors where 36 were saved"),
        (struct.pack("<Q", 99) + b"{" * 9, "the start of one"),
        (struct.pack("<Q", 10**5) + b"{" + b"[" * (10**5 - 1), "a header that is none"),
        (struct.pack("<Q", 2**63) + b"{" * 99, "a file of another kind"),
    ],
)  # fmt: skip
def test_what_a_file_is_is_said_where_it_is_no_model(tmp_path, content, said):
    path = tmp_path / "other.safetensors"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=f"expected a whole safetensors file .* got .*{said}"):
        rm.load(path)
    with pytest.raises(ValueError, match=f"expected a whole safetensors file .* got .*{said}"):
        rm.from_hugging_face(path, config={"model_type": "gpt2"})


def test_a_sparse_file_and_a_pipe_are_refused_at_once(tmp_path):
    path = tmp_path / "sparse.safetensors"
    with path.open("wb") as opened:
        opened.truncate(40 << 30)
    with pytest.raises(ValueError, match="expected a whole safetensors file"):
        rm.load(path)
    with pytest.raises(ValueError, match="expected a whole safetensors file"):
        rm.from_hugging_face(path, config={"model_type": "gpt2"})
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(ValueError, match=r"expected .* or the path of a file"):
            rm.load(tmp_path / "pipe")
        with pytest.raises(ValueError, match=r"expected a file, got .* which is a pipe"):
            rm.save(model(), tmp_path / "pipe")
        assert (tmp_path / "pipe").is_fifo()


def test_a_changed_byte_never_gives_another_model(file):
    whole = file.read_bytes()
    before = rm.load(file).model
    for place in range(0, len(whole), 7):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            loaded = rm.load(file).model
        except ValueError:
            continue
        assert all(map(np.array_equal, named(loaded), named(before), strict=False))


@pytest.mark.parametrize("eps", [np.float64(0.5), np.float32(0.5), np.int64(1), 0.5])
def test_an_epsilon_of_any_kind_can_be_saved_and_widens_nothing(tmp_path, eps):
    it = model()
    normed = dataclasses.replace(it, final_norm=rm.Norm(eps=eps))
    assert rm.logits(normed, [0, 1]).dtype == np.float32
    rm.save(normed, tmp_path / "normed.safetensors")
    assert rm.load(tmp_path / "normed.safetensors").model.final_norm.eps == eps


def test_a_refusal_says_what_it_is_of(file, tmp_path):
    with pytest.raises(ValueError, match=r"^source: expected a file, got .* which is a folder$"):
        read_file(tmp_path)
    content = file.read_bytes()
    last = content[:-1] + bytes([content[-1] ^ 1])
    header = content[:8] + content[8:].replace(b'{"', b"{,", 1)
    for bad, says in (
        (last, r"mine.safetensors: expected sha256 [0-9a-f]{64}: the file is damaged$"),
        (header, r"a header that is none: header: expected JSON"),
    ):
        file.write_bytes(bad)
        with pytest.raises(ValueError, match=says):
            rm.load(file)


def test_what_is_missing_in_a_part_is_named_by_its_whole_path(file):
    settings = json.loads(metadata_of(file.read_bytes())["settings"])
    found = settings | {"layers.0.mlp.activation": "relu"}
    with pytest.raises(ValueError, match=r"missing=\['layers\.0\.mlp\.W_in', 'layers\.0"):
        rm.load(changed(file, settings=found))


@pytest.mark.parametrize(("activation", "newer"), [("relu", False), ("silu", True)])
def test_the_format_is_the_oldest_that_holds_the_activation(activation, newer, tmp_path):
    rng = np.random.default_rng(0)
    mlp = rm.MLP(rng.normal(size=(3, 4)), rng.normal(size=(4, 3)), activation=activation)
    plain = model("float64")
    layers = [dataclasses.replace(layer, mlp=mlp) for layer in plain.layers]
    path = tmp_path / "with_mlps.safetensors"
    rm.save(dataclasses.replace(plain, layers=layers), path)
    assert metadata_of(path.read_bytes())["format"] == FORMATS[newer]
