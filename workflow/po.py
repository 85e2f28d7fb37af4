"""PO file ↔ Catalog, strict and lossless. The only door to polib.

A scan cuts the file into tiles, each an entry and the blank lines before it, that give the file
back when put together again. It checks the grammar of every line and decodes nothing but the keys;
entries are decoded when one is asked for, and formatted (by polib) only when they have changed. It
goes over bytes, of which a piece is cut in half the time that a piece of text takes.

What is written as most tools write it is plain: with the lines of each text joined, one short
pattern takes all such entries at once, and too much; then the texts that it took are held to the
grammar, a column of them at a time. If one of them fails, nothing that the pattern took is
believed. What is not plain, and every fault, is the matter of the whole grammar, an entry at a
time.

Polib never reads: it takes a cut file for a shorter one, and loses what stands before a U+2028.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice, repeat
from typing import TYPE_CHECKING, Any, overload

from .errors import InputError
from .model import Catalog, Entry, Finding, Position, Severity, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .model import Key

MAX_BYTES = 20 * 1024 * 1024
"""The largest catalog on record (the Debian installer's manual) has a quarter of it."""
MAX_ENTRIES = 50_000
"""A novel has ten thousand sentences."""
MAX_FAULTS = 1_000
"""A file with more is no catalog, and is read no further."""
MAX_PLURALS = 10
"""CLDR knows six categories. Babel builds a tuple of `nplurals` elements, whatever it is told."""

HEADER_ORDER = (
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
)
"""Gettext's own; other fields follow by name."""
HEADER_DEFAULTS = {
    "Project-Id-Version": "",
    "PO-Revision-Date": "",
    "Last-Translator": "",
    "Language-Team": "",
    "Language": "",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
"""What `msgfmt -c` asks for. An empty date is accepted by it, and needs no clock."""

RULES = {
    "P001": "parse-error",
    "P002": "encoding",
    "P004": "duplicate-message",
    "P010": "plural-syntax",
    "P011": "plural-count",
    "P104": "conflict-marker",
    "U103": "control",
    "U104": "line-separator",
}

BOM = "\ufeff"

# --- the grammar ----------------------------------------------------------------------------
#
# GNU's (gettext manual, "PO Files"), line by line as every tool writes it: a string stands on a
# line of its own or after its keyword, and nothing stands between the strings of a text. All is
# possessive: no input makes the scan go back. For a group that is `(?>(?:…)*)`, not `(?:…)*+`,
# which Python before 3.11.5 (Debian 12's is 3.11.2) matches wrong (python/cpython#106052).

_STRING = r'"[^"\\\n]*+(?>(?:\\[nrt"\\][^"\\\n]*+)*)"'
_END = r"[ \t]*+(?:\r?\n|\Z)"
_NOTES = r"(?>(?:[ \t]*+#(?![~|])[^\n]*+(?:\n|\Z)|[ \t]*+\r?\n)*)"


def _compile(pattern: str) -> re.Pattern[bytes]:
    return re.compile(pattern.encode())


def _text(prefix: str, group: str) -> str:
    """Match a string and its continuation lines."""
    return rf"[ \t]*+(?P<{group}>{_STRING}{_END}(?>(?:{prefix}{_STRING}{_END})*))"


def _before(previous_mark: str) -> str:
    """Match the comments of an entry, and what it was before among them."""
    was = rf"[ \t]*+{previous_mark}[ \t]*+"
    return (
        rf"(?P<notes>{_NOTES})"
        rf"(?>(?:(?>(?:{was}msgctxt{_text(was, 'was_msgctxt')})?)"
        rf"{was}msgid{_text(was, 'was_msgid')}"
        rf"(?>(?:{was}msgid_plural{_text(was, 'was_plural')})?))?)"
        rf"(?P<more>{_NOTES})"
    )


def _grammar(mark: str, previous_mark: str) -> re.Pattern[bytes]:
    """Match one entry with its comments; `mark` is what the lines of an obsolete one begin with."""
    here = rf"[ \t]*+{mark}"
    next_ = rf"(?>(?:[ \t]*+\r?\n)*){here}"
    form = rf"msgstr\[[0-9]{{1,3}}\][ \t]*+{_STRING}{_END}(?>(?:{here}{_STRING}{_END})*)"
    return _compile(
        rf"{_before(previous_mark)}"
        rf"(?P<top>)(?>(?:{here}msgctxt{_text(here, 'msgctxt')})?)"
        rf"{next_}msgid{_text(here, 'msgid')}"
        rf"(?>(?:{next_}msgid_plural{_text(here, 'plural')})?)"
        rf"{next_}(?P<at>)(?:msgstr{_text(here, 'msgstr')}|(?P<forms>{form}(?>(?:{next_}{form})*)))"
    )


_BREAK, _JOINT = b'"\n"', b"\1\1\1"
"""Where a text goes on in the next line, and what stands there instead while it is plain: as long,
so that nothing moves, and refused in every file."""
_MARK, _BACKSLASH, _BAR, _SEAM, _C1, _SEPARATOR = b'"\\|\1\xc2\xe2'
"""To look for one byte as a number takes a tenth of the time that it takes as bytes."""
# What is between the marks of a plain text: to the end of the line. This lets marks and escapes
# through, of which `_spell` finds those that are wrong.
_PLAIN = re.compile(
    rb"(\n*+(?>(?:#(?!~)[^\n]*+\n\n*+)*))"
    rb'(?>(?:msgctxt ("[^\n]*)"\n)?)msgid "([^\n]*)"\n'
    rb'(?:msgstr "([^\n]*)"\n'
    rb'|msgid_plural "([^\n]*)"\n((?>(?:msgstr\[[0-9]\] "[^\n]*"\n)+)))'
    rb"|(?s:(.).*+)"  # so that the first entry that is not plain ends the run
)
_NEXT = re.compile(rb"[\n#]|msg[ci]|\Z")
"""What may follow a plain entry; anything else may still belong to it."""
_PLAIN_FORM = re.compile(rb'msgstr\[([0-9])\] "([^\n]*)"\n')
_EXACT = re.compile(rb'[^"\\]*+(?>(?:\\[nrt"\\][^"\\]*+)*)')
"""What a text is between its marks, once its lines are joined."""


@cache  # compiled when the first entry that is not plain is met: a fifth of a short command
def _live() -> re.Pattern[bytes]:
    return _grammar("", r"#\|")


@cache
def _noted() -> re.Pattern[bytes]:
    return _compile(_before(r"#\|"))


@cache
def _dead() -> re.Pattern[bytes]:
    return _grammar(r"#~[ \t]*+", r"#~?\|")


_FORM = _compile(
    rf"msgstr\[([0-9]+)\]((?:[^\"\n]*+{_STRING}{_END})(?>(?:[ \t#~]*+{_STRING}{_END})*))"
)
_BLANK = _compile(r"(?>(?:[ \t]*+\r?\n)*)")
_TAIL = _compile(rf"{_NOTES}[ \t]*+\Z")
_QUOTED = re.compile(r'"([^"\\\n]*+(?>(?:\\.[^"\\\n]*+)*))"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_SIMPLE = tuple((f"\\{letter}", each) for letter, each in _ESCAPES.items() if letter != "\\")
_PIECE = re.compile(r"\\.|[^\\]++")
_REFERENCE = re.compile(
    "\u2068[^\u2069]*\u2069(?::[0-9]+)?|\\S+"
)  # gettext isolates names with spaces
_ISOLATES = {0x2068: None, 0x2069: None}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]|\r(?!\n)")
_CONFLICT = re.compile(rb"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r]|$)", re.MULTILINE)
_REFUSED = bytes({*range(0x20), 0x7F} - {0x09, 0x0A})
_REFUSED_C1 = re.compile(rb"\xc2[\x80-\x9f]")
_HEAD = re.compile(
    rb'^(?>([ \t]*+msgctxt[^\n]*+\n(?>(?:[ \t]*+(?:"[^\n]*+)?\n|\r\n)*))?)'
    rb'[ \t]*+msgid[ \t]*+""[ \t]*+\r?\n[ \t]*+msgstr((?>(?:[ \t]*+"[^\n]*+(?:\n|\Z))+))',
    re.MULTILINE,
)
_CHARSET = re.compile(r"^Content-Type:[^\n]*?charset=([^\s;]*)", re.MULTILINE | re.IGNORECASE)
_UTF_8 = b'\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
_NPLURALS = re.compile(r"nplurals\s*=\s*([0-9]{1,9}|INTEGER)\s*;\s*plural\s*=")
# Of the charsets of gettext (po-charset.c), those in which ASCII is ASCII and nothing has a state.
_CHARSETS = re.compile(
    r"UTF-?8|CHARSET|(?:US-)?ASCII|ISO[-_]8859-\d\d?|KOI8-[RTU]|(?:CP|WINDOWS-)\d{3,4}|GB2312|GBK|GB18030"
    r"|EUC-(?:JP|KR)|BIG5(?:-HKSCS)?|SHIFT[-_]JIS|JOHAB|TIS-620",
    re.IGNORECASE,
)
_PRINTABLE = bytes(range(0x20, 0x7F))
_JOINING = re.compile(r"\\ *\Z")
"""To gettext a backslash ends a line that goes on in the next; a space after it prevents that."""


_Plain = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes]
"""What `_PLAIN` finds of an entry: blank lines and comments, msgctxt with the mark before it, the
other texts without, the lines of the plural forms, and nothing."""
_Tile = _Plain | re.Match[bytes]
"""An entry as it stands in the file: plain, or matched by the grammar."""
_Place = tuple[_Tile, int, int, int]
"""Where it begins (after blank lines) and ends; the line of its msgstr."""


class _Scan:
    """A file in tiles."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        """In UTF-8, whatever the charset of the file is."""
        self.size = 0
        """How many tiles there are."""
        self.states: dict[Key, State] = {}
        """Of those that live."""
        self.obsolete: set[Key] = set()
        self.counts: set[int] = set()
        """How many plural forms entries have."""
        self.doubtful: list[re.Match[bytes]] = []
        """Those whose plural forms are still to be checked."""
        self.end = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
        """Where the last one ends."""
        self.sound = _SEAM not in data
        """Nothing plain has failed so far."""
        self._runs: list[tuple[int, list[_Plain] | list[re.Match[bytes]], Sequence[str]]] = []
        """Plain tiles that come one after the other, or a single other: offset, tiles, msgids."""
        self._known = (0, 1)

    def places(self) -> Iterator[_Place]:
        """Give each tile and where it stands."""
        for start, run, _ in self._runs:
            yield from _places(self.data, start, run, self.line(start))

    def entries(self, path: str) -> Iterator[Entry]:
        """Decode all tiles."""
        for start, run, msgids in self._runs:
            yield from _entries(self, start, run, msgids, path)

    def add(self, tile: re.Match[bytes]) -> None:
        """Take a tile that is not plain."""
        if _is_obsolete(tile):
            self.obsolete.add(_key(tile))
        else:
            fuzzy = "fuzzy" in _comments(_notes(tile))[0]
            self.states[_key(tile)] = _state(_msgstr(tile)[0], fuzzy=fuzzy)
        if tile["plural"] is not None or tile["forms"] is not None:
            self.doubtful.append(tile)
            self.counts.add(len(_forms(tile) or ()))
        self._runs.append((tile.start(), [tile], [""]))
        self.size += 1
        self.end = tile.end()

    def add_run(self, run: list[_Plain], msgids: Sequence[str], end: int) -> None:
        """Take plain tiles that have been read."""
        self._runs.append((self.end, run, msgids))
        self.size += len(run)
        self.end = end

    def drop(self) -> None:
        """Take the last tile back."""
        _, run, _ = self._runs[-1]
        last: _Tile = run.pop()
        if not run:
            self._runs.pop()
        self.states.pop(_key(last), None)
        self.obsolete.discard(_key(last))
        self.size -= 1

    def line(self, offset: int) -> int:
        """Give the line of an offset; quick as long as offsets grow."""
        start, line = self._known if offset >= self._known[0] else (0, 1)
        self._known = (offset, line + self.data.count(b"\n", start, offset))
        return self._known[1]


def _places(data: bytes, start: int, run: Sequence[_Tile], line: int) -> Iterator[_Place]:
    """Give the tiles of a run and where they stand; the line is that of the start."""
    seen = start
    for tile in run:
        if isinstance(tile, tuple):
            begin, at, end = start + len(tile[0]) - len(tile[0].lstrip(b"\n")), *_reach(start, tile)
        else:
            (begin, end), at = tile.span(), tile.start("at")
        line += data.count(b"\n", seen, at)
        yield tile, begin, end, line
        seen, start = at, end


def _reach(start: int, tile: _Plain) -> tuple[int, int]:
    """Give where the msgstr of a plain tile begins, and where it ends: its lengths say so."""
    notes, context, msgid, msgstr, plural, forms, _ = tile
    at = start + len(notes) + len(msgid) + 9  # `msgid ""` and the end of its line
    if context:
        at += len(context) + 10  # `msgctxt "`, whose first mark is counted
    if forms:
        at += len(plural) + 16  # `msgid_plural ""`
        return at, at + len(forms)
    return at, at + len(msgstr) + 10  # `msgstr ""`


def _forms(tile: _Tile) -> list[tuple[int, str]] | None:
    """Give the number and the text of each plural form, if there are any."""
    if isinstance(tile, tuple):
        found = _PLAIN_FORM.findall(tile[5])
        return [(int(number), _plain(text)) for number, text in found] or None
    if tile["forms"] is None:
        return None
    return [(int(each[1]), _unquote(each[2])) for each in _FORM.finditer(tile["forms"])]


class _Faults:
    """Every fault of one file, up to a bound."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.lines: Sequence[int] | None = None
        """The true number of each line, where lines have been left out."""
        self._findings: list[Finding] = []

    def __len__(self) -> int:
        return len(self._findings)

    def add(self, code: str, line: int, column: int, message: str, hint: str = "") -> None:
        """Keep a fault at its line; the first one too many ends the reading."""
        number = self.lines[min(line, len(self.lines)) - 1] if self.lines else line
        position = Position(self.path, number, column)
        if len(self._findings) == MAX_FAULTS:
            message, hint = f"more than {MAX_FAULTS} faults: this is no catalog", ""
        self._findings.append(Finding(position, Severity.ERROR, code, RULES[code], message, hint))
        if len(self._findings) > MAX_FAULTS:
            self.stop()

    def stop(self) -> None:
        """Raise InputError if there was any."""
        if self._findings:
            raise InputError(sorted(self._findings, key=_place))


def _place(finding: Finding) -> tuple[int, int]:
    return (finding.position.line, finding.position.column)


# --- reading --------------------------------------------------------------------------------


def read_catalog(data: bytes, path: str) -> Catalog:
    """Give a catalog from which `write_catalog` makes the same bytes (law 1).

    Any other bytes raise InputError, which names every fault at its line, and nothing else (law 6).
    What tools write is accepted: any wrapping, CRLF, a BOM, sticky flags (`#=`, gettext 0.26), and
    every charset that ASCII is a part of.
    """
    catalog, findings = examine_catalog(data, path)
    if catalog is None or findings:
        raise InputError(findings)
    return catalog


def examine_catalog(data: bytes, path: str) -> tuple[Catalog | None, tuple[Finding, ...]]:
    """Give what can be read of a file, for who only looks, and every fault of it by line.

    The entries are those that are well written; None where the bytes are not text, or nothing is.
    """
    faults = _Faults(path)
    catalog: Catalog | None = None
    try:
        catalog = _examine(data, path, faults)
        faults.stop()
    except InputError as error:
        garbled = any(each.code == "P002" for each in error.findings)
        return (None if garbled else catalog), tuple(error.findings)
    return catalog, ()


def _examine(data: bytes, path: str, faults: _Faults) -> Catalog:
    if len(data) > MAX_BYTES:
        faults.add("P001", 1, 1, f"the file has more than {MAX_BYTES // 1024**2} MB", "split it")
    elif not data or data.isspace():  # a power cut leaves it, and it would pass for "untranslated"
        faults.add(
            "P001", 1, 1, "the file is empty", "take it from a backup or from git, or delete it"
        )
    faults.stop()
    text, codec = _decode(data, faults)
    garbled = bool(len(faults))
    if not _is_clean(data, text, codec):
        _check_controls(text, faults)
    scan = _scan(data if codec == "utf-8" and not garbled else text.encode(), faults)
    for tile in scan.doubtful:
        _check_forms(tile, scan.line(tile.start("at")), faults)
    number, entry = _find_head(scan, path)
    told = entry.msgstr[0] if entry and entry.msgid_plural is None else ""
    header = _header(told)
    if entry and entry.position and codec:
        _check_head(entry.position.line, told, codec, faults)
    known = len(scan.states) + len(scan.obsolete)
    if known < scan.size or not scan.states.keys().isdisjoint(scan.obsolete):
        _check_duplicates(scan, faults, garbled=garbled)
    if entry and header.get("Plural-Forms"):
        _check_plurals(scan, entry, header["Plural-Forms"], faults)
    scan.states.pop((None, ""), None)
    entries: Sequence[Entry] = Entries(path, text, entry, scan, number)
    if faults.lines:  # what was read is without one side of a conflict
        entry = entry and _placed(entry, faults.lines)
        entries = tuple(_placed(each, faults.lines) for each in entries)
    return Catalog(path=path, header=header, entries=entries, head=entry, text=text)


def _placed(entry: Entry, lines: Sequence[int]) -> Entry:
    assert entry.position
    return replace(entry, position=replace(entry.position, line=lines[entry.position.line - 1]))


def states(catalog: Catalog) -> Mapping[Key, State]:
    """Give the state of each live entry, as msgfmt counts: of plural forms it asks for the first.

    The entries of a file that was read are not decoded for it.
    """
    entries = catalog.entries
    if isinstance(entries, Entries):
        return entries.states()
    return {
        each.key: _state(each.msgstr[0], fuzzy=each.fuzzy) for each in entries if not each.obsolete
    }


def _state(msgstr: str, *, fuzzy: bool) -> State:
    if not msgstr:
        return State.UNTRANSLATED
    return State.FUZZY if fuzzy else State.TRANSLATED


class Entries(Sequence[Entry]):
    """The entries of a file, decoded when one is first asked for; equal to a tuple of them."""

    __slots__ = ("_entries", "_head", "_number", "_path", "_scan", "_text")

    def __init__(
        self, path: str, text: str, head: Entry | None, scan: _Scan, number: int | None
    ) -> None:
        self._path = path
        self._text = text
        self._head = head
        self._scan = scan
        self._number = number
        """Of the header among the tiles."""
        self._entries: tuple[Entry, ...] = ()

    def states(self) -> Mapping[Key, State]:
        """Give the state of each live entry; nothing is decoded."""
        return self._scan.states

    def is_all_of(self, catalog: Catalog) -> bool:
        """Say whether a catalog is, as a whole, what was read: these entries and their header."""
        read = (self._text, self._path, self._head)
        return read == (catalog.text, catalog.path, catalog.head)

    def _decoded(self) -> tuple[Entry, ...]:
        if not self._entries:
            entries = list(self._scan.entries(self._path))
            if self._number is not None:
                del entries[self._number]
            self._entries = tuple(entries)
        return self._entries

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, index: int | slice) -> Entry | tuple[Entry, ...]:
        return self._decoded()[index]

    def __len__(self) -> int:
        return self._scan.size - (self._number is not None)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._decoded())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, (Entries, tuple)):
            return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))
        return NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[type[tuple[Entry, ...]], tuple[tuple[Entry, ...]]]:
        return (tuple, (tuple(self),))  # a match cannot be sent to another process


