"""Pictures that tell more than they show, made byte by byte: no camera, no library."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

CANARY = b"canary-5309"
"""Stands in every field; no output of ours may hold it."""
_TAGS = {"Exif Make": 0x010F, "Exif Model": 0x0110, "Exif Artist": 0x013B, "Exif GPS": 0x8825}


def exif(fields: Iterable[str], order: str = "<") -> bytes:
    """Give a TIFF block with these fields; GPS points to a directory of its own."""
    names = list(fields)
    directory = 8
    end = directory + 2 + 12 * len(names) + 4
    items, data = b"", b""
    for name in names:
        tag = _TAGS[name]
        if tag == 0x8825:
            value = struct.pack(f"{order}HHII", tag, 4, 1, end + len(data))
            data += struct.pack(f"{order}H", 0) + bytes(4)
        else:
            content = CANARY + b"\0"
            value = struct.pack(f"{order}HHII", tag, 2, len(content), end + len(data))
            data += content
        items += value
    mark = b"II*\0" if order == "<" else b"MM\0*"
    head = mark + struct.pack(f"{order}I", directory)
    return head + struct.pack(f"{order}H", len(names)) + items + bytes(4) + data


def xmp(*, gps: bool) -> bytes:
    """Give an XMP packet."""
    place = b' exif:GPSLatitude="35,57N" exif:GPSLongitude="39,1E"' if gps else b""
    return b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + CANARY + place + b"</x:xmpmeta>"


def jpeg(fields: Iterable[str], order: str = "<") -> bytes:
    """Give a JPEG (its frame is not a picture) with the segments that the names ask for."""
    names = [name for name in fields if name]
    out = b"\xff\xd8"
    if "JFIF" in names:
        out += _segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
    if own := [name for name in names if name in _TAGS]:
        out += _segment(0xE1, b"Exif\0\0" + exif(own, order))
    if "XMP" in names or "XMP GPS" in names:
        out += _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp(gps="XMP GPS" in names))
    if "comment" in names:
        out += _segment(0xFE, CANARY)
    return out + b"\xff\xda\0\2\xff\xd9"


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def png(fields: Iterable[str]) -> bytes:
    """Give a PNG of one black point, with the chunks that the names ask for."""
    names = set(fields)
    chunks = [_chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))]
    if "text" in names:
        chunks.append(_chunk(b"tEXt", b"Author\0" + CANARY))
    if "XMP" in names:
        chunks.append(_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp(gps=False)))
    if "Exif GPS" in names:
        chunks.append(_chunk(b"eXIf", exif(["Exif GPS", "Exif Make"], ">")))
    chunks += [_chunk(b"IDAT", zlib.compress(b"\0\0")), _chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def webp(fields: Iterable[str]) -> bytes:
    """Give a WebP file without a picture, with the chunks that the names ask for."""
    body = b"WEBP"
    for name, content in (("Exif GPS", exif(["Exif GPS"])), ("XMP", xmp(gps=True))):
        if name in set(fields):
            four = b"EXIF" if name == "Exif GPS" else b"XMP "
            body += four + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body
