"""A translator works in Emacs po-mode: next untranslated entry, type, save."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from workflow.model import Entry
from workflow.po import new_catalog, read_catalog, write_catalog

if TYPE_CHECKING:
    from pathlib import Path

HAS_PO_MODE = (
    shutil.which("emacs")
    and not subprocess.run(
        ["emacs", "--batch", "--eval", "(require 'po-mode)"], capture_output=True, check=False
    ).returncode
)
pytestmark = [
    pytest.mark.client,
    pytest.mark.skipif(not HAS_PO_MODE, reason="Emacs with po-mode is not installed"),
]

WORK = r"""
(progn
  (require 'po-mode)
  (find-file "ar.po")
  (po-mode)
  (po-next-untranslated-entry)
  (po-find-span-of-entry)
  (po-set-msgstr-form "قال \"لا\".\nثم مضى.")
  (save-buffer))
"""


def test_emacs_changes_the_entry_and_the_date_and_we_read_it(tmp_path: Path) -> None:
    catalog = new_catalog(
        "ar.po",
        {"Language": "ar"},
        ("A draft.",),
        (
            Entry("title", "The quiet city", msgstr=("المدينة الهادئة",), note=("Title",)),
            Entry(None, "He said no.\nThen he went.", references=("a.md:3",)),
            Entry(None, "Was.", msgstr=("كان",), flags=("fuzzy",), previous=(None, "Is.", None)),
            Entry(None, "Gone.", msgstr=("مضى",), obsolete=True),
        ),
    )
    path = tmp_path / "ar.po"
    path.write_bytes(write_catalog(catalog))
    subprocess.run(
        ["emacs", "--batch", "--eval", WORK],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=60,
    )
    data = path.read_bytes()
    read = read_catalog(data, "ar.po")
    assert write_catalog(read) == data
    translated = replace(catalog.entries[1], msgstr=('قال "لا".\nثم مضى.',))
    assert read.entries == (catalog.entries[0], translated, *catalog.entries[2:])
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d[+-]\d{4}", read.header["PO-Revision-Date"])
    expected = replace(catalog, entries=read.entries)
    undated = re.sub(rb"(PO-Revision-Date: ).*?\\n", rb"\1\\n", data)
    assert undated == write_catalog(expected)