def field_position(
    entry: Entry, offset: int, field: str = "msgstr", form: int = 0
) -> Position | None:
    """Give where a character of a decoded text stands in its file.

    `field` is msgctxt, msgid, msgid_plural or msgstr. The end of the text is at the closing
    quotation mark. An entry that was not read, or has no such field, gives its own position.
    """
    data = entry.raw.encode()
    match = (_dead() if entry.obsolete else _live()).match(data)
    if entry.position is None or match is None:
        return entry.position
    slot = _slot(match, "plural" if field == "msgid_plural" else field, form)
    start, end, at = (len(data[: max(each, 0)].decode()) for each in (*slot, match.start("at")))
    place = -1
    left = offset
    for token in _QUOTED.finditer(entry.raw, start, end):
        place = token.end() - 1
        for piece in _PIECE.finditer(entry.raw, token.start(1), token.end(1)):
            length = 1 if piece[0][0] == "\\" else len(piece[0])
            if left < length:
                place = piece.start() + left
                break
            left -= length
        else:
            continue
        break
    if place < 0:
        return entry.position
    down = entry.raw.count("\n", at, place) - entry.raw.count("\n", place, at)
    column = place - entry.raw.rfind("\n", 0, place)
    return Position(entry.position.path, entry.position.line + down, column)


