"""The page's own words: gettext, extracted from the templates, with a catalog for each locale."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model import Catalog

FURNITURE = Path(__file__).parent / "locale"
"""`furniture.pot`, and `<locale>/LC_MESSAGES/furniture.po` for each locale that has one."""

MESSAGES = (
    "About the author",
    "About the authors",
    "Draft",
    "Edition",
    "Licence",
    "Notes",
    "Published",
    "Publisher",
    "Reviewed by",
    "Sentences changed since they were translated",
    "Set with",
    "The same sources, set again with the same program, make the same file, byte for byte.",
    "The sources are enclosed in this file; publish verify compares them with their digests.",
    "The translation has not been checked",
    "This translation is a draft that awaits a human reviewer.",
    "To verify",
    "Translated by",
    "Not translated yet",
)
"""Every word of furniture that a template asks for."""


def furniture(locale: str) -> Path:
    """Give the place of a locale's catalog of furniture; the file need not exist."""
    return FURNITURE / locale / "LC_MESSAGES" / "furniture.po"


def labels(source: Catalog | None, target: Catalog | None) -> dict[str, tuple[str, str]]:
    """Give the furniture in both languages; what a catalog lacks, or holds as fuzzy, is English."""
    texts = [
        {
            entry.msgid: entry.msgstr[0]
            for entry in (catalog.entries if catalog else ())
            if entry.msgstr[0] and not entry.fuzzy and not entry.obsolete
        }
        for catalog in (source, target)
    ]
    return {each: (texts[0].get(each, each), texts[1].get(each, each)) for each in MESSAGES}
