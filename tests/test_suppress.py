"""Comments that ask for silence: each hides one rule at one entry, as long as the text stays."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import catalogs, texts
from workflow.model import Catalog, Entry, Finding, Position, Severity
from workflow.po import read_catalog, write_catalog
from workflow.rules import RULES, rule_name
from workflow.suppress import Ignore, read_ignore, suppress, tag_of, write_ignore

RAN = frozenset(rule.name for rule in RULES)
NAMES = ("number", "fuzzy", "term", "control")


def known(word: str) -> str | None:
    return word if word in NAMES else None


def finding_at(entry: Entry, rule: str, message: str = "wrong") -> Finding:
    assert entry.position
    return Finding(entry.position, Severity.ERROR, "T999", rule, message, entry=entry)


@pytest.mark.parametrize(
    ("line", "ignore"),
    [
        ("publish: ignore number", Ignore(("number",))),
        (
            "publish: ignore N101, double-space -- the dual [a1b2c3]",
            Ignore(("N101", "double-space"), "the dual", "a1b2c3"),
        ),
        ("publish: ignore number [A1B2C3]", Ignore(("number",), "", "a1b2c3")),
        ("publish: ignore number -- a [b] c", Ignore(("number",), "a [b] c")),
        ("publish: ignore-file term -- poetry", Ignore(("term",), "poetry", whole_file=True)),
        ("publish:ignore term", Ignore(("term",))),
        ("publish: ignore -- no rule", Ignore((), "no rule")),
        ("publish it; ignore the rest", None),
        ("please publish: ignore number", None),
    ],
)
def test_a_comment_is_read(line: str, ignore: Ignore | None) -> None:
    assert read_ignore(line) == ignore


@given(
    catalogs(plural=False, max_size=5),
    st.integers(0, 4),
    st.sampled_from(NAMES),
    texts(),
)
def test_a_suppression_hides_exactly_one_rule_at_one_entry(
    catalog: Catalog, chosen: int, rule: str, reason: str
) -> None:
    read = read_catalog(write_catalog(catalog), "fr.po")
    live = [each for each in read.entries if not each.obsolete]
    if not live:
        return
    target = live[chosen % len(live)]
    reason = "".join(char for char in reason if char.isprintable())
    signed = replace(
        read,
        entries=tuple(
            write_ignore(rule, each, reason) if each is target else each for each in read.entries
        ),
    )
    again = read_catalog(write_catalog(signed), "fr.po")
    findings = [
        finding_at(each, name) for each in again.entries if not each.obsolete for name in NAMES
    ]
    done = suppress(findings, [again], known, RAN)
    assert [(each.rule, each.entry and each.entry.key) for each in done.hidden] == [
        (rule, target.key)
    ]
    assert len(done.kept) == len(findings) - 1
    assert {id(each) for each in done.kept} <= {id(each) for each in findings}


@given(catalogs(max_size=3), st.sampled_from(NAMES))
def test_ignoring_twice_is_ignoring_once(catalog: Catalog, rule: str) -> None:
    for entry in catalog.entries:
        once = write_ignore(rule, entry, "because")
        assert write_ignore(rule, once, "because") == once
        assert once.comment[:-1] == entry.comment
        assert tag_of(once) == tag_of(entry)


@given(texts(), texts(1), texts(1))
def test_the_digits_change_with_the_text(msgid: str, one: str, other: str) -> None:
    entry = Entry(msgid=msgid, msgstr=(one,))
    changed = replace(entry, msgstr=(other,))
    assert (tag_of(entry) == tag_of(changed)) == (one == other)


@given(texts() | st.text())
def test_any_comment_can_be_read(line: str) -> None:
    for each in (line, f"publish: ignore {line}", f"publish: ignore x -- {line} [abcdef]"):
        read_ignore(each)


PO = """\
# publish: ignore-file term -- a poem
msgid ""
msgstr ""
"Language: ar\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

# publish: ignore number -- the dual
msgid "a"
msgstr "b"

msgid "c"
msgstr "d"
"""


def test_a_comment_at_the_top_speaks_for_the_file() -> None:
    catalog = read_catalog(PO.encode(), "ar.po")
    findings = [finding_at(each, rule) for each in catalog.entries for rule in ("term", "number")]
    elsewhere = Finding(Position("fr.po", 7), Severity.ERROR, "T999", "term", "wrong")
    done = suppress([*findings, elsewhere], [catalog], known, RAN)
    assert [(each.rule, each.position.line) for each in done.hidden] == [
        *(("number", 9), ("term", 9), ("term", 12))
    ]
    assert sorted((each.rule, str(each.position)) for each in done.kept) == [
        ("number", "ar.po:12"),
        ("term", "fr.po:7"),
    ]


def test_what_did_not_run_is_not_called_unused() -> None:
    catalog = read_catalog(PO.encode(), "ar.po")
    assert suppress([], [catalog], known, frozenset()).kept == ()
    assert [each.rule for each in suppress([], [catalog], known, frozenset(NAMES)).kept] == [
        "unused-ignore",
        "unused-ignore",
    ]


def test_names_and_codes_of_every_rule_are_known() -> None:
    for rule in RULES:
        assert rule_name(rule.name) == rule_name(rule.code) == rule_name(rule.code.lower())
    assert rule_name("C1") is None


@pytest.mark.parametrize(
    "command",
    [
        ["msgcat", "--no-wrap", "{po}", "-o", "{out}"],
        ["msgattrib", "{po}", "-o", "{out}"],
        ["msgmerge", "--no-fuzzy-matching", "{po}", "{pot}", "-o", "{out}"],
    ],
)
def test_comments_survive_the_tools_of_others(command: list[str], tmp_path: Path) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"no {command[0]}")
    catalog = read_catalog(PO.encode(), "ar.po")
    signed = write_ignore("control", catalog.entries[0], "as it was sent")
    data = write_catalog(replace(catalog, entries=(signed, *catalog.entries[1:])))
    paths = {name: str(tmp_path / f"{name}.po") for name in ("po", "pot", "out")}
    Path(paths["po"]).write_bytes(data)
    Path(paths["pot"]).write_text(PO.replace('"b"', '""').replace('"d"', '""'), encoding="utf-8")
    subprocess.run([word.format(**paths) for word in command], check=True, capture_output=True)
    after = read_catalog(Path(paths["out"]).read_bytes(), "out.po")
    (entry,) = [each for each in after.entries if each.msgid == "a"]
    (ignore,) = [found for line in entry.comment if (found := read_ignore(line)) and found.tag]
    assert (ignore.rules, ignore.tag) == (("control",), tag_of(entry))
