"""`publish merge`: an old catalog and a new template, anywhere; in the place of msgmerge."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from ..files import read_bytes
from ..merge import merge
from ..model import Catalog, MergeReport
from ..po import HEADER_DEFAULTS, ordered_header, read_catalog
from .merge_driver import write_any

_DATE = re.compile(r"^POT-Creation-Date:.*$", re.MULTILINE)


def merge_template(old: Path, template: Path) -> tuple[bytes, MergeReport]:
    """Give the bytes of the old catalog in step with the template, and what became of its entries.

    As msgmerge does, the header keeps its fields and takes the template's creation date.
    """
    new = read_catalog(read_bytes(template), template.as_posix())
    known = read_catalog(read_bytes(old), old.as_posix())
    entries = [entry for entry in new.entries if not entry.obsolete]
    catalog, report = merge(entries, known, header=ordered_header(HEADER_DEFAULTS))
    return write_any(_dated(catalog, new.header.get("POT-Creation-Date", ""))), report


def _dated(catalog: Catalog, date: str) -> Catalog:
    if not date or not catalog.head or catalog.header.get("POT-Creation-Date") == date:
        return catalog
    line = f"POT-Creation-Date: {date}"
    text, found = _DATE.subn(lambda _: line, catalog.head.msgstr[0], count=1)
    text += "" if found else f"{line}\n"
    header = {**catalog.header, "POT-Creation-Date": date}
    return replace(catalog, header=header, head=replace(catalog.head, msgstr=(text,), raw=""))
