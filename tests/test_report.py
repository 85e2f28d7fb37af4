"""Findings, tallies and rules, as text, as JSON and as GitHub sees them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import pytest

from workflow.model import Finding, Position, Severity, Tally, Unit
from workflow.report import (
    finding_line,
    findings_github,
    findings_json,
    findings_text,
    printable,
    rule_text,
    rules_json,
    rules_text,
    status_json,
    status_text,
    units_json,
    units_text,
    written_text,
)
from workflow.rules import RULES, find_rule

PO = "locale/ar/LC_MESSAGES/x.po"


def finding(
    message: str = "wrong",
    hint: str = "",
    severity: Severity = Severity.ERROR,
    line: int = 33,
    path: str = PO,
) -> Finding:
    return Finding(Position(path, line, 5), severity, "C101", "untranslated", message, hint)


# --- text -----------------------------------------------------------------------------------


def test_a_finding_is_one_line_that_editors_jump_from() -> None:
    assert finding_line(finding()) == f"{PO}:33: error: wrong [untranslated]"


def test_text_shows_hints_below_and_sums_up() -> None:
    findings = [
        finding("first", "mend it"),
        finding("second", severity=Severity.WARNING),
        finding("third", severity=Severity.WARNING),
        finding("fourth", severity=Severity.INFO),
    ]
    assert findings_text(findings, checked=3) == (
        f"{PO}:33: error: first [untranslated]\n"
        "    mend it\n"
        f"{PO}:33: warning: second [untranslated]\n"
        f"{PO}:33: warning: third [untranslated]\n"
        f"{PO}:33: info: fourth [untranslated]\n"
        "1 error, 2 warnings, 1 note in 3 catalogs.\n"
    )


def test_text_says_so_when_nothing_is_wrong() -> None:
    assert findings_text([], checked=1) == "Nothing wrong in 1 catalog.\n"
    assert findings_text([]) == "Nothing wrong.\n"


# --- safe to print (law 9) ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “text” é 漢字", "plain – “text” é 漢字"),
        ("a\u202eb", "a<U+202E RIGHT-TO-LEFT OVERRIDE>b"),
        ("a\x1b[31mb", "a<U+001B ESCAPE>[31mb"),
        ("a\nb\tc\x07", "a<U+000A LINE FEED>b<U+0009 TAB>c<U+0007 CONTROL>"),
        ("a\u200bb\ufeff", "a<U+200B ZERO WIDTH SPACE>b<U+FEFF ZERO WIDTH NO-BREAK SPACE>"),
        ("\U000e0041", "<U+E0041 TAG LATIN CAPITAL LETTER A>"),
        ("\ud800", "<U+D800 CONTROL>"),
        ("سلام", "\u2068سلام\u2069"),
        ("in سلام 12 سلام: 3 errors", "in \u2068سلام 12 سلام\u2069: 3 errors"),
        ("“انظر [map](x) هنا!”: no", "“\u2068انظر [map](x) هنا!\u2069”: no"),
        ("“abc” سلام “def”", "“abc” \u2068سلام\u2069 “def”"),
        ("می\u200cروند", "\u2068می\u200cروند\u2069"),
        ("שלום a שלום", "\u2068שלום\u2069 a \u2068שלום\u2069"),
    ],
)
def test_printed_text_reorders_and_hides_nothing(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_translation_cannot_leave_its_line() -> None:
    evil = finding("“\n::error::x\u2069\u202e”", "a\nb", path="x\n\x1b.po")
    text = findings_text([evil])
    assert len(text.splitlines()) == 3
    assert "\x1b" not in text
    assert "\u202e" not in text


# --- JSON -----------------------------------------------------------------------------------


def faults(value: object, schema: dict[str, Any], at: str = "$") -> list[str]:
    """Give where a value breaks a JSON schema, for the words that our schemas use."""
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
    wanted = schema.get("type", [])
    allowed = [wanted] if isinstance(wanted, str) else wanted
    found = []
    if "const" in schema and value != schema["const"]:
        found.append(f"{at}: not {schema['const']}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: not one of {schema['enum']}")
    if allowed and type(value) not in [kinds.get(kind, type(None)) for kind in allowed]:
        return [f"{at}: not {wanted}"]
    if isinstance(value, int) and value not in range(
        schema.get("minimum", 0), schema.get("maximum", 10**9) + 1
    ):
        found.append(f"{at}: out of range")
    if isinstance(value, str):
        if not re.search(schema.get("pattern", ""), value):
            found.append(f"{at}: does not match")
        if len(value) < schema.get("minLength", 0):
            found.append(f"{at}: too short")
    if isinstance(value, dict):
        found += [f"{at}: no {key}" for key in schema["required"] if key not in value]
        found += [f"{at}: {key} unknown" for key in value if key not in schema["properties"]]
        for key in schema["properties"].keys() & value.keys():
            found += faults(value[key], schema["properties"][key], f"{at}.{key}")
    if isinstance(value, list):
        for number, each in enumerate(value):
            found += faults(each, schema["items"], f"{at}[{number}]")
    return found


def schema(name: str) -> dict[str, Any]:
    text = files("workflow").joinpath("schemas", f"{name}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def test_findings_as_json_keep_to_their_schema() -> None:
    text = findings_json([finding("“سلام\u202e”", "mend it"), finding()], checked=2)
    value = json.loads(text)
    assert faults(value, schema("check")) == []
    assert list(value) == ["schema", "summary", "findings"]
    assert value["summary"] == {"checked": 2, "errors": 2, "warnings": 0, "infos": 0}
    assert value["findings"][0] == {
        "path": PO,
        "line": 33,
        "column": 5,
        "severity": "error",
        "code": "C101",
        "rule": "untranslated",
        "message": "“سلام\u202e”",
        "hint": "mend it",
        "form": None,
        "span": None,
        "fixes": [],
        "fingerprint": value["findings"][0]["fingerprint"],
    }
    assert list(value["findings"][0]) == list(
        schema("check")["properties"]["findings"]["items"]["properties"]
    )


def test_json_is_readable_and_holds_nothing_invisible() -> None:
    text = findings_json([finding("سلام\u202e\x7f\u2028\ud800")])
    assert "سلام\\u202e\\u007f\\u2028\\ud800" in text
    assert text.encode("utf-8")
    assert json.loads(text)["findings"][0]["message"] == "سلام\u202e\x7f\u2028\ud800"


def test_no_findings_as_json_keep_to_the_schema() -> None:
    assert faults(json.loads(findings_json([])), schema("check")) == []


def test_a_broken_value_is_seen_by_our_reading_of_the_schema() -> None:
    value = json.loads(findings_json([finding()]))
    value["findings"][0].update(line=0, code="x", extra=1)
    del value["findings"][0]["hint"], value["schema"]
    assert len(faults(value, schema("check"))) >= 5


# --- GitHub ---------------------------------------------------------------------------------


def test_an_annotation_escapes_what_github_would_misread() -> None:
    (line,) = findings_github(
        [finding("100 % a:b, c", "mend\r\nit", path="a,b:c%.po")]
    ).splitlines()
    assert line == (
        "::error file=a%2Cb%3Ac%25.po,line=33,col=5,title=publish C101 untranslated"
        "::100 %25 a:b, c%0Amend<U+000D CARRIAGE RETURN><U+000A LINE FEED>it"
    )


def test_github_is_shown_the_worst_ten_of_each_and_how_many_more() -> None:
    findings = [
        finding(f"{severity} {number}", severity=severity, line=number)
        for number in range(1, 14)
        for severity in (Severity.INFO, Severity.WARNING, Severity.ERROR)
    ]
    lines = findings_github(findings).splitlines()
    assert [line.split()[0] for line in lines[:20]] == ["::error"] * 10 + ["::warning"] * 10
    assert lines[0].endswith("::error 1")
    assert lines[20:] == ["::notice::… and 19 more findings: `publish check` lists them all"]


def test_github_is_shown_nothing_when_nothing_is_wrong() -> None:
    assert findings_github([]) == ""


def test_github_is_told_of_information_in_one_line() -> None:
    text = findings_github([finding(severity=Severity.INFO)])
    assert text == "::notice::1 finding: `publish check` lists them all\n"


# --- status ---------------------------------------------------------------------------------

ROWS = [
    ("has-the-decline", "ar", Tally(40, 1, 0, 900, 20, 0), False),
    ("authors", "ar", Tally(3, 0, 0, 60, 0, 0), False),
    ("has-the-decline", "fa", Tally(4, 0, 37, 90, 0, 830), True),
]


def test_status_is_an_aligned_table_with_a_total_for_each_locale() -> None:
    rule = "─" * 116
    assert status_text(ROWS) == (
        "article          locale      units  translated  fuzzy  untranslated"
        "  words  translated  fuzzy  untranslated  percent\n"
        f"{rule}\n"
        "has-the-decline  ar             41          40      1             0"
        "    920         900     20             0     97 %\n"
        "authors          ar              3           3      0             0"
        "     60          60      0             0    100 %\n"
        "has-the-decline  fa (draft)     41           4      0            37"
        "    920          90      0           830      9 %\n"
        f"{rule}\n"
        "total            ar             44          43      1             0"
        "    980         960     20             0     97 %\n"
        "total            fa (draft)     41           4      0            37"
        "    920          90      0           830      9 %\n"
    )


def test_status_of_nothing_is_an_empty_table() -> None:
    assert status_text([]).startswith("article  locale")


def test_status_as_json_keeps_to_its_schema() -> None:
    value = json.loads(status_json(ROWS))
    assert faults(value, schema("status")) == []
    assert value["totals"][0]["units"] == {
        "total": 44,
        "translated": 43,
        "fuzzy": 1,
        "untranslated": 0,
    }
    assert value["articles"][2]["draft"] is True


# --- units and files ------------------------------------------------------------------------

UNITS = [
    Unit("title", "Raqqa", 0, note=("Role: title",), position=Position("x.md", 2)),
    Unit(None, "one\ntwo\u202e", 1),
]


def test_units_stand_each_on_a_line() -> None:
    assert units_text(UNITS) == "Raqqa\none\\ntwo<U+202E RIGHT-TO-LEFT OVERRIDE>\n"


def test_units_as_json_keep_to_their_schema() -> None:
    value = json.loads(units_json(UNITS))
    assert faults(value, schema("segment")) == []
    assert value["units"][1]["msgid"] == "one\ntwo\u202e"


@dataclass(frozen=True)
class Merged:
    kept: int = 0
    newly_fuzzy: tuple[str, ...] = ()
    obsolete: int = 0


@dataclass(frozen=True)
class File:
    path: str
    changed: bool
    report: Merged | None = None


def test_written_files_say_whether_they_changed_and_what_a_merge_counted() -> None:
    files = [File("a.pot", changed=False), File("a.po", changed=True, report=Merged(40, ("x",)))]
    assert written_text(files) == "a.pot: unchanged\na.po: written, 40 kept, 1 newly fuzzy\n"


# --- rules ----------------------------------------------------------------------------------


def test_the_table_of_rules_has_a_line_for_each() -> None:
    head, *lines = rules_text(RULES).splitlines()
    assert head.split()[:3] == ["code", "rule", "severity"]
    assert [line.split()[:2] for line in lines] == [[rule.code, rule.name] for rule in RULES]


def test_the_page_of_a_rule_says_what_why_and_how() -> None:
    text = rule_text(find_rule("untranslated"))
    assert text.startswith("# untranslated\n\nC101 · error · looks at: pair\n\nA message has no")
    for heading in ("Why it matters", "Example", "How to mend it", "How to ignore it"):
        assert f"\n## {heading}\n" in text


def test_rules_as_json_keep_to_their_schema() -> None:
    value = json.loads(rules_json(RULES))
    assert faults(value, schema("rules")) == []
    assert len(value["rules"]) == len(RULES)
