"""Findings that are known already ↔ a file of fingerprints, which tells nothing of a text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .errors import ProjectError
from .fingerprints import fingerprints

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .model import Finding

SCHEMA = "publish.baseline/1"


def read_baseline(text: str, path: str) -> frozenset[str]:
    """Give the fingerprints of a baseline; anything else is a ProjectError."""
    try:
        table: Any = json.loads(text)
    except ValueError as error:
        raise ProjectError(f"{path}: not JSON: {error}", _HINT) from error
    known = table.get("fingerprints") if isinstance(table, dict) else None
    if not isinstance(known, list) or table.get("schema") != SCHEMA:
        raise ProjectError(f"{path} is no baseline", _HINT)
    return frozenset(map(str, known))


_HINT = "`publish check --write-baseline FILE` makes one"


def write_baseline(findings: Sequence[Finding]) -> str:
    """Give the baseline in which these findings are known."""
    table = {"schema": SCHEMA, "fingerprints": sorted(fingerprints(findings))}
    return json.dumps(table, indent=2) + "\n"


def beyond(findings: Sequence[Finding], known: Iterable[str]) -> tuple[tuple[Finding, ...], int]:
    """Give the findings that a baseline does not know, and how many it knows that are gone."""
    told = fingerprints(findings)
    there = frozenset(known)
    new = tuple(each for each, mark in zip(findings, told, strict=True) if mark not in there)
    return new, len(there - frozenset(told))
