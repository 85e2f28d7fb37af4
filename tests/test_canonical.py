"""The canonical form: one, whatever tool wrote the file; all that the file says is in it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import catalogs, disarrange
from workflow.model import Catalog, Entry
from workflow.po import HEADER_ORDER, canonical, new_catalog, read_catalog, write_catalog

SEEDS = st.integers(0, 10_000)


def form(data: bytes) -> bytes:
    return write_catalog(canonical(read_catalog(data, "fr.po")))


def msgcat(data: bytes, *options: str) -> bytes:
    command = ["msgcat", "--force-po", *options, "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    return done.stdout


@given(catalogs(), SEEDS)
def test_any_layout_has_one_canonical_form_and_it_says_the_same(made: Catalog, seed: int) -> None:
    data = write_catalog(made)
    formed = form(data)
    assert form(disarrange(data.decode(), seed).encode()) == formed
    assert form(formed) == formed
    again = read_catalog(formed, "fr.po")
    assert (again.head, dict(again.header)) == (made.head, dict(made.header))
    live = [each for each in made.entries if not each.obsolete]
    assert list(again.entries) == [*live, *(each for each in made.entries if each.obsolete)]


@pytest.mark.skipif(not shutil.which("msgcat"), reason="gettext is not installed")
@settings(max_examples=40)
@given(catalogs(), SEEDS)
def test_it_is_what_msgcat_writes_where_gettext_keeps_everything(made: Catalog, seed: int) -> None:
    """But for flags it does not know, marks of empty entries, and carriage returns (polib's)."""
    entries = [
        replace(each, flags=tuple(flag for flag in each.flags if flag != "x-1" and each.msgstr[0]))
        for each in made.entries
        if "\\r" not in f"{each}" and (each.msgstr[0] or not each.obsolete)
    ]
    data = disarrange(write_catalog(replace(made, entries=entries)).decode(), seed).encode()
    plain = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    trailing = plain.replace(b"\n# the end\n", b"\n")
    assert form(data) == msgcat(trailing, "--no-wrap") == msgcat(form(data), "--no-wrap")
    assert form(msgcat(trailing, "--width=30")) == form(data)


def test_the_header_is_in_order_and_nothing_of_it_is_lost() -> None:
    text = "X-B: 2\nLanguage:fr \nno field\nContent-Type: text/plain; charset=CP1252\nX-A: 1\n"
    head = Entry(msgstr=(text + "Project-Id-Version: é\n",), flags=("fuzzy",), comment=("é",))
    data = write_catalog(Catalog("fr.po", {}, (Entry(None, "a", msgstr=("à",)),), head))
    assert "à".encode("cp1252") in data
    formed = form(data).decode("utf-8")
    lines = [line for line in formed.split("\n") if line.startswith('"')]
    assert lines == [
        '"Project-Id-Version: é\\n"',
        '"Language: fr\\n"',
        '"no field\\n"',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"X-A: 1\\n"',
        '"X-B: 2\\n"',
    ]
    assert formed.startswith("# é\n#, fuzzy\nmsgid")
    assert 'msgstr "à"' in formed


def test_a_catalog_without_a_header_gets_none() -> None:
    data = b'msgid ""\n"a"\nmsgstr "b"\r\n'
    assert form(data) == b'msgid "a"\nmsgstr "b"\n'
    assert form(b'msgid ""\nmsgstr ""\n') == b'msgid ""\nmsgstr ""\n'


def test_what_we_make_is_canonical() -> None:
    header = dict.fromkeys(reversed(HEADER_ORDER), "x") | {
        "X-B": "",
        "X-A": "",
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=n>1;",
    }
    data = write_catalog(new_catalog("fr.po", header, ("c",), (Entry(None, "a"),)))
    assert form(data) == data
