"""Two people, one catalog: nothing of either is lost, only true disagreement stops."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import catalogs
from workflow.merge import merge
from workflow.model import Catalog, Entry
from workflow.po import canonical, new_catalog, read_catalog, write_catalog
from workflow.threeway import OTHER, merge_three

SEEDS = st.integers(0, 2**32)
FORMS = {"Language": "fr", "Plural-Forms": "nplurals=2; plural=(n > 1);"}


# --- random edits -----------------------------------------------------------------------------


def edited(catalog: Catalog, seed: int) -> Catalog:
    """Give the catalog after some minutes of somebody's work, any work."""
    chance = random.Random(seed)  # noqa: S311
    entries = list(catalog.entries)
    for _ in range(chance.randint(0, 6)):
        edit = chance.choice(EDITS)
        if entries or edit is add:
            edit(entries, chance)
    header = dict(catalog.header)
    if chance.random() < 0.7:
        header["PO-Revision-Date"] = f"2026-11-{chance.randint(10, 30)} 12:00+0000"
        header["Last-Translator"] = chance.choice(["a", "b"])
    if chance.random() < 0.2:
        header["X-Generator"] = chance.choice(["Poedit", "Lokalize"])
    if chance.random() < 0.2:
        header.pop("X-Source", None)
    text = "".join(f"{name}: {value}\n" for name, value in header.items())
    assert catalog.head
    head = replace(catalog.head, msgstr=(text,), raw="")
    return replace(catalog, header=header, head=head, entries=tuple(entries))


WORDS = ("قال", "parla", "two\nlines", "C:\\new", "tab\there", 'say "no"')


def word(chance: random.Random) -> str:
    return f"{chance.choice(WORDS)} {chance.random()}"


def change(entries: list[Entry], chance: random.Random, **fields: object) -> None:
    index = chance.randrange(len(entries))
    fields = {name: value for name, value in fields.items() if value is not None}
    entries[index] = replace(entries[index], raw="", **fields)  # type: ignore[arg-type]


def translate(entries: list[Entry], chance: random.Random) -> None:
    index = chance.randrange(len(entries))
    entry = entries[index]
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    if chance.random() < 0.3:
        flags = ("fuzzy", *flags)
    msgstr = tuple(word(chance) for _ in entry.msgstr)
    entries[index] = replace(entry, msgstr=msgstr, flags=flags, raw="")


def clear(entries: list[Entry], chance: random.Random) -> None:
    index = chance.randrange(len(entries))
    entries[index] = replace(entries[index], msgstr=("",) * len(entries[index].msgstr), raw="")


def doubt(entries: list[Entry], chance: random.Random) -> None:
    change(entries, chance, flags=("fuzzy",) if chance.random() < 0.5 else ())


def remark(entries: list[Entry], chance: random.Random) -> None:
    change(entries, chance, comment=(f"note {chance.random()}",))


def point(entries: list[Entry], chance: random.Random) -> None:
    change(entries, chance, references=(f"a.md:{chance.randint(1, 9)}",), note=("Title",))


def bury(entries: list[Entry], chance: random.Random) -> None:
    change(entries, chance, obsolete=chance.random() < 0.7)


def remove(entries: list[Entry], chance: random.Random) -> None:
    del entries[chance.randrange(len(entries))]


def add(entries: list[Entry], chance: random.Random) -> None:
    msgid = f"new {chance.randint(1, 4)}"
    if all(each.key != (None, msgid) for each in entries):
        msgstr = (chance.choice(["", word(chance)]),)
        entries.insert(chance.randint(0, len(entries)), Entry(None, msgid, msgstr=msgstr))


def move(entries: list[Entry], chance: random.Random) -> None:
    """As `update` does when the source has changed."""
    index = chance.randrange(len(entries))
    old = entries[index]
    msgid = f"{old.msgid} {chance.randint(1, 2)}"
    if all(each.key != (old.msgctxt, msgid) for each in entries) and any(old.msgstr):
        previous = (old.msgctxt, old.msgid, old.msgid_plural)
        entries[index] = replace(old, msgid=msgid, flags=("fuzzy",), previous=previous, raw="")


def shuffle(entries: list[Entry], chance: random.Random) -> None:
    chance.shuffle(entries)


Edit = Callable[[list[Entry], random.Random], None]
EDITS: tuple[Edit, ...] = (
    translate,
    translate,
    clear,
    doubt,
    remark,
    point,
    bury,
    remove,
    add,
    move,
    shuffle,
)


# --- the laws ---------------------------------------------------------------------------------


