"""A translator may join sentences: `+++` for a sentence that the translation before it holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import FRONT_MATTER, inline_texts
from workflow.align import align, grouped, tally, wholes
from workflow.commands._load import refuse_holes
from workflow.cuts import recall, remember
from workflow.edition import _row as row
from workflow.errors import UnfitError
from workflow.joins import MARK, hold
from workflow.markdown import unescape_start
from workflow.model import JOIN, Catalog, Entry, Pair, Tally, Unit
from workflow.rules import Context, run_rules
from workflow.rules.markdown_structure import markdown_structure
from workflow.rules.misplaced_join import misplaced_join
from workflow.segment import compose, segment, template
from workflow.source import read_parts
from workflow.spans import read_spans

FIRST = "The bridge was open."
SECOND = "**Nobody** crossed it."
THIRD = "It rained."
TEXT = FRONT_MATTER + f"{FIRST}\n{SECOND} {THIRD}\n"


def units_of(text: str) -> tuple[Unit, ...]:
    blocks, references = read_parts(text, "x.md")
    return segment(blocks, text, "en", references=references)


def catalog(**msgstrs: str) -> Catalog:
    """A catalog of the three sentences; an entry whose words begin with `?` is fuzzy."""
    told = {"A title": "عنوان", FIRST: msgstrs["a"], SECOND: msgstrs["b"], THIRD: msgstrs["c"]}
    return Catalog(
        "ar.po",
        entries=tuple(
            Entry(
                "title" if msgid == "A title" else None,
                msgid,
                msgstr=(words.removeprefix("?"),),
                flags=("fuzzy",) if words.startswith("?") else (),
            )
            for msgid, words in told.items()
        ),
    )


def pairs_of(text: str = TEXT, **msgstrs: str) -> tuple[Pair, ...]:
    return align(units_of(text), catalog(**msgstrs))


BOTH = "كان الجسر مفتوحا و**لم يعبره** أحد."


def test_a_group_is_one_translation_for_several_units() -> None:
    pairs = pairs_of(a=BOTH, b=JOIN, c="أمطرت.")
    assert [pair.target for pair in pairs] == ["عنوان", BOTH, "", "أمطرت."]
    assert [pair.part for pair in pairs] == [False, False, True, False]
    assert pairs[1].group == (pairs[2].unit,)
    assert pairs[1].whole.msgid == f"{FIRST} {SECOND}"
    assert read_spans(TEXT, pairs[1].whole.spans) == f"{FIRST} {SECOND}"
    assert [pair.unit.msgid for pair in wholes(pairs)] == ["A title", f"{FIRST} {SECOND}", THIRD]


def test_three_may_be_one() -> None:
    pairs = pairs_of(a=BOTH, b=JOIN, c=f"\u200f{JOIN} ")
    assert len(pairs[1].group) == 2
    assert pairs[3].part


def test_law_10_a_joined_sentence_counts_as_gettext_counts_it() -> None:
    assert tally(pairs_of(a=BOTH, b=JOIN, c=JOIN)) == Tally(4, 0, 0, 11, 0, 0)


@pytest.mark.parametrize(
    ("a", "b", "c", "wrong"),
    [
        (JOIN, "ب", "ج", [FIRST]),
        ("", JOIN, "ج", [SECOND]),
        ("?أ", JOIN, JOIN, [SECOND, THIRD]),
        ("أ", f"?{JOIN}", JOIN, [THIRD]),
    ],
)
def test_a_join_to_nothing_is_an_error_and_is_not_printed(
    a: str, b: str, c: str, wrong: list[str]
) -> None:
    pairs = pairs_of(a=a, b=b, c=c)
    found = run_rules([Context(pairs, Catalog("ar.po"))], [misplaced_join])
    assert len(found) == len(wrong)
    assert all(any(text[:9] in each.message for each in found) for text in wrong)
    assert all(pair.target is None for pair in pairs if pair.unit.msgid in wrong)
    with pytest.raises(UnfitError):
        refuse_holes(pairs, Catalog("ar.po"))


def test_no_join_reaches_into_the_block_before() -> None:
    text = FRONT_MATTER + f"{FIRST}\n\n{SECOND} {THIRD}\n"
    pairs = pairs_of(text, a=BOTH, b=JOIN, c=JOIN)
    assert not any(pair.part for pair in pairs)
    assert [pair.target for pair in pairs] == ["عنوان", BOTH, None, None]


def test_a_translation_that_holds_a_sentence_here_and_not_there_is_an_error() -> None:
    text = FRONT_MATTER + f"{FIRST} {SECOND}\n\n{FIRST} {THIRD}\n"
    pairs = pairs_of(text, a=BOTH, b=JOIN, c="أمطرت.")
    (found,) = run_rules([Context(pairs, Catalog("ar.po"))], [misplaced_join])
    assert "which does not follow it at x.md:6" in found.message
    with pytest.raises(UnfitError):
        refuse_holes(pairs, Catalog("ar.po"))


def test_rules_see_the_group_as_one() -> None:
    """The emphasis of the second sentence is in the translation of the first: none is missing."""
    rules = [markdown_structure]
    assert not run_rules([Context(pairs_of(a=BOTH, b=JOIN, c="أمطرت."))], rules)
    assert run_rules([Context(pairs_of(a="كان مفتوحا.", b=JOIN, c="أمطرت."))], rules)


def test_an_edition_prints_a_group_once_beside_all_its_sentences() -> None:
    blocks, _ = read_parts(TEXT, "x.md")
    there = row(blocks[1], pairs_of(a=BOTH, b=JOIN, c="أمطرت.")[1:])
    assert [run.text for run in there.source] == [f"{FIRST} {SECOND}", THIRD]
    assert [run.text for run in there.target] == [BOTH, "أمطرت."]
    draft = row(blocks[1], pairs_of(a="?أ", b=JOIN, c="ج")[1:])
    assert [run.text for run in draft.target] == ["أ", SECOND, "ج"]


@given(st.lists(st.tuples(inline_texts, st.booleans()), min_size=3, max_size=3))
def test_law_5_a_group_is_composed_and_read_again_as_one(told: list[tuple[str, bool]]) -> None:
    pairs = grouped(
        Pair(unit, Entry(None, unit.msgid, msgstr=(JOIN if joined else words,)))
        for unit, (words, joined) in zip(units_of(TEXT), [("عنوان", False), *told], strict=True)
    )
    if any(pair.target is None for pair in pairs):
        return
    shown = wholes(pairs)
    made = compose(
        TEXT,
        [pair.unit for pair in shown],
        [pair.target or "" for pair in shown],
        read=lambda text: read_parts(text, "x.md"),
        language="ar",
    )
    blocks, references = read_parts(made, "x.md")
    again = segment(blocks, made, "ar", references=references)
    assert len(again) == len(shown)
    assert all(
        unescape_start(unit.msgid) == unescape_start(pair.target or "")
        for unit, pair in zip(again, shown, strict=True)
    )


# --- the source changes -----------------------------------------------------------------------


def template_of(text: str) -> dict[str, set[str]]:
    units = units_of(text)
    return recall(remember(template(units), units)).followed()


def held(now: str, there: Catalog, old: Catalog, before: str = TEXT) -> tuple[Entry, ...]:
    """What `publish update` makes of the catalog when the source is this now."""
    return hold(there.entries, old.entries, units_of(now), template_of(before))


JOINED = catalog(a=BOTH, b=JOIN, c="أمطرت.")
REMEMBERED = Catalog("ar.po", entries=held(TEXT, JOINED, JOINED))


def in_doubt(now: str, there: Catalog = REMEMBERED, before: str = TEXT) -> list[str]:
    return [entry.msgid for entry in held(now, there, there, before) if entry.fuzzy]


def test_a_join_is_remembered_in_its_comment_and_twice_is_once() -> None:
    comments = [entry.comment for entry in REMEMBERED.entries]
    assert [len(each) for each in comments] == [0, 0, 1, 0]
    assert comments[2][0].startswith(f"{MARK} ")
    assert held(TEXT, REMEMBERED, REMEMBERED) == REMEMBERED.entries


@pytest.mark.parametrize("there", [JOINED, REMEMBERED], ids=["new", "remembered"])
def test_a_join_is_in_doubt_once_its_sentence_follows_another(there: Catalog) -> None:
    assert in_doubt(TEXT, there) == []
    inserted = FRONT_MATTER + f"{FIRST} New. {SECOND} {THIRD}\n"
    assert in_doubt(inserted, there) == [SECOND]
    alone = FRONT_MATTER + f"{FIRST}\n\n{SECOND}\n"
    assert in_doubt(alone, there) == [SECOND]
    after = FRONT_MATTER + f"{FIRST} {SECOND}\n\n{THIRD}\n"
    assert in_doubt(after, there) == []


def test_each_catalog_remembers_for_itself_when_the_template_has_moved_on() -> None:
    gone = FRONT_MATTER + f"{THIRD} {SECOND}\n"
    assert in_doubt(gone, REMEMBERED, before=gone) == [SECOND]


def test_a_join_stays_behind_a_sentence_that_was_only_changed() -> None:
    changed = TEXT.replace("was open", "were open")
    carried = Entry(None, "The bridge were open.", msgstr=(BOTH,))
    doubtful = replace(carried, flags=("fuzzy",), previous=(None, FIRST, None))
    another = replace(carried, msgstr=("غيره",))
    for entry, doubt in ((carried, False), (doubtful, False), (another, True)):
        there = Catalog("ar.po", entries=(entry, *REMEMBERED.entries))
        made = {each.msgid: each for each in held(changed, there, REMEMBERED)}
        assert made[SECOND].fuzzy is doubt


def test_what_is_joined_no_longer_is_forgotten() -> None:
    entries = [
        replace(entry, msgstr=("ترجمة",)) if entry.joins else entry for entry in REMEMBERED.entries
    ]
    there = Catalog("ar.po", entries=entries)
    assert not any(entry.comment for entry in held(TEXT, there, there))
