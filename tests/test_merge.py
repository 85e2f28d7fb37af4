"""Laws 3 and 4, and what becomes of an entry when the source changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import catalogs, disarrange, texts
from workflow.errors import InputError
from workflow.merge import merge
from workflow.model import Catalog, Entry, MergeReport
from workflow.po import new_catalog, ordered_header, read_catalog, write_catalog

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADER = ordered_header(
    {
        "Project-Id-Version": "Diptych",
        "PO-Revision-Date": "",
        "Language": "fr",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
        "X-Source-Language": "en",
    }
)
QUIET = Entry(None, "The city is quiet tonight.", references=("a.md:9",), note=("In: Night",))
WHY = Entry(None, "Nobody knows why.", references=("a.md:11",))
TITLE = Entry("title", "The quiet city", references=("a.md:2",))
TEMPLATE = (TITLE, QUIET, WHY)


def done(entry: Entry, msgstr: str, **fields: object) -> Entry:
    return replace(entry, msgstr=(msgstr,), **fields)  # type: ignore[arg-type]


OLD = new_catalog(
    "fr.po",
    HEADER,
    ("A draft.",),
    (
        done(TITLE, "La ville silencieuse", comment=("Or: calme?",)),
        done(QUIET, "La ville est calme ce soir."),
        done(
            WHY, "Nul ne sait pourquoi.", flags=("fuzzy",), previous=(None, "No one knows.", None)
        ),
    ),
)


def again(catalog: Catalog) -> Catalog:
    """Write a catalog and read it."""
    return read_catalog(write_catalog(catalog), catalog.path)


def merged(template: Sequence[Entry], old: Catalog | None = OLD) -> Catalog:
    return merge(template, old, header=HEADER, path="fr.po")[0]


def report(template: Sequence[Entry], old: Catalog | None = OLD) -> MergeReport:
    return merge(template, old, header=HEADER, path="fr.po")[1]


# --- the laws -------------------------------------------------------------------------------


def templates() -> st.SearchStrategy[list[Entry]]:
    context = st.sampled_from([None, "title"])
    made = st.builds(Entry, context, texts(1), note=st.just(("In: Night",)))
    return st.lists(made, max_size=3)


@st.composite
def revisions(draw: st.DrawFn) -> tuple[Catalog, list[Entry]]:
    """A translated catalog, laid out by any tool, and a template with some of its texts."""
    seed = draw(st.integers(0, 10_000))
    text = disarrange(write_catalog(draw(catalogs(plural=False, max_size=4))).decode(), seed)
    old = read_catalog(text.encode(), "fr.po")
    template = draw(templates())
    for entry in old.entries:
        change = draw(st.sampled_from(["keep", "edit", "drop", "drop"]))
        if change != "drop":
            msgid = entry.msgid + (" more" if change == "edit" else "")
            place = draw(st.integers(0, len(template)))
            template.insert(place, Entry(entry.msgctxt, msgid, references=("b.md",)))
    return old, template


@given(revisions())
def test_merging_twice_is_merging_once(revision: tuple[Catalog, list[Entry]]) -> None:
    old, template = revision
    once = merged(template, old)
    data = write_catalog(once)
    assert write_catalog(merged(template, read_catalog(data, "fr.po"))) == data
    assert merged(template, once) == once


@given(revisions())
def test_merging_loses_no_translation(revision: tuple[Catalog, list[Entry]]) -> None:
    """Every old msgstr is in an entry or among the obsolete, as often as it was there."""
    old, template = revision
    new = again(merged(template, old))
    left = [entry.msgstr for entry in new.entries]
    for entry in old.entries:
        if any(entry.msgstr):
            left.remove(entry.msgstr)


@given(revisions())
def test_live_entries_are_the_template_in_its_order(revision: tuple[Catalog, list[Entry]]) -> None:
    old, template = revision
    new = again(merged(template, old))
    live = [entry.key for entry in new.entries if not entry.obsolete]
    assert live == list(dict.fromkeys(entry.key for entry in template))


@given(revisions())
def test_what_was_fit_to_print_and_stays_is_fit_to_print(
    revision: tuple[Catalog, list[Entry]],
) -> None:
    """And nothing else becomes so: a translation for another text is fuzzy."""
    old, template = revision
    known = {entry.key: entry for entry in old.entries}
    for entry in merged(template, old).entries:
        before = known.get(entry.key)
        if before:
            assert (entry.msgstr, entry.flags) == (before.msgstr, before.flags)
            assert (entry.comment, entry.previous) == (before.comment, before.previous)
        else:
            assert entry.fuzzy == any(entry.msgstr)


@given(catalogs(plural=False), st.integers(0, 10_000))
def test_merging_with_what_has_not_changed_changes_no_byte(made: Catalog, seed: int) -> None:
    data = disarrange(write_catalog(made).decode(), seed).encode()
    old = read_catalog(data, "fr.po")
    template = [replace(each, raw="", msgstr=("",)) for each in old.entries if not each.obsolete]
    assert write_catalog(merge(template, old, header={"Language": "fr"})[0]) == data


# --- one entry ------------------------------------------------------------------------------


def test_a_new_locale_begins_empty() -> None:
    catalog, counts = merge(TEMPLATE, None, header=HEADER, path="de.po", comment=("A draft.",))
    assert counts == MergeReport(new=3)
    assert catalog.path == "de.po"
    assert catalog.header == HEADER
    assert catalog.head
    assert catalog.head.comment == ("A draft.",)
    assert tuple(catalog.entries) == TEMPLATE
    assert again(catalog) == catalog


def test_exact_entries_keep_all_that_the_translator_has_written() -> None:
    assert merged(TEMPLATE) == OLD
    assert report(TEMPLATE) == MergeReport(kept=3)


def test_notes_and_references_follow_the_source() -> None:
    moved = replace(QUIET, references=("a.md:13",), note=("In: Day",))
    new = merged((TITLE, moved, WHY))
    assert new.entries[1] == done(moved, "La ville est calme ce soir.")


def test_a_paragraph_put_in_changes_only_itself() -> None:
    old = again(OLD)
    new = write_catalog(merged((TITLE, Entry(None, "Dogs bark."), QUIET, WHY), old)).decode()
    assert new == old.text.replace(
        "\n#. In: Night", '\nmsgid "Dogs bark."\nmsgstr ""\n\n#. In: Night'
    )


def test_entries_move_with_their_paragraphs() -> None:
    new = merged((WHY, TITLE, QUIET), again(OLD))
    assert [entry.msgid for entry in new.entries] == [WHY.msgid, TITLE.msgid, QUIET.msgid]
    assert all(entry.raw for entry in new.entries)


def test_a_changed_sentence_takes_over_its_translation_in_doubt() -> None:
    changed = Entry(None, "The city was quiet last night.", references=("a.md:9",), note=("now",))
    catalog, counts = merge((TITLE, changed, WHY), OLD, header=HEADER)
    assert counts == MergeReport(kept=2, fuzzy=1)
    assert catalog.entries[1] == replace(
        changed,
        msgstr=("La ville est calme ce soir.",),
        flags=("fuzzy",),
        previous=(None, QUIET.msgid, None),
    )


def test_a_sentence_changed_twice_remembers_the_text_its_translation_was_made_for() -> None:
    first = Entry(None, "The city was quiet last night.")
    second = Entry(None, "The city was very quiet last night.")
    new = again(merged((TITLE, second, WHY), again(merged((TITLE, first, WHY)))))
    assert new.entries[1].previous == (None, QUIET.msgid, None)
    back = merged(TEMPLATE, new)
    assert back.entries[1].previous is None
    assert back.entries[1].fuzzy
    assert back.entries[1].msgstr == ("La ville est calme ce soir.",)


def test_a_translation_is_offered_within_its_msgctxt_only() -> None:
    heading = Entry("heading", "The quiet city")
    new = merged((heading, QUIET, WHY))
    assert new.entries[0].msgstr == ("",)
    assert new.entries[-1].obsolete


def test_each_old_translation_is_offered_once_and_to_the_text_most_like_it() -> None:
    far = Entry(None, "The city was so quiet that night.")
    near = Entry(None, "The city is quiet tonight!")
    new = merged((TITLE, far, near, WHY))
    assert new.entries[1].msgstr == ("",)
    assert new.entries[2].msgstr == ("La ville est calme ce soir.",)


def test_live_translations_are_offered_before_obsolete_ones() -> None:
    gone = done(Entry(None, "The city is quiet tonight?"), "Obsolète", obsolete=True)
    old = replace(OLD, entries=(*OLD.entries, gone))
    new = merged((TITLE, Entry(None, "The city is quiet, tonight?"), WHY), old)
    assert new.entries[1].msgstr == ("La ville est calme ce soir.",)
    new = merged((*TEMPLATE, Entry(None, "The city is quiet, tonight?")), old)
    assert new.entries[3].msgstr == ("Obsolète",)
    assert not any(entry.obsolete for entry in new.entries)


def test_a_removed_sentence_becomes_obsolete_with_its_comments_and_flags() -> None:
    catalog, counts = merge((QUIET,), OLD, header=HEADER)
    assert counts == MergeReport(kept=1, obsolete=2)
    assert tuple(catalog.entries[1:]) == (
        replace(OLD.entries[0], obsolete=True, references=()),
        replace(OLD.entries[2], obsolete=True, references=()),
    )


def test_an_untranslated_entry_vanishes_with_its_sentence() -> None:
    old = replace(OLD, entries=(WHY, *OLD.entries[:2]))
    assert [each.key for each in merged((TITLE, QUIET), old).entries] == [TITLE.key, QUIET.key]


def test_a_sentence_that_comes_back_revives_its_translation_as_it_was() -> None:
    gone = again(merged((QUIET,)))
    catalog, counts = merge(TEMPLATE, gone, header=HEADER)
    assert counts == MergeReport(kept=1, revived=2)
    assert again(catalog) == OLD


def test_an_obsolete_entry_stays_where_another_tool_has_put_it() -> None:
    text = write_catalog(OLD).decode() + '\n#~ msgid "Old"\n#~ msgstr "Vieux"\n'
    parts = text.split("\n\n")
    text = "\n\n".join([parts[0], parts[-1].rstrip("\n"), *parts[1:-1]]) + "\n"
    assert write_catalog(merged(TEMPLATE, read_catalog(text.encode(), "fr.po"))).decode() == text


def test_a_text_that_comes_twice_is_one_entry() -> None:
    twice = replace(QUIET, references=("a.md:20",))
    catalog = merged((TITLE, QUIET, twice, WHY, Entry(msgstr=("a header",))))
    assert [entry.references for entry in catalog.entries] == [
        ("a.md:2",),
        ("a.md:9", "a.md:20"),
        ("a.md:11",),
    ]


def test_plural_forms_are_as_many_as_the_header_says() -> None:
    plural = Entry(None, "one city", "%d cities")
    assert merged((plural,)).entries[0].msgstr == ("", "")
    old = replace(OLD, entries=(done(plural, "a", msgid_plural=None),))
    grown = merged((plural,), old).entries[0]
    assert (grown.msgstr, grown.flags) == (("a", "a"), ("fuzzy",))
    assert grown.previous == (None, "one city", None)
    assert merged(
        (replace(plural, msgid_plural=None),), replace(old, entries=(grown,))
    ).entries == (grown,)


# --- the header -----------------------------------------------------------------------------


def header(text: str, entries: tuple[Entry, ...] = ()) -> list[str]:
    """Merge a catalog with such a header, and give the lines of the new one."""
    old = Catalog("fr.po", head=Entry(msgstr=(text,)), entries=entries)
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    new = merged((), replace(old, header={name: each.strip() for name, each in fields.items()}))
    assert new.head
    assert list(new.header) == [line.partition(":")[0] for line in new.head.msgstr[0].splitlines()]
    return new.head.msgstr[0].splitlines()


def test_the_translators_header_is_left_alone() -> None:
    text = (
        "Project-Id-Version: Night\nPO-Revision-Date: 2026-01-01 10:00+0000\n"
        "Last-Translator: t07\nLanguage-Team: \nX-Generator: Poedit 3.9\n"
        "Content-Transfer-Encoding: 8bit\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8\nLanguage: fr_CA\nX-Source-Language: en\n"
        "Plural-Forms: nplurals=2;  plural=(n > 1);\n"
    )
    assert header(text) == text.splitlines()


def test_what_the_header_lacks_is_put_in_gettexts_order() -> None:
    text = "Project-Id-Version: PACKAGE VERSION\nLast-Translator: t07\nMIME-Version: 1.0\nX-B: b\n"
    assert header(text) == [
        "Project-Id-Version: Diptych",
        "Last-Translator: t07",
        "PO-Revision-Date: ",
        "Language: fr",
        "MIME-Version: 1.0",
        "X-B: b",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        "Plural-Forms: nplurals=2; plural=(n > 1);",
        "X-Source-Language: en",
    ]


def test_plural_forms_are_put_right_while_nothing_depends_on_them() -> None:
    wrong = "Plural-Forms: nplurals=6; plural=0;\n"
    right = "Plural-Forms: nplurals=2; plural=(n > 1);"
    assert right in header(wrong)
    assert right in header("Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\n")
    plural = Entry(None, "a", "b", ("",) * 6)
    assert wrong.rstrip() in header(wrong, (plural,))


def test_a_header_is_made_where_there_is_none() -> None:
    old = read_catalog(b'msgid "The quiet city"\nmsgstr "x"\n', "fr.po")
    assert again(merged((), old)).header == HEADER


def test_a_template_that_cannot_be_written_is_refused_and_nothing_is_lost() -> None:
    with pytest.raises(InputError):
        write_catalog(merged((Entry(None, "a\u2028b"),)))


@pytest.mark.parametrize(
    ("old", "new", "msgstr", "flags"),
    [
        ((), ("c-format",), "%d chats", ("c-format",)),
        ((), ("c-format",), "deux chats", ("fuzzy", "c-format")),
        ((), ("c-format",), "", ("c-format",)),
        (("mine", "no-c-format"), ("c-format",), "%d chats", ("mine", "c-format")),
        (("c-format",), ("no-c-format",), "deux chats", ("no-c-format",)),
        (("c-format", "mine"), (), "%d chats", ("c-format", "mine")),
        (("fuzzy", "range: 0..5"), ("range: 0..9", "fuzzy"), "%d", ("fuzzy", "range: 0..9")),
    ],
)
def test_the_template_tells_what_the_format_is(
    old: tuple[str, ...], new: tuple[str, ...], msgstr: str, flags: tuple[str, ...]
) -> None:
    known = new_catalog("fr.po", {}, entries=(Entry(None, "%d cats", msgstr=(msgstr,), flags=old),))
    once, _ = merge([Entry(None, "%d cats", flags=new)], known, header={})
    assert once.entries[0].flags == flags
    assert merge([Entry(None, "%d cats", flags=new)], once, header={})[0] == once
