"""The policy `previous`: the last final translation stands while it and what is said stay."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render_edition import AR, EN, edition
from workflow.align import align, tally
from workflow.commands._load import refuse_holes
from workflow.commands.pdf import _furniture
from workflow.edition import make_edition
from workflow.errors import UnfitError
from workflow.merge import merge
from workflow.model import JOIN, Article, Block, Catalog, Entry, Kind, Pair, Severity, State, Unit
from workflow.po import new_catalog, read_catalog, write_catalog
from workflow.render.furniture import labels
from workflow.render.html import render_html
from workflow.rules import Context, run_rules
from workflow.rules.fuzzy import fuzzy
from workflow.seals import MARK, seal, sealed

OLD = "Ten people left Raqqa by boat on the fifth of May and was seen."
NEW = "Ten people left Raqqa by boat on the fifth of May and were seen."
ARABIC = "غادر عشرة أشخاص الرقة بالقارب في الخامس من أيار وشوهدوا."
PLAIN = "The boats are slow and the river are wide tonight."


def updated(old: str, new: str, msgstr: str = ARABIC, *flags: str) -> Entry:
    """What `publish update` leaves of one sentence that has changed."""
    header = {"Language": "ar"}
    entries = (Entry(None, old, msgstr=(msgstr,), flags=flags),)
    catalog = new_catalog("ar.po", header, entries=entries)
    merged, _ = merge([Entry(None, new)], catalog, header=header)
    written = write_catalog(replace(merged, entries=seal(merged.entries, entries)))
    return read_catalog(written, "ar.po").entries[0]


def pair_of(entry: Entry, policy: str = "previous") -> Pair:
    return align([Unit(None, entry.msgid, 0)], Catalog("ar.po", entries=(entry,)), policy)[0]


def test_a_corrected_letter_leaves_the_translation_fit() -> None:
    entry = updated(OLD, NEW)
    assert entry.state is State.FUZZY
    assert sealed(entry)
    pair = pair_of(entry)
    assert pair.stale
    assert pair.target == ARABIC
    assert refuse_holes([pair], Catalog("ar.po")) is None  # type: ignore[func-returns-value]


@pytest.mark.parametrize("policy", ["source", "hold"])
def test_by_any_other_policy_it_is_as_unfit_as_ever(policy: str) -> None:
    pair = pair_of(updated(OLD, NEW), policy)
    assert not pair.stale
    assert pair.target is None
    with pytest.raises(UnfitError):
        refuse_holes([pair], Catalog("ar.po"))


def test_law_10_fuzzy_never_counts_as_translated() -> None:
    assert tally([pair_of(updated(OLD, NEW))]).fuzzy == 1


@pytest.mark.parametrize(
    "new",
    [
        OLD.replace("Ten", "Two"),
        OLD.replace("fifth", "sixth"),
        OLD.replace("May", "June"),
        OLD.replace("left", "never left"),
        OLD.replace("left", "did not leave"),
        OLD.replace("Raqqa", "Sirte"),
        OLD.replace("Raqqa", "“Raqqa”"),
        OLD.replace("Raqqa", "[Raqqa](http://a.b)"),
        OLD.replace("boat", "**boat**"),
        OLD.replace("boat", "boat[^1]"),
        OLD.replace("boat", "3 boats"),
    ],
)
def test_what_is_said_must_be_the_same(new: str) -> None:
    entry = updated(OLD, new)
    assert entry.fuzzy, "the two are not even alike, so nothing is shown"
    assert pair_of(entry).target is None


def test_half_a_sentence_is_another_sentence() -> None:
    assert pair_of(updated(PLAIN, PLAIN.replace(" and the river are wide", ""))).target is None


def test_an_address_that_was_put_right_is_no_small_matter() -> None:
    old = "See [the map](http://a.b) of the old town and the bridge."
    assert pair_of(updated(old, old.replace("a.b", "a.c"))).target is None


def test_only_while_nobody_has_touched_the_translation() -> None:
    entry = updated(OLD, NEW)
    assert pair_of(replace(entry, msgstr=(ARABIC[:-1],))).target is None
    assert pair_of(replace(entry, previous=(None, OLD[:-1], None))).target is None
    assert pair_of(replace(entry, previous=None)).target is None
    assert pair_of(replace(entry, comment=())).target is None
    assert pair_of(replace(entry, msgstr=("",))).target is None


def test_what_was_not_final_is_not_sealed() -> None:
    assert not sealed(updated(OLD, NEW, ARABIC, "fuzzy"))
    assert not updated(OLD, NEW, "").fuzzy


def again(entry: Entry, new: str) -> Entry:
    header = {"Language": "ar"}
    old = new_catalog("ar.po", header, entries=(entry,))
    merged, _ = merge([Entry(None, new)], old, header=header)
    return seal(merged.entries, old.entries)[0]


def test_the_seal_lasts_through_further_changes_and_law_3_holds() -> None:
    entry = updated(OLD, NEW)
    assert again(entry, NEW) == entry
    third = again(entry, NEW.replace("were seen", "were seen there"))
    assert sealed(third)
    assert third.previous == (None, OLD, None)
    assert pair_of(third).stale


def test_a_seal_goes_when_the_translator_has_finished() -> None:
    entry = updated(OLD, NEW)
    done = replace(entry, flags=(), previous=None, comment=("mine", *entry.comment))
    assert again(done, NEW).comment == ("mine",)
    touched = replace(entry, msgstr=("غيره",))
    assert again(touched, NEW).comment == ()


@pytest.mark.parametrize("new", [NEW, OLD.replace("fifth", "sixth")])
def test_a_change_that_is_undone_asks_for_nothing(new: str) -> None:
    entry = replace(updated(OLD, new), comment=("mine", *updated(OLD, new).comment))
    back = again(entry, OLD)
    assert (back.msgstr, back.flags, back.previous) == ((ARABIC,), (), None)
    assert back.comment == ("mine",)
    assert again(replace(entry, msgstr=("غيره",)), OLD).fuzzy
    assert again(replace(entry, comment=()), OLD).fuzzy
    assert again(entry, OLD.replace("Ten", "Two")).fuzzy
    assert again(replace(entry, obsolete=True), OLD).state is State.TRANSLATED


def test_a_cut_that_is_undone_offers_the_translation_once() -> None:
    header = {"Language": "ar"}
    whole = "The bridge was open, and nobody crossed it."
    catalog = new_catalog("ar.po", header, entries=(Entry(None, whole, msgstr=(ARABIC,)),))
    halves = [Entry(None, "The bridge was open."), Entry(None, "And nobody crossed it.")]
    cut, _ = merge(halves, catalog, header=header)
    assert [each.msgstr for each in cut.entries] == [(ARABIC,), (ARABIC,)]
    back, _ = merge([Entry(None, whole)], cut, header=header)
    assert back.entries[0].msgstr == (ARABIC,)
    assert back.entries[0].fuzzy


def test_a_translation_that_two_sentences_were_given_is_the_last_of_neither() -> None:
    halves = [
        Entry(None, f"{half}.", msgstr=(ARABIC,), flags=("fuzzy",), previous=(None, OLD, None))
        for half in ("Ten people left Raqqa by boat", "They were seen on the fifth of May")
    ]
    old = [Entry(None, OLD, msgstr=(ARABIC,))]
    assert not any(sealed(each) for each in seal(halves, old))
    assert [sealed(each) for each in seal(halves[:1], old)] == [True]


def test_a_joined_sentence_that_was_corrected_stays_joined() -> None:
    units = [Unit(None, "The bridge was open.", 0), Unit(None, NEW, 0, " ")]
    head = Entry(None, units[0].msgid, msgstr=("كان الجسر مفتوحا وغادره عشرة.",))
    part = updated(OLD, NEW, JOIN)
    catalog = Catalog("ar.po", entries=(head, part))
    pairs = align(units, catalog, "previous")
    assert pairs[1].part
    assert pairs[0].group == (units[1],)
    assert pairs[0].stale, "what is printed for both holds words that are in doubt"
    assert not align(units, catalog)[1].part


@given(
    st.lists(
        st.builds(
            Entry,
            msgid=st.sampled_from(["a", "b", "c"]),
            msgstr=st.tuples(st.sampled_from(["", "x", "y"])),
            flags=st.sampled_from([(), ("fuzzy",)]),
            comment=st.sampled_from([(), ("mine",), (f"{MARK} 0123456789abcdef",)]),
            previous=st.sampled_from([None, (None, "a", None), (None, "b", None)]),
            obsolete=st.booleans(),
        ),
        unique_by=lambda entry: entry.key,
    )
)
def test_sealing_changes_nothing_but_seals_and_twice_is_once(entries: list[Entry]) -> None:
    once = seal(entries, entries)
    assert seal(once, once) == once
    for entry, other in zip(entries, once, strict=True):
        plain = [line for line in entry.comment if MARK not in line]
        assert [line for line in other.comment if MARK not in line] == plain
        assert replace(other, comment=()) == replace(entry, comment=())


def test_the_edition_counts_what_is_stale_and_marks_it() -> None:
    article = Article("x", "x.md", "", (Block(Kind.TITLE, "t"), Block(Kind.PARAGRAPH, NEW)))
    units = [Unit("title", "t", 0), Unit(None, NEW, 1)]
    title = Entry("title", "t", msgstr=("ع",))
    pairs = align(units, Catalog("ar.po", entries=(title, updated(OLD, NEW))), "previous")
    there = make_edition(
        article, pairs, {}, EN, AR, publisher="", digest="", draft=False, labels={}
    )
    assert there.stale == 1
    assert there.rows[0].target[0].stale
    assert there.rows[0].target[0].state is State.TRANSLATED
    assert not there.fields[Kind.TITLE].target[0].stale


def test_the_page_marks_each_of_them_and_says_in_both_languages_how_many_there_are() -> None:
    words = [_furniture(name) for name in ("en", "ar")]
    there = edition(labels=labels(*words))
    number = next(n for n, row in enumerate(there.rows) if row.kind is Kind.PARAGRAPH)
    rows = list(there.rows)
    marked = tuple(replace(run, stale=True) for run in rows[number].target)
    rows[number] = replace(rows[number], target=marked)
    html = render_html(replace(there, rows=tuple(rows)))
    body, imprint = html.split('<footer class="imprint-box', 1)
    assert body.count('<span class="stale">') == len(marked) == 3
    source, target = there.labels["Sentences changed since they were translated"]
    assert source != target
    assert f'<span class="stale">{source}</span>: 3</p>' in imprint
    assert f'<span class="stale">{target}</span>: ٣</p>' in imprint
    assert 'class="stale"' not in render_html(there)


def test_the_finding_says_that_it_is_printed_until_then() -> None:
    entry = updated(OLD, NEW)
    for policy, said in (("previous", True), ("source", False)):
        (found,) = run_rules([Context((pair_of(entry, policy),))], [fuzzy])
        assert found.severity is Severity.ERROR
        assert ("until then it is printed" in found.hint) is said