def _slot(match: re.Match[bytes], field: str, form: int) -> tuple[int, int]:
    """Give where the strings of a field begin and end, in bytes."""
    if field == "msgstr" and match["forms"] is not None:
        forms = _FORM.finditer(match.string, *match.span("forms"))
        return next((each.span(2) for each in forms if int(each[1]) == form), (-1, -1))
    return match.span(field)


def _decode(data: bytes, faults: _Faults) -> tuple[str, str]:
    """Give the text, bad bytes replaced, and the codec that the header asks for."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or data[:2].count(0):
        faults.add("P002", 1, 1, "the file is UTF-16 or UTF-32", "save the file as UTF-8")
        faults.stop()
    name, line = _declared(data)
    codec = _codec(name)
    if codec is None:
        hint = "save the file as UTF-8 and say so in the header, charset=UTF-8"
        faults.add("P002", line, 1, f"the charset {name!r} is not known", hint)
        return data.decode("ascii", "replace"), ""
    if data.startswith(codecs.BOM_UTF8) and codec != "utf-8":
        faults.add("P002", line, 1, f"the file begins as UTF-8, and its header says {name}")
        codec = "utf-8"
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        _find_bad_bytes(data, codec, faults)
        return data.decode(codec, "replace"), codec
    if codec != "utf-8" and text.encode(codec, "replace") != data:
        faults.add("P002", 1, 1, f"the bytes are not the only way to write this text in {name}")
    return text, codec


def _declared(data: bytes) -> tuple[str, int]:
    """Give the charset that the header names, if any, and its line."""
    for match in _HEAD.finditer(data):
        if match[1] is None:
            if _UTF_8 in match[2] and match[2].lower().count(b"content-type:") == 1:
                return "UTF-8", 0
            charset = _CHARSET.search(_joined(match[2].decode("ascii", "replace")))
            at = max(data.find(b"charset=", match.start(), match.end()), match.start())
            return (charset[1] if charset else ""), data.count(b"\n", 0, at) + 1
    return "", 1


def _codec(name: str) -> str | None:
    """Give Python's name of a charset, or nothing if it cannot be read and written without loss."""
    if not name or name.upper() in {"CHARSET", "UTF-8", "UTF8"}:
        return "utf-8"  # CHARSET: a template whose texts are ASCII so far
    if not _CHARSETS.fullmatch(name):
        return None
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    return codec if _PRINTABLE.decode(codec, "replace").encode() == _PRINTABLE else None  # EBCDIC


