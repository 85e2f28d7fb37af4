"""lineage.py: where a new text comes from, told by its neighbours first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.lineage import lineage

OLD = [
    "The river rose by two metres in the night.",
    "Nobody was hurt, and help is on its way to the valley.",
    "The bridge still stands.",
    "Schools are closed until Monday.",
    "The mayor thanked the volunteers.",
]


def origins(new: list[str], old: list[str] = OLD) -> dict[int, list[str]]:
    found = lineage([(None, each) for each in old], [(None, each) for each in new])
    return {index: [old[number] for number in each.old] for index, each in found.items()}


def test_a_rewritten_sentence_is_known_by_its_place() -> None:
    new = [*OLD[:3], "All schools of the valley stay shut until Monday.", OLD[4]]
    assert origins(new) == {3: [OLD[3]]}


def test_two_halves_both_come_from_the_sentence_that_was_cut() -> None:
    new = [OLD[0], "Nobody was hurt.", "Help is on its way to the valley.", *OLD[2:]]
    assert origins(new) == {1: [OLD[1]], 2: [OLD[1]]}


def test_what_was_joined_comes_from_both_in_their_order() -> None:
    joined = "The bridge still stands, but schools are closed until Monday."
    assert origins([*OLD[:2], joined, OLD[4]]) == {2: [OLD[2], OLD[3]]}


def test_a_changed_sentence_that_moved_is_found_by_likeness() -> None:
    new = ["The mayor has thanked all the volunteers.", *OLD[:4]]
    assert origins(new) == {0: [OLD[4]]}


def test_a_changed_sentence_in_a_paragraph_that_moved_is_found_by_its_neighbour() -> None:
    old = [*OLD, "Alpha one.", "One of them spoke of rain.", "Gamma three."]
    new = ["Alpha one.", "They were speaking about rain.", "Gamma three.", *OLD]
    assert origins(new, old) == {1: ["One of them spoke of rain."]}


def test_a_new_heading_or_address_is_offered_nothing_that_is_merely_alike() -> None:
    old = ["EU Legislation and Free Software", "https://example.org/vpn/one", *OLD]
    new = [*OLD, "Donations with Free Software", "https://atop.example.net/download"]
    assert origins(new, old) == {}


@pytest.mark.parametrize(
    ("old", "new", "offered"),
    [
        ("Roads", "Boats", False),
        ("Help", "Harm", False),
        ("A new road", "No one rode", False),
        ("Roads", "The roads", True),
        ("The first day", "The last day", True),
        ("Bridges", "Bridge", True),
        ("[One](https://example.org/a/b/c)", "[Two](https://example.org/a/b/c)", False),
        ("<https://example.org/a/b/c>", "<https://other.net/q>", False),
        ("<https://example.org/a/b/c>", "<https://example.org/a/b/d>", True),
    ],
)
def test_few_words_in_the_same_place_need_more_than_like_letters(
    old: str, new: str, *, offered: bool
) -> None:
    before, after = f"It rained here.|{old}|We left then.", f"It rained here.|{new}|We left then."
    found = lineage([(None, t) for t in before.split("|")], [(None, t) for t in after.split("|")])
    assert (1 in found) is offered


def test_texts_of_another_kind_are_never_an_origin() -> None:
    found = lineage([("title", "The bridge stands")], [(None, "The bridge stands.")])
    assert found == {}


texts = st.lists(st.sampled_from([*OLD, *(each.replace("the", "a") for each in OLD), "x", ""]))


@given(texts, texts)
def test_an_old_text_is_used_once_or_by_its_two_halves(old: list[str], new: list[str]) -> None:
    old, new = list(dict.fromkeys(old)), list(dict.fromkeys(new))
    found = lineage([(None, each) for each in old], [(None, each) for each in new])
    for index, each in found.items():
        assert new[index] not in old
        assert not {old[number] for number in each.old} & set(new)
    whole = [number for each in found.values() if not each.part for number in each.old]
    assert len(whole) == len(set(whole))


@given(texts)
def test_what_has_not_changed_has_no_other_origin(old: list[str]) -> None:
    keys = [(None, each) for each in dict.fromkeys(old)]
    assert lineage(keys, keys) == {}
    assert lineage(keys, []) == lineage([], keys) == {}
