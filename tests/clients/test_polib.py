"""Polib reads what we write; and the faults that it is kept away from are still there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polib
import pytest
from hypothesis import given, settings

from tests.strategies import catalogs
from workflow.po import new_catalog, read_catalog, write_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from workflow.model import Catalog


@settings(max_examples=50)
@given(catalogs())
def test_polib_reads_the_texts_that_we_wrote(made: Catalog) -> None:
    live = [each for each in made.entries if not each.obsolete and each.msgid_plural != ""]
    found = polib.pofile(write_catalog(replace(made, entries=live)).decode())
    assert [(each.msgctxt, each.msgid) for each in found] == [each.key for each in live]
    for ours, theirs in zip(live, found, strict=True):
        forms = [form for _, form in sorted(theirs.msgstr_plural.items())] or [theirs.msgstr]
        assert tuple(forms) == ours.msgstr
        assert ("fuzzy" in theirs.flags) == ours.fuzzy


def test_we_read_what_polib_saves(tmp_path: Path) -> None:
    path = tmp_path / "fr.po"
    text = (
        'msgid "A \\"long\\" text, and some words more to make it wrap, so it does."\nmsgstr ""\n'
    )
    path.write_bytes(
        write_catalog(new_catalog("fr.po", {"Language": "fr"})) + b"\n" + text.encode()
    )
    found = polib.pofile(str(path))
    found[0].msgstr = "Un « long » texte,\net d’autres mots."
    found[0].flags.append("fuzzy")
    found.save()
    data = path.read_bytes()
    catalog = read_catalog(data, "fr.po")
    assert write_catalog(catalog) == data
    assert catalog.entries[0].msgstr == ("Un « long » texte,\net d’autres mots.",)
    assert catalog.entries[0].fuzzy


# --- why polib never reads: when one of these fails, read again what po.py says of it ----------


def test_polib_still_takes_a_cut_file_for_a_whole_one() -> None:
    """Mended on its master (9c760ba), not released."""
    assert polib.pofile('msgid "a"\nmsgstr "b')[0].msgstr == ""


def test_polib_still_ends_a_line_at_a_line_separator() -> None:
    """Issue 170: what stands before it is lost, and what stands after it is no PO."""
    with pytest.raises(OSError, match="Syntax error"):
        polib.pofile('msgid "a"\nmsgstr "before\u2028after"\n')


def test_polib_still_refuses_sticky_flags() -> None:
    with pytest.raises(OSError, match="Syntax error"):
        polib.pofile('#= fuzzy\nmsgid "a"\nmsgstr "b"\n')


def test_polib_still_drops_the_references_of_an_obsolete_entry() -> None:
    entry = polib.POEntry(msgid="a", occurrences=[("a.md", "1")], obsolete=True)
    assert "a.md" not in str(entry)


def test_polib_still_drops_an_empty_plural() -> None:
    assert "msgid_plural" not in str(
        polib.POEntry(msgid="a", msgid_plural="", msgstr_plural={0: ""})
    )
