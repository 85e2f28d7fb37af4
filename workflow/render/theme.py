"""A theme, read and judged: what `theming` gives and every page is set with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .fonts import HOUSE, Letters


@dataclass(frozen=True, slots=True)
class Theme:
    """How pages look, whole: all that its files say. Two of one digest are the same."""

    name: str = ""
    digest: str = ""
    """Of all its files."""
    foreign: bool = False
    """It was asked for where the project's own look is another: its files say so in their names."""
    letters: Letters = field(default=HOUSE, compare=False, repr=False)
    css: str = field(default="", compare=False, repr=False)
    templates: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Name → text: each stands for ours of that name."""
    pictures: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)
    shown: str = field(default="", compare=False, repr=False)
    """The folder, as errors name it."""


PLAIN = Theme()
"""The page of the house, without a theme."""
