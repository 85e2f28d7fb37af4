"""Laws that hold for every rule, whatever the text, and what rules say in other languages."""

from __future__ import annotations

import importlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bench.check import Sample, po, read_samples, score
from workflow import facts
from workflow.locales import locale
from workflow.model import Catalog, Entry, Finding, Pair, Position, Severity, Unit
from workflow.po import examine_catalog, field_position
from workflow.rules import RULES, Context, run_rules
from workflow.rules.needs import Asking, asking

HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *"()[]{}<>«»“”„‹›\"'`*_~#@%&;:,.!?؟،؛…-–$€0123٠١٢۳ \n\t\u00a0",
                *"ابةهيىكوالیکa bАeé\u064b\u0651\u0640\u200b\u200d\u200f\u202e\u202c\u2067\u2069",
                *(
                    "https://a.org",
                    "https://b.org/[",
                    "a@b.org",
                    "not ",
                    "لم ",
                    "**",
                    "](",
                    "5,000",
                ),
            ]
        ),
        st.characters(blacklist_categories=["Cs"]),
    ),
    max_size=40,
).map("".join)
PLURALS = locale("ar").plural_forms


def context(*texts: str, msgid: str, target: str = "ar", plural: str | None = None) -> Context:
    """Make a catalog of one message."""
    entry = Entry(msgid=msgid, msgid_plural=plural, msgstr=texts, position=Position("ar.po", 5, 1))
    catalog = Catalog("ar.po", {"Language": target, "Plural-Forms": PLURALS}, (entry,))
    pair = Pair(Unit(None, msgid, 0), entry)
    return Context((pair,), catalog, source=locale("en"), target=locale(target))


def said(msgid: str, text: str, target: str) -> list[str]:
    """Give the names of the rules that speak, those of the file apart."""
    found = run_rules([context(text, msgid=msgid, target=target)])
    return [each.rule for each in found if not each.code.startswith("P")]


@given(HOSTILE, HOSTILE, st.sampled_from(["ar", "fa", "ckb", "he", "fr", "ru", "zh"]))
def test_no_text_makes_a_rule_fail_and_every_span_is_in_its_text(
    msgid: str, text: str, target: str
) -> None:
    for finding in run_rules([context(text, msgid=msgid, target=target)]):
        assert finding.message
        assert "\n" not in finding.message
        if finding.span:
            start, end = finding.span
            assert 0 <= start <= end <= len(text), finding


ALWAYS = tuple(replace(rule, source="", target="") for rule in RULES)
"""Every rule, asked about every text."""


@settings(max_examples=200)
@given(HOSTILE, HOSTILE, st.sampled_from(["ar", "fa", "he", "fr", "zh"]))
def test_a_rule_is_silent_where_none_of_its_characters_stands(
    msgid: str, text: str, target: str
) -> None:
    one = context(text, msgid=msgid, target=target)
    assert run_rules([one]) == run_rules([one], ALWAYS)


def test_a_rule_is_not_asked_where_it_can_have_nothing_to_say() -> None:
    sort: Asking[tuple[str, str]] = asking(
        [each for each in RULES if each.name in {"email", "tatweel", "end-mark"}]
    )
    pairs = [("a", "b"), ("a@b.org", "b"), ("a", "a@b.org"), ("ـ", "b"), ("a", "ـ@")]
    asked = {rule.name: things for rule, things in sort((*pair, pair) for pair in pairs)}
    assert asked == {
        "email": [pairs[1], pairs[2], pairs[4]],
        "tatweel": [pairs[4]],
        "end-mark": pairs,
    }


form_rules = importlib.import_module("workflow.rules.form")
number_rule = importlib.import_module("workflow.rules.number")
GATES = [
    *form_rules._PROTECTED,
    (form_rules._DATES, form_rules._CALENDAR),
    (form_rules._DOT, form_rules._FILE),
    (number_rule.SIGN_OF_IDIOM, number_rule.IDIOM),
    (facts._DATED, facts._DATE),
]
"""What is asked first, since it is found soon, and what finds nothing without it."""
PIECES = st.lists(
    st.sampled_from(
        [
            *("www.", "WWW.", "a", "é", "ب", ".", "..", "://", "http", "ftp", "a.org", "x.html"),
            *("/", "@", "`", "<a>", "](", "][", "]", "[^1]", "{%", "%}", "&amp;", " ", "\u200f"),
            *("Jan", "January", "Sunday", "24/7", "9/11", "50-50", "4x4", "101", "2020", "1", "-"),
        ]
    ),
    max_size=9,
).map("".join)


@settings(max_examples=300)
@given(PIECES)
def test_what_is_asked_first_says_no_only_where_nothing_is_found(text: str) -> None:
    for sign, pattern in GATES:
        assert sign.search(text) or not pattern.search(text), pattern


def test_an_address_that_is_none_makes_no_rule_fail() -> None:
    assert said("See https://a.org[1.", "انظر https://b.org[1.", "ar") == ["url"]


@given(HOSTILE, HOSTILE, st.lists(HOSTILE, min_size=6, max_size=6))
def test_no_plural_message_makes_a_rule_fail(msgid: str, plural: str, forms: list[str]) -> None:
    for finding in run_rules([context(*forms, msgid=msgid, plural=plural)]):
        assert 0 <= finding.form < len(forms)


