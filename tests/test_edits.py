"""edits.py: what has changed, and that nothing that a text states is ever carried."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.edits import carried, classify
from workflow.markdown import reading
from workflow.model import CARRIABLE, CARRY, Edit

FIXTURES = Path(__file__).parent / "fixtures"
MARK = re.compile(r"\[-(?P<old>.*?)-\]|\{\+(?P<new>.*?)\+\}")


def versions(line: str) -> tuple[str, str]:
    """Give the text before and after an edit that is marked in it."""
    old = MARK.sub(lambda match: match["old"] or "", line)
    return old, MARK.sub(lambda match: match["new"] or "", line)


def never() -> list[tuple[str, str]]:
    found, language = [], ""
    for line in (FIXTURES / "never-carried.md").read_text("utf-8").splitlines():
        if heading := re.match(r"## .*\((\w+)\)", line):
            language = heading[1]
        elif line.startswith("- "):
            found.append((language, line[2:]))
    return found


def survivals() -> list[tuple[str, ...]]:
    text = (FIXTURES / "carried.md").read_text("utf-8")
    return re.findall(r"^- ([\w-]+): (.*)\n  - (.*)\n  - (.*)$", text, re.MULTILINE)


def test_the_labelled_set_has_three_hundred_edits_in_ten_languages() -> None:
    assert len(never()) >= 300
    assert len({language for language, _ in never()}) >= 10


@pytest.mark.parametrize(("language", "line"), never())
def test_what_a_text_states_is_never_carried(language: str, line: str) -> None:
    old, new = versions(line)
    assert old != new
    edit, msgstr = carried(old, new, old, language, CARRIABLE)
    assert msgstr is None, edit
    assert edit not in CARRIABLE


@pytest.mark.parametrize(("edit", "line", "before", "after"), survivals())
def test_what_leaves_the_words_is_carried_with_its_markup(
    edit: str, line: str, before: str, after: str
) -> None:
    old, new = versions(line)
    assert carried(old, new, before, "en", CARRIABLE) == (edit, after)
    assert carried(old, new, before, "en", ()) == (edit, None)


def test_by_default_punctuation_and_case_are_not_carried() -> None:
    assert set(CARRY) == set(CARRIABLE) - {Edit.PUNCTUATION, Edit.CASE}


@pytest.mark.parametrize(
    ("old", "new", "before"),
    [
        (
            "See [it](https://a.org/1).",
            "See [it](https://a.org/2).",
            "انظر [هذا](https://ar.a.org).",
        ),
        ("See [it](https://a.org/1).", "See [it](https://a.org/2).", "انظر هذا."),
        ("[a](https://a.org) [b](https://a.org)", "[a](https://a.org) [b](https://b.org)", None),
        ("Now **here**.", "Now here.", "**الآن** **هنا**."),
        ("He came to town.", "He came to **town**.", "جاء إلى البلدة."),
        ("He came\nto town.", "He came to town.", "جاء إلى البلدة."),
        ("A ![boat](a.jpg) here.", "A ![boat](b.jpg) here.", "هنا ![قارب](a.jpg)."),
        ("Note[^1] it.", "Note[^2] it.", "لاحظ[^1] ذلك."),
        ("Note it now.", "Note[^1] it now.", "لاحظ ذلك الآن."),
        ("Note it.", "Note it[^1].", "لاحظ ذلك"),
        ("Use `a` here.", "Use `b` here.", "هنا."),
        ("Use `a` here.", "Use `b` here.", "هنا `a` و`a`."),
        ("Use `a` or `a`.", "Use `a` or `b`.", "`a` أو `a`."),
        ("Use `a` here.", "Use `b` there.", "هنا `a`."),
        ("Use `a` here", "Use `b` here.", "هنا `a`"),
        ("The **old** man left.", "The old **man** left.", "غادر **الرجل** العجوز."),
        ("An *old* ship sank.", "An old *ship* sank.", "غرقت *سفينة* قديمة."),
        ("He left *now* and *here*.", "He left **now** and *here*.", "*الآن* *هنا*."),
    ],
)
def test_where_there_is_not_one_certain_place_nothing_is_carried(
    old: str, new: str, before: str | None
) -> None:
    assert carried(old, new, before or old, "en", CARRIABLE)[1] is None


@pytest.mark.parametrize(
    ("old", "new", "edit"),
    [
        ("It rained for three days.", "It rained for four days.", Edit.DIGITS),
        ("It rained in May 2016.", "It rained in June 2016.", Edit.DATE),
        ("It is not far.", "It is far.", Edit.NEGATION),
        ("He left Raqqa then.", "He left Sirte then.", Edit.NAME),
        ("He said “go”.", "He said “stay”.", Edit.QUOTE),
        ("He was calm.", "He was angry.", Edit.WORDING),
        ("He was calm.", "He was calm?", Edit.WORDING),
        ("They were here.", "They we're here.", Edit.WORDING),
    ],
)
def test_the_gravest_change_names_the_edit(old: str, new: str, edit: Edit) -> None:
    assert classify(old, new, "en") is edit


@given(st.text(st.sampled_from("ab ()!^1:/.-"), max_size=24).filter(lambda text: "://" not in text))
def test_a_text_without_markup_is_read_as_the_parser_reads_it(text: str) -> None:
    assert reading(f"{text} *x*").words == f"{reading(text).words} x".strip()