def _find_bad_bytes(data: bytes, codec: str, faults: _Faults) -> None:
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            line.decode(codec)
        except UnicodeDecodeError as error:
            column = len(line[: error.start].decode(codec, "replace")) + 1
            message = f"byte 0x{line[error.start]:02x} is not {codec.upper()}"
            hint = "save the file as UTF-8, or name its true charset in the header"
            faults.add("P002", number, column, message, hint)


def _check_controls(text: str, faults: _Faults) -> None:
    """Report characters that end a line for some tools, and those that no text has; one a line."""
    line, seen, last = 1, 0, 0
    for match in _CONTROL.finditer(text):
        line += text.count("\n", last, match.start())
        last = match.start()
        if line == seen:
            continue
        seen = line
        column = match.start() - text.rfind("\n", 0, match.start())
        _add_control(faults, line, column, ord(match[0]))


def _add_control(faults: _Faults, line: int, column: int, code_point: int) -> None:
    separator = code_point in {0x85, 0x2028, 0x2029}
    what = "line separator" if separator else "control character"
    faults.add(
        "U104" if separator else "U103",
        line,
        column,
        f"{what} U+{code_point:04X}",
        r"a line break in a text is written \n" if separator else "delete it",
    )


def _take_ours(data: bytes, faults: _Faults) -> bytes:
    """Report each conflict that git has left, and give the file as it is on our side."""
    kept: list[bytes] = []
    numbers: list[int] = []
    side = b""
    for number, line in enumerate(data.split(b"\n"), 1):
        marker = line[:1] if _CONFLICT.match(line) else b""
        if not marker:
            if side in {b"", b"<"}:
                kept.append(line)
                numbers.append(number)
        elif side and marker != b"<":
            side = b"" if marker == b">" else marker
        else:
            hint = "choose between the two sides, and delete the marked lines"
            faults.add("P104", number, 1, "git has left a conflict here", hint)
            side = marker if marker == b"<" else b""
    faults.lines = numbers
    return b"\n".join(kept)


def _is_clean(data: bytes, text: str, codec: str) -> bool:
    """Say that no character of UTF-8 is one that `_check_controls` would report; in doubt, no."""
    return (
        codec == "utf-8"
        and not any(map(data.__contains__, _REFUSED))
        and not (_C1 in data and _REFUSED_C1.search(data))
        and not (_SEPARATOR in data and ("\u2028" in text or "\u2029" in text))
    )


def _scan(data: bytes, faults: _Faults) -> _Scan:
    """Cut a file into tiles; go on after each fault, of which a conflict is one: ours is read."""
    scan = _Scan(data)
    joined = data.replace(_BREAK, _JOINT)
    in_doubt = faults.lines is None
    while scan.size <= MAX_ENTRIES:
        _scan_plain(scan, joined)
        if scan.size > MAX_ENTRIES:
            break
        pos = scan.end
        start = _end(_BLANK.match(data, pos))
        if start == len(data):
            return scan
        tile = _live().match(data, start) or _dead().match(data, start)
        if tile is not None:
            scan.add(tile)
        elif _TAIL.match(data, start):
            return scan
        elif in_doubt and _CONFLICT.search(data):
            return _scan(_take_ours(data, faults), faults)
        else:
            in_doubt = False
            if start == pos and scan.size:  # what is wrong here is the rest of that one
                scan.drop()
            scan.end = _diagnose(data, start, scan.line(start), faults)
    _, begin, *_ = next(islice(scan.places(), MAX_ENTRIES, None))
    faults.add("P001", scan.line(begin), 1, f"more than {MAX_ENTRIES} messages", "split the file")
    return scan