def written(entry: Entry) -> set[str]:
    return {text for text in entry.msgstr if text}


def kept(catalog: Catalog) -> set[str]:
    """Give every translation of a catalog, also those in the comment of a conflict."""
    found = {text for entry in catalog.entries for text in written(entry)}
    for entry in catalog.entries:
        for line in entry.comment:
            other = re.match(rf"{re.escape(OTHER)}(?: \[\d+\])?: (.*)", line)
            if other:
                found.add(re.sub(r"\\(.)", unescaped, other[1]))
    return found


def unescaped(escape: re.Match[str]) -> str:
    return {"n": "\n", "r": "\r", "t": "\t"}.get(escape[1], escape[1])


def lose_nothing(base: Catalog, ours: Catalog, theirs: Catalog) -> None:
    base, ours, theirs = (
        read_catalog(write_catalog(side), "x.po") for side in (base, ours, theirs)
    )
    merged, conflicts = merge_three(base, ours, theirs)
    data = write_catalog(merged)
    again = read_catalog(data, merged.path)
    assert again == merged
    assert write_catalog(again) == data
    new = (kept(ours) | kept(theirs)) - kept(base)
    assert new <= kept(merged)
    notes = {line for side in (ours, theirs) for each in side.entries for line in each.comment}
    lost = notes - {line for each in merged.entries for line in each.comment}
    before = {line for each in base.entries for line in each.comment}
    gone = {
        line
        for side, other in ((ours, theirs), (theirs, ours))
        for each in side.entries
        for line in each.comment
        if not any(each.msgstr) or all(each.key != kept_.key for kept_ in other.entries)
    }
    assert lost <= before | gone
    for conflict in conflicts:
        entry = next(each for each in merged.entries if each.key == conflict.key)
        assert entry.fuzzy
        assert any("conflict" in line for line in entry.comment)
    swapped = {each.key for each in merge_three(base, theirs, ours)[1]}
    assert swapped == {each.key for each in conflicts}


@settings(max_examples=300)
@given(catalogs(), SEEDS, SEEDS)
def test_nothing_of_either_side_is_lost(base: Catalog, one: int, other: int) -> None:
    lose_nothing(base, edited(base, one), edited(base, other))


@pytest.mark.stress
@settings(settings.get_profile("stress"))
@given(catalogs(), SEEDS, SEEDS)
def test_nothing_of_either_side_is_lost_in_many(base: Catalog, one: int, other: int) -> None:
    lose_nothing(base, edited(base, one), edited(base, other))


@given(catalogs(), SEEDS)
def test_merging_with_an_unchanged_side_gives_the_other(base: Catalog, seed: int) -> None:
    side = edited(base, seed)
    assert merge_three(base, side, base) == (side, ())
    assert merge_three(base, side, side) == (side, ())
    merged, conflicts = merge_three(base, base, side)
    assert conflicts == ()
    assert {each.key: each for each in merged.entries} == {each.key: each for each in side.entries}
    assert dict(merged.header) == dict(side.header)


@given(catalogs(), SEEDS, SEEDS)
def test_merging_the_same_again_changes_nothing(base: Catalog, one: int, other: int) -> None:
    ours, theirs = edited(base, one), edited(base, other)
    merged, _ = merge_three(base, ours, theirs)
    assert merge_three(theirs, merged, theirs) == (merged, ())


@given(catalogs(), SEEDS, SEEDS)
def test_work_on_different_texts_never_conflicts(base: Catalog, one: int, other: int) -> None:
    """Whatever each has done to its half of the file."""
    halves = [
        replace(base, entries=tuple(each for n, each in enumerate(base.entries) if n % 2 == side))
        for side in (0, 1)
    ]
    mine, yours = edited(halves[0], one), edited(halves[1], other)
    first, second, left, right = (
        {each.key for each in half.entries} for half in (*halves, mine, yours)
    )
    if left & right or left & second or right & first:
        return
    ours = replace(mine, entries=(*mine.entries, *halves[1].entries))
    theirs = replace(yours, entries=(*halves[0].entries, *yours.entries))
    merged, conflicts = merge_three(base, ours, theirs)
    assert conflicts == ()
    wanted = {each.key: each for each in (*mine.entries, *yours.entries)}
    assert {each.key: each for each in merged.entries} == wanted


# --- the scenarios of the survey ----------------------------------------------------------------

