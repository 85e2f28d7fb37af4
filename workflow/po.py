"""PO file ↔ Catalog, strict and lossless. The only door to polib.

A scan cuts the file into tiles, each an entry and the blank lines before it, that give the file
back when put together again. It checks the grammar of every line and decodes nothing but the keys;
an entry is decoded when it is asked for, and formatted (by polib) only when it has changed.

Polib never reads: it takes a cut file for a shorter one, and loses what stands before a U+2028.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, overload

from .errors import InputError
from .model import Catalog, Entry, Finding, Position, Severity

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
# possessive: no input makes the scan go back.

_STRING = r'"[^"\\\n]*+(?:\\[nrt"\\][^"\\\n]*+)*+"'
_END = r"[ \t]*+(?:\r?\n|\Z)"
_NOTES = r"(?:[ \t]*+#(?![~|])[^\n]*+(?:\n|\Z)|[ \t]*+\r?\n)*+"


def _text(prefix: str, group: str) -> str:
    """Match a string and its continuation lines."""
    return rf"[ \t]*+(?P<{group}>{_STRING}{_END}(?:{prefix}{_STRING}{_END})*+)"


def _grammar(mark: str, previous_mark: str) -> re.Pattern[str]:
    """Match one entry with its comments; `mark` is what the lines of an obsolete one begin with."""
    here = rf"[ \t]*+{mark}"
    next_ = rf"(?:[ \t]*+\r?\n)*+{here}"
    was = rf"[ \t]*+{previous_mark}[ \t]*+"
    form = rf"msgstr\[[0-9]{{1,3}}\][ \t]*+{_STRING}{_END}(?:{here}{_STRING}{_END})*+"
    return re.compile(
        rf"(?P<notes>{_NOTES})"
        rf"(?:(?:{was}msgctxt{_text(was, 'was_msgctxt')})?+"
        rf"{was}msgid{_text(was, 'was_msgid')}"
        rf"(?:{was}msgid_plural{_text(was, 'was_plural')})?+)?+"
        rf"(?P<more>{_NOTES})"
        rf"(?P<top>)(?:{here}msgctxt{_text(here, 'msgctxt')})?+"
        rf"{next_}msgid{_text(here, 'msgid')}"
        rf"(?:{next_}msgid_plural{_text(here, 'plural')})?+"
        rf"{next_}(?P<at>)(?:msgstr{_text(here, 'msgstr')}|(?P<forms>{form}(?:{next_}{form})*+))"
    )


_LIVE = _grammar("", r"#\|")
_DEAD = _grammar(r"#~[ \t]*+", r"#~?\|")
_FORM = re.compile(
    rf"msgstr\[([0-9]+)\]((?:[^\"\n]*+{_STRING}{_END})(?:[ \t#~]*+{_STRING}{_END})*+)"
)
_BLANK = re.compile(r"(?:[ \t]*+\r?\n)*+")
_TAIL = re.compile(rf"{_NOTES}[ \t]*+\Z")
_QUOTED = re.compile(r'"([^"\\\n]*+(?:\\.[^"\\\n]*+)*+)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_PIECE = re.compile(r"\\.|[^\\]++")
_REFERENCE = re.compile(
    "\u2068[^\u2069]*\u2069(?::[0-9]+)?|\\S+"
)  # gettext isolates names with spaces
_ISOLATES = {0x2068: None, 0x2069: None}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]|\r(?!\n)")
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r]|$)", re.MULTILINE)
_MARKERS = ("<" * 7, "|" * 7, "=" * 7, ">" * 7)
_HEAD = re.compile(
    rb'^([ \t]*+msgctxt[^\n]*+\n(?:[ \t]*+(?:"[^\n]*+)?\n|\r\n)*+)?+'
    rb'[ \t]*+msgid[ \t]*+""[ \t]*+\r?\n[ \t]*+msgstr((?:[ \t]*+"[^\n]*+(?:\n|\Z))++)',
    re.MULTILINE,
)
_CHARSET = re.compile(r"^Content-Type:[^\n]*?charset=([^\s;]*)", re.MULTILINE | re.IGNORECASE)
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


@dataclass(frozen=True, slots=True)
class _Tile:
    """An entry as it stands in the file, and the blank lines before it."""

    gap: str
    match: re.Match[str]
    line: int
    """Of its msgstr."""

    @property
    def raw(self) -> str:
        return self.match.group()

    @property
    def key(self) -> Key:
        context = self.match["msgctxt"]
        return (None if context is None else _unquote(context), _unquote(self.match["msgid"]))

    @property
    def obsolete(self) -> bool:
        return self.match.re is _DEAD

    @property
    def head(self) -> bool:
        return (
            self.match["msgctxt"] is None
            and not self.obsolete
            and not _unquote(self.match["msgid"])
        )

    @property
    def top(self) -> int:
        """Give the line where its message begins."""
        match = self.match
        return self.line - match.string.count("\n", match.start("top"), match.start("at"))


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
    faults = _Faults(path)
    if len(data) > MAX_BYTES:
        faults.add("P001", 1, 1, f"the file has more than {MAX_BYTES // 1024**2} MB", "split it")
    elif not data.strip():  # which a power cut leaves, and which would pass for "no translations"
        faults.add(
            "P001", 1, 1, "the file is empty", "take it from a backup or from git, or delete it"
        )
    faults.stop()
    text, codec = _decode(data, faults)
    garbled = bool(len(faults))
    _check_controls(text, faults)
    if any(mark in text for mark in _MARKERS) and _CONFLICT.search(text):
        text = _take_ours(text, faults)
    tiles, _ = _scan(text, faults)
    head = next((tile for tile in tiles if tile.head), None)
    _check_head(head, codec, faults)
    _check_duplicates(tiles, faults, garbled=garbled)
    _check_plurals(tiles, head, faults)
    faults.stop()
    entry = _entry(head, path) if head else None
    return Catalog(
        path=path,
        header=_header(entry.msgstr[0]) if entry else {},
        entries=Entries(path, tuple(tile for tile in tiles if tile is not head)),
        head=entry,
        text=text,
    )


class Entries(Sequence[Entry]):
    """The entries of a file, each decoded when it is first asked for; equal to a tuple of them."""

    __slots__ = ("_entries", "_path", "_tiles")

    def __init__(self, path: str, tiles: tuple[_Tile, ...]) -> None:
        self._path = path
        self._tiles = tiles
        self._entries: list[Entry | None] = [None] * len(tiles)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, index: int | slice) -> Entry | tuple[Entry, ...]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(len(self))))
        entry = self._entries[index]
        if entry is None:
            entry = self._entries[index] = _entry(self._tiles[index], self._path)
        return entry

    def __len__(self) -> int:
        return len(self._tiles)

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
    match = (_DEAD if entry.obsolete else _LIVE).match(entry.raw)
    if entry.position is None or match is None:
        return entry.position
    start, end = _slot(match, "plural" if field == "msgid_plural" else field, form)
    place = -1
    left = offset
    for token in _QUOTED.finditer(entry.raw, max(start, 0), max(end, 0)):
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
    at = match.start("at")
    down = entry.raw.count("\n", at, place) - entry.raw.count("\n", place, at)
    column = place - entry.raw.rfind("\n", 0, place)
    return Position(entry.position.path, entry.position.line + down, column)


def _slot(match: re.Match[str], field: str, form: int) -> tuple[int, int]:
    """Give where the strings of a field begin and end."""
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
            charset = _CHARSET.search(_unquote(match[2].decode("ascii", "replace")))
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


def _take_ours(text: str, faults: _Faults) -> str:
    """Report each conflict that git has left, and give the file as it is on our side."""
    kept: list[str] = []
    numbers: list[int] = []
    side = ""
    for number, line in enumerate(text.split("\n"), 1):
        marker = line[0] if _CONFLICT.match(line) else ""
        if not marker:
            if side in {"", "<"}:
                kept.append(line)
                numbers.append(number)
        elif side and marker != "<":
            side = "" if marker == ">" else marker
        else:
            hint = "choose between the two sides, and delete the marked lines"
            faults.add("P104", number, 1, "git has left a conflict here", hint)
            side = marker if marker == "<" else ""
    faults.lines = numbers
    return "\n".join(kept)


def _scan(text: str, faults: _Faults) -> tuple[list[_Tile], int]:
    """Cut a text into tiles, and give where the last one ends; go on after each fault."""
    tiles: list[_Tile] = []
    pos, line = int(text.startswith(BOM)), 1
    while True:
        start = _end(_BLANK.match(text, pos))
        line += text.count("\n", pos, start)
        match = _LIVE.match(text, start) or _DEAD.match(text, start)
        if match is not None:
            at, end = match.start("at"), match.end()
            tiles.append(_Tile(text[pos:start], match, line + text.count("\n", start, at)))
            if match["plural"] is not None or match["forms"] is not None:
                _check_forms(tiles[-1], faults)
            if len(tiles) > MAX_ENTRIES:
                faults.add("P001", line, 1, f"more than {MAX_ENTRIES} messages", "split the file")
                return tiles, end
        elif _TAIL.match(text, start):
            return tiles, pos
        else:
            if start == pos and tiles:
                tiles.pop()  # what is wrong here is the rest of that one
            end = _diagnose(text, start, line, faults)
        line += text.count("\n", start, end)
        pos = end


def _end(match: re.Match[str] | None) -> int:
    if match is None:  # pragma: no cover  (the pattern may be empty: it always matches)
        raise AssertionError
    return match.end()


def _check_forms(tile: _Tile, faults: _Faults) -> None:
    """Report plural forms without a plural, a plural without forms, and gaps between the forms."""
    match = tile.match
    if match["forms"] is None:
        faults.add("P001", tile.line, 1, "msgstr has no number, and there is a msgid_plural")
    elif match["plural"] is None:
        faults.add("P001", tile.line, 1, "msgstr has a number, and there is no msgid_plural")
    else:
        numbers = [int(each[1]) for each in _FORM.finditer(match["forms"])]
        if numbers != list(range(len(numbers))):
            listed = ", ".join(f"msgstr[{each}]" for each in numbers[:MAX_PLURALS])
            faults.add("P001", tile.line, 1, f"the plural forms are not 0, 1, 2 …: {listed}")


def _check_head(head: _Tile | None, codec: str, faults: _Faults) -> None:
    """Report a charset that was not found before decoding: the bytes were read in another."""
    if head is None or not codec:
        return
    charset = _CHARSET.search(_unquote(head.match["msgstr"] or ""))
    if charset and _codec(charset[1]) != codec and not len(faults):
        faults.add(
            "P002", head.line, 1, f"the header names {charset[1]} where no tool looks for it"
        )


def _check_duplicates(tiles: Iterable[_Tile], faults: _Faults, *, garbled: bool) -> None:
    """Report each message that comes a second time, obsolete ones too, as gettext does."""
    seen: dict[Key, int] = {}
    for tile in tiles:
        key = tile.key
        first = seen.setdefault(key, tile.top)
        if first != tile.top and not (garbled and "\ufffd" in f"{key}"):
            true = faults.lines[first - 1] if faults.lines else first
            hint = "keep one of the two"
            faults.add("P004", tile.top, 1, f"the message of line {true} comes again", hint)


def _check_plurals(tiles: Iterable[_Tile], head: _Tile | None, faults: _Faults) -> None:
    """Report a number of plural forms that nobody can have meant, or that is not the header's."""
    forms = _header(_unquote(head.match["msgstr"] or "")).get("Plural-Forms") if head else None
    if head is None or not forms:
        return
    match = _NPLURALS.search(forms)  # as gettext looks for it
    if match is None or (match[1] != "INTEGER" and not 1 <= int(match[1]) <= MAX_PLURALS):
        entry = _entry(head, "")
        place = field_position(entry, entry.msgstr[0].find("Plural-Forms"))
        line, column = (place.line, place.column) if place else (head.line, 1)
        hint = "as in: nplurals=2; plural=(n != 1);"
        faults.add("P010", line, column, f"Plural-Forms cannot be used: {forms[:80]}", hint)
    elif match[1] != "INTEGER":  # a template's own word for a number to come
        for tile in tiles:
            if tile.match["forms"] is None or tile.obsolete:
                continue
            count = sum(1 for _ in _FORM.finditer(tile.match["forms"]))
            if count != int(match[1]):
                message = f"{count} plural forms, and the header says {int(match[1])}"
                faults.add("P011", tile.line, 1, message)


