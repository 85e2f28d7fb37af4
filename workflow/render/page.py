"""An edition as the templates see it: pieces of two cells, each with its language and safe HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from urllib.parse import quote

from ..errors import RenderError
from ..locales import format_date, in_digits, int_digits
from ..model import Direction, Edition, Kind, Locale, Person, Row, Run, State
from .bidi import first_strong
from .fonts import area, lines, widths
from .inline import Setting, set_inline, set_plain, typeface, visible

DIGEST_LENGTH = 12
"""Hexadecimal digits of the digest that the imprint shows."""

_TEXTS = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM})
_PICTURE = frozenset({Kind.ALT, Kind.CAPTION, Kind.CREDIT})
_CALL = re.compile(r'<sup class="call" data-note="([^"]*)">')


def safe(html: str) -> str:
    """Mark HTML of our own making as such, so that Jinja2 does not escape it again."""
    from markupsafe import Markup  # noqa: PLC0415 (Jinja2's)

    return Markup(html)  # noqa: S704 (made by set_inline and set_plain, which escape)


def asset(path: str) -> str:
    """Give the URL by which the page names a picture."""
    return f"asset:media/{quote(path)}"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two columns."""

    name: str
    locale: Locale
    setting: Setting
    width: float = 50

    @property
    def face(self) -> str:
        """Give the CSS class of its script."""
        return typeface(self.locale)

    @property
    def tag(self) -> str:
        """Give its language, BCP 47."""
        return self.locale.tag

    @property
    def direction(self) -> Direction:
        """Say which way it reads."""
        return self.locale.direction

    @property
    def hinge(self) -> str:
        """Say where its cells meet the other column."""
        return _hinge(self, self.direction)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column of a row: safe HTML, and the language it is in."""

    side: Side
    html: str
    tag: str
    direction: Direction
    face: str
    marker: str = ""
    untranslated: bool = False
    table: tuple[tuple[tuple[str, str], ...], ...] = ()
    """Of a table: rows of cells, each its alignment and its HTML; the first row is the head."""

    @property
    def hinge(self) -> str:
        """Say where it meets the other column."""
        return _hinge(self.side, self.direction)


def _hinge(side: Side, direction: Direction) -> str:
    """Name the edge of a text in this direction that faces the other column.

    The page runs as the source does, and the source comes first.
    """
    runs = side.direction if side.name == "source" else side.setting.other.direction
    towards_end = (side.name == "source") == (direction is runs)
    return "hinge-end" if towards_end else "hinge-start"


@dataclass(frozen=True, slots=True)
class Piece:
    """One step of the page: a row of two cells, or a figure over both columns."""

    kind: str
    cells: tuple[Cell, Cell]
    level: int = 0
    classes: tuple[str, ...] = ()
    picture: str = ""
    alt: str = ""
    credits: tuple[Cell, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Bio:
    """An author as the page shows them."""

    name: tuple[Cell, Cell]
    pieces: tuple[Piece, ...]
    photo: str
    alt: str
    links: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Notes:
    """Which number each note bears: the order of first calls in the source."""

    known: frozenset[str]
    slug: str
    numbers: dict[str, int] = field(default_factory=dict)
    called: set[tuple[str, str]] = field(default_factory=set)

    def number(self, label: str) -> int:
        if label not in self.known:
            raise RenderError(f"{self.slug}: the call [^{label}] has no note", "give it one")
        return self.numbers.setdefault(label, len(self.numbers) + 1)

    def call(self, side: str, locale: Locale, label: str) -> str:
        number = self.number(label)
        name = f"{side}-{number}"
        anchor = "" if (side, str(number)) in self.called else f' id="call-{name}"'
        self.called.add((side, str(number)))
        # the word joiner keeps the call on the line of its word
        shown = int_digits(number, locale)
        return f'<a class="call" href="#note-{name}"{anchor}>\u2060{shown}</a>'


class Page:
    """One edition on its way to the templates."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        labels = [row.marker for row in edition.rows if row.kind is Kind.FOOTNOTE]
        self._notes = _Notes(frozenset(labels), edition.slug)
        source, target = edition.source, edition.target
        shares = widths(self._area("source", source), self._area("target", target))
        self.source = self._side("source", source, target, shares[0])
        self.target = self._side("target", target, source, shares[1])
        self._standin = self._side("target", source, target, shares[1])
        """The source's language where it stands in for a missing translation."""
        levels = {row.level for row in edition.rows if row.kind is Kind.HEADING}
        self._ranks = {level: rank for rank, level in enumerate(sorted(levels), 2)}

    def _side(self, name: str, own: Locale, other: Locale, width: float) -> Side:
        def call(label: str) -> str:
            return self._notes.call(name, own, label)

        return Side(name, own, Setting(own, other, self.edition.references, call), width)

    def _area(self, name: str, where: Locale) -> float:
        """Guess how much paper the running text of a column needs."""
        rows = [row for row in self.edition.rows if row.kind in _TEXTS]
        return sum(
            area(
                typeface(self.edition.source if run.state is State.UNTRANSLATED else where),
                len(run.text) + 1,
            )
            for row in rows
            for run in getattr(row, name)
        )

    # --- words of the page ---

    def source_label(self, msgid: str) -> str:
        """Give a word of the page in the source's language; an unknown one is a RenderError."""
        return self._label(msgid, 0)

    def target_label(self, msgid: str) -> str:
        """Give a word of the page in the target's language, likewise."""
        return self._label(msgid, 1)

    def _label(self, msgid: str, side: int) -> str:
        if msgid not in self.edition.labels:
            raise RenderError(f"the page asks for the label {msgid!r}, which nobody has given")
        return self.edition.labels[msgid][side]

    def plain(self, side: Side, text: str) -> str:
        """Give a text without markup as safe HTML in a column's language."""
        return safe(set_plain(text, side.setting))

    def autonym(self, side: Side) -> str:
        """Name a column's language in its own words, as a title is written."""
        return side.locale.autonym[:1].upper() + side.locale.autonym[1:]

    def date(self, side: Side) -> str:
        """Give the article's date in words, in a column's language."""
        return format_date(self.edition.date, side.locale) if self.edition.date else ""

    def digits(self, side: Side, number: int) -> str:
        """Give a number in a column's digits."""
        return int_digits(number, side.locale)

    def names(self, side: Side, people: Sequence[Person]) -> str:
        """Name people in a column's language, a middle dot between them."""
        shown = [self._runs(getattr(each.name, side.name), side) for each in people]
        return safe(" · ".join(shown))

    def title(self) -> str:
        """Give the title in both languages, for the window of a reader's program."""
        row = self.edition.fields[Kind.TITLE]
        return " | ".join(_words(runs) for runs in (row.source, row.target))

    def title_role(self) -> str:
        """Say how the title is set: one that would fill five lines and more is set smaller."""
        row = self.edition.fields[Kind.TITLE]
        longest = max(len(_words(runs)) for runs in (row.source, row.target))
        return "title long-title" if longest > _LONG_TITLE else "title"

    def description(self) -> str:
        """Give the standfirst in both languages, for the document's metadata."""
        row = self.edition.fields.get(Kind.STANDFIRST)
        return " | ".join(_words(runs) for runs in (row.source, row.target)) if row else ""

    def author_names(self) -> list[str]:
        """Name each author in both languages, for the document's metadata."""
        return [
            " | ".join(dict.fromkeys(_words(runs) for runs in (each.name.source, each.name.target)))
            for each in self.edition.authors
        ]

    def digest(self) -> str:
        """Give the beginning of the digest, as the isolated word that it is."""
        shown = escape(self.edition.digest[:DIGEST_LENGTH])
        return safe(f'<bdi class="latn" lang="zxx" dir="ltr">{shown}</bdi>')

    # --- rows ---

    def cells(self, row: Row) -> tuple[Cell, Cell]:
        """Give both cells of a row; one untranslated is set in the source's language."""
        return (self._cell(row, self.source), self._cell(row, self.target))

    def _cell(self, row: Row, side: Side) -> Cell:
        runs: tuple[Run, ...] = getattr(row, side.name)
        locale, marker = side.locale, in_digits(row.marker, side.locale)
        if row.kind is Kind.CODE:
            html = escape("".join(run.text for run in runs), quote=False)
            return Cell(side, safe(html), "zxx", Direction.LTR, "latn")
        if runs and all(run.state is State.UNTRANSLATED for run in runs):
            locale = self.source.locale
            shown = [replace(run, state=State.TRANSLATED) for run in runs]
            html = self._runs(shown, self._standin)
            face = typeface(locale)
            return Cell(side, html, locale.tag, locale.direction, face, marker, untranslated=True)
        if side.name == "target" and self._left_as_it_is(row):
            source = self._standin
            html = self._runs(runs, source)
            return Cell(side, html, source.tag, source.direction, source.face, marker)
        html = self._runs(runs, side)
        return Cell(side, html, locale.tag, locale.direction, side.face, marker)

    def _left_as_it_is(self, row: Row) -> bool:
        """Say whether a running text stands in both columns as the source has it, and reads so."""
        here, there = self.source.direction, self.target.direction
        return (
            row.kind in {*_TEXTS, Kind.BIO}
            and here is not there
            and row.source == row.target
            and first_strong("".join(run.text for run in row.source), there) is here
        )

    def _runs(self, runs: Iterable[Run], side: Side) -> str:
        parts = []
        for run in runs:
            parts.append({"\n": "<br>"}.get(run.joint, run.joint))
            if run.state is State.UNTRANSLATED:
                own = self._standin
                html = set_inline(run.text, own.setting)
                parts.append(
                    f'<bdi class="untranslated {own.face}" lang="{own.tag}"'
                    f' dir="{own.direction}">{html}</bdi>'
                )
            elif run.state is State.FUZZY:
                parts.append(f'<span class="fuzzy">{set_inline(run.text, side.setting)}</span>')
            elif run.stale:
                parts.append(f'<span class="stale">{set_inline(run.text, side.setting)}</span>')
            else:
                parts.append(set_inline(run.text, side.setting))
        return safe("".join(parts))

    def field(self, name: str) -> tuple[Cell, Cell] | None:
        """Give both cells of a field of the front matter, or nothing."""
        row = self.edition.fields.get(Kind(name))
        return self.cells(row) if row else None

    def lead(self) -> Piece | None:
        """Give the lead picture, or nothing."""
        if not self.edition.image:
            return None
        fields = self.edition.fields
        rows = [fields[kind] for kind in (Kind.ALT, Kind.CAPTION, Kind.CREDIT) if kind in fields]
        return self._figure(self.edition.image, rows)

    def pieces(self) -> Iterator[Piece]:
        """Give the body in reading order; a picture or a table gathers its own rows."""
        rows = [row for row in self.edition.rows if row.kind is not Kind.FOOTNOTE]
        yield from self._pieces(rows, last=True)

    def _pieces(self, rows: Sequence[Row], *, last: bool = False) -> Iterator[Piece]:
        index = 0
        while index < len(rows):
            row, start = rows[index], index
            index += 1
            if row.kind in _PICTURE:
                while index < len(rows) and _same_picture(row, rows[index]):
                    index += 1
                yield self._figure(row.media, rows[start:index])
            elif row.kind is Kind.CELL and row.table:
                while index < len(rows) and _same_table(row, rows[index]):
                    index += 1
                yield self._table(rows[start:index])
            else:
                following = rows[index] if index < len(rows) else None
                yield self._piece(row, following, end=last and following is None)

    def _piece(self, row: Row, following: Row | None, *, end: bool) -> Piece:
        classes = []
        if following and following.kind is row.kind and row.kind in {Kind.QUOTE, Kind.ITEM}:
            classes.append("run-on")
        if end and row.kind in _TEXTS:
            classes.append("end")
        cells = self.cells(row)
        if row.kind in _TEXTS:
            counts = [len(_MARKUP.sub("", cell.html)) for cell in cells]
            guesses = [
                lines(cell.face, cell.side.width, count)
                for cell, count in zip(cells, counts, strict=True)
            ]
            classes.append("whole" if min(guesses) < _WHOLE else "parted")
        level = self._ranks[row.level] if row.kind is Kind.HEADING else row.level
        return Piece(row.kind, cells, min(level, 6), tuple(classes))

    def _figure(self, media: str, rows: Iterable[Row]) -> Piece:
        parts = {row.kind: row for row in rows}
        alt = parts.get(Kind.ALT)
        words = [_words(runs) for runs in (alt.source, alt.target)] if alt else []
        text = " / ".join(dict.fromkeys(each for each in words if each))
        if not text:
            raise RenderError(
                f"{self.edition.slug}: the picture {media} has no alternative text",
                "say in words what the picture shows",
            )
        caption, credit = parts.get(Kind.CAPTION), parts.get(Kind.CREDIT)
        empty = Row(Kind.CAPTION, (), ())
        cells = self.cells(caption or empty)
        named = self.cells(credit) if credit else ()
        return Piece("figure", cells, picture=asset(media), alt=text, credits=named)

    def _table(self, rows: Sequence[Row]) -> Piece:
        first = self.cells(replace(rows[0], source=(), target=()))
        source, target = (replace(cell, table=self._grid(rows, cell.side)) for cell in first)
        return Piece("table", (source, target))

    def _grid(self, rows: Sequence[Row], side: Side) -> tuple[tuple[tuple[str, str], ...], ...]:
        found: dict[int, list[tuple[str, str]]] = {}
        for row in rows:
            if row.table:
                align = {"left": "start", "right": "end"}.get(row.table.align, row.table.align)
                html = self._runs(getattr(row, side.name), side)
                found.setdefault(row.table.row, []).append((align or "start", html))
        return tuple(tuple(found[number]) for number in sorted(found))

    # --- people and notes ---

    def person(self, person: Person) -> Bio:
        """Give what the page shows of an author."""
        name = self.cells(person.name)
        photo = asset(person.photo) if person.photo else ""
        alt = " / ".join(
            dict.fromkeys(_words(runs) for runs in (person.name.source, person.name.target))
        )
        links = tuple((link if _http(link) else "", link) for link in person.links)
        return Bio(name, tuple(self._pieces(person.bio)), photo, alt, links)

    def is_called(self, side: Side, number: str) -> bool:
        """Say whether a column calls a note; a call may be lost in translation."""
        return (side.name, number) in self._notes.called

    def notes(self) -> list[Piece]:
        """Give the notes by number; one that nothing calls comes last, for none must be lost."""
        grouped: dict[str, list[Row]] = {}
        label = ""
        for row in self.edition.rows:
            if row.kind is Kind.FOOTNOTE:
                label = row.marker or label
                grouped.setdefault(label, []).append(row)
        for label in grouped:
            self._notes.number(label)
        found = []
        for label, number in list(self._notes.numbers.items()):
            for index, row in enumerate(grouped[label]):
                cells = self.cells(replace(row, marker=""))
                found.append(Piece("note", cells, anchor="" if index else str(number)))
        return found


_WHOLE = 3.4
"""A text of three lines cannot be parted, two and two; how many it has is only guessed here."""

_LONG_TITLE = 70
"""Letters of a title that still stand well at its full size."""

_MARKUP = re.compile(r"<[^>]*>")


def _words(runs: Iterable[Run]) -> str:
    return " ".join("".join((run.joint or "") + visible(run.text) for run in runs).split())


def _same_picture(first: Row, row: Row) -> bool:
    return row.kind in _PICTURE and row.kind is not Kind.ALT and row.media == first.media


def _same_table(first: Row, row: Row) -> bool:
    return bool(row.table and first.table and row.table.number == first.table.number)


def _http(link: str) -> bool:
    return re.match(r"(?:https?://|mailto:)", link, re.IGNORECASE) is not None
