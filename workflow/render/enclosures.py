"""What an archived edition carries with it: its sources and a list of their digests.

Files lie in the PDF as ISO 19005-3 (PDF/A-3) asks: each associated with the document, its relation
and its kind said, dated by the edition and never by the clock.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .. import __version__
from ..printed import Edition

MANIFEST = "manifest.json"
UNDATED = "1970-01-01"
"""What a file bears whose article has no date: PDF/A asks for one, and the clock is not asked."""
_KINDS = {
    ".md": "text/markdown",
    ".po": "text/x-gettext-translation",
    ".json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file within the file."""

    name: str
    data: bytes

    @property
    def kind(self) -> str:
        """Give its media type."""
        return _KINDS[self.name[self.name.rindex(".") :]]

    @property
    def relation(self) -> str:
        """Say what it is to the pages: made from it, or about it (ISO 19005-3, table E.2)."""
        return "Supplement" if self.name == MANIFEST else "Source"


def manifest(edition: Edition, files: Sequence[Enclosure]) -> Enclosure:
    """Give the list of an edition's files with their digests, as JSON."""
    told = {
        "edition": edition.slug,
        "source": edition.source.tag,
        "target": edition.target.tag,
        "date": edition.date,
        "digest": edition.digest,
        "program": f"Diptych {__version__}",
        "files": {
            each.name: {"sha256": hashlib.sha256(each.data).hexdigest(), "bytes": len(each.data)}
            for each in files
        },
    }
    return Enclosure(MANIFEST, (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode())


def enclose(pdf: Any, files: Sequence[Enclosure], date: str) -> None:  # noqa: ANN401 (pydyf's own)
    """Put files into a PDF that is about to be written; `date` is ISO 8601, or empty."""
    import pydyf  # type: ignore[import-untyped]  # noqa: PLC0415

    moment = pydyf.String(f"D:{(date or UNDATED).replace('-', '')}000000Z")
    names, associated = pydyf.Array(), pydyf.Array()
    for each in sorted(files, key=lambda each: each.name):
        params = {"Size": len(each.data), "CreationDate": moment, "ModDate": moment}
        kind = f"/{each.kind.replace('/', '#2f')}"
        extra = {"Type": "/EmbeddedFile", "Subtype": kind, "Params": pydyf.Dictionary(params)}
        stream = pydyf.Stream([each.data], pydyf.Dictionary(extra), compress=True)
        pdf.add_object(stream)
        name = pydyf.String(each.name)
        held = pydyf.Dictionary({"F": stream.reference, "UF": stream.reference})
        file = pydyf.Dictionary(
            {
                "Type": "/Filespec",
                "F": name,
                "UF": name,
                "EF": held,
                "AFRelationship": f"/{each.relation}",
                "Desc": name,
            }
        )
        pdf.add_object(file)
        names.extend([name, file.reference])
        associated.append(file.reference)
    tree = pydyf.Dictionary({"Names": names})
    pdf.add_object(tree)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = associated
