"""How alike texts are, and what does not count."""

from __future__ import annotations

import pytest

from workflow.similarity import best, matches, ratio, strip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("plain words", "plain words"),
        ("See [the map](https://example.org/a_b 'Map').", "See the map ."),
        ("![A boat](boat.jpg) and [the map][1]", "A boat and the map"),
        ("**Bold**, *leaning* and `code`", "Bold, leaning and code"),
        ("at https://example.org/x?y=1, he said", "at he said"),
        ("<b>tagged</b> <https://example.org>", "tagged"),
        ("2 < 3 > 1!", "2 < 3 > 1!"),
        ("", ""),
    ],
)
def test_addresses_and_markup_do_not_count(text: str, words: str) -> None:
    assert strip(text) == words


def test_equal_texts_score_100_and_unlike_ones_little() -> None:
    assert ratio("The city is quiet.", "The city is quiet.") == 100
    assert ratio("The city is quiet.", "The **city** is quiet.") == 100
    assert ratio("The city is quiet.", "") == 0
    assert ratio("The city is quiet.", "Nobody knows why.") < 50


def test_a_word_is_not_like_a_sentence_that_has_it() -> None:
    """WRatio gives 90 here, token_set_ratio 100."""
    assert ratio("quiet", "The city is quiet tonight, as it was last night.") < 30


def test_a_shared_address_makes_no_likeness() -> None:
    link = "(https://example.org/a/very/long/address/indeed/and/longer.html)"
    assert ratio(f"[Maps]{link}", f"[Boats]{link}") < 70


def test_two_addresses_are_compared_as_they_are() -> None:
    assert ratio("https://example.org/a", "https://example.org/b") > 90


def test_the_best_is_the_first_of_equals_above_the_cutoff() -> None:
    texts = ["Nobody knows.", "The city was quiet.", "The city was quiet."]
    assert best("The city is quiet.", texts, 60) == 1
    assert best("The city is quiet.", texts[:1], 60) is None
    assert best("The city is quiet.", [], 60) is None
    assert [found[1:] for found in matches(["Nobody knew.", "x"], texts, 60)] == [(0, 0)]
