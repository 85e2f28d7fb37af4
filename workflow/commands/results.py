"""What commands are asked, and what they give: values of the shell alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..model import CheckSettings

if TYPE_CHECKING:
    from ..model import Catalog, Finding, MergeReport


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for beyond the settings of the project."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    glossary: Path | None = None
    diff: str = ""
    """A commit: only entries whose text has changed since are looked at."""
    baseline: Path | None = None
    jobs: int = field(default=0, compare=False)
    """Processes; 0: one for each processor. It changes nothing that is found."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and how many catalogs were looked at."""

    findings: tuple[Finding, ...]
    catalogs: int
    hidden: tuple[Finding, ...] = ()
    """What a comment in a catalog hides."""
    known: tuple[Finding, ...] = ()
    """What the baseline knows."""
    gone: int = 0
    """How many findings of the baseline are there no more."""
    documents: tuple[tuple[str, str, str], ...] = ()
    """What was looked at: locale, document, path of the catalog."""
    read: tuple[tuple[Path, Catalog], ...] = ()
    """The catalogs themselves, for whoever mends them."""
    settings: CheckSettings = field(default_factory=CheckSettings)
    root: Path = field(default_factory=Path)
    """What the paths of the findings are relative to."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that a command stands for: whether it changed, and how a merge went."""

    path: str
    changed: bool
    report: MergeReport | None = None
    digest: str = field(default="", compare=False)
    """Of what it holds since."""
