"""The laws of n-grams, trigrams and skip-trigrams, on drawn sequences."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from refmath.sequences.grams import gram_count, skip_grams, skip_trigram, skip_trigrams, trigram

# Few different tokens, so that they repeat; lists among them, which cannot be hashed.
tokens = st.integers(0, 3) | st.sampled_from("ab") | st.lists(st.integers(0, 1), max_size=1)
sequences = st.lists(tokens, max_size=12)
steps = st.integers(0, 14)
max_steps = st.none() | steps
sizes = st.integers(1, 5)


@given(sequences)
def test_skip_trigrams_of_step_0_are_the_trigrams(seq):
    assert list(skip_trigram(seq, 0)) == list(trigram(seq)) == list(skip_trigrams(seq, 0))


@given(sequences)
def test_trigrams_are_the_0_skip_3_grams(seq):
    assert list(skip_grams(seq, 3, 0)) == list(trigram(seq))


@given(sequences, max_steps)
def test_skip_trigrams_are_those_of_each_step_one_after_another(seq, max_step):
    each = range(len(seq) if max_step is None else max_step + 1)
    assert list(skip_trigrams(seq, max_step)) == [g for s in each for g in skip_trigram(seq, s)]


@given(st.integers(0, 20))
def test_skip_trigrams_are_every_pair_of_positions_once(length):
    grams = list(skip_trigrams(range(length)))
    assert len(grams) == len(set(grams))
    assert set(grams) == {(i, j, j + 1) for j in range(length - 1) for i in range(j)}


@given(st.integers(0, 12), max_steps)
def test_skip_trigrams_are_ordered_by_step_then_position(length, max_step):
    grams = list(skip_trigrams(range(length), max_step))
    assert grams == sorted(grams, key=lambda gram: (gram[1] - gram[0], gram[0]))


@given(st.integers(0, 9), sizes, st.integers(0, 6))
def test_skip_grams_are_the_choices_of_positions_with_at_most_k_left_out(length, n, k):
    def left_out(chosen):
        return sum(i not in chosen for i in range(chosen[0], chosen[-1]))

    expected = [chosen for chosen in combinations(range(length), n) if left_out(chosen) <= k]
    assert list(skip_grams(range(length), n, k)) == expected == sorted(expected)


@given(sequences, steps, max_steps, sizes, st.integers(0, 4))
def test_counts_are_the_numbers_of_grams(seq, step, max_step, n, k):
    length = len(seq)
    assert len(list(trigram(seq))) == gram_count(trigram, length)
    assert len(list(skip_trigram(seq, step))) == gram_count(skip_trigram, length, step)
    assert len(list(skip_trigrams(seq, max_step))) == gram_count(skip_trigrams, length, max_step)
    assert len(list(skip_grams(seq, n, k))) == gram_count(skip_grams, length, n, k)


@given(st.integers(1, 200), st.integers(1, 12), st.integers(0, 200))
def test_the_count_of_skip_grams_obeys_the_recurrence_on_the_first_position(length, n, k):
    # Without the first element, and with it: n - 1 of the next n - 1 + k positions that exist.
    reach = min(length - 1, n - 1 + k)
    with_first = gram_count(skip_grams, reach, n - 1, reach) if n > 1 else 1
    assert (
        gram_count(skip_grams, length, n, k)
        == gram_count(skip_grams, length - 1, n, k) + with_first
    )


@given(sequences)
def test_reversing_a_sequence_reverses_its_trigrams_and_their_order(seq):
    backwards = [gram[::-1] for gram in trigram(seq[::-1])]
    assert backwards[::-1] == list(trigram(seq))


@given(sequences, steps)
def test_reversing_a_sequence_moves_the_gap_of_its_skip_trigrams_to_the_other_side(seq, step):
    backwards = [gram[::-1] for gram in skip_trigram(seq[::-1], step)]
    firsts = range(len(seq) - 2 - step)
    assert backwards[::-1] == [(seq[i], seq[i + 1], seq[i + 2 + step]) for i in firsts]


@given(st.integers(0, 9), sizes, st.integers(0, 4))
def test_reversing_a_sequence_reverses_each_skip_gram(length, n, k):
    backwards = [gram[::-1] for gram in skip_grams(reversed(range(length)), n, k)]
    assert sorted(backwards) == list(skip_grams(range(length), n, k))


@given(sequences, steps, max_steps, sizes, st.integers(0, 4))
def test_relabelling_commutes_with_taking_grams(seq, step, max_step, n, k):
    def relabelled(grams):
        return [tuple(map(repr, gram)) for gram in grams]

    labels = [repr(token) for token in seq]
    assert relabelled(skip_trigram(seq, step)) == list(skip_trigram(labels, step))
    assert relabelled(skip_trigrams(seq, max_step)) == list(skip_trigrams(labels, max_step))
    assert relabelled(skip_grams(seq, n, k)) == list(skip_grams(labels, n, k))


@given(sequences, steps, st.integers(0, 12))
def test_skip_trigrams_of_a_prefix_are_a_prefix_of_the_skip_trigrams(seq, step, cut):
    grams = list(skip_trigram(seq, step))
    of_prefix = list(skip_trigram(seq[:cut], step))
    assert of_prefix == grams[: len(of_prefix)]


@given(sequences, steps, st.integers(0, 12))
def test_skip_trigrams_of_a_suffix_are_a_suffix_of_the_skip_trigrams(seq, step, cut):
    grams = list(skip_trigram(seq, step))
    of_suffix = list(skip_trigram(seq[cut:], step))
    assert of_suffix == grams[len(grams) - len(of_suffix) :]


@given(st.integers(0, 12), max_steps, sizes, st.integers(0, 4), st.integers(0, 12))
def test_grams_of_a_prefix_are_those_that_end_within_it(length, max_step, n, k, cut):
    seq = range(length)
    within = [gram for gram in skip_trigrams(seq, max_step) if gram[-1] < cut]
    assert list(skip_trigrams(seq[:cut], max_step)) == within
    within = [gram for gram in skip_grams(seq, n, k) if gram[-1] < cut]
    assert list(skip_grams(seq[:cut], n, k)) == within


@given(st.integers(0, 10), sizes, st.integers(0, 4))
def test_skip_grams_with_fewer_skips_are_among_those_with_more(length, n, k):
    assert set(skip_grams(range(length), n, k)) <= set(skip_grams(range(length), n, k + 1))


@given(sequences, max_steps, sizes, st.integers(0, 4))
def test_a_one_shot_iterator_gives_what_its_list_gives(seq, max_step, n, k):
    assert list(skip_trigrams(iter(seq), max_step)) == list(skip_trigrams(seq, max_step))
    assert list(skip_grams(iter(seq), n, k)) == list(skip_grams(seq, n, k))