# --- what is wrong with an entry ------------------------------------------------------------

_WORDS = re.compile(r"[ \t]*(#~\||#\||#~|)[ \t]*([^\s\"#]*)[ \t]*(.*)", re.DOTALL)
_FIELD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:(?<=msgstr)\[[0-9]{1,3}\])?")
_RUN = re.compile(r'"[^"\\]*+(?:\\[nrt"\\][^"\\]*+)*+')
_RANK = {"msgctxt": 1, "msgid": 2, "msgid_plural": 3, "msgstr": 4}


def _diagnose(text: str, start: int, line: int, faults: _Faults) -> int:
    """Report what is wrong with the entry that begins here; give where to go on.

    The grammar again, slowly and for people: only what the scan could not read gets here.
    """
    before = len(faults)
    rank, top, mark, blurred = 0, line, "", False
    pos, number = start, line
    while pos < len(text):
        end = text.find("\n", pos) + 1 or len(text)
        content = text[pos:end].rstrip("\r\n\t ")
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


def _unquote(raw: str) -> str:
    """Give the text that strings on several lines spell."""
    text = "".join(_QUOTED.findall(raw))
    return (
        _ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[0]), text) if "\\" in text else text
    )


def _optional(raw: str | None) -> str | None:
    return None if raw is None else _unquote(raw)


