"""Segmentation never drifts: an unchanged paragraph is cut as it was, whatever cuts it now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import FRONT_MATTER, files
from tests.test_segment import ARTICLE, HARD, assert_tiled
from workflow.cuts import MARK, Before, recall, remember
from workflow.errors import InputError
from workflow.model import Entry, Mark, Unit
from workflow.segment import Cutting, compose, segment, template
from workflow.sentences import starts
from workflow.source import read_parts

Range = tuple[int, int]


def eager(
    seen: str, language: str, uncut: Sequence[Range] = (), marks: Sequence[Mark] = ()
) -> tuple[int, ...]:
    """Cut after every second word: a segmenter that agrees with ours nowhere."""
    kept = {place for place, name in marks if name == "keep"}
    forced = {place for place, name in marks if name == "cut" and 0 < place < len(seen)}
    words = [match.start() for match in re.finditer(r"\S+", seen)][2::2]
    free = [at for at in words if not any(low < at < high for low, high in uncut)]
    return tuple(sorted((set(free) - kept) | forced))


def never(
    seen: str, language: str, uncut: Sequence[Range] = (), marks: Sequence[Mark] = ()
) -> tuple[int, ...]:
    """Cut only where the author says."""
    return tuple(sorted({at for at, name in marks if name == "cut" and 0 < at < len(seen)}))


SEGMENTERS = pytest.mark.parametrize("other", [eager, never])


def cut(text: str, cutting: Cutting | None = None) -> tuple[Unit, ...]:
    blocks, references = read_parts(text, "x.md")
    return segment(blocks, text, "en", references=references, cutting=cutting or Cutting())


def after(units: Sequence[Unit]) -> Before:
    """What a template written of these units says the next time."""
    return recall(remember(template(units), units))


def texts(units: Sequence[Unit]) -> list[str]:
    return [unit.msgid for unit in units]


def body(*paragraphs: str) -> str:
    return FRONT_MATTER + "\n\n".join(paragraphs) + "\n"


# --- unchanged --------------------------------------------------------------------------------


@SEGMENTERS
@pytest.mark.parametrize("text", [HARD, ARTICLE], ids=["hard", "article"])
def test_another_segmenter_changes_no_unit_of_an_unchanged_text(text: str, other: object) -> None:
    units = cut(text)
    drifted = cut(text, Cutting(starts=other))  # type: ignore[arg-type]
    assert texts(drifted) != texts(units), "the two segmenters do not differ, so nothing is shown"
    again = cut(text, Cutting(after(units), other))  # type: ignore[arg-type]
    assert again == units
    assert [unit.spans for unit in again] == [unit.spans for unit in units]
    assert after(again) == after(units)


@given(files(), st.sampled_from([(starts, eager), (eager, starts), (never, starts)]))
def test_law_5_holds_of_inherited_units(text: str, both: tuple[object, object]) -> None:
    old, new = both
    try:
        units = cut(text, Cutting(starts=old))  # type: ignore[arg-type]
    except InputError:
        return
    cutting = Cutting(after(units), new)  # type: ignore[arg-type]
    again = cut(text, cutting)
    assert again == units
    assert_tiled(text, again)
    made = compose(
        text,
        again,
        texts(again),
        read=lambda other: read_parts(other, "x.md"),
        language="en",
        cutting=cutting,
    )
    assert made == text


def test_a_moved_paragraph_is_an_unchanged_one() -> None:
    first, second = "One is here. Two is there.", "Three is near. Four is far."
    before = after(cut(body(first, second)))
    moved = cut(body("New words. More of them.", second, first), Cutting(before, never))
    assert texts(moved)[1:] == [
        "New words. More of them.",
        "Three is near.",
        "Four is far.",
        "One is here.",
        "Two is there.",
    ]


def test_a_sentence_that_two_paragraphs_share_is_cut_in_each_as_it_was() -> None:
    one = "It rained. Nobody came."
    other = "It rained. The river rose."
    units = (*cut(body(one), Cutting(starts=never)), *cut(body(other)))
    again = cut(body(one, other), Cutting(after(units)))
    assert texts(again)[1:] == ["It rained. Nobody came.", "It rained.", "The river rose."]


# --- changed ----------------------------------------------------------------------------------


def test_a_changed_paragraph_keeps_the_cuts_around_what_has_not_changed() -> None:
    old = "It rained for days. The roads are closed. Nobody was hurt. Help is coming."
    before = after(cut(body(old)))
    new = old.replace("Nobody was", "Two people were")
    joined = cut(body(new), Cutting(before, never))
    assert texts(joined)[1:] == [
        "It rained for days.",
        "The roads are closed.",
        "Two people were hurt.",
        "Help is coming.",
    ]


def test_an_old_sentence_stays_whole_where_it_would_be_cut_now() -> None:
    old = "Eng. Ali came by boat. Nobody saw him."
    before = after(cut(body(old), Cutting(starts=lambda *_: (23,))))
    assert texts(cut(body(old)))[1] == "Eng."
    changed = cut(body(old.replace("saw", "has seen")), Cutting(before))
    assert texts(changed)[1:] == ["Eng. Ali came by boat.", "Nobody has seen him."]


def test_a_short_old_sentence_cuts_nothing_in_the_middle_of_a_new_one() -> None:
    before = after(cut(body("Did they come? No. They stayed.")))
    changed = cut(body("Did they come? He said No. They stayed at home."), Cutting(before))
    assert texts(changed)[1:] == ["Did they come?", "He said No.", "They stayed at home."]


def test_a_sentence_taken_out_leaves_the_others_as_they_were() -> None:
    before = after(cut(body("One is here. Two is there. Three is gone.")))
    shorter = cut(body("One is here. Three is gone."), Cutting(before, never))
    assert texts(shorter)[1:] == ["One is here.", "Three is gone."]


def test_what_the_author_says_of_a_cut_holds_at_once() -> None:
    plain = "He met Dr. No. Then he left."
    before = after(cut(body(plain)))
    said = plain.replace("Dr. No.", "Dr. No. <!-- publish:keep -->")
    assert texts(cut(body(said), Cutting(before)))[1:] == ["He met Dr. No. Then he left."]
    before = after(cut(body(said), Cutting(before)))
    assert texts(cut(body(plain), Cutting(before)))[1:] == ["He met Dr. No.", "Then he left."]
    forced = plain.replace("met", "met <!-- publish:cut -->")
    assert texts(cut(body(forced), Cutting(before)))[1:] == [
        "He met",
        "Dr. No.",
        "Then he left.",
    ]


def test_another_language_is_another_text() -> None:
    text = body("One is here. Two is there.")
    blocks, references = read_parts(text, "x.md")
    before = after(cut(text))
    units = segment(blocks, text, "fr", references=references, cutting=Cutting(before, never))
    assert texts(units)[1:] == ["One is here. Two is there."]


@given(files(), files())
def test_any_memory_leaves_law_5_and_a_second_look_sees_the_same(text: str, earlier: str) -> None:
    try:
        before = after(cut(earlier, Cutting(starts=eager)))
        units = cut(text, Cutting(before))
    except InputError:
        return
    assert_tiled(text, units)
    assert cut(text, Cutting(after(units))) == units


# --- the memory itself ------------------------------------------------------------------------


def test_the_template_remembers_in_comments_and_the_catalogs_know_nothing_of_it() -> None:
    units = cut(body("One is here. Two is there."))
    entries = template(units)
    assert not any(entry.comment for entry in entries)
    marked = remember(entries, units)
    assert marked[0].comment == ()  # a title is never cut
    assert [line.partition("@")[2] for entry in marked[1:] for line in entry.comment] == ["0", "13"]
    assert [replace(entry, comment=()) for entry in marked] == list(entries)


@pytest.mark.parametrize(
    "comment", [f"{MARK}", f"{MARK} zz@1", f"{MARK} 0123456789ab@99999999999", "publish", MARK * 3]
)
def test_a_garbled_memory_is_no_memory(comment: str) -> None:
    entry = Entry(None, "One is here.", comment=(comment,))
    assert recall([entry]) == Before()


def test_a_memory_that_does_not_fit_its_text_is_not_followed() -> None:
    text = body("One is here. Two is there.")
    units = cut(text)
    name = units[1].origin.partition("@")[0]
    for wrong in ([(0, "One is")], [(0, "One is here."), (12, "Two is there.")], [(0, "")], []):
        before = Before({name: tuple(wrong)} if wrong else {})
        assert cut(text, Cutting(before)) == units


def test_no_old_cut_falls_inside_markup() -> None:
    plain = body("See [one. Two] now.")
    before = after(cut(plain, Cutting(starts=lambda *_: (10,))))
    linked = plain + "\n[one. two]: http://x.y\n"
    assert texts(cut(plain, Cutting(before)))[1:] == ["See [one.", "Two] now."]
    assert texts(cut(linked, Cutting(before)))[1:] == ["See [one. Two] now."]