TEXTS = ("The bridge", "It rained.", "Nobody came.", "The city is quiet.", "It is late.")
BASE = new_catalog(
    "ar.po",
    {"Language": "ar", "PO-Revision-Date": "2026-11-01 08:00+0000"},
    ("bridge: ar translation",),
    tuple(
        Entry("title" if n == 0 else None, text, msgstr=("قديم" if n < 3 else "",))
        for n, text in enumerate(TEXTS)
    ),
)


def side(
    texts: dict[str, str] | None = None, *, minute: int = 0, without: str = "", name: str = "a"
) -> Catalog:
    """Give the file as one of the two sends it back: with a new date and name, as editors do."""
    entries = tuple(
        replace(each, msgstr=((texts or {}).get(each.msgid, each.msgstr[0]),))
        for each in BASE.entries
        if each.msgid != without
    )
    header = {"PO-Revision-Date": f"2026-11-02 08:{minute:02}+0000", "Last-Translator": name}
    made = new_catalog("ar.po", {**BASE.header, **header}, ("bridge: ar translation",), entries)
    return read_catalog(write_catalog(made), "ar.po")


def find(catalog: Catalog, msgid: str) -> Entry:
    return next(each for each in catalog.entries if each.msgid == msgid)


def test_two_translate_different_sentences() -> None:
    ours = side({"The city is quiet.": "المدينة هادئة."}, minute=5, name="a")
    theirs = side({"It is late.": "تأخر الوقت."}, minute=9, name="b")
    merged, conflicts = merge_three(BASE, ours, theirs)
    assert conflicts == ()
    assert find(merged, "The city is quiet.").msgstr == ("المدينة هادئة.",)
    assert find(merged, "It is late.").msgstr == ("تأخر الوقت.",)


def test_two_translate_neighbours_and_the_later_name_and_date_stand() -> None:
    ours = side({"It rained.": "أمطرت."}, minute=9, name="a")
    theirs = side({"Nobody came.": "لم يأت أحد."}, minute=5, name="b")
    merged, conflicts = merge_three(BASE, ours, theirs)
    assert conflicts == ()
    assert merged.header["Last-Translator"] == "a"
    assert merged.header["PO-Revision-Date"] == "2026-11-02 08:09+0000"
    assert dict(merge_three(BASE, theirs, ours)[0].header) == dict(merged.header)


def test_two_write_the_same() -> None:
    ours, theirs = (
        side({"It rained.": "أمطرت."}, minute=1),
        side({"It rained.": "أمطرت."}, minute=2),
    )
    merged, conflicts = merge_three(BASE, ours, theirs)
    assert conflicts == ()
    assert find(merged, "It rained.") == find(ours, "It rained.")


def test_two_translate_one_sentence_differently() -> None:
    ours = side({"It rained.": "أمطرت."}, minute=1)
    theirs = side({"It rained.": 'هطل المطر.\n"و"'}, minute=2)
    merged, conflicts = merge_three(BASE, ours, theirs)
    assert [each.key for each in conflicts] == [(None, "It rained.")]
    entry = find(merged, "It rained.")
    assert entry.msgstr == ("أمطرت.",)
    assert entry.fuzzy
    assert entry.comment == (f'{OTHER}: هطل المطر.\\n"و"',)


def test_one_translates_while_the_other_updates_from_a_changed_source() -> None:
    """What was made of the old text follows to the changed one, fuzzy; the new text comes in."""
    template = [
        Entry("title", "The bridge"),
        Entry(None, "It rained for days."),
        Entry(None, "Nobody came."),
        Entry(None, "A new sentence."),
        Entry(None, "The city is quiet."),
    ]
    ours, _ = merge(template, BASE, header={})
    theirs = side({"It rained.": "أمطرت.", "The city is quiet.": "المدينة هادئة."}, minute=3)
    ours, theirs = (read_catalog(write_catalog(each), each.path) for each in (ours, theirs))
    for merged, conflicts in (merge_three(BASE, ours, theirs), merge_three(BASE, theirs, ours)):
        assert conflicts == ()
        assert read_catalog(write_catalog(merged), merged.path) == merged
        live = [each.msgid for each in merged.entries if not each.obsolete]
        assert live == [each.msgid for each in template]
        entry = find(merged, "It rained for days.")
        assert (entry.msgstr, entry.fuzzy) == (("أمطرت.",), True)
        assert entry.previous == (None, "It rained.", None)
        assert find(merged, "The city is quiet.").msgstr == ("المدينة هادئة.",)