def _scan_plain(scan: _Scan, joined: bytes) -> None:
    """Take the plain entries that come next, if any. A cold status is this."""
    if not scan.sound:
        return
    run = _PLAIN.findall(joined, scan.end)
    end = len(scan.data)
    if run and run[-1][-1]:
        run.pop()
        before = end = scan.end
        for tile in run:
            before, end = end, _reach(end, tile)[1]
        if run and not _NEXT.match(scan.data, end):
            run.pop()
            end = before
    if run:
        msgids = _read_plain(scan, run)
        scan.sound = msgids is not None
        if msgids is not None:
            scan.add_run(run, msgids, end)


def _read_plain(scan: _Scan, run: Sequence[_Plain]) -> Sequence[str] | None:
    """Note the states of plain entries and give their msgids; None if one breaks the form."""
    notes, contexts, msgids, msgstrs, plurals, forms, _ = zip(*run, strict=True)
    said = b"".join(notes)
    if _SEAM in said or (_BAR in said and not all(map(_noted().fullmatch, notes))):
        return None
    counts = set()
    if any(forms):
        every = [_PLAIN_FORM.findall(each) for each in forms]
        counts = {len(each) for each in every if each}
        numbers = [b"".join([number for number, _ in each]) for each in every]
        others = [text for each in every for _, text in each]
        if not all(map(b"0123456789".startswith, numbers)) or not _is_exact([*plurals, *others]):
            return None
        msgstrs = tuple(
            [each[0][1] if each else msgstr for each, msgstr in zip(every, msgstrs, strict=True)]
        )
    ids = _spell(msgids)
    names: Iterable[str | None] = repeat(None)
    if any(contexts):
        named = [number for number, each in enumerate(contexts) if each]
        spelled = _spell([contexts[number][1:] for number in named])
        if spelled is None:
            return None
        known = dict(zip(named, spelled, strict=True))
        names = map(known.get, range(len(run)))
    if ids is None or not _is_exact(msgstrs):
        return None
    blank, whole, fuzzy = State.UNTRANSLATED, State.TRANSLATED, State.FUZZY
    states = [whole if each and each.strip(_JOINT) else blank for each in msgstrs]
    if b"fuzzy" in said:
        for number in [number for number, each in enumerate(notes) if each.find(b"fuzzy") >= 0]:
            if states[number] is whole and "fuzzy" in _comments(notes[number].decode())[0]:
                states[number] = fuzzy
    scan.counts |= counts
    scan.states.update(zip(zip(names, ids, strict=False), states, strict=True))
    return ids


def _spell(plain: Sequence[bytes]) -> Sequence[str] | None:
    """Give the texts that stand between the marks of plain ones; nothing if one is not exact."""
    together = b"".join(plain)
    if _BACKSLASH not in together and _MARK not in together:
        if _SEAM not in together:
            return [each.decode() for each in plain]
        texts = b"\0".join(plain).replace(_JOINT, b"").decode().split("\0")
        return texts if len(texts) == len(plain) else None  # a NUL in one of them is a fault
    return [*map(_plain, plain)] if all(map(_EXACT.fullmatch, plain)) else None


def _is_exact(plain: Sequence[bytes]) -> bool:
    """Say whether the marks and escapes of plain texts are as they should be.

    No mark stands alone, and no escape is unknown, or cut in two by the end of a line.
    """
    together = b"".join(plain)
    if _BACKSLASH not in together:
        return _MARK not in together
    return all(
        map(_EXACT.fullmatch, [each for each in plain if _BACKSLASH in each or _MARK in each])
    )


def _is_obsolete(tile: _Tile) -> bool:
    return isinstance(tile, re.Match) and tile.re is _dead()


def _end(match: re.Match[bytes] | None) -> int:
    if match is None:  # pragma: no cover  (the pattern may be empty: it always matches)
        raise AssertionError
    return match.end()


def _check_forms(tile: re.Match[bytes], line: int, faults: _Faults) -> None:
    """Report plural forms without a plural, a plural without forms, and gaps between the forms."""
    forms = _forms(tile)
    if forms is None:
        faults.add("P001", line, 1, "msgstr has no number, and there is a msgid_plural")
    elif tile["plural"] is None:
        faults.add("P001", line, 1, "msgstr has a number, and there is no msgid_plural")
    else:
        numbers = [number for number, _ in forms]
        if numbers != list(range(len(numbers))):
            listed = ", ".join(f"msgstr[{each}]" for each in numbers[:MAX_PLURALS])
            faults.add("P001", line, 1, f"the plural forms are not 0, 1, 2 …: {listed}")


def _find_head(scan: _Scan, path: str) -> tuple[int, Entry] | tuple[None, None]:
    """Give the header and its number among the tiles: the first live one without any text."""
    if (None, "") in scan.states:
        for number, (tile, begin, _, line) in enumerate(scan.places()):
            if not _is_obsolete(tile) and _key(tile) == (None, ""):
                if not isinstance(tile, tuple):
                    return number, _entry(tile, line, path)
                start = begin - _told(tile[0])[0]
                return number, next(_entries(scan, start, [tile], [""], path))
    return None, None


def _check_head(line: int, header: str, codec: str, faults: _Faults) -> None:
    """Report a charset that was not found before decoding: the bytes were read in another."""
    charset = _CHARSET.search(header)
    if charset and _codec(charset[1]) != codec and not len(faults):
        message = f"the header names {charset[1]} where no tool looks for it"
        faults.add("P002", line, 1, message)


def _check_duplicates(scan: _Scan, faults: _Faults, *, garbled: bool) -> None:
    """Report each message that comes a second time, obsolete ones too, as gettext does."""
    seen: dict[Key, int] = {}
    for tile, begin, *_ in scan.places():
        key = _key(tile)
        keyword = (
            begin + len(tile[0].lstrip(b"\n")) if isinstance(tile, tuple) else tile.start("top")
        )
        top = scan.line(keyword)
        first = seen.setdefault(key, top)
        if first != top and not (garbled and "\ufffd" in f"{key}"):
            true = faults.lines[first - 1] if faults.lines else first
            hint = "keep one of the two"
            faults.add("P004", top, 1, f"the message of line {true} comes again", hint)


