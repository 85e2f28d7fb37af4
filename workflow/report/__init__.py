"""Findings, tallies and rules → text for a terminal, JSON for a program, lines for GitHub.

Text is safe to print: what is invisible is shown by name, and a piece that runs the other way is
isolated, so that nothing a translator wrote can reorder or hide what stands around it (law 9).
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING, Any, Protocol

from ..fingerprints import fingerprints
from ..model import Finding, Severity, Tally, Unit
from .safe import FSI as FSI
from .safe import PDI as PDI
from .safe import as_json, count, hint, message, shown_fixes, visible
from .safe import printable as printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

StatusRow = tuple[str, str, Tally, bool]
"""Article, locale, how far it is, and whether the locale is a draft."""

ANNOTATIONS = 10
"""GitHub shows so many errors and so many warnings of one step, and drops the rest in silence."""


class RuleLike(Protocol):
    """What is printed of a rule; `rules.Rule` is one."""

    @property
    def code(self) -> str:
        """`C101`."""

    @property
    def name(self) -> str:
        """`untranslated`."""

    @property
    def severity(self) -> Severity:
        """How bad it is."""

    @property
    def scope(self) -> str:
        """What it looks at."""

    @property
    def summary(self) -> str:
        """What it says, in one line."""

    @property
    def documentation(self) -> str:
        """Markdown: why it matters, an example, how to mend it."""


class CheckedLike(Protocol):
    """What `publish check` has found."""

    @property
    def findings(self) -> Sequence[Finding]:
        """Those that are left, by position."""

    @property
    def hidden(self) -> Sequence[Finding]:
        """Those that a comment in a catalog hides."""

    @property
    def known(self) -> Sequence[Finding]:
        """Those that the baseline knows."""

    @property
    def documents(self) -> Sequence[tuple[str, str, str]]:
        """What was looked at: locale, document, path of the catalog."""

    @property
    def catalogs(self) -> int:
        """How many."""


class WrittenLike(Protocol):
    """A file that was written, or found as it should be."""

    @property
    def path(self) -> str:
        """Relative to the project."""

    @property
    def changed(self) -> bool:
        """Its bytes are new."""

    @property
    def report(self) -> Any:  # noqa: ANN401
        """How a merge went, or None."""


# --- findings -------------------------------------------------------------------------------


def findings_text(findings: Sequence[Finding], checked: int = 0) -> str:
    """Give a line for each finding, its hint below it, and a last line that sums up.

    `checked` is how many catalogs were looked at.
    """
    lines: list[str] = []
    for finding in findings:
        lines.append(finding_line(finding))
        if finding.hint:
            lines.append(f"    {printable(hint(finding))}")
    return "\n".join([*lines, summary_line(findings, checked)]) + "\n"


def finding_line(finding: Finding) -> str:
    """Give a finding as `path:line: severity: message [rule]`, which editors can jump from."""
    place, words = printable(str(finding.position)), printable(message(finding))
    return f"{place}: {finding.severity}: {words} [{finding.rule}]"


def findings_json(findings: Sequence[Finding], checked: int = 0) -> str:
    """Give the findings as JSON (`schemas/check.json`); what is invisible is escaped, not named."""
    rows = _rows(findings)
    return as_json(
        {"schema": "publish.check/1", "summary": _summary(findings, checked), "findings": rows}
    )


def findings_jsonl(findings: Sequence[Finding]) -> str:
    """Give each finding as JSON on a line of its own, as `findings_json` has it."""
    return "".join(as_json(row, indent=None) for row in _rows(findings))


def _rows(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "path": finding.position.path,
            "line": finding.position.line,
            "column": finding.position.column,
            "severity": str(finding.severity),
            "code": finding.code,
            "rule": finding.rule,
            "message": message(finding),
            "hint": hint(finding),
            "form": finding.form if finding.entry else None,
            "span": list(finding.span) if finding.span else None,
            "fixes": [{"safe": fix.safe, "text": fix.text} for fix in shown_fixes(finding)],
            "fingerprint": mark,
        }
        for finding, mark in zip(findings, fingerprints(findings), strict=True)
    ]


def findings_concise(findings: Sequence[Finding], checked: int = 0) -> str:
    """Give a line for each finding, with its column and code, and a last line that sums up."""
    lines = [
        f"{printable(str(each.position))}:{each.position.column}: {each.severity}:"
        f" {each.code} {each.rule}: {printable(message(each))}"
        for each in findings
    ]
    return "\n".join([*lines, summary_line(findings, checked)]) + "\n"


def findings_github(findings: Sequence[Finding]) -> str:
    """Give the commands that make GitHub show the worst beside their lines, and count the rest.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    shown = [
        finding
        for severity in (Severity.ERROR, Severity.WARNING)
        for finding in [each for each in findings if each.severity is severity][:ANNOTATIONS]
    ]
    lines = [_annotation(finding) for finding in shown]
    if rest := len(findings) - len(shown):
        lines.append(f"::notice::{_escape_data(_rest(rest, bool(shown)))}")
    return "".join(f"{line}\n" for line in lines)