def test_one_deletes_what_the_other_translates() -> None:
    ours = side(without="It rained.", minute=1)
    theirs = side({"It rained.": "أمطرت."}, minute=2)
    for merged, conflicts in (merge_three(BASE, ours, theirs), merge_three(BASE, theirs, ours)):
        assert [each.key for each in conflicts] == [(None, "It rained.")]
        entry = find(merged, "It rained.")
        assert (entry.obsolete, entry.fuzzy, entry.msgstr) == (True, True, ("أمطرت.",))
        template = [Entry(each.msgctxt, each.msgid) for each in BASE.entries]
        assert find(merge(template, merged, header={})[0], "It rained.").msgstr == ("أمطرت.",)


def test_one_retires_what_the_other_translates() -> None:
    """The source has lost the sentence: the translation waits among the obsolete, undoubted."""
    ours, _ = merge([each for each in BASE.entries if each.msgid != "It rained."], BASE, header={})
    theirs = side({"It rained.": "أمطرت."}, minute=2)
    merged, conflicts = merge_three(BASE, ours, theirs)
    assert conflicts == ()
    entry = find(merged, "It rained.")
    assert (entry.obsolete, entry.fuzzy, entry.msgstr) == (True, False, ("أمطرت.",))


def test_what_has_become_obsolete_stays_where_it_is_beside_an_unchanged_side() -> None:
    first = replace(BASE.entries[0], obsolete=True, references=(), note=())
    ours = replace(BASE, entries=(first, *BASE.entries[1:]))
    assert merge_three(BASE, ours, BASE) == (ours, ())


def test_a_conflict_that_is_known_is_not_noted_twice() -> None:
    ours, theirs = side({"It rained.": "أمطرت."}), side({"It rained.": "هطل المطر."}, minute=2)
    merged, conflicts = merge_three(BASE, ours, theirs)
    again, same = merge_three(BASE, merged, theirs)
    assert (again.entries, same) == (merged.entries, conflicts)
    merged, _ = merge_three(BASE, theirs, ours)
    assert merge_three(BASE, merged, theirs)[0].entries == merged.entries


# --- what else two may do -----------------------------------------------------------------------


def three(base: Entry, ours: Entry, theirs: Entry) -> tuple[Entry, int]:
    made = [new_catalog("fr.po", FORMS, (), (each,)) for each in (base, ours, theirs)]
    merged, conflicts = merge_three(*made)
    assert read_catalog(write_catalog(merged), "fr.po") == merged
    return merged.entries[0], len(conflicts)


def test_a_rejected_suggestion_yields_to_a_translation() -> None:
    base = Entry(None, "a", msgstr=("x",), flags=("fuzzy",))
    done = replace(base, msgstr=("y",), flags=())
    entry, conflicts = three(base, replace(base, msgstr=("",)), done)
    assert (entry, conflicts) == (done, 0)


def test_approving_an_old_translation_and_writing_a_new_one_conflict() -> None:
    base = Entry(None, "a", msgstr=("x",), flags=("fuzzy",))
    entry, conflicts = three(base, replace(base, flags=()), replace(base, msgstr=("y",)))
    assert conflicts == 1
    assert entry.msgstr == ("x",)
    assert entry.comment == (f"{OTHER}: y",)


def test_doubting_an_old_translation_yields_to_a_new_one() -> None:
    base = Entry(None, "a", msgstr=("x",))
    entry, conflicts = three(base, replace(base, flags=("fuzzy",)), replace(base, msgstr=("y",)))
    assert (entry.msgstr, entry.fuzzy, conflicts) == (("y",), False, 0)


def test_backslashes_and_spaces_at_the_end_are_kept() -> None:
    base = Entry(None, "a")
    for text in ("x\\ ", "x\\", "x ", "\\  "):
        entry, _ = three(base, replace(base, msgstr=("y",)), replace(base, msgstr=(text,)))
        assert entry.comment == (OTHER + ": " + text.replace("\\", "\\\\"),)


def test_all_plural_forms_of_the_other_are_kept() -> None:
    base = Entry(None, "a", "as", ("", ""))
    ours, theirs = replace(base, msgstr=("1", "2")), replace(base, msgstr=("3", "4"))
    entry, conflicts = three(base, ours, theirs)
    assert conflicts == 1
    assert entry.msgstr == ("1", "2")
    assert entry.comment == (f"{OTHER} [0]: 3", f"{OTHER} [1]: 4")