def _check_plurals(scan: _Scan, head: Entry, forms: str, faults: _Faults) -> None:
    """Report a number of plural forms that nobody can have meant, or that is not the header's.

    Of a message that is not translated nobody has counted them yet; `msgfmt -c` does not either.
    """
    match = _NPLURALS.search(forms)  # as gettext looks for it
    if match is None or (match[1] != "INTEGER" and not 1 <= int(match[1]) <= MAX_PLURALS):
        place = field_position(head, head.msgstr[0].find("Plural-Forms"))
        line, column = (place.line, place.column) if place else (1, 1)
        hint = "as in: nplurals=2; plural=(n != 1);"
        faults.add("P010", line, column, f"Plural-Forms cannot be used: {forms[:80]}", hint)
    elif match[1] != "INTEGER" and scan.counts - {int(match[1])}:
        for tile, *_, line in scan.places():  # INTEGER: a template's word for a number to come
            texts = _forms(tile)
            if texts is None or _is_obsolete(tile) or len(texts) == int(match[1]):
                continue
            if all(text for _, text in texts) and "fuzzy" not in _comments(_notes(tile))[0]:
                message = f"{len(texts)} plural forms, and the header says {int(match[1])}"
                faults.add("P011", line, 1, message)


# --- what is wrong with an entry ------------------------------------------------------------

_WORDS = re.compile(r"[ \t]*(#~\||#\||#~|)[ \t]*([^\s\"#]*)[ \t]*(.*)", re.DOTALL)
_FIELD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:(?<=msgstr)\[[0-9]{1,3}\])?")
_RUN = re.compile(r'"[^"\\]*+(?>(?:\\[nrt"\\][^"\\]*+)*)')
_RANK = {"msgctxt": 1, "msgid": 2, "msgid_plural": 3, "msgstr": 4}


def _diagnose(data: bytes, start: int, line: int, faults: _Faults) -> int:
    """Report what is wrong with the entry that begins here; give where to go on.

    The grammar again, slowly and for people: only what the scan could not read gets here.
    """
    before = len(faults)
    rank, top, mark, blurred = 0, line, "", False
    pos, number = start, line
    while pos < len(data):
        end = data.find(b"\n", pos) + 1 or len(data)
        content = data[pos:end].decode().rstrip("\r\n\t ")
        kind, word, rest, column = _split(content)
        field = _FIELD.fullmatch(word)
        new = _RANK.get(field[1] if field else "", 0)
        if not content or kind == "#":
            if rank == 4 or (rank and content):
                break
        elif rank and (kind.endswith("|") or kind != mark or new == 1 or (new == 2 and rank > 1)):
            break
        else:
            wrong = _lexical(word, rest, column, number, faults)
            if not wrong and not kind.endswith("|") and not blurred:
                _misplaced(word, new, rank, number, faults)
            blurred = blurred or (wrong and not new and bool(word or not rank))
            if new and not kind.endswith("|"):
                top, mark = (number, kind) if new < 3 else (top, kind)
                rank = new
        pos, number = end, number + 1
    if rank in {1, 2, 3} and not blurred:
        message = "msgctxt without msgid" if rank == 1 else "msgid without msgstr"
        faults.add("P001", top, 1, message)
    if len(faults) == before:
        faults.add("P001", line, 1, "the lines of this entry are not in order")
    return pos


def _split(content: str) -> tuple[str, str, str, int]:
    """Give a line's mark (`#` of a comment), keyword, string, and the column of the string."""
    match = _WORDS.match(content)
    if match is None or (not match[1] and content.lstrip().startswith("#")):
        return "#", "", "", 1
    return match[1], match[2], match[3], match.start(3) + 1


def _lexical(word: str, rest: str, column: int, line: int, faults: _Faults) -> bool:
    """Report a line that is not a keyword and a string; say whether it was."""
    if word and not _FIELD.fullmatch(word):
        what = f"the keyword {word[:40]!r} is not known" if rest[:1] == '"' else "not a line of PO"
        faults.add("P001", line, 1, what)
        return True
    run = _RUN.match(rest)
    end = run.end() if run else 0
    if run is None:
        what = f"{word} without a string in quotation marks" if word else "not a line of PO"
        faults.add("P001", line, column, what)
    elif end == len(rest) or rest[end:] == "\\":
        hint = "the file may have been cut off: take it from a backup or from git"
        faults.add("P001", line, column + end, "the string is not closed", hint)
    elif rest[end] == "\\" and rest[end + 1] in "abfv01234567x":
        hint = r"only \n, \t, \r, \" and \\ are texts"
        faults.add("U103", line, column + end, rf"control character \{rest[end + 1]}", hint)
    elif rest[end] == "\\":
        hint = r"a backslash is written \\"
        message = rf"the escape \{rest[end + 1]} is not known"
        faults.add("P001", line, column + end, message, hint)
    elif rest[end + 1 :]:
        hint = r"a quotation mark inside a text is written \""
        message = "text after the closing quotation mark"
        faults.add("P001", line, column + end + 1, message, hint)
    else:
        return False
    return True


def _misplaced(word: str, new: int, rank: int, line: int, faults: _Faults) -> None:
    """Report a line that is well written and stands in the wrong place."""
    if not word and not rank:
        faults.add("P001", line, 1, "a string that belongs to no field")
    elif new == 3 and rank != 2:
        faults.add("P001", line, 1, "msgid_plural without msgid")
    elif new == 4 and rank < 2:
        faults.add("P001", line, 1, "msgstr without msgid")
    elif new == 4 and rank == 4 and "[" not in word:
        faults.add("P001", line, 1, "a second msgstr")


# --- decoding -------------------------------------------------------------------------------


def _unquote(raw: bytes) -> str:
    return _joined(raw.decode())


def _joined(raw: str) -> str:
    """Give the text that strings on several lines spell."""
    text = "".join(_QUOTED.findall(raw))
    return _unescaped(text) if "\\" in text else text


def _plain(raw: bytes) -> str:
    """Give the text that stands between the marks of a plain one."""
    text = (raw.replace(_JOINT, b"") if _SEAM in raw else raw).decode()
    return _unescaped(text) if "\\" in text else text


def _unescaped(text: str) -> str:
    """Give a text with its escapes resolved; one that is not known stays as it is."""
    if "\\\\" in text:  # where one begins has to be found from the left
        return _ESCAPE.sub(_unescape, text)
    for escape, character in _SIMPLE:
        text = text.replace(escape, character)
    return text


def _unescape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[1], match[0])


def _optional(raw: bytes | None) -> str | None:
    return None if raw is None else _unquote(raw)


def _msgstr(tile: _Tile) -> tuple[str, ...]:
    forms = _forms(tile)
    if forms is not None:
        return tuple([text for _, text in forms])
    return (_plain(tile[3]) if isinstance(tile, tuple) else _unquote(tile["msgstr"]),)


def _key(tile: _Tile) -> Key:
    if isinstance(tile, tuple):
        return (_plain(tile[1][1:]) if tile[1] else None), _plain(tile[2])
    return _optional(tile["msgctxt"]), _unquote(tile["msgid"])


