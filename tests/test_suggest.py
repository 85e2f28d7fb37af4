"""Suggestions in a project: by the index as by the scan, twice as once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from workflow.commands import suggest as command
from workflow.commands.suggest import suggest
from workflow.errors import InputError
from workflow.po import read_catalog
from workflow.project import find_project

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
RAIN = HEAD + '\nmsgid "It rained for three days in the valley."\nmsgstr "أمطرت"\n'
FLOOD = HEAD + '\nmsgid "It rained for four days in the valley."\nmsgstr ""\n'
FILES = {
    "publish.toml": "[locales.ar]\n",
    "source/articles/rain.md": "---\ntitle: Rain\n---\n",
    "source/articles/flood.md": "---\ntitle: Flood\n---\n",
    "locale/ar/LC_MESSAGES/rain.po": RAIN,
    "locale/ar/LC_MESSAGES/flood.po": FLOOD,
}
Lay = Callable[[Mapping[str, str]], Path]


def test_the_index_offers_what_the_scan_offers(
    project: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(FILES)
    found = find_project(root)
    path = root / "locale/ar/LC_MESSAGES/flood.po"
    suggest(found, ["flood"], ["ar"])
    by_scan = path.read_bytes()
    assert not (root / ".publish").exists()
    assert read_catalog(by_scan, "x.po").entries[0].msgstr == ("أمطرت",)
    monkeypatch.setattr(command, "INSTANT", 0)
    for _ in range(2):
        path.write_text(FLOOD, encoding="utf-8", newline="")
        (done,) = suggest(found, ["flood"], ["ar"])
        assert (done.changed, done.report.similar) == (True, 1)
        assert path.read_bytes() == by_scan
    assert (root / ".publish" / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert (root / ".publish" / "memory.ar.sqlite").is_file()
    (again,) = suggest(found, ["flood"], ["ar"])
    assert not again.changed


def test_a_catalog_that_cannot_be_read_stops_all_and_writes_nothing(
    project: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({**FILES, "locale/ar/LC_MESSAGES/zoo.po": 'msgid "x"\nmsgstr "y'})
    for bound in (50_000, 0):
        monkeypatch.setattr(command, "INSTANT", bound)
        with pytest.raises(InputError):
            suggest(find_project(root), ["flood"], ["ar"])
        assert (root / "locale/ar/LC_MESSAGES/flood.po").read_text(encoding="utf-8") == FLOOD
