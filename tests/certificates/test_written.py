"""Certificates as they are written: of the model that was certified, or not at all."""

import json

import numpy as np
import pytest

import refmath as rm
from refmath.certificates import written
from refmath.evidence.exact_numbers import exact_array
from refmath.numeric.model.every_weight import with_every_weight
from refmath.trained.bundled import file_of

BUILT = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2)


@pytest.fixture
def saved(tmp_path):
    rm.save(BUILT, tmp_path / "model.safetensors")
    return tmp_path / "model.safetensors", tmp_path / "said.json"


def test_it_holds_what_was_found(saved):
    model, path = saved
    found = rm.certified_range(BUILT, 0, 1, 2, n_ctx=4, against=3, source_position=2)
    rm.save_certificate(found, path, model_file=model)
    said = json.loads(path.read_text())
    assert (said["n_ctx"], said["against"], said["source_position"]) == (4, 3, 2)
    (one,) = said["ranges"]
    (head,) = one["heads"]
    assert (one["lowest"], one["highest"]) == (found.lowest, found.highest)
    assert (one["direct"], one["direct_rounding"]) == (found.direct, found.direct_rounding)
    effect = found.heads[0].effect
    assert tuple(head["effect"]["lowest_context"]) == effect.lowest_context
    assert head["effect"]["rounding"] == effect.rounding


def test_twice_written_it_is_the_same_to_the_byte(saved):
    model, path = saved
    found = rm.certified_range(BUILT, 0, 1, 2, n_ctx=4)
    rm.save_certificate(found, path, model_file=model)
    first = path.read_bytes()
    rm.save_certificate(found, path, model_file=model)
    assert path.read_bytes() == first


def test_the_bundled_model_is_checked_from_the_file_that_it_is_loaded_from(tmp_path):
    model = rm.load("attn-only-1l").model
    found = rm.certified_skip_trigrams(model, [(5, 6, 7)], n_ctx=16, head=2)
    rm.save_certificate(found, tmp_path / "said.json", model_file="attn-only-1l")
    outcome = rm.check_certificate(tmp_path / "said.json", file_of("attn-only-1l"))
    assert outcome == ("holds", "", 12)


def test_what_is_no_model_s_file_is_refused_by_its_name(saved, monkeypatch):
    model, path = saved
    found = rm.certified_range(rm.load(model).model, 0, 1, 2, n_ctx=4)
    size = model.stat().st_size
    monkeypatch.setattr(written, "MOST_BYTES", size - 1)
    with pytest.raises(ValueError, match=r"^model_file: expected "):
        rm.save_certificate(found, path, model_file=model)
    monkeypatch.setattr(written, "MOST_BYTES", size)
    model.write_bytes(model.read_bytes()[:-1])
    with pytest.raises(ValueError, match=r"^model_file: expected "):
        rm.save_certificate(found, path, model_file=model)


def test_what_was_certified_of_another_model_is_not_written(saved):
    model, path = saved
    other = rm.by_hand.one_skip_trigram(4, source=0, destination=1, output=2, effect=9.0)
    found = rm.certified_range(other, 0, 1, 2, n_ctx=4)
    with pytest.raises(
        ValueError, match="model_file: expected the file of the model that was certified"
    ):
        rm.save_certificate(found, path, model_file=model)
    assert not path.exists()


def test_a_range_in_exact_numbers_is_not_written(saved):
    model, path = saved
    exact = with_every_weight(BUILT, lambda weight: exact_array(np.rint(weight).astype(int)))
    found = rm.certified_range(exact, 0, 1, 2, n_ctx=4)
    with pytest.raises(ValueError, match="certified: expected floating numbers"):
        rm.save_certificate(found, path, model_file=model)


def test_a_model_with_other_parts_has_no_certificate(saved):
    model, path = saved
    found = rm.certified_range(BUILT, 0, 1, 2, n_ctx=4)
    rm.save(rm.Transformer(BUILT.W_E, BUILT.W_U, BUILT.layers, b_U=np.ones(4)), model)
    with pytest.raises(ValueError, match="model: expected no part that a certificate"):
        rm.save_certificate(found, path, model_file=model)


def test_a_certificate_has_no_more_ranges_than_are_said(saved, monkeypatch):
    model, path = saved
    monkeypatch.setattr(written, "MOST_RANGES", 2)
    found = rm.certified_skip_trigrams(BUILT, [(0, 1, 2)] * 3, n_ctx=4)
    with pytest.raises(ValueError, match="certified: expected at most 2 ranges, got 3"):
        rm.save_certificate(found, path, model_file=model)


def test_what_is_no_range_is_refused(saved):
    model, path = saved
    with pytest.raises(ValueError, match="certified: expected a CertifiedRange or "):
        rm.save_certificate(BUILT, path, model_file=model)
