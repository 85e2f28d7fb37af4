"""How much a finding weighs in a locale: the completeness policy of a project."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    - Everywhere else a finding weighs what its rule says.
    """
    kept = settings.min_translated < 100 and tally.percent >= settings.min_translated

    def weigh(finding: Finding) -> Severity:
        if finding.severity is not Severity.ERROR:
            return finding.severity
        if finding.rule in COMPLETENESS and (settings.draft or kept):
            return Severity.INFO
        return Severity.WARNING if settings.draft else finding.severity

    return tuple(replace(finding, severity=weigh(finding)) for finding in findings)
