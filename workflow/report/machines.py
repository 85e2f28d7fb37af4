"""Findings → what other programs read: SARIF 2.1.0, JUnit, GitLab, and Markdown for a summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..fingerprints import fingerprints
from ..model import Finding, Severity
from .safe import as_json, count, hint, message, printable, shown_fixes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from . import CheckedLike, RuleLike

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "%SRCROOT%"
"""What paths are relative to, as GitHub calls it."""
MOST = 5_000
"""GitHub shows so many results of one run, and refuses a file with more than 25,000."""


# --- SARIF ----------------------------------------------------------------------------------


def sarif(checked: CheckedLike, rules: Sequence[RuleLike], version: str) -> str:
    """Give a SARIF 2.1.0 log (OASIS): the worst first, no line in a fingerprint, paths relative.

    What a comment or a baseline hides is there, marked as suppressed.
    """
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    groups = ((checked.findings, ""), (checked.hidden, "inSource"), (checked.known, "external"))
    every = [(finding, kind) for group, kind in groups for finding in group]
    marks = fingerprints([finding for finding, _ in every])
    numbers = {rule.name: number for number, rule in enumerate(rules)}
    results = [
        (order[finding.severity], bool(kind), _result(finding, mark, kind, numbers))
        for (finding, kind), mark in zip(every, marks, strict=True)
    ]
    results.sort(key=lambda each: each[:2])
    driver = {
        "name": "publish",
        "fullName": "Diptych publish check",
        "version": version,
        "rules": [_descriptor(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            ROOT: {"description": {"text": "The top of the repository, or else the project"}}
        },
        "results": [result for _, _, result in results[:MOST]],
    }
    return as_json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _descriptor(rule: RuleLike) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.documentation, "markdown": rule.documentation},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": ["translation", rule.code[0]]},
    }


def _result(finding: Finding, mark: str, kind: str, numbers: dict[str, int]) -> dict[str, Any]:
    told = printable(message(finding))
    if finding.hint:
        told += "\n" + printable(hint(finding))
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": {"text": told},
        "locations": [{"physicalLocation": _location(finding)}],
        # GitHub knows a finding by the former alone, and else makes one of its line.
        "partialFingerprints": {"primaryLocationLineHash": f"{mark}:1", "publish/v1": mark},
    }
    if finding.rule in numbers:
        result["ruleIndex"] = numbers[finding.rule]
    if kind:
        result["suppressions"] = [{"kind": kind}]
    if fixes := [_fix(finding, fix.text) for fix in shown_fixes(finding) if _one_line(finding)]:
        result["fixes"] = fixes
    return result


def _location(finding: Finding) -> dict[str, Any]:
    at = finding.position
    region = {"startLine": at.line, "startColumn": at.column, "endLine": at.line}
    start, end = finding.span or (0, 0)
    if end > start and _one_line(finding):
        region["endColumn"] = at.column + end - start
    return {
        "artifactLocation": {"uri": _uri(at.path), "uriBaseId": ROOT},
        "region": region,
    }


def _uri(path: str) -> str:
    """Give a path as a URI has it, byte by byte: a name on a disk need be no text."""
    return quote(path.encode("utf-8", "surrogateescape"))


def _one_line(finding: Finding) -> bool:
    """Say whether a fix can be told as a slice of one line of the file."""
    entry = finding.entry
    if entry is None or finding.span is None or finding.form >= len(entry.msgstr):
        return False
    old = entry.msgstr[finding.form]
    start, end = finding.span
    plain = not re.search(r'[\\"\n\t\r]', old[start:end])
    fits = all(
        fix.text.startswith(old[:start])
        and fix.text.endswith(old[end:])
        and len(fix.text) >= start + len(old) - end
        for fix in finding.fixes
    )
    return plain and fits and f'"{old}"'.replace("\n", "") in entry.raw


def _fix(finding: Finding, text: str) -> dict[str, Any]:
    assert finding.entry
    assert finding.span
    old = finding.entry.msgstr[finding.form]
    start, end = finding.span
    new = text[start : len(text) - (len(old) - end)]
    at = finding.position
    region = {"startLine": at.line, "startColumn": at.column, "endColumn": at.column + end - start}
    content = new.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    change = {
        "artifactLocation": {"uri": _uri(at.path), "uriBaseId": ROOT},
        "replacements": [{"deletedRegion": region, "insertedContent": {"text": content}}],
    }
    return {
        "description": {"text": printable(hint(finding) or "mend it")},
        "artifactChanges": [change],
    }


# --- JUnit ----------------------------------------------------------------------------------


def junit(checked: CheckedLike) -> str:
    """Give JUnit XML: a suite for each locale, a case for each document, so that what passes shows.

    Errors and warnings are failures of the case; information is its output.
    """
    cases: dict[tuple[str, str], list[Finding]] = {
        (locale, name): [] for locale, name, _ in checked.documents
    }
    paths = {path: (locale, name) for locale, name, path in checked.documents}
    for finding in checked.findings:
        where = paths.get(finding.position.path, ("", finding.position.path))
        cases.setdefault(where, []).append(finding)
    suites = []
    for locale in dict.fromkeys(locale for locale, _ in cases):
        own = {name: found for (each, name), found in cases.items() if each == locale}
        failures = sum(bool(_failing(found)) for found in own.values())
        body = "".join(_case(locale, name, found) for name, found in own.items())
        suites.append(
            f'  <testsuite name={_attribute(locale or "source")} tests="{len(own)}"'
            f' failures="{failures}" errors="0">\n{body}  </testsuite>\n'
        )
    failed = sum(bool(_failing(found)) for found in cases.values())
    head = (
        f'<testsuites name="publish check" tests="{len(cases)}" failures="{failed}" errors="0">\n'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{"".join(suites)}</testsuites>\n'


def _failing(findings: Sequence[Finding]) -> list[Finding]:
    return [each for each in findings if each.severity is not Severity.INFO]


def _case(locale: str, name: str, findings: Sequence[Finding]) -> str:
    failing = _failing(findings)
    notes = [each for each in findings if each not in failing]
    parts = []
    if failing:
        worst = "error" if any(each.severity is Severity.ERROR for each in failing) else "warning"
        told = _attribute(count(len(failing), "finding"))
        words = "\n".join(map(_told, failing))
        parts.append(f'      <failure type="{worst}" message={told}>{_xml(words)}</failure>\n')
    if notes:
        words = "\n".join(map(_told, notes))
        parts.append(f"      <system-out>{_xml(words)}</system-out>\n")
    head = f"    <testcase classname={_attribute(locale or 'source')} name={_attribute(name)}"
    return f"{head}>\n{''.join(parts)}    </testcase>\n" if parts else f"{head}/>\n"


def _told(finding: Finding) -> str:
    advice = f" ({printable(hint(finding))})" if finding.hint else ""
    place = printable(str(finding.position))
    words = f"{printable(message(finding))}{advice} [{finding.rule}]"
    return f"{place}: {finding.severity}: {words}"


def _xml(text: str) -> str:
    from xml.sax.saxutils import escape  # noqa: PLC0415 (it imports an HTTP client; one format asks)

    return escape(re.sub("[\ufffe\uffff]", "\ufffd", text))


def _attribute(text: str) -> str:
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415 (as above)

    return quoteattr(re.sub("[\ufffe\uffff]", "\ufffd", printable(text)))


# --- GitLab ---------------------------------------------------------------------------------


_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab(findings: Sequence[Finding]) -> str:
    """Give GitLab's Code Quality report; it drops findings whose fingerprints are equal."""
    rows = [
        {
            "description": printable(message(finding)),
            "check_name": f"{finding.code} {finding.rule}",
            "fingerprint": mark,
            "severity": _GITLAB[finding.severity],
            "location": {
                "path": finding.position.path,
                "lines": {"begin": finding.position.line},
            },
        }
        for finding, mark in zip(findings, fingerprints(findings), strict=True)
    ]
    return as_json(rows)