def _notes(tile: _Tile) -> str:
    return (tile[0] if isinstance(tile, tuple) else tile["notes"] + tile["more"]).decode()


class _Draft:
    """An entry, or its position, while it is filled: it is one as soon as it is given its class.

    To make a frozen value by its own `__init__` takes five times as long, and is half of decoding.
    """

    __slots__ = Entry.__slots__


class _DraftPosition:
    __slots__ = Position.__slots__


def _entries(
    scan: _Scan, start: int, run: Sequence[_Tile], msgids: Sequence[str], path: str
) -> Iterator[Entry]:
    """Decode the tiles of a run, everything of them; their msgids are known."""
    data, line, seen = scan.data, scan.line(start), start
    for tile, known in zip(run, msgids, strict=False):
        if not isinstance(tile, tuple):
            yield _entry(tile, line + data.count(b"\n", seen, tile.start("at")), path)
            continue
        notes, context, _, msgstr, plural, forms, _ = tile
        at, end = _reach(start, tile)
        line += data.count(b"\n", seen, at)
        blank, told = _told(notes)
        position: Any = _DraftPosition()
        position.path, position.line, position.column = path, line, 1
        position.__class__ = Position
        draft: Any = _Draft()
        draft.msgctxt = _plain(context[1:]) if context else None
        draft.msgid = known
        draft.msgid_plural = _plain(plural) if forms else None
        draft.msgstr = _msgstr(tile) if forms else (_plain(msgstr),)
        draft.flags, draft.references, draft.note, draft.comment, draft.previous = told
        draft.obsolete = False
        draft.position = position
        draft.raw = data[start + blank : end].decode()
        draft.__class__ = Entry
        yield draft
        seen, start = at, end


def _entry(tile: re.Match[bytes], line: int, path: str) -> Entry:
    """Decode a tile that is not plain."""
    at = tile.start("at")
    key = _key(tile)
    flags, references, note, comment = _comments(_notes(tile))
    return Entry(
        msgctxt=key[0],
        msgid=key[1],
        msgid_plural=_optional(tile["plural"]),
        msgstr=_msgstr(tile),
        flags=flags,
        references=references,
        note=note,
        comment=comment,
        previous=_previous(tile),
        obsolete=_is_obsolete(tile),
        position=Position(path, line, at - tile.string.rfind(b"\n", 0, at)),
        raw=tile[0].decode(),
    )


_Previous = tuple[str | None, str, str | None]


def _previous(match: re.Match[bytes] | None) -> _Previous | None:
    """Give what an entry was before its source changed."""
    if match is None or match["was_msgid"] is None:
        return None
    return (
        _optional(match["was_msgctxt"]),
        _unquote(match["was_msgid"]),
        _optional(match["was_plural"]),
    )


@lru_cache(maxsize=16)  # all sentences of a paragraph have the same
def _told(notes: bytes) -> tuple[int, tuple[*_Comments, _Previous | None]]:
    """Give the blank lines before a plain entry, and what its comments say."""
    lines = notes.lstrip(b"\n")
    previous = _previous(_noted().fullmatch(lines)) if _BAR in notes else None
    return len(notes) - len(lines), (*_comments(lines.decode()), previous)


_Comments = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _comments(raw: str) -> _Comments:
    """Give flags, references, notes and comments: the lines by the character after their `#`."""
    flags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    comment: tuple[str, ...] = ()
    for each in raw.split("\n"):
        if not each:
            continue
        start = each[:3]
        if start == "#. " and each[-1] not in " \r":
            note += (each[3:],)
            continue
        if start == "#: " and "\u2068" not in each:
            references += tuple(each[3:].split())
            continue
        line = each if each[0] == "#" and each[-1] not in " \r" else _trimmed(each)
        kind = line[1:2]
        if kind == ".":
            note += (line[3:] if line[2:3] == " " else line[2:],)
        elif kind == ":":
            references += _references(line[2:])
        elif kind in {",", "="}:
            flags += tuple([flag.strip() for flag in line[2:].split(",") if flag.strip()])
        elif line and kind != "|":
            comment += (line[2:] if kind == " " else line[1:],)
    return flags, references, note, comment


def _trimmed(line: str) -> str:
    """Give a comment line without what stands around it, or nothing."""
    line = line.lstrip(" \t").removesuffix("\r")
    return line[:-1] if _JOINING.search(line) and line.endswith(" ") else line


def _references(text: str) -> tuple[str, ...]:
    if "\u2068" not in text:
        return tuple(text.split())
    return tuple([each.translate(_ISOLATES) for each in _REFERENCE.findall(text)])


def _header(text: str) -> dict[str, str]:
    """Give the fields of a header, the first of each name."""
    fields: dict[str, str] = {}
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip(), value.strip())
    return fields


# --- writing --------------------------------------------------------------------------------


def new_catalog(
    path: str,
    header: Mapping[str, str],
    comment: tuple[str, ...] = (),
    entries: Sequence[Entry] = (),
) -> Catalog:
    """Give a catalog with a header in gettext's order, complete enough for `msgfmt -c`."""
    fields = ordered_header(HEADER_DEFAULTS | dict(header))
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return Catalog(path, fields, entries, Entry(msgstr=(text,), comment=comment))


def ordered_header(header: Mapping[str, str]) -> dict[str, str]:
    """Put fields in gettext's order, others behind by name; each value is one line."""
    rank = {name: number for number, name in enumerate(HEADER_ORDER)}
    names = sorted(header, key=lambda name: (rank.get(name, len(rank)), name))
    return {name: " ".join(header[name].split()) for name in names}


def canonical(catalog: Catalog) -> Catalog:
    """Give the catalog in the one form that every tool leaves alone; twice is once.

    UTF-8, LF, unwrapped, the header first and in gettext's order, other fields behind by name, the
    obsolete entries last: the bytes of `msgcat --no-wrap`, where gettext keeps everything. Nothing
    else of what the catalog says changes.
    """
    entries = [replace(each, position=None, raw="") for each in catalog.entries]
    head = catalog.head
    if head:
        text = _CHARSET.sub(_as_utf8, _ordered(head.msgstr[0]))
        head = replace(head, msgstr=(text,), position=None, raw="")
    return Catalog(
        path=catalog.path,
        header=_header(head.msgstr[0]) if head else {},
        entries=tuple(sorted(entries, key=lambda each: each.obsolete)),
        head=head,
    )


def _ordered(header: str) -> str:
    """Put the lines of a header in order; one that is no field stays behind the field before it."""
    if not header:
        return ""
    fields: list[tuple[str, list[str]]] = [("", [])]
    for line in header.removesuffix("\n").split("\n"):
        name, colon, value = line.partition(":")
        if colon and name.strip():
            fields.append((name.strip(), [f"{name.strip()}: {value.strip()}"]))
        else:
            fields[-1][1].append(line)
    rank = {name: number for number, name in enumerate(("", *HEADER_ORDER))}
    fields.sort(key=lambda field: (rank.get(field[0], len(rank)), field[0]))
    return "".join(f"{line}\n" for _, lines in fields for line in lines)


