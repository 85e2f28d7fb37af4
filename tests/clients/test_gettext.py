"""Gettext's own programs read what we write, and we read what they write; the counts are theirs."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.strategies import NASTY, catalogs
from workflow.align import align, tally
from workflow.merge import merge
from workflow.model import Entry, Unit
from workflow.po import new_catalog, read_catalog, write_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from workflow.model import Catalog

pytestmark = pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed")

FEW = settings(max_examples=25)
HEADER = {
    "Project-Id-Version": "Diptych",
    "Language": "ar",
    "Plural-Forms": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
    "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);",
    "X-Source-Language": "en",
}
TEXTS = [text for text in NASTY if "\r" not in text]
"""Msgfmt warns of a carriage return in any text."""


def run(*command: str, stdin: bytes = b"") -> tuple[bytes, str]:
    """Give what a program prints, and what it complains of."""
    done = subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        check=False,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin"},
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout, done.stderr.decode()


def template(texts: list[str]) -> list[Entry]:
    return [
        Entry(
            "title" if number == 0 else None,
            text,
            references=(f"a b.md:{number}",),
            note=("In: Night", ""),
        )
        for number, text in enumerate(texts)
    ]


def edges(text: str) -> str:
    """Give a translation with a line break at each end where its source has one: `msgfmt -c`."""
    return "\n" * text.startswith("\n") + "ترجمة" + "\n" * (text.endswith("\n") and text != "\n")


def translated() -> Catalog:
    """A catalog with every kind of entry: done, fuzzy, open, obsolete, several forms."""
    first, _ = merge(template(TEXTS), None, header=new_catalog("", HEADER).header, path="ar.po")
    done = tuple(
        replace(entry, msgstr=(edges(entry.msgid),)) if number % 3 else entry
        for number, entry in enumerate(first.entries)
    )
    plural = Entry(None, "%d boat", "%d boats", ("", *"bcdef"), flags=("c-format",))
    first = replace(first, entries=(*done, plural))
    changed = template(
        [f"{text} Indeed." if n % 5 == 0 else text for n, text in enumerate(TEXTS[:-4])]
    )
    return merge([*changed, replace(plural, msgstr=("",))], first, header={})[0]


CATALOG = translated()


def test_the_sample_has_every_kind_of_entry() -> None:
    entries = CATALOG.entries
    assert any(each.fuzzy and each.previous for each in entries)
    assert any(each.obsolete for each in entries)
    assert any(not any(each.msgstr) for each in entries)


def test_a_merged_catalog_passes_msgfmt_c_without_a_warning() -> None:
    sound = replace(CATALOG, entries=[each for each in CATALOG.entries if not each.msgid_plural])
    _, said = run("msgfmt", "-c", "-v", "-o", "/dev/null", "-", stdin=write_catalog(sound))
    assert re.fullmatch(r"\d+ translated messages, \d+ fuzzy .*, \d+ untranslated .*\.\n", said)


def test_a_template_passes_msgfmt_c_without_a_warning() -> None:
    pot = new_catalog("a.pot", {"Language": "en"}, ("Template",), template(TEXTS))
    _, said = run("msgfmt", "-c", "-v", "-o", "/dev/null", "-", stdin=write_catalog(pot))
    assert said == f"0 translated messages, {len(TEXTS)} untranslated messages.\n"


def test_msgcat_leaves_a_catalog_as_it_is() -> None:
    data = write_catalog(CATALOG)
    assert run("msgcat", "--no-wrap", "-", stdin=data)[0] == data


@FEW
@given(catalogs())
def test_msgcat_leaves_what_we_write_as_it_is(made: Catalog) -> None:
    """But for flags it does not know, marks of empty entries, and carriage returns (polib's)."""
    entries = [
        replace(each, flags=tuple(flag for flag in each.flags if flag != "x-1" and each.msgstr[0]))
        for each in made.entries
        if "\\r" not in f"{each}" and (each.msgstr[0] or not each.obsolete)
    ]
    entries.sort(key=lambda each: each.obsolete)  # to which it leaves the end
    data = write_catalog(replace(made, entries=entries))
    assert run("msgcat", "--no-wrap", "--force-po", "-", stdin=data)[0] == data


@FEW
@given(catalogs())
def test_msgcat_reads_the_same_texts_as_we_do_and_we_read_its_wrapped_lines(made: Catalog) -> None:
    data = run("msgcat", "--force-po", "-", stdin=write_catalog(made))[0]
    again = read_catalog(data, "fr.po")
    assert write_catalog(again) == data
    assert [(each.key, each.msgstr) for each in again.entries if not each.obsolete] == [
        (each.key, each.msgstr) for each in made.entries if not each.obsolete
    ]


@FEW
@given(catalogs(), st.booleans())
def test_counts_equal_msgfmt_statistics(made: Catalog, crlf: bool) -> None:  # noqa: FBT001
    data = write_catalog(made)
    data = data.replace(b"\n", b"\r\n") if crlf else data
    _, said = run("msgfmt", "--statistics", "-o", "/dev/null", "-", stdin=data)
    catalog = read_catalog(data, "fr.po")
    units = [Unit(each.msgctxt, each.msgid, 0) for each in catalog.entries if not each.obsolete]
    counts = tally(align([*units, *units[:1]], catalog))
    for word in ("translated", "fuzzy", "untranslated"):
        found = re.search(rf"(\d+) {word} (?:message|translation)", said)
        assert getattr(counts, word) == int(found[1] if found else 0)


def test_we_read_what_msgmerge_makes_of_our_files(tmp_path: Path) -> None:
    old, pot = tmp_path / "ar.po", tmp_path / "a.pot"
    old.write_bytes(write_catalog(CATALOG))
    edited = template([f"{text} Truly." if n % 4 == 0 else text for n, text in enumerate(TEXTS)])
    pot.write_bytes(write_catalog(new_catalog("a.pot", {}, (), edited)))
    for options in (["--no-wrap"], ["--previous"], ["--no-fuzzy-matching", "--width=40"]):
        data, _ = run("msgmerge", "-q", *options, str(old), str(pot))
        catalog = read_catalog(data, "ar.po")
        assert write_catalog(catalog) == data
        live = [each.key for each in catalog.entries if not each.obsolete]
        assert live == [each.key for each in edited]


@pytest.mark.parametrize(
    "option", ["--translated", "--untranslated", "--only-fuzzy", "--no-obsolete", "--clear-fuzzy"]
)
def test_we_read_what_msgattrib_makes_of_our_files(option: str) -> None:
    data, _ = run("msgattrib", "--no-wrap", option, "-", stdin=write_catalog(CATALOG))
    assert write_catalog(read_catalog(data, "ar.po")) == data


def test_msgconv_and_we_agree_on_another_charset() -> None:
    plain = new_catalog("ar.po", HEADER, (), (Entry(None, "Raqqa", msgstr=("الرقة",)),))
    data, _ = run("msgconv", "-t", "CP1256", "-", stdin=write_catalog(plain))
    catalog = read_catalog(data, "ar.po")
    assert catalog.entries == plain.entries
    assert write_catalog(catalog) == data


@pytest.mark.parametrize(
    "text",
    [
        'msgid "a"\nmsgstr ""\n\n#~ msgid "a"\n#~ msgstr "b"\n',
        'msgid "a"\nmsgstr "b',
        'msgid "a"\nmsgstr "b" c\n',
        'msgid "a"\nmsgstr "\\q"\n',
        'msgid "a"\n# note\nmsgstr "b"\n',
        'msgctxt "a"\nmsgstr "b"\n',
        "<<<<<<< ours\n",
    ],
)
def test_what_we_refuse_gettext_refuses(text: str) -> None:
    """Where we are stricter than that (control characters, say) our own tests say why."""
    assert subprocess.run(
        ["msgcat", "-"], input=text.encode(), capture_output=True, check=False
    ).returncode
