"""How much a finding weighs in a locale: the completeness policy of a project."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..model import Finding, LocaleSettings, Tally

COMPLETENESS = frozenset({"untranslated", "plural-form-empty", "fuzzy"})
"""Rules that report a hole in a translation."""


def apply_policy(
    findings: Iterable[Finding], tally: Tally, settings: LocaleSettings
) -> tuple[Finding, ...]:
    """Give the findings of one document in one locale the severity that the project asks for.

    - In a draft locale nothing is an error: a hole is information, any other error a warning.
    - Where less than all is asked for (`min-translated` below 100), a hole is information as long
      as the document keeps its threshold. Below it, `below-threshold` says so once, and each hole
      is an error again.
    - An article below the threshold of a locale that withholds is not published there, and what
      keeps it from print fails nothing: a hole is information, any other error a warning.
    - There an unfinished bio withholds the articles of its author, and fails nothing either.
    - Everywhere else a finding weighs what its rule says.
    """
    kept = settings.min_translated < 100 and tally.percent >= settings.min_translated
    withheld = settings.withhold and tally.percent < settings.min_translated
    lenient = settings.draft or withheld

    def weigh(finding: Finding) -> Severity:
        if finding.severity is not Severity.ERROR:
            return finding.severity
        if finding.rule in COMPLETENESS and (lenient or kept):
            return Severity.INFO
        waits = settings.withhold and finding.rule == "bio-missing" and finding.entry is not None
        return Severity.WARNING if lenient or waits else finding.severity

    return tuple(_weighing(finding, weigh(finding)) for finding in findings)


def _weighing(finding: Finding, severity: Severity) -> Finding:
    return finding if finding.severity is severity else replace(finding, severity=severity)


CUSTOM = frozenset({"identity-email", "identity-translator", "identity-team", "identity-path"})
"""What is the custom of most projects, and a fault only where a project wants nobody named."""


def outside_project(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give the findings of a catalog that belongs to no project of ours: who signs it may do so."""
    return tuple(
        _weighing(each, Severity.INFO) if each.rule in CUSTOM else each for each in findings
    )


def apply_severities(
    findings: Iterable[Finding], severities: Sequence[tuple[str, Severity]]
) -> tuple[Finding, ...]:
    """Give findings the weight that a project has set for their rule: a name, or letters of a code.

    The last setting that fits counts; what a draft locale has made information stays so.
    """

    def weigh(finding: Finding) -> Severity:
        fitting = [
            weight
            for word, weight in severities
            if word == finding.rule or finding.code.startswith(word.upper())
        ]
        if not fitting or (finding.rule in COMPLETENESS and finding.severity is Severity.INFO):
            return finding.severity
        return fitting[-1]

    return tuple(_weighing(finding, weigh(finding)) for finding in findings)