def _as_utf8(charset: re.Match[str]) -> str:
    declared = charset[0]
    return f"{declared[: charset.start(1) - charset.start()]}UTF-8"


def write_catalog(catalog: Catalog) -> bytes:
    """Give the bytes of a catalog: of what has not changed, those that were read (laws 1 and 2).

    An entry is written anew when it has no `raw`, or one that is not of this file: in the form that
    `msgcat --no-wrap` leaves as it is, with the file's line ends, in its charset. A text that could
    not be read again raises InputError.
    """
    if isinstance(catalog.entries, Entries) and catalog.entries.is_all_of(catalog):
        return _encode(catalog, catalog.text)
    faults = _Faults(catalog.path)
    old = catalog.text
    tiles, gaps, tail = _take_apart(old, faults)
    break_ = "\r\n" if old.partition("\n")[0].endswith("\r") else "\n"
    index = {line: number for number, (line, _) in enumerate(tiles)}
    parts = [BOM] if old.startswith(BOM) else []
    last: int | None = -1
    for entry in _in_order(catalog, tiles):
        place = entry.position
        here = index.get(place.line) if place and place.path == catalog.path else None
        if here is not None and last is not None and here == last + 1:
            parts.append(gaps[here])
        elif last != -1:
            parts.append(break_ if parts[-1].endswith("\n") else break_ * 2)
        if here is not None and entry.raw == tiles[here][1]:
            parts.append(entry.raw)
        else:
            _check_writable(entry, faults)
            parts.append(_format(entry).replace("\n", break_))
        last = here
    parts.append(tail)
    faults.stop()
    return _encode(catalog, "".join(parts))


def _take_apart(text: str, faults: _Faults) -> tuple[list[tuple[int, str]], list[str], str]:
    """Give line and text of every entry, the header too; what stands before each; and the rest."""
    data = text.encode()
    scan = _scan(data, faults) if text else _Scan(b"")
    tiles, gaps = [], []
    pos = len(codecs.BOM_UTF8) if text.startswith(BOM) else 0
    for _, begin, end, line in scan.places():
        gaps.append(data[pos:begin].decode())
        tiles.append((line, data[begin:end].decode()))
        pos = end
    return tiles, gaps, data[pos:].decode()


def _in_order(catalog: Catalog, tiles: Sequence[tuple[int, str]]) -> Iterator[Entry]:
    """Give the header at its place among the entries: first, if it is not elsewhere already."""
    before = None
    if catalog.head and catalog.head.position:
        lines = [line for line, _ in tiles]
        if catalog.head.position.line in lines[1:]:
            before = lines[lines.index(catalog.head.position.line) - 1]
    ahead = [each for each in catalog.entries if each.position and each.position.line == before]
    if catalog.head and not ahead:
        yield catalog.head
    for entry in catalog.entries:
        yield entry
        if catalog.head and ahead and entry is ahead[0]:
            yield catalog.head


def _check_writable(entry: Entry, faults: _Faults) -> None:
    """Report characters that `read_catalog` would not take."""
    previous = [each for each in entry.previous or () if each]
    texts = [entry.msgctxt or "", entry.msgid, entry.msgid_plural or "", *entry.msgstr, *previous]
    comments = [*entry.comment, *entry.note, *entry.references, *entry.flags]
    line = entry.position.line if entry.position else 1
    bad = [each for text in texts for each in _CONTROL.findall(text.replace("\r", ""))]
    bad += [each for text in comments for each in _CONTROL.findall(text.replace("\r\n", "\r"))]
    for character in bad:
        _add_control(faults, line, 1, ord(character))


def _format(entry: Entry) -> str:
    """Give the lines of an entry in gettext's order and form, unwrapped."""
    from polib import POEntry  # noqa: PLC0415  (only a change needs it: reading starts faster)

    previous = entry.previous or (None, None, None)
    plural = entry.msgid_plural is not None
    message = POEntry(
        msgctxt=entry.msgctxt,
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural or "",
        msgstr="" if plural else entry.msgstr[0],
        msgstr_plural=dict(enumerate(entry.msgstr)) if plural else {},
        occurrences=[(_isolated(each), "") for each in entry.references],
        flags=sorted(entry.flags, key=lambda flag: flag != "fuzzy"),
        previous_msgctxt=previous[0],
        previous_msgid=previous[1],
        previous_msgid_plural=previous[2],
    )
    body = message.__unicode__(wrapwidth=0).split("\n")[:-1]
    if entry.msgid_plural == "":  # which polib takes for none
        body.insert(
            next(n for n, line in enumerate(body) if line[:6] == "msgstr"), 'msgid_plural ""'
        )
    if entry.obsolete:
        body = [_buried(line) for line in body]
    lines = [f"# {line}" for text in entry.comment for line in text.split("\n")]
    lines += [f"#. {line}" for text in entry.note for line in text.split("\n")]
    lines = [line[:-1] if line in {"# ", "#. "} else line for line in lines]
    lines = [f"{line} " if _JOINING.search(line) else line for line in lines]
    return "\n".join([*lines, *body, ""])


def _isolated(reference: str) -> str:
    """Mark a file name with spaces as gettext does."""
    if " " not in reference:
        return reference
    name, colon, line = reference.rpartition(":")
    if not line.isdecimal():
        name, colon, line = reference, "", ""
    return f"\u2068{name}\u2069{colon}{line}"


def _buried(line: str) -> str:
    """Give a line of an obsolete entry (polib itself would drop its references)."""
    if line.startswith("#|"):
        return f"#~{line[1:]}"
    return line if line.startswith("#") else f"#~ {line}"


def _encode(catalog: Catalog, text: str) -> bytes:
    """Give the bytes in the charset that the header declares."""
    charset = _CHARSET.search(catalog.head.msgstr[0]) if catalog.head else None
    codec = _codec(charset[1] if charset else "") or "utf-8"
    try:
        data = text.encode(codec)
        if codec == "utf-8" or data.decode(codec) == text:
            return data
        start = next(
            n for n, (a, b) in enumerate(zip(text, data.decode(codec), strict=False)) if a != b
        )
    except UnicodeEncodeError as error:
        start = error.start
    character = f"U+{ord(text[start]):04X}"
    position = Position(
        catalog.path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    )
    hint = "convert the file to UTF-8 (msgconv -t UTF-8) and say so in its header"
    message = f"{character} cannot be written in {codec.upper()}"
    raise InputError([Finding(position, Severity.ERROR, "P002", RULES["P002"], message, hint)])
