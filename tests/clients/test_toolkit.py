"""Translate-toolkit, which is what Weblate reads and writes with, keeps our files."""

from __future__ import annotations

import warnings
from dataclasses import replace
from io import BytesIO

import pytest

from tests.strategies import NASTY
from workflow.model import Entry
from workflow.po import new_catalog, read_catalog, write_catalog

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    pypo = pytest.importorskip("translate.storage.pypo")

TEXTS = [text for text in NASTY if "\r" not in text]
CATALOG = new_catalog(
    "ar.po",
    {"Language": "ar", "Plural-Forms": "nplurals=1; plural=0;"},
    ("A draft.",),
    (
        *(
            Entry(
                "title" if number == 0 else None,
                text,
                msgstr=(text,),
                references=("a.md:1",),
                note=("In: Night",),
                comment=("mine",),
                flags=("fuzzy",) if number % 2 else (),
                previous=(None, text, None) if number % 2 else None,
            )
            for number, text in enumerate(TEXTS)
        ),
        Entry(None, "open"),
        Entry(None, "gone", msgstr=("weg",), obsolete=True),
    ),
)


def test_the_toolkit_gives_our_bytes_back() -> None:
    data = write_catalog(CATALOG)
    store = pypo.pofile.parsestring(data)
    store.wrapper.width = -1
    out = BytesIO()
    store.serialize(out)
    assert out.getvalue() == data


def test_the_toolkit_reads_our_texts_and_we_read_its_edit() -> None:
    data = write_catalog(CATALOG)
    store = pypo.pofile.parsestring(data)
    units = [unit for unit in store.units if not unit.isheader()]
    assert [str(unit.source) for unit in units] == [*TEXTS, "open", "gone"]
    assert [str(unit.target) for unit in units] == [*TEXTS, "", "weg"]
    assert [unit.isfuzzy() for unit in units[: len(TEXTS)]] == [
        bool(number % 2) for number in range(len(TEXTS))
    ]
    units[-2].target = "مفتوح، وجملة طويلة " * 10
    edited = bytes(store)
    catalog = read_catalog(edited, "ar.po")
    assert write_catalog(catalog) == edited
    expected = [*CATALOG.entries]
    expected[-2] = replace(expected[-2], msgstr=("مفتوح، وجملة طويلة " * 10,))
    assert catalog.entries == tuple(expected)
