"""Translations ↔ TMX 1.4b, which every tool reads; nothing that a file names is fetched.

An XML reader that follows a file where it leads reads the secrets of the machine, or fills its
memory: a file that declares entities is refused, and a document type is read past.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from xml.parsers import expat

from .errors import InputError
from .model import Finding, Position, Severity, Translation

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTEXT = "x-context"
"""The kind of property in which translate-toolkit, too, keeps a msgctxt."""
ORIGIN = "x-origin"

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="Diptych" creationtoolversion="1" segtype="sentence" o-tmf="PO"
          adminlang="en" srclang="{source}" datatype="plaintext"/>
  <body>
"""
_TAIL = "  </body>\n</tmx>\n"
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
"""The formatting codes of other tools: what is in them is no text. `hi` and `sub` hold text."""
_BREAKS = re.compile("\r\n|[\u2028\u2029]")
_NO_XML = re.compile("[\ufffe\uffff]")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def write_tmx(translations: Iterable[Translation], source: str, target: str) -> bytes:
    """Give a TMX file that `read_tmx` gives the same translations of; languages are BCP 47 tags.

    Left out are texts with the two characters (U+FFFE, U+FFFF) that XML cannot hold.
    """
    units = (each for each in translations if not _NO_XML.search(f"{each.source}{each.target}"))
    body = "".join(_unit(each, source, target) for each in units)
    return (_HEAD.format(source=escape(source)) + body + _TAIL).encode("utf-8")


def _unit(each: Translation, source: str, target: str) -> str:
    lines = ["    <tu>"]
    for kind, value in ((CONTEXT, each.msgctxt), (ORIGIN, each.origin or None)):
        if value is not None:
            lines.append(f'      <prop type="{kind}">{_escaped(value)}</prop>')
    for tag, text in ((source, each.source), (target, each.target)):
        lines.append(f'      <tuv xml:lang="{escape(tag)}"><seg>{_escaped(text)}</seg></tuv>')
    return "\n".join([*lines, "    </tu>\n"])


def _escaped(text: str) -> str:
    return escape(_NO_XML.sub("", text), quote=False).replace("\r", "&#13;")


# --- reading ------------------------------------------------------------------------------------


def read_tmx(data: bytes, path: str, source: str, target: str) -> tuple[Translation, ...]:
    """Give the units of a TMX file that have both languages and a text in each.

    `en` finds `en-GB`, too, where the file has no plain `en`. Formatting codes are left out, their
    place closed; a text with control characters, which no catalog can hold, is left out whole. A
    file that is not well-formed, is no TMX, or declares entities is an InputError at its line.
    """
    reader = _Reader(path, source, target)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = reader.entity
    parser.SkippedEntityHandler = reader.skipped
    reader.parser = parser
    try:
        parser.Parse(data, True)  # noqa: FBT003 (expat's own signature)
    except expat.ExpatError as error:
        message = f"not well-formed XML: {expat.ErrorString(error.code)}"
        raise _fault(path, error.lineno, error.offset + 1, message) from error
    except (LookupError, ValueError) as error:  # an encoding that Python does not know
        raise _fault(path, 1, 1, f"not readable as XML: {error}") from error
    return tuple(reader.found)


def _fault(path: str, line: int, column: int, message: str, hint: str = "") -> InputError:
    position = Position(path, line, column)
    return InputError([Finding(position, Severity.ERROR, "P001", "parse-error", message, hint)])


class _Reader:
    """One reading: what is open, and what has been found."""

    parser: expat.XMLParserType

    def __init__(self, path: str, source: str, target: str) -> None:
        self.path = path
        self.tags = (source, target)
        self.found: list[Translation] = []
        self._root = ""
        self._texts: dict[str, str] = {}
        self._props: dict[str, str] = {}
        self._language = self._prop = ""
        self._codes = 0
        self._kept: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        if not self._root:
            self._root = name
            if name != "tmx":
                raise self._refused(f"this is no TMX file: its root is <{name[:40]}>")
        if name == "tu":
            self._texts, self._props = {}, {}
        elif name == "tuv":
            self._language = attributes.get("xml:lang", attributes.get("lang", ""))
        elif name == "prop":
            self._prop, self._kept = attributes.get("type", ""), []
        elif name == "seg":
            self._kept, self._codes = [], 0
        elif name in _CODES:
            self._codes += 1

    def end(self, name: str) -> None:
        """Close an element."""
        kept = "".join(self._kept or ())
        if name in _CODES:
            self._codes -= 1
        elif name == "prop":
            self._props.setdefault(self._prop, kept)
            self._kept = None
        elif name == "seg":
            self._texts.setdefault(_plain(self._language), _BREAKS.sub(_break, kept))
            self._kept = None
        elif name == "tu":
            self._close()

    def text(self, text: str) -> None:
        """Keep the text of a segment or a property."""
        if self._kept is not None and not self._codes:
            self._kept.append(text)

    def entity(self, name: str, *_: object) -> None:
        """Refuse to unfold what a file declares."""
        hint = "no tool needs this; whoever made the file may mean harm"
        raise self._refused(f"the file declares an entity, {name[:40]}", hint)

    def skipped(self, name: str, *_: object) -> None:
        """Refuse a character that only the file's document type could explain."""
        raise self._refused(f"the entity &{name[:40]}; is not one of XML")

    def _refused(self, message: str, hint: str = "") -> InputError:
        parser = self.parser
        return _fault(
            self.path, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, message, hint
        )

    def _close(self) -> None:
        source, target = (self._in(tag) for tag in self.tags)
        if source and target and not _NO_TEXT.search(source + target):
            context = self._props.get(CONTEXT)
            self.found.append(Translation(source, target, context, self._props.get(ORIGIN, "")))

    def _in(self, tag: str) -> str:
        """Give the text in a language: of this very tag, or else of another region."""
        wanted = _plain(tag)
        if wanted in self._texts:
            return self._texts[wanted]
        near = [each for each in self._texts if each.split("-")[0] == wanted.split("-")[0]]
        return self._texts[min(near)] if near else ""


def _plain(tag: str) -> str:
    return tag.replace("_", "-").lower()


def _break(found: re.Match[str]) -> str:
    return found[0] if found[0] == "\r\n" else "\n"