@given(st.binary(max_size=200))
def test_whatever_the_bytes_a_file_is_examined(data: bytes) -> None:
    catalog, findings = examine_catalog(data, "x.po")
    assert catalog is not None or findings


def mended(finding: Finding, text: str) -> list[Finding]:
    """Give what the same rule says once a finding is mended."""
    assert finding.entry is not None
    assert finding.fixes[0].text != text
    forms = [*finding.entry.msgstr]
    forms[finding.form] = finding.fixes[0].text
    again = context(*forms, msgid=finding.entry.msgid, plural=finding.entry.msgid_plural)
    rules = [rule for rule in RULES if rule.name == finding.rule]
    return [
        each
        for each in run_rules([again], rules)
        if each.form == finding.form and each.severity is not Severity.INFO
    ]


def safe(findings: tuple[Finding, ...]) -> list[Finding]:
    return [each for each in findings if each.fixes and each.fixes[0].safe]


@pytest.mark.parametrize(
    "sample", [each for each in read_samples() if each.bad], ids=lambda each: each.title
)
def test_mending_a_planted_defect_leaves_no_finding_of_its_kind(sample: Sample) -> None:
    catalog, _ = examine_catalog(po([sample]).encode(), "x.po")
    assert catalog is not None
    for entry in catalog.entries:
        one = context(*entry.msgstr, msgid=entry.msgid, plural=entry.msgid_plural)
        pair = Pair(Unit(None, entry.msgid, 0), entry)
        for finding in safe(run_rules([replace(one, pairs=(pair,))])):
            assert mended(finding, entry.msgstr[finding.form]) == [], finding


@settings(max_examples=300)
@given(HOSTILE, HOSTILE)
def test_a_safe_fix_changes_its_text_and_never_fails(msgid: str, text: str) -> None:
    for finding in safe(run_rules([context(text, msgid=msgid)])):
        assert finding.fixes[0].text != text, finding


def test_the_planted_defects_are_found_and_the_clean_entries_are_not_accused() -> None:
    samples = read_samples()
    catalog, faults = examine_catalog(po(samples).encode(), "x.po")
    assert catalog is not None
    pairs = tuple(Pair(Unit(None, entry.msgid, 0), entry) for entry in catalog.entries)
    every = Context(
        pairs,
        catalog,
        source=locale("en"),
        target=locale("ar"),
        locate=lambda entry, offset, form: field_position(entry, offset, "msgstr", form),
    )
    said_ = run_rules([every])
    assert said_ == run_rules([every], ALWAYS)
    found = [(each.position.line, each.rule) for each in (*faults, *said_)]
    kinds, alarms = score(samples, found, named=True)
    bad = {each.title for each in samples if each.bad}
    assert bad - kinds == set()
    assert alarms == set()


@pytest.mark.parametrize(
    ("target", "msgid", "text", "rules"),
    [
        ("fr", "Who will come?", "Qui viendra\u202f?", []),
        ("fr", "He said “no”.", "Il a dit «\u00a0non\u00a0».", []),
        (
            "fr",
            "He said “no” and left.",
            "Il a dit »\u00a0non\u00a0« et partit.",
            ["quote-reversed"],
        ),
        ("fr", "It cost 1,234.5 euros.", "Cela coûtait 1\u202f234,5 euros.", []),
        ("fr", "lifted in May 2016", "levé en avril 2016", ["month"]),
        ("fr", "The hospital was not hit.", "L’hôpital n’a pas été touché.", []),
        ("fr", "The hospital was not hit.", "L’hôpital a été touché.", ["negation"]),
        ("de", "He said “no” and left.", "Er sagte „nein“ und ging.", []),
        ("de", "He said “no” and left.", "Er sagte »nein« und ging.", []),
        ("de", "It rose by 2.5 points.", "Es stieg um 2,5 Punkte.", []),
        ("de", "It rose by 2.5 points.", "Es stieg um 3,5 Punkte.", ["number"]),
        ("fa", "Who will come?", "چه کسی می\u200cآید؟", []),
        ("fa", "Who will come?", "چه کسی می\u200cآید?", ["latin-question"]),
        ("fa", "in 2016", "در ۲۰۱۶", []),
        ("fa", "in 2016", "در ٢٠١٦", ["foreign-digits"]),
        ("he", "Who will come?", "מי יבוא?", []),
        ("he", "the UN report", 'דו"ח האו"ם', []),
        ("es", "The bridge is closed.", "El puente está está cerrado.", ["doubled-word"]),
        ("ru", "The bridge is closed.", "Мост закрыт.", []),
        ("ru", "The bridge is closed.", "Мост зaкрыт.", ["mixed-script-word"]),
        ("tr", "The bridge is closed.", "Köprü kapalı.", []),
        ("ur", "The bridge is closed.", "پل بند ہے۔", []),
        ("ckb", "Aleppo, Homs", "حەلەب, حومس", ["latin-comma"]),
        ("zh", "The bridge is closed, and the road too.", "桥关闭了，路也关闭了。", []),
        ("zh", "Who will come?", "谁会来?", ["latin-question"]),
    ],
)
def test_each_language_has_its_own_ways(
    target: str, msgid: str, text: str, rules: list[str]
) -> None:
    assert said(msgid, text, target) == rules
