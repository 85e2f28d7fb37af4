"""An edition as the templates see it: pieces of two cells, each with its language and safe HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from itertools import groupby
from urllib.parse import quote

from ..errors import RenderError
from ..locales import format_date, in_digits, int_digits
from ..model import Direction, Kind, Locale, State
from ..printed import Edition, Person, Row, Run
from .bidi import first_strong
from .fit import fit
from .fonts import area, lines, widths
from .inline import Setting, set_inline, set_plain, typeface, visible
from .layout import ALONE, Layout
from .templating import safe

DIGEST_LENGTH = 12
"""Hexadecimal digits of the digest that the imprint shows."""

_TEXTS = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM})
_PICTURE = frozenset({Kind.ALT, Kind.CAPTION, Kind.CREDIT})


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
    runs: Direction = Direction.LTR
    """Which way the page runs: the source comes first."""

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
    fitted: bool = False
    """Its line ends are chosen: see `fit`."""
    table: tuple[tuple[tuple[str, str], ...], ...] = ()
    """Of a table: rows of cells, each its alignment and its HTML; the first row is the head."""

    @property
    def hinge(self) -> str:
        """Say where it meets the other column."""
        return _hinge(self.side, self.direction)


_NUMBER = 2
"""Characters of a number that stands before an item without pushing it in: `9.`"""


def _hangs(rows: Sequence[Row]) -> list[int]:
    """Give of each row how far the numbers of its list hang out; all of one level stand level."""
    found = [0] * len(rows)
    for _, group in groupby(range(len(rows)), key=lambda index: rows[index].kind is Kind.ITEM):
        items = [index for index in group if rows[index].kind is Kind.ITEM]
        for index in items:
            level = rows[index].level
            widest = max(len(rows[each].marker) for each in items if rows[each].level == level)
            found[index] = max(0, widest - _NUMBER)
    return found


def _hinge(side: Side, direction: Direction) -> str:
    """Name the edge of a text in this direction that faces the other column."""
    towards_end = (side.name == "source") == (direction is side.runs)
    return "hinge-end" if towards_end else "hinge-start"


@dataclass(frozen=True, slots=True)
class Piece:
    """One step of the page: a row of two cells, or a figure over both columns."""

    kind: str
    cells: tuple[Cell, ...]
    """One for each side that the layout shows."""
    level: int = 0
    classes: tuple[str, ...] = ()
    picture: str = ""
    alts: tuple[str, ...] = ()
    credits: tuple[Cell, ...] = ()
    anchor: str = ""
    hang: int = 0
    """Of an item: how many characters the widest number of its list has more than `9.`"""


@dataclass(frozen=True, slots=True)
class Bio:
    """An author as the page shows them."""

    name: tuple[Cell, ...]
    pieces: tuple[Piece, ...]
    photo: str
    alts: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Notes:
    """Which number each note bears: the order of first calls in the source."""

    known: frozenset[str]
    slug: str
    numbers: dict[str, int] = field(default_factory=dict)
    called: set[tuple[str, str]] = field(default_factory=set)
    holder: str = ""
    """The side whose first call holds the note, to be printed at the foot of its page; or none."""
    body: Callable[[str], str] = field(default=escape)
    """Label → the HTML of its note."""

    def number(self, label: str) -> int:
        if label not in self.known:
            raise RenderError(f"{self.slug}: the call [^{label}] has no note", "give it one")
        return self.numbers.setdefault(label, len(self.numbers) + 1)

    def call(self, side: str, locale: Locale, label: str) -> str:
        number = self.number(label)
        name = f"{side}-{number}"
        anchor = "" if (side, label) in self.called else f' id="call-{name}"'
        self.called.add((side, label))
        # the word joiner keeps the call on the line of its word
        shown = int_digits(number, locale)
        call = f'<a class="call" href="#note-{name}"{anchor}>\u2060{shown}</a>'
        return call + (self.body(label) if anchor and side == self.holder else "")


class Page:
    """One edition on its way to the templates."""

    def __init__(self, edition: Edition, layout: Layout, *, end_notes: bool = False) -> None:
        self.edition = edition
        self.layout = layout
        self.letters = layout.theme.letters
        names = (layout.name,) if layout.name in ALONE else ("source", "target")
        self._grouped = _grouped(edition.rows)
        holder = "" if end_notes else names[0]
        self._notes = _Notes(
            frozenset(self._grouped), edition.slug, holder=holder, body=self._foot_note
        )
        self._at_foot: set[str] = set()
        self._spared = self.letters.spared()
        source, target = edition.source, edition.target
        shares: tuple[float, float] = (50, 50)
        if layout.name == "side":
            shares = widths(self._area("source", source), self._area("target", target))
        self.runs = (target if layout.name == "facing" else source).direction
        self.source = self._side("source", source, target, shares[0])
        self.target = self._side("target", target, source, shares[1])
        self._standin = self._side("target", source, target, shares[1])
        """The source's language where it stands in for a missing translation."""
        self.sides = tuple(getattr(self, name) for name in names)
        levels = {row.level for row in edition.rows if row.kind is Kind.HEADING}
        self._ranks = {level: rank for rank, level in enumerate(sorted(levels), 2)}

    def _side(self, name: str, own: Locale, other: Locale, width: float) -> Side:
        shown = self.layout.name if self.layout.name in ALONE else name

        def call(label: str) -> str:
            return self._notes.call(shown, own, label)

        setting = Setting(own, other, self.edition.references, call, self._spared)
        return Side(name, own, setting, width, self.runs)

    def _area(self, name: str, where: Locale) -> float:
        """Guess how much paper the running text of a column needs."""
        rows = [row for row in self.edition.rows if row.kind in _TEXTS]
        return sum(
            area(
                typeface(self.edition.source if run.state is State.UNTRANSLATED else where),
                len(run.text) + 1,
                self.letters,
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

    def label(self, side: Side, words: tuple[str, str]) -> str:
        """Give what the page itself says on a side, of its two wordings, as safe HTML."""
        return self.plain(side, words[side.name == "target"])

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
        return " | ".join(self._both(self.edition.fields[Kind.TITLE]))

    def title_role(self) -> str:
        """Say how the title is set: one that would fill five lines and more is set smaller."""
        row = self.edition.fields[Kind.TITLE]
        longest = max(len(wording(getattr(row, side.name))) for side in self.sides)
        return "title long-title" if longest > _LONG_TITLE else "title"

    def description(self) -> str:
        """Give the standfirst in both languages, for the document's metadata."""
        row = self.edition.fields.get(Kind.STANDFIRST)
        return " | ".join(self._both(row)) if row else ""

    def author_names(self) -> list[str]:
        """Name each author in both languages, for the document's metadata."""
        return [" | ".join(dict.fromkeys(self._both(each.name))) for each in self.edition.authors]

    def _both(self, row: Row) -> list[str]:
        return [wording(runs) for runs in (row.source, row.target)]

    def digest(self) -> str:
        """Give the beginning of the digest, as the isolated word that it is."""
        shown = escape(self.edition.digest[:DIGEST_LENGTH])
        return safe(f'<bdi class="latn" lang="zxx" dir="ltr">{shown}</bdi>')

    # --- rows ---

    def cells(self, row: Row) -> tuple[Cell, ...]:
        """Give a row's cells that are shown; one untranslated is set in the source's language."""
        return tuple(self._cell(row, side) for side in self.sides)

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

    def field(self, name: str) -> tuple[Cell, ...] | None:
        """Give the cells of a field of the front matter, or nothing."""
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
        index, hangs = 0, _hangs(rows)
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
                piece = self._piece(row, following, end=last and following is None)
                yield replace(piece, hang=hangs[start]) if hangs[start] else piece

    def _piece(self, row: Row, following: Row | None, *, end: bool) -> Piece:
        classes = []
        if following and following.kind is row.kind and row.kind in {Kind.QUOTE, Kind.ITEM}:
            classes.append("run-on")
        if end and row.kind in _TEXTS:
            classes.append("end")
        if row.kind is Kind.CODE and "".join(run.text for run in row.source).count("\n") < _SHORT:
            classes.append("whole")
        cells = self.cells(row)
        if row.kind in _TEXTS:
            guesses = [self._lines(cell, row) for cell in cells]
            classes.append("whole" if min(guesses) < _WHOLE else "parted")
        if row.kind is Kind.BIO and max(self._lines(cell, row) for cell in cells) < _SHORT:
            classes.append("whole")
        if row.kind is Kind.PARAGRAPH and "end" not in classes:
            cells = tuple(self._fitted(cell) for cell in cells)
        level = self._ranks[row.level] if row.kind is Kind.HEADING else row.level
        return Piece(row.kind, cells, min(level, 6), tuple(classes))

    def _width(self, cell: Cell, kind: Kind) -> float:
        """Give the width of a cell's text in points."""
        width = self.layout.measure
        if self.layout.columns or (kind is Kind.BIO and len(self.sides) > 1):
            width = width * cell.side.width / 100 - self.layout.spine
            if self.layout.name == "side" and self.layout.rule and cell.side.name == "source":
                width -= 0.4
        return width

    def _fitted(self, cell: Cell) -> Cell:
        """Choose the line ends of a paragraph all together, where they can be measured."""
        scale = self.layout.sheet.scale
        html = fit(
            str(cell.html),
            cell.face,
            cell.tag,
            self._width(cell, Kind.PARAGRAPH),
            scale,
            self.letters,
        )
        return replace(cell, html=safe(html), fitted=True) if html else cell

    def _lines(self, cell: Cell, row: Row) -> float:
        """Guess how many lines a text will have."""
        count = sum(len(_UNSEEN.sub("", run.text)) + 1 for run in getattr(row, cell.side.name))
        scale = self.layout.sheet.scale
        return lines(cell.face, self._width(cell, row.kind), count, scale, self.letters)

    def _alts(self, row: Row) -> tuple[str, ...]:
        """Give what stands for a picture, once for all sides or once for each."""
        words = self._both(row)
        if self.layout.name == "facing":
            return tuple(each or "".join(words) for each in words)
        if len(self.sides) == 1:
            return (words[self.sides[0].name == "target"],)
        return (" / ".join(dict.fromkeys(each for each in words if each)),)

    def _figure(self, media: str, rows: Iterable[Row]) -> Piece:
        parts = {row.kind: row for row in rows}
        alt = parts.get(Kind.ALT)
        alts = self._alts(alt) if alt else ()
        if not any(alts):
            raise RenderError(
                f"{self.edition.slug}: the picture {media} has no alternative text",
                "say in words what the picture shows",
            )
        caption, credit = parts.get(Kind.CAPTION), parts.get(Kind.CREDIT)
        empty = Row(Kind.CAPTION, (), ())
        cells = self.cells(caption or empty)
        named = self.cells(credit) if credit else ()
        return Piece("figure", cells, picture=asset(media), alts=alts, credits=named)

    def _table(self, rows: Sequence[Row]) -> Piece:
        first = self.cells(replace(rows[0], source=(), target=()))
        cells = tuple(replace(cell, table=self._grid(rows, cell.side)) for cell in first)
        short = len({row.table.row for row in rows if row.table}) <= _SHORT
        return Piece("table", cells, classes=("whole",) if short else ())

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
        alts = self._alts(person.name)
        links = tuple((link if _http(link) else "", link) for link in person.links)
        return Bio(name, tuple(self._pieces(person.bio)), photo, alts, links)

    def notes(self) -> list[Piece]:
        """Give the notes that stand at no page's foot, by number; one never called comes last."""
        for label in self._grouped:
            self._notes.number(label)
        numbers = list(self._notes.numbers.items())
        return [
            piece
            for label, number in numbers
            if label not in self._at_foot
            for piece in self._note(label, number)
        ]

    def is_called(self, side: Side, number: str) -> bool:
        """Say whether a side's text calls a note, so that the note can lead back there."""
        labels = {str(each): label for label, each in self._notes.numbers.items()}
        return (side.name, labels[number]) in self._notes.called

    def _note(self, label: str, number: int) -> list[Piece]:
        rows = [replace(row, marker="") for row in self._grouped[label]]
        return [
            Piece("note", self.cells(row), anchor="" if index else str(number))
            for index, row in enumerate(rows)
        ]

    def _foot_note(self, label: str) -> str:
        """Give a note as an element inside the line of its call: both languages in one box."""
        self._at_foot.add(label)
        # a note that another note calls is no foot note: it would be a box within a box
        holder, self._notes.holder = self._notes.holder, ""
        rows = [
            "".join(self._note_cell(piece, cell) for cell in piece.cells)
            for piece in self._note(label, self._notes.number(label))
        ]
        self._notes.holder = holder
        inner = "".join(f'<span class="row">{row}</span>' for row in rows)
        return f'<span class="fn" dir="{self.runs}"><span class="columns">{inner}</span></span>'

    def _note_cell(self, piece: Piece, cell: Cell) -> str:
        name = f"{cell.side.name}-{piece.anchor}"
        anchor = back = ""
        if piece.anchor:
            number = self.digits(cell.side, int(piece.anchor))
            anchor = f' id="note-{name}"'
            back = f'<span class="back">{number}</span> '
        return (
            f'<span class="cell {cell.side.name} {cell.face} {cell.hinge}" lang="{cell.tag}"'
            f' dir="{cell.direction}"><span class="note"{anchor}>{back}{cell.html}</span></span>'
        )


_UNSEEN = re.compile(r"\]\([^)]*\)|\[\^[^\]]*\]")
"""Of inline Markdown, what is not printed in the line: addresses and note calls."""

_WHOLE = 3.4
"""A text of three lines cannot be parted, two and two; how many it has is only guessed here."""

_SHORT = 9
"""Lines of a table, of code or of a bio that are never parted."""

_LONG_TITLE = 70
"""Letters of a title that still stand well at its full size."""


def wording(runs: Iterable[Run]) -> str:
    """Give the words of a text as a reader sees them, without markup."""
    """Give the words of a text as a reader sees them, without markup."""
    return " ".join("".join((run.joint or "") + visible(run.text) for run in runs).split())


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Give the rows of each note by its label."""
    found: dict[str, list[Row]] = {}
    label = ""
    for row in rows:
        if row.kind is Kind.FOOTNOTE:
            label = row.marker or label
            found.setdefault(label, []).append(row)
    return found


def _same_picture(first: Row, row: Row) -> bool:
    return row.kind in _PICTURE and row.kind is not Kind.ALT and row.media == first.media


def _same_table(first: Row, row: Row) -> bool:
    return bool(row.table and first.table and row.table.number == first.table.number)


def _http(link: str) -> bool:
    return re.match(r"(?:https?://|mailto:)", link, re.IGNORECASE) is not None
