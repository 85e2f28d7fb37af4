"""A PDF → where it is not the archive that it claims to be (ISO 19005-3: PDF/A-3a)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from ..enclosures import MANIFEST, UNDATED
from .flaw import Flaw, dictionaries

_RELATIONS = frozenset({"/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"})
_PRINT, _UNSEEN = 4, 2 | 32 | 1
"""Bits of the flags of an annotation (ISO 32000-1, table 165): print; what keeps it from sight."""


def archive_flaws(pdf: Any, metadata: Any) -> Iterator[Flaw]:  # noqa: ANN401
    """Judge a file that says it is PDF/A-3a: its colours, its number, what it has enclosed."""
    if metadata.get("pdfaid:conformance") != "A":
        yield Flaw("archive", "the file does not claim the conformance A")
    if b"pdfaExtension:schemas" not in bytes(pdf.Root.Metadata.read_bytes()):
        yield Flaw("archive", "the metadata does not describe what PDF/A does not know")
    intents = list(pdf.Root.get("/OutputIntents", ()))
    if not any(each.S == "/GTS_PDFA1" and "/DestOutputProfile" in each for each in intents):
        yield Flaw("archive", "no colour profile says what the colours mean")
    if len(pdf.trailer.get("/ID", ())) != 2:
        yield Flaw("archive", "the file has no number of its own")
    if pdf.is_encrypted:
        yield Flaw("archive", "the file is encrypted")
    yield from _looks(pdf)
    yield from _enclosed(pdf)


def _looks(pdf: Any) -> Iterator[Flaw]:  # noqa: ANN401
    for each in dictionaries(pdf):
        if each.get("/Interpolate"):
            yield Flaw("archive", "a picture is to be smoothed by whoever shows it")
        mode = str(each.get("/BM", "/Normal"))
        opaque = all(float(each.get(name, 1)) == 1 for name in ("/ca", "/CA"))
        if mode not in {"/Normal", "/Compatible"} or not opaque:
            yield Flaw("archive", "something is transparent")
        if "/SMask" in each and each.SMask != "/None":
            yield Flaw("archive", "a picture is transparent")
        if each.get("/Subtype") == "/Link":
            flags = int(each.get("/F", 0))
            if not flags & _PRINT or flags & _UNSEEN:
                yield Flaw("archive", "a link does not print")


def _enclosed(pdf: Any) -> Iterator[Flaw]:  # noqa: ANN401
    """Each enclosed file says what it is, and the manifest has its digest."""
    associated = {each.objgen for each in pdf.Root.get("/AF", ())}
    files: dict[str, bytes] = {}
    date = str(pdf.docinfo.get("/CreationDate", f"D:{UNDATED.replace('-', '')}"))
    for spec in (each for each in dictionaries(pdf) if each.get("/Type") == "/Filespec"):
        name = str(spec.get("/UF", ""))
        stream = spec.get("/EF", {}).get("/F")
        if not name or "/F" not in spec or stream is None:
            yield Flaw("enclosed", "an enclosed file has no name, or no content")
            continue
        files[name] = bytes(stream.read_bytes())
        if spec.get("/AFRelationship") not in _RELATIONS or spec.objgen not in associated:
            yield Flaw("enclosed", f"{name} does not say what it is to the pages")
        if "/Subtype" not in stream:
            yield Flaw("enclosed", f"{name} does not say of what kind it is")
        if not str(stream.get("/Params", {}).get("/ModDate", "")).startswith(date):
            yield Flaw("enclosed", f"{name} is of another date than the pages")
    yield from _listed(files)


def _listed(files: dict[str, bytes]) -> Iterator[Flaw]:
    stated = files.pop(MANIFEST, None)
    if stated is None:
        yield Flaw("enclosed", "no list of the enclosed files is there")
        return
    try:
        told = {name: each["sha256"] for name, each in json.loads(stated)["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        yield Flaw("enclosed", f"{MANIFEST} cannot be read")
        return
    found = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    for name in sorted(told.keys() | found.keys()):
        if told.get(name) != found.get(name):
            yield Flaw("enclosed", f"{name} is not what {MANIFEST} says")