# --- Markdown -------------------------------------------------------------------------------


SHOWN = 50
"""Rows of a summary; GitHub takes one MiB in all."""


def markdown(checked: CheckedLike) -> str:
    """Give tables for a step summary or a merge request: each document, then the findings."""
    lines = ["## publish check", "", "| locale | document | errors | warnings | notes |"]
    lines.append("| --- | --- | ---: | ---: | ---: |")
    for locale, name, path in checked.documents:
        own = [each.severity for each in checked.findings if each.position.path == path]
        numbers = " | ".join(str(own.count(each)) for each in Severity)
        lines.append(f"| {_cell(locale)} | {_cell(name)} | {numbers} |")
    worst = sorted(checked.findings, key=lambda each: list(Severity).index(each.severity))
    if worst:
        lines += ["", "| place | severity | finding | rule |", "| --- | --- | --- | --- |"]
    for each in worst[:SHOWN]:
        cells = [str(each.position), str(each.severity), message(each), each.rule]
        lines.append(f"| {' | '.join(map(_cell, cells))} |")
    if len(worst) > SHOWN:
        lines += ["", f"… and {count(len(worst) - SHOWN, 'more finding')}."]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Give a text that stays in its cell and is nothing but text."""
    plain = printable(text).replace("&", "&amp;")
    return re.sub(r"([\\`*_{}\[\]<>|#~$@!])", r"\\\1", plain)
