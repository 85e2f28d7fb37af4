"""What a file tells of people and machines: e-mail addresses, paths, tools, places.

Texts and bytes → leaks (a field and a kind, never the value), and a catalog → the same scrubbed.
Whoever looks for a leak finds it in the file; a report that repeats it would be one more leak.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from .model import Catalog, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

EMAIL = re.compile(
    r"(?<![\w.%+-])[\w.%+-]{1,64}(?:@|\s?(?:\(at\)|\[at\]|<at>)\s?)(?:[\w-]{1,63}\.){1,8}[a-zA-Z]{2,24}(?![\w-])"
)
USER_PATH = re.compile(
    r"(?:file://)?/(?:home|Users|root|media|mnt|run/user)/[^\s:,;\"'<>]+"
    r"|\b[A-Za-z]:[\\/]+(?:Users|Documents and Settings|home)[\\/]+[^\s:,;\"'<>]+"
    r"|\\\\[\w.-]+\\[^\s\"'<>]+"
)
PLACEHOLDERS = frozenset(
    {
        "",
        "FULL NAME <EMAIL@ADDRESS>",
        "FIRST AUTHOR <EMAIL@ADDRESS>",
        "LANGUAGE <LL@li.org>",
        "EMAIL@ADDRESS",
        "Automatically generated",
        "none",
    }
)
"""What xgettext and msginit write for nobody."""
TOOLS = ("X-Generator", "Generated-By", "X-Poedit-", "X-Launchpad-", "X-Crowdin-", "X-Weblate-")
OWN = ("X-Poedit-Basepath", "X-Source-Language", "X-Review")
"""Fields of ours that name no one."""
TEAM = ("Language-Team", "Report-Msgid-Bugs-To")
_ZONE = re.compile(r"[+-]\d{4}\s*$")
_ADDRESS = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_SIGNED = re.compile(r"\S.*<[^<>]*>|©|\(c\)\s|copyright", re.IGNORECASE)
"""A line of a header comment by which someone signs: `# A Name <address>, 2016.`"""
_SIGNER = re.compile(r"(?>(?:copyright\b|©|\(c\)|[\W\d])*)(?P<name>[^<>]*)<", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Leak:
    """What is told, and where: the name of a field, never what it says."""

    kind: str
    """email, path, translator, team, tool, clock; of pictures: gps, metadata."""
    field: str


def leaks(text: str) -> tuple[str, ...]:
    """Give the kinds of leak in a free text: `email`, `path`."""
    kinds = (("email", EMAIL), ("path", USER_PATH))
    return tuple(kind for kind, pattern in kinds if _holds(pattern, text))


def _holds(pattern: re.Pattern[str], text: str) -> bool:
    if pattern is EMAIL and not ("@" in text or "at)" in text or "at]" in text or "at>" in text):
        return False
    if pattern is USER_PATH and not ("/" in text or "\\" in text):
        return False
    return any(found.group() != "EMAIL@ADDRESS" for found in pattern.finditer(text))


def new_leaks(text: str, source: str) -> tuple[str, ...]:
    """Give the kinds of leak in a translation that its source does not have."""
    if not leaks(text):
        return ()
    known = {found.group() for pattern in (EMAIL, USER_PATH) for found in pattern.finditer(source)}
    for value in known:
        text = text.replace(value, "")
    return leaks(text)


def header_leaks(header: Mapping[str, str], people: Mapping[str, str] | None) -> Iterator[Leak]:
    """Give what the header of a catalog tells; `people` are the ids and names that may stand there.

    Without `people` (outside a project) nobody may.
    """
    for name, value in header.items():
        if value in PLACEHOLDERS or (name in OWN and "path" not in leaks(value)):
            continue
        if name == "Last-Translator":
            if person(value, people or {}) != value:
                yield Leak("translator", name)
        elif name in TEAM:
            if leaks(value) or _ADDRESS.search(value):
                yield Leak("team", name)
        elif name.startswith(TOOLS):
            yield Leak("path" if "path" in leaks(value) else "tool", name)
        elif name in {"PO-Revision-Date", "POT-Creation-Date"}:
            if _ZONE.search(value) and not value.rstrip().endswith(("+0000", "-0000")):
                yield Leak("clock", name)
        else:
            for kind in leaks(value):
                yield Leak(kind, name)


def field_span(header: str, field: str) -> tuple[int, int] | None:
    """Give where the name of a field stands in the text of a header, and not what it says."""
    found = re.search(rf"^{re.escape(field)}(?=:)", header, re.MULTILINE)
    return found.span() if found else None


def person(value: str, people: Mapping[str, str]) -> str:
    """Give the id of the person that `Last-Translator` names, or nothing."""
    name = re.sub(r"<[^<>]*>", "", value).strip()
    for identifier, printed in people.items():
        if name and name.casefold() in {identifier.casefold(), printed.casefold()}:
            return identifier
    return ""


def signers(catalog: Catalog, people: Mapping[str, str]) -> tuple[str, ...]:
    """Give the names under which strangers have signed a catalog; `people` are none.

    A name is two words, or one that is long enough to be nothing else.
    """
    last = catalog.header.get("Last-Translator", "")
    lines = [last if "<" in last else f"{last}<", *(catalog.head.comment if catalog.head else ())]
    found = [match["name"].strip(" \t,;:-") for line in lines if (match := _SIGNER.match(line))]
    return tuple(
        name
        for name in dict.fromkeys(found)
        if (" " in name or len(name) >= _LONG)
        and f"{name} <EMAIL@ADDRESS>" not in PLACEHOLDERS
        and name not in PLACEHOLDERS
        and not person(name, people)
    )


_LONG = 5


# --- masking --------------------------------------------------------------------------------

_HIDDEN = r"\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_PART = rf"[\w.%+\-{_HIDDEN}]"
_IN_PLACE = {"signed": "…@…", "login": "…@", "address": "…@…", "path": "…/…"}
_TOLD = re.compile(r"[@＠﹫/\\]|\b[aA][tT][])>]")
_NOBODY = re.compile(r"\bEMAIL@ADDRESS\b|\bLL@li\.org\b")
_QUOTED = re.compile(r"(?<=“)[^“”]{3,}(?=”)|(?<=`)[^`]{3,}(?=`)")


@lru_cache
def _secret() -> re.Pattern[str]:
    """Match what `masked` hides: more than a leak is, since here a doubt costs nobody anything.

    Compiled when it is first asked for: most findings have nothing that looks like it.
    """
    return re.compile(
        r"(?P<signed>(?:[^\W\d_a-z][\w.'’-]{0,40}[ \t]+){1,4}<[^<>\s]{1,80}[@＠﹫][^<>\s]{1,80}>)"
        r"|(?P<login>(?<=://)[^\s/@<>\"]{1,200}@)"
        rf"|(?P<address>(?<!{_PART})(?=[.%+\-{_HIDDEN}]*+\w){_PART}++[@＠﹫]{_PART}*\w|{EMAIL.pattern})"
        rf"|(?P<path>{USER_PATH.pattern})"
    )


def masks(text: str, unsaid: tuple[str, ...] = ()) -> list[tuple[int, int, str]]:
    """Give each slice of a text that finds a person, and what a report shows in its place.

    Those are addresses, paths of machines, and the names `unsaid`; none touches another.
    """
    found = [
        (*match.span(), _IN_PLACE[match.lastgroup or "address"])
        for match in (_secret().finditer(text) if _TOLD.search(text) else ())
        if not _NOBODY.search(match.group())
    ]
    for match in _named(unsaid).finditer(text) if unsaid else ():
        if all(match.end() <= start or end <= match.start() for start, end, _ in found):
            found.append((*match.span(), "…"))
    return sorted(found)


def masked(text: str, unsaid: tuple[str, ...] = ()) -> str:
    """Give a text as a report may repeat it; see `masks`."""
    for start, end, mask in reversed(masks(text, unsaid)):
        text = text[:start] + mask + text[end:]
    return text


def masked_about(text: str, told: str, unsaid: tuple[str, ...] = ()) -> str:
    """Give a text about another one, `told`; it quotes no part of a secret of that either."""
    text = masked(text, unsaid)
    secrets = [told[start:end] for start, end, _ in masks(told, unsaid)]
    if not secrets:
        return text
    return _QUOTED.sub(
        lambda found: "…" if any(found[0] in each for each in secrets) else found[0], text
    )


@lru_cache(maxsize=64)
def _named(unsaid: tuple[str, ...]) -> re.Pattern[str]:
    """Find a name, or the beginning of one that an excerpt has cut off."""
    cut = (
        rf"{re.escape(name[:end])}(?=…)" for name in unsaid for end in range(len(name) - 1, 2, -1)
    )
    whole = (rf"{re.escape(name)}(?!\w)" for name in unsaid)
    return re.compile(rf"(?<!\w)(?:{'|'.join([*whole, *cut])})", re.IGNORECASE)


def comment_leaks(entry: Entry) -> Iterator[Leak]:
    """Give what the comments of an entry tell: the translator's, the author's, the references."""
    if not (entry.comment or entry.note or entry.references):
        return
    groups = (
        ("the translator's comment", entry.comment),
        ("the note from the source", entry.note),
        ("the references", entry.references),
    )
    for field, lines in groups:
        for kind in dict.fromkeys(kind for line in lines for kind in leaks(line)):
            yield Leak(kind, field)


# --- scrubbing ------------------------------------------------------------------------------


def scrub(catalog: Catalog, people: Mapping[str, str]) -> Catalog:
    """Give the catalog without what tells of people and machines; scrubbing again changes nothing.

    `people` are the ids and printed names of `source/authors/`: a `Last-Translator` whom they hold
    becomes the id, any other becomes nothing, and is not named in a comment either. No translation
    changes, and an entry whose comments tell nothing keeps its bytes.
    """
    names = signers(catalog, people)
    head = _scrubbed_head(catalog.head, people) if catalog.head else None
    header = _fields(head.msgstr[0]) if head else catalog.header
    entries = tuple(_scrubbed_entry(entry, names) for entry in catalog.entries)
    return replace(catalog, header=header, head=head, entries=entries)


def _scrubbed_head(head: Entry, people: Mapping[str, str]) -> Entry:
    kept = []
    for line in head.msgstr[0].split("\n"):
        name, colon, value = line.partition(":")
        value = value.strip()
        told = next(header_leaks({name: value}, people), None) if colon else None
        if told is None:
            kept.append(line)
        elif name == "Last-Translator":
            kept.append(
                f"{name}: {person(value, people)}".rstrip() + ("" if person(value, people) else " ")
            )
        elif not name.startswith("X-") and name != "Generated-By":
            kept.append(f"{name}: ")
    comment = tuple(
        line for line in head.comment if not (leaks(line) or (_SIGNED.search(line) and "<" in line))
    )
    text = "\n".join(kept)
    if (text, comment) == (head.msgstr[0], head.comment):
        return head
    return replace(head, msgstr=(text,), comment=comment, raw="")


def _fields(text: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip(), value.strip())
    return fields


def _scrubbed_entry(entry: Entry, names: tuple[str, ...]) -> Entry:
    comment, note = (
        tuple(masked(line, names) if leaks(line) or names else line for line in lines)
        for lines in (entry.comment, entry.note)
    )
    references = tuple(each for each in entry.references if not leaks(each))
    if (comment, note, references) == (entry.comment, entry.note, entry.references):
        return entry
    return replace(entry, comment=comment, note=note, references=references, raw="")


# --- pictures -------------------------------------------------------------------------------


def media_leaks(data: bytes) -> tuple[Leak, ...]:
    """Give what the bytes of a picture tell beside the picture, by the names of their fields.

    JPEG, PNG, WebP, GIF, TIFF, HEIC and SVG; a file cut off tells what it tells up to there.
    """
    found: dict[Leak, None] = {}
    for field, content in _media_fields(data):
        if field == "Exif":
            found |= dict.fromkeys(_exif_leaks(content))
        elif field == "XMP" and re.search(rb"GPS(?:Latitude|Longitude)", content):
            found[Leak("gps", "XMP GPS")] = None
        found[Leak("metadata", field)] = None
    return tuple(found)


def _media_fields(data: bytes) -> Iterator[tuple[str, bytes]]:
    if data.startswith(b"\xff\xd8"):
        yield from _jpeg_fields(data)
    elif data.startswith(b"\x89PNG\r\n\x1a\n"):
        yield from _png_fields(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        yield from _chunks(data, 12, "<", {b"EXIF": "Exif", b"XMP ": "XMP"})
    elif data[:4] in {b"II*\0", b"MM\0*"}:
        yield "Exif", data
    elif data[:3] == b"GIF":
        for found in re.finditer(rb"\x21(?:\xfe|\xff\x0bXMP DataXMP)", data):
            yield ("comment" if found.group()[1:2] == b"\xfe" else "XMP"), data[found.end() :]
    elif data[4:8] == b"ftyp":
        at = data.find(b"Exif\0\0")
        if at >= 0:
            yield "Exif", data[at + 6 :]
        if b"<x:xmpmeta" in data:
            yield "XMP", data
    elif b"<svg" in data[:4096]:
        if b"<metadata" in data:
            yield "metadata", data
        if re.search(rb"\b(?:inkscape|sodipodi):\w*(?:filename|docname|docbase)=", data):
            yield "document name", data


def _jpeg_fields(data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in {0xD9, 0xDA}:
            break
        size = int(struct.unpack(">H", data[at + 2 : at + 4])[0])
        content = data[at + 4 : at + 2 + size]
        if marker == 0xE1 and content.startswith(b"Exif\0"):
            yield "Exif", content[6:]
        elif marker == 0xE1:
            yield "XMP", content
        elif marker == 0xED:
            yield "IPTC", content
        elif marker == 0xFE:
            yield "comment", content
        at += 2 + max(size, 2)


def _png_fields(data: bytes) -> Iterator[tuple[str, bytes]]:
    names = {b"eXIf": "Exif", b"tEXt": "text", b"zTXt": "text", b"iTXt": "text", b"tIME": "time"}
    for field, content in _chunks(data, 8, ">", names):
        yield ("XMP" if content.startswith(b"XML:com.adobe.xmp") else field), content


def _chunks(
    data: bytes, at: int, order: str, names: Mapping[bytes, str]
) -> Iterator[tuple[str, bytes]]:
    """Give the named chunks: of PNG (size, name, content, sum) or RIFF (name, size, content)."""
    while at + 8 <= len(data):
        first, second = data[at : at + 4], data[at + 4 : at + 8]
        name, raw = (second, first) if order == ">" else (first, second)
        size = int(struct.unpack(f"{order}I", raw)[0])
        if name in names:
            yield names[name], data[at + 8 : at + 8 + size]
        at += 8 + size + (4 if order == ">" else size % 2)


_GPS_TAG, _EXIF_TAG = 0x8825, 0x8769
_TELLING = {
    0x010F: "Exif Make",
    0x0110: "Exif Model",
    0x0131: "Exif Software",
    0x0132: "Exif DateTime",
    0x013B: "Exif Artist",
    0x8298: "Exif Copyright",
    0x9003: "Exif DateTimeOriginal",
    0x927C: "Exif MakerNote",
    0x9286: "Exif UserComment",
    0xA430: "Exif CameraOwnerName",
    0xA431: "Exif BodySerialNumber",
    0xA435: "Exif LensSerialNumber",
}


def _exif_leaks(data: bytes) -> Iterator[Leak]:
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None or len(data) < 8:
        return
    queue = [int(struct.unpack(f"{order}I", data[4:8])[0])]
    seen: set[int] = set()
    while queue:
        at = queue.pop()
        if at in seen or at + 2 > len(data) or len(seen) > 16:
            continue
        seen.add(at)
        count = int(struct.unpack(f"{order}H", data[at : at + 2])[0])
        for number in range(count):
            item = data[at + 2 + 12 * number : at + 14 + 12 * number]
            if len(item) < 12:
                break
            tag = int(struct.unpack(f"{order}H", item[:2])[0])
            if tag == _GPS_TAG:
                yield Leak("gps", "Exif GPS")
            elif tag == _EXIF_TAG:
                queue.append(int(struct.unpack(f"{order}I", item[8:])[0]))
            elif tag in _TELLING:
                yield Leak("metadata", _TELLING[tag])
