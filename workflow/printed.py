"""What is printed: an article in a pair of locales, ready for the page. Frozen values.

They stand apart from the model because most commands print nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .model import Kind, Locale, State, Table


@dataclass(frozen=True, slots=True)
class Run:
    """One unit as it is printed: inline Markdown, and whether the reader must be warned of it."""

    text: str
    state: State = State.TRANSLATED
    """FUZZY: an unchecked translation. UNTRANSLATED: the source stands in for it."""
    joint: str = ""
    """What stands before it in its block: nothing, a space, or a newline for a hard break."""
    stale: bool = False
    """The source has changed since it was translated."""


@dataclass(frozen=True, slots=True)
class Row:
    """A block in both languages, side by side."""

    kind: Kind
    source: tuple[Run, ...]
    target: tuple[Run, ...]
    level: int = 0
    marker: str = ""
    media: str = ""
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone credited, in both languages."""

    id: str
    name: Row
    handle: str
    photo: str
    links: tuple[str, ...]
    bio: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One article in one pair of locales, ready to render."""

    slug: str
    source: Locale
    target: Locale
    rows: tuple[Row, ...]
    """Of the body, in reading order; the fields of the title block are in `fields`."""
    fields: Mapping[Kind, Row]
    """TITLE always; STANDFIRST, BYLINE, PLACE and the picture's ALT, CAPTION, CREDIT if given."""
    authors: tuple[Person, ...]
    translators: tuple[Person, ...]
    reviewers: tuple[Person, ...]
    date: str
    """ISO 8601, or empty."""
    image: str
    """The lead picture, a path below `source/media/`, or empty."""
    licence: str
    publisher: str
    digest: str
    """SHA-256 of the sources and catalogs that it was made from, in hexadecimal."""
    draft: bool
    """Printed although it is not complete; each page says so."""
    references: str = ""
    """Link definitions of the article, as Markdown."""
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The page's own furniture: an English msgid → its source-locale and target-locale texts."""

    @property
    def stale(self) -> int:
        """Count the texts that are printed although their source has changed since."""
        people = (*self.authors, *self.translators, *self.reviewers)
        shown = {each.id: (each.name, *each.bio) for each in people}.values()
        rows = (*self.fields.values(), *self.rows, *(row for told in shown for row in told))
        return sum(run.stale for row in rows for run in row.target)
