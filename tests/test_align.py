"""Units beside their entries, and how many there are (law 10 with msgfmt itself: tests/clients)."""

from __future__ import annotations

from workflow.align import Stale, align, count_words, stale, tally
from workflow.model import Catalog, Entry, State, Tally, Unit

QUIET = Unit(None, "The city is quiet tonight.", 0)
TITLE = Unit("title", "Quiet", 0)
QUIET_AGAIN = Unit(None, "The city is quiet tonight.", 5)
WHY = Unit(None, "Nobody knows why.", 1)
CATALOG = Catalog(
    "ar.po",
    entries=(
        Entry(None, "The city is quiet tonight.", msgstr=("المدينة هادئة الليلة.",)),
        Entry(None, "Quiet", msgstr=("هدوء",)),
        Entry("title", "Quiet", msgstr=("الهدوء",), flags=("fuzzy",)),
        Entry(None, "Nobody knows why.", msgstr=("لا أحد يعرف السبب.",), obsolete=True),
    ),
)


def test_each_unit_stands_beside_its_entry_in_order() -> None:
    pairs = align([TITLE, QUIET, QUIET_AGAIN], CATALOG)
    assert [pair.unit for pair in pairs] == [TITLE, QUIET, QUIET_AGAIN]
    assert [pair.state for pair in pairs] == [State.FUZZY, State.TRANSLATED, State.TRANSLATED]
    assert pairs[1].target == pairs[2].target == "المدينة هادئة الليلة."
    assert pairs[0].target is None


def test_an_obsolete_entry_is_nobodys() -> None:
    assert align([WHY], CATALOG)[0].entry is None


def test_two_units_with_one_key_are_counted_once() -> None:
    pairs = align([TITLE, QUIET, QUIET_AGAIN, WHY], CATALOG)
    assert tally(pairs) == Tally(1, 1, 1, 5, 1, 3)
    assert tally([]) == Tally()


def test_of_plural_forms_the_first_one_is_asked_for_as_msgfmt_does() -> None:
    entry = Entry(None, WHY.msgid, "Nobody knows.", ("a", ""))
    assert tally(align([WHY], Catalog("x.po", entries=(entry,)))).translated == 1


def test_a_word_has_a_letter_or_a_digit() -> None:
    assert count_words("It’s 3 o’clock — *now* …\tor\nnever, حلب !") == 7


def test_a_catalog_in_step_is_not_stale() -> None:
    units = [QUIET, TITLE, QUIET_AGAIN, Unit(None, "Quiet", 0)]
    assert not stale(units, CATALOG)
    assert stale(units, CATALOG) == Stale()


def test_a_stale_catalog_says_what_is_missing_and_what_is_left_over() -> None:
    found = stale([WHY, QUIET, WHY], CATALOG)
    assert found.missing == (WHY,)
    assert [entry.key for entry in found.left_over] == [(None, "Quiet"), ("title", "Quiet")]
    assert found
