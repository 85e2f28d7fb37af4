"""Fixes: what they change, what they leave alone, and that nothing is left to fix."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import catalogs, texts
from workflow.locales import locale
from workflow.mend import apply, edit, mend
from workflow.model import (
    Catalog,
    Entry,
    Finding,
    Fix,
    Glossary,
    Pair,
    Position,
    Severity,
    Term,
    TermKind,
    Unit,
)
from workflow.po import field_position, read_catalog, write_catalog
from workflow.rules import RULES, Context, run_rules

GLOSSARY = Glossary(
    (
        Term(("ISIS",), TermKind.NAME, {"ar": ("داعش",)}, {"ar": ("الدولة الإسلامية",)}),
        Term(("Manbij",), TermKind.NAME, {"ar": ("منبج",)}),
        Term(("Fallujah",), TermKind.NAME, {"ar": ("الفلوجة",)}, {"ar": ("الفالوجة",)}),
    )
)
_PIECES = st.sampled_from(
    [
        *("الدولة الإسلامية", "وبالدولة الإسلامية", "للدولة الإسلامية", "منبح", "بمنبح", "منبج"),
        *("الفالوجة", "للفالوجة", "داعش", "،", ".", "\u202e", "\u200b", "  ", "٣", "مدينة", "ISIS"),
    ]
)


def context_of(catalog: Catalog) -> Context:
    pairs = tuple(
        Pair(Unit(entry.msgctxt, entry.msgid, 0, position=entry.position), entry)
        for entry in catalog.entries
        if not entry.obsolete
    )
    return Context(
        pairs=pairs,
        catalog=catalog,
        source=locale("en"),
        target=locale("ar"),
        glossary=GLOSSARY,
        locate=lambda entry, offset, form: field_position(entry, offset, "msgstr", form),
    )


def found_in(catalog: Catalog) -> tuple[Finding, ...]:
    return run_rules([context_of(catalog)], RULES)


@given(
    st.lists(st.lists(_PIECES, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=3),
    st.booleans(),
)
def test_fixing_then_checking_finds_nothing_that_can_be_fixed(
    msgstrs: list[str],
    unsafe: bool,  # noqa: FBT001
) -> None:
    text = 'msgid ""\nmsgstr "Language: ar\\n"\n'
    for number, msgstr in enumerate(msgstrs):
        text += f'\nmsgid "{number} ISIS in Manbij and Fallujah"\nmsgstr "{msgstr}"\n'
    catalog = read_catalog(text.encode(), "ar.po")
    for _ in range(10):
        findings = found_in(catalog)
        after, mended = mend(catalog, findings, unsafe=unsafe)
        if not mended:
            break
        catalog = read_catalog(write_catalog(after), "ar.po")
    left = [each for each in found_in(catalog) if any(fix.safe or unsafe for fix in each.fixes)]
    assert left == []
    assert write_catalog(mend(catalog, found_in(catalog), unsafe=unsafe)[0]) == write_catalog(
        catalog
    )


def wish(entry: Entry, text: str, *, safe: bool = True, form: int = 0) -> Finding:
    position = entry.position or Position("fr.po", 1)
    fix = Fix(text, safe=safe)
    return Finding(
        position, Severity.ERROR, "T999", "test", "wrong", fixes=(fix,), form=form, entry=entry
    )


@given(catalogs(max_size=5), st.integers(0, 4), texts())
def test_only_the_entry_changes_and_no_fuzzy_or_obsolete_one(
    catalog: Catalog, chosen: int, text: str
) -> None:
    read = read_catalog(write_catalog(catalog), "fr.po")
    if not read.entries:
        return
    target = read.entries[chosen % len(read.entries)]
    after, mended = mend(read, [wish(target, text)])
    still = target.fuzzy or target.obsolete or text == target.msgstr[0]
    assert bool(mended) != still
    for before, now in zip(read.entries, after.entries, strict=True):
        if before is target and not still:
            assert now == replace(before, msgstr=(text, *before.msgstr[1:]))
        else:
            assert now is before
    old, new = write_catalog(read).decode(), write_catalog(after).decode()
    assert (old == new) == still
    if not still:
        start = old.index(target.raw)
        assert new.startswith(old[:start])
        assert new.endswith(old[start + len(target.raw) :])


def test_unsafe_fixes_are_made_on_request() -> None:
    entry = Entry(msgid="a", msgstr=("b",), position=Position("ar.po", 2), raw="x")
    catalog = Catalog("ar.po", entries=(entry,))
    assert mend(catalog, [wish(entry, "c", safe=False)])[0] is catalog
    (changed,) = mend(catalog, [wish(entry, "c", safe=False)], unsafe=True)[0].entries
    assert changed.msgstr == ("c",)


def test_two_fixes_apart_are_made_together_and_of_two_at_one_place_the_first() -> None:
    entry = Entry(msgid="a", msgstr=("one  two  three",), position=Position("ar.po", 2))
    catalog = Catalog("ar.po", entries=(entry,))
    wishes = [wish(entry, "one two  three"), wish(entry, "one  two three")]
    assert mend(catalog, wishes)[0].entries[0].msgstr == ("one two three",)
    wishes = [wish(entry, "ONE  two  three"), wish(entry, "One  two  three")]
    assert mend(catalog, wishes)[0].entries[0].msgstr == ("ONE  two  three",)


@given(texts(), texts())
def test_an_edit_makes_the_one_text_of_the_other(old: str, new: str) -> None:
    start, end, words = edit(old, new)
    assert old[:start] + words + old[end:] == new
    assert apply(old, [(start, end, words)] * 2) == new
