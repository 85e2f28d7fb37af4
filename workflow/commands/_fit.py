"""Whether every text of an edition is fit to print, told as `check` tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..errors import UnfitError
from ..model import Catalog, Finding, Pair, Position, Severity
from ..privacy import signers
from ..rules import Context, run_rules
from ..rules.catalog_stale import catalog_stale
from ..rules.fuzzy import fuzzy
from ..rules.misplaced_join import misplaced_join
from ..rules.rule import excerpt
from ..rules.untranslated import untranslated


def judge(pairs: Sequence[Pair], catalog: Catalog, held: Sequence[str]) -> None:
    """Raise UnfitError if anything is missing, fuzzy or joined to nothing, whatever the thresholds.

    `held` are the files made before, which the error says will stay.
    """
    unfit = tuple(pair for pair in pairs if pair.target is None)
    holes = run_rules([Context(pairs=unfit, catalog=catalog)], (untranslated, fuzzy))
    joins = run_rules([Context(pairs=tuple(pairs), catalog=catalog)], (misplaced_join,))
    findings = (*holes, *joins)
    absent = [
        Finding(
            pair.unit.position or Position(catalog.path, 1),
            Severity.ERROR,
            catalog_stale.code,
            catalog_stale.name,
            f"{excerpt(pair.unit.msgid)} is not in {catalog.path}",
            "run `publish update`",
        )
        for pair in unfit
        if pair.entry is None
    ]
    if absent or findings:
        unsaid = signers(catalog, {})
        raise UnfitError([replace(each, unsaid=unsaid) for each in (*absent, *findings)], held)