def _rest(number: int, some_shown: bool) -> str:  # noqa: FBT001
    counted = count(number, "more finding" if some_shown else "finding")
    return f"{'… and ' if some_shown else ''}{counted}: `publish check` lists them all"


def _annotation(finding: Finding) -> str:
    properties = {
        "file": finding.position.path,
        "line": str(finding.position.line),
        "col": str(finding.position.column),
        "title": f"publish {finding.code} {finding.rule}",
    }
    words = ",".join(f"{key}={_escape_property(value)}" for key, value in properties.items())
    told = printable(message(finding))
    if finding.hint:
        told += "\n" + printable(hint(finding))
    return f"::{finding.severity} {words}::{_escape_data(told)}"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _summary(findings: Iterable[Finding], checked: int) -> dict[str, int]:
    severities = [finding.severity for finding in findings]
    return {
        "checked": checked,
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
        "infos": severities.count(Severity.INFO),
    }


def summary_line(findings: Sequence[Finding], checked: int) -> str:
    """Count what was found, in one line that greps well."""
    where = f" in {count(checked, 'catalog')}" if checked else ""
    if not findings:
        return f"Nothing wrong{where}."
    numbers = _summary(findings, checked)
    parts = [
        count(numbers[key], word)
        for key, word in (("errors", "error"), ("warnings", "warning"), ("infos", "note"))
        if numbers[key]
    ]
    return f"{', '.join(parts)}{where}."


# --- status ---------------------------------------------------------------------------------


_COUNTS = ("translated", "fuzzy", "untranslated")


def status_text(rows: Sequence[StatusRow]) -> str:
    """Give an aligned table: how far each article is in each locale, and each locale in all."""
    head = ("article", "locale", "units", *_COUNTS, "words", *_COUNTS, "percent")
    table = [_status_cells(article, locale, tally, draft) for article, locale, tally, draft in rows]
    ruled = len(table) + 1
    table += [_status_cells("total", *total) for total in _totals(rows)]
    widths = [len(name) for name in head]
    for number, column in enumerate(zip(*table, strict=True)):
        texts = number in {0, 1, len(head) - 1}
        widest = max(column, key=len) if texts else max(column)  # the largest number is the widest
        widths[number] = max(widths[number], len(f"{widest}"))
    form = "  ".join(f"{{:{'<' if n < 2 else '>'}{width}}}" for n, width in enumerate(widths))
    lines = [form.format(*cells) for cells in (head, *table)]
    rule = "─" * len(lines[0])
    return "\n".join([lines[0], rule, *lines[1:ruled], rule, *lines[ruled:]]) + "\n"


def status_json(rows: Sequence[StatusRow]) -> str:
    """Give the same as JSON, `schemas/status.json`."""
    return as_json(
        {
            "schema": "publish.status/1",
            "totals": [_status_object("locale", *total) for total in _totals(rows)],
            "articles": [
                {"article": article, **_status_object("locale", locale, tally, draft)}
                for article, locale, tally, draft in rows
            ],
        }
    )


def _totals(rows: Sequence[StatusRow]) -> list[tuple[str, Tally, bool]]:
    every: dict[tuple[str, bool], list[Tally]] = {}
    for _, locale, tally, draft in rows:
        every.setdefault((locale, draft), []).append(tally)
    return [(locale, Tally.total(tallies), draft) for (locale, draft), tallies in every.items()]


def _status_cells(article: str, locale: str, tally: Tally, draft: bool) -> tuple[Any, ...]:  # noqa: FBT001
    units = (tally.units, tally.translated, tally.fuzzy, tally.untranslated)
    words = (tally.words, tally.words_translated, tally.words_fuzzy, tally.words_untranslated)
    name = f"{locale} (draft)" if draft else locale
    return (printable(article), name, *units, *words, f"{tally.percent} %")


def _status_object(key: str, locale: str, tally: Tally, draft: bool) -> dict[str, Any]:  # noqa: FBT001
    return {
        key: locale,
        "draft": draft,
        "percent": tally.percent,
        "units": {
            "total": tally.units,
            "translated": tally.translated,
            "fuzzy": tally.fuzzy,
            "untranslated": tally.untranslated,
        },
        "words": {
            "total": tally.words,
            "translated": tally.words_translated,
            "fuzzy": tally.words_fuzzy,
            "untranslated": tally.words_untranslated,
        },
    }


# --- units and files ------------------------------------------------------------------------