def _entry(tile: _Tile, path: str) -> Entry:
    """Decode an entry, everything of it."""
    match = tile.match
    was = match["was_msgid"]
    forms = match["forms"]
    comments = _comments(match["notes"] + match["more"])
    context, msgid = tile.key
    at = match.start("at")
    return Entry(
        msgctxt=context,
        msgid=msgid,
        msgid_plural=_optional(match["plural"]),
        msgstr=(_unquote(match["msgstr"]),)
        if forms is None
        else tuple(_unquote(each[2]) for each in _FORM.finditer(forms)),
        flags=comments[","],
        references=comments[":"],
        note=comments["."],
        comment=comments[" "],
        previous=None
        if was is None
        else (_optional(match["was_msgctxt"]), _unquote(was), _optional(match["was_plural"])),
        obsolete=tile.obsolete,
        position=Position(path, tile.line, at - match.string.rfind("\n", 0, at)),
        raw=tile.raw,
    )


def _comments(raw: str) -> dict[str, tuple[str, ...]]:
    """Sort comment lines by the character after their `#`."""
    found: dict[str, list[str]] = {" ": [], ".": [], ":": [], ",": []}
    for each in raw.split("\n"):
        line = each.lstrip(" \t").removesuffix("\r")
        line = line[:-1] if _JOINING.search(line) and line.endswith(" ") else line
        if not line:
            continue
        kind, rest = line[1:2], line[2:]
        if kind == ".":
            found["."].append(rest.removeprefix(" "))
        elif kind == ":":
            found[":"] += [each.translate(_ISOLATES) for each in _REFERENCE.findall(rest)]
        elif kind in {",", "="}:
            found[","] += [flag.strip() for flag in rest.split(",") if flag.strip()]
        else:
            found[" "].append(line[1:].removeprefix(" "))
    return {kind: tuple(each) for kind, each in found.items()}


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
    faults = _Faults(catalog.path)
    old = catalog.text
    tiles, end = _scan(old, faults) if old else ([], 0)
    break_ = "\r\n" if old.partition("\n")[0].endswith("\r") else "\n"
    index = {tile.line: number for number, tile in enumerate(tiles)}
    parts = [BOM] if old.startswith(BOM) else []
    last: int | None = -1
    for entry in _in_order(catalog, tiles):
        place = entry.position
        here = index.get(place.line) if place and place.path == catalog.path else None
        if here is not None and last is not None and here == last + 1:
            parts.append(tiles[here].gap)
        elif last != -1:
            parts.append(break_ if parts[-1].endswith("\n") else break_ * 2)
        if here is not None and entry.raw == tiles[here].raw:
            parts.append(entry.raw)
        else:
            _check_writable(entry, faults)
            parts.append(_format(entry).replace("\n", break_))
        last = here
    parts.append(old[end:])
    faults.stop()
    return _encode(catalog, "".join(parts))


def _in_order(catalog: Catalog, tiles: Sequence[_Tile]) -> Iterator[Entry]:
    """Give the header at its place among the entries: first, if it is not elsewhere already."""
    before = None
    if catalog.head and catalog.head.position:
        lines = [tile.line for tile in tiles]
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