@pytest.mark.parametrize("doubt", [(), ("fuzzy",)])
def test_two_fill_different_plural_forms(doubt: tuple[str, ...]) -> None:
    base = new_catalog("fr.po", FORMS, entries=(Entry(None, "a", "b", msgstr=("", "")),))
    one, other = (
        replace(base, entries=(Entry(None, "a", "b", msgstr=forms, flags=flags),))
        for forms, flags in ((("un", ""), doubt), (("", "deux"), ()))
    )
    for ours, theirs in ((one, other), (other, one)):
        merged, conflicts = merge_three(base, ours, theirs)
        assert merged.entries[0].msgstr == ("un", "deux")
        assert merged.entries[0].flags == doubt
        assert not conflicts
    full = replace(base, entries=(Entry(None, "a", "b", msgstr=("un", "deux")),))
    first, second = (
        replace(base, entries=(Entry(None, "a", "b", msgstr=forms),))
        for forms in (("l'un", "deux"), ("un", "les deux"))
    )
    assert merge_three(full, first, second)[1], "nobody has read the two together"


def test_more_plural_forms_on_one_side_leave_a_valid_file() -> None:
    base = new_catalog("x.po", FORMS, (), (Entry(None, "a", "as", ("1", "2")),))
    more = {**FORMS, "Plural-Forms": "nplurals=3; plural=n%3;"}
    ours = new_catalog("x.po", more, (), (Entry(None, "a", "as", ("1", "2", "3")),))
    theirs = replace(base, entries=(*base.entries, Entry(None, "b", "bs", ("4", "5"))))
    merged, conflicts = merge_three(base, ours, theirs)
    assert conflicts == ()
    assert read_catalog(write_catalog(merged), "x.po") == merged
    assert merged.entries[1].msgstr == ("4", "5", "")
    fewer, conflicts = merge_three(ours, ours, replace(base, entries=(Entry(None, "b"),)))
    assert read_catalog(write_catalog(fewer), "x.po") == fewer


def test_a_form_too_many_is_kept_in_the_comment() -> None:
    more = {**FORMS, "Plural-Forms": "nplurals=3; plural=n%3;"}
    base = new_catalog("x.po", more)
    ours = new_catalog("x.po", FORMS)
    theirs = new_catalog("x.po", more, (), (Entry(None, "a", "as", ("1", "2", "3")),))
    merged, conflicts = merge_three(base, ours, theirs)
    assert len(conflicts) == 1
    assert merged.entries[0].msgstr == ("1", "2")
    assert merged.entries[0].fuzzy
    assert merged.entries[0].comment == (f"{OTHER} [2]: 3",)


def test_our_bytes_stay_where_theirs_has_changed_nothing() -> None:
    """Any wrapping, any order of fields: a merge touches the entries that come from theirs."""
    data = write_catalog(side({"The city is quiet.": "المدينة هادئة."}))
    wrapped = data.replace(b'msgid "It rained."', b'msgid ""\n"It "\n"rained."').replace(
        b'msgctxt "title"', b'# wrapped\nmsgctxt ""\n"title"'
    )
    ours = read_catalog(wrapped, "ar.po")
    theirs = side({"It is late.": "تأخر الوقت."}, minute=0)
    merged, conflicts = merge_three(BASE, ours, theirs)
    assert conflicts == ()
    expected = wrapped.replace(
        b'msgid "It is late."\nmsgstr ""', 'msgid "It is late."\nmsgstr "تأخر الوقت."'.encode()
    )
    assert write_catalog(merged) == expected


def test_the_charset_of_the_side_that_changed_it_is_written() -> None:
    theirs = canonical(side({"It rained.": "أمطرت."}, minute=4))
    assert theirs.head
    old = theirs.head.msgstr[0].replace("UTF-8", "CP1256")
    base = replace(BASE, header={**BASE.header, "Content-Type": "text/plain; charset=CP1256"})
    assert base.head
    base = replace(base, head=replace(base.head, msgstr=(old,)))
    merged, _ = merge_three(base, base, theirs)
    assert read_catalog(write_catalog(merged), "ar.po").header["Content-Type"].endswith("UTF-8")


def test_a_thousand_entries_merge_at_once() -> None:
    entries = tuple(Entry(None, f"sentence {n}", msgstr=(f"t {n}",)) for n in range(4000))
    base = new_catalog("ar.po", {"Language": "ar"}, (), entries)
    ours = replace(
        base, entries=tuple(replace(e, msgstr=("x",)) for e in entries[:2000]) + entries[2000:]
    )
    theirs = replace(
        base, entries=entries[:2000] + tuple(replace(e, msgstr=("y",)) for e in entries[2000:])
    )
    start = time.process_time()
    merged, conflicts = merge_three(base, ours, theirs)
    assert time.process_time() - start < 0.8  # 50 ms for a thousand is four times less
    assert conflicts == ()
    assert {each.msgstr for each in merged.entries} == {("x",), ("y",)}