def units_text(units: Iterable[Unit]) -> str:
    r"""Give each unit on a line of its own; a line break in it is written `\n`."""
    return "".join(f"{visible(unit.msgid.replace(chr(10), chr(92) + 'n'))}\n" for unit in units)


def units_json(units: Iterable[Unit]) -> str:
    """Give the units as JSON (`schemas/segment.json`)."""
    rows = [
        {
            "msgctxt": unit.msgctxt,
            "msgid": unit.msgid,
            "block": unit.block,
            "line": unit.position.line if unit.position else None,
            "note": list(unit.note),
        }
        for unit in units
    ]
    return as_json({"schema": "publish.segment/1", "units": rows})


def written_text(written: Iterable[WrittenLike], *, dry_run: bool = False) -> str:
    """Give a line for each file: whether it changed, and what a merge counted.

    Below it a line for each translation that stays in force though its source has changed: nobody
    else will look at it again.
    """
    from ..privacy import masked  # noqa: PLC0415 (not every report shows a text)

    lines = []
    verb = "would be written" if dry_run else "written"
    files = tuple(written)
    reports = {id(each.report): each.report for each in files}  # those in step share theirs
    numbers = {key: counted(each) for key, each in reports.items()}
    for file in files:
        words = [verb if file.changed else "unchanged", *numbers[id(file.report)]]
        lines.append(f"{printable(file.path)}: {', '.join(words)}\n")
        lines += [
            f"    carried, {each.edit}: {printable(f'“{_one_line(masked(each.msgid))}”')}\n"
            for each in _changes(file.report)
            if each.carried
        ]
    return "".join(lines)


def written_json(written: Iterable[WrittenLike], *, dry_run: bool = False) -> str:
    """Give the same as JSON, `schemas/update.json`, with every change."""
    rows = []
    for file in written:
        row: dict[str, Any] = {"path": file.path, "changed": file.changed}
        if file.report is not None:
            row |= _numbers(file.report)
            row["changes"] = [_change(each) for each in _changes(file.report)]
        rows.append(row)
    return as_json({"schema": "publish.update/1", "dry_run": dry_run, "files": rows})


def _change(change: Any) -> dict[str, Any]:  # noqa: ANN401
    fields = dataclasses.asdict(change)
    from ..privacy import masked  # noqa: PLC0415

    return {key: masked(each) if isinstance(each, str) else each for key, each in fields.items()}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _changes(report: Any) -> Sequence[Any]:  # noqa: ANN401
    return getattr(report, "changes", ())


def _numbers(report: Any) -> dict[str, int]:  # noqa: ANN401 (any dataclass whose fields count)
    values = {
        each.name: getattr(report, each.name) for each in dataclasses.fields(report) if each.compare
    }
    return {name: value if isinstance(value, int) else len(value) for name, value in values.items()}


def counted(report: Any) -> list[str]:  # noqa: ANN401 (any dataclass whose fields count something)
    """Give the numbers of a report, those that are not 0, each before the name of its field."""
    if report is None:
        return []
    words = []
    for name, number in _numbers(report).items():
        if not number:
            continue
        kinds = Counter(
            each.edit
            for each in _changes(report)
            if name in {"carried", "fuzzy"} and each.carried is (name == "carried")
        )
        why = ", ".join(
            f"{several} {kind}" if len(kinds) > 1 else kind
            for kind, several in sorted(kinds.items())
        )
        words.append(f"{number} {name.replace('_', ' ')}" + (f" ({why})" if why else ""))
    return words


# --- rules ----------------------------------------------------------------------------------


def rules_text(rules: Sequence[RuleLike]) -> str:
    """Give a table of the rules, a line for each."""
    cells = [("code", "rule", "severity", "what it says")]
    cells += [(rule.code, rule.name, str(rule.severity), rule.summary) for rule in rules]
    widths = [max(len(row[column]) for row in cells) for column in range(3)]
    return "".join(
        f"{code:{widths[0]}}  {name:{widths[1]}}  {severity:{widths[2]}}  {summary}\n"
        for code, name, severity, summary in cells
    )


def rule_text(rule: RuleLike) -> str:
    """Give the page of one rule, Markdown."""
    facts = f"{rule.code} · {rule.severity} · looks at: {rule.scope}"
    return f"# {rule.name}\n\n{facts}\n\n{rule.summary}\n\n{rule.documentation}\n"


def rules_json(rules: Sequence[RuleLike]) -> str:
    """Give the rules with their documentation as JSON, `schemas/rules.json`."""
    rows = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": str(rule.severity),
            "scope": str(rule.scope),
            "summary": rule.summary,
            "documentation": rule.documentation,
        }
        for rule in rules
    ]
    return as_json({"schema": "publish.rules/1", "rules": rows})
