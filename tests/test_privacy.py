"""Who and where we are: what is found, what is scrubbed, and that no report repeats it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pictures import CANARY, jpeg, png, webp
from tests.strategies import catalogs, texts
from workflow.model import Catalog, Entry
from workflow.po import new_catalog, read_catalog, write_catalog
from workflow.privacy import (
    Leak,
    comment_leaks,
    field_span,
    header_leaks,
    leaks,
    media_leaks,
    new_leaks,
    person,
    scrub,
)
from workflow.report import rule_text
from workflow.rules import RULES

HOME = f"/{'home'}/aperson/news"  # no path of a machine is shipped
PEOPLE = {"lina": "Lina Haddad"}


@pytest.mark.parametrize(
    "text",
    [
        "a.person@example.org",
        "<a.person@example.org>",
        "a.person (at) example.org",
        "a.person[at]example.org",
        "اكتب إلى a_person+x@mail.example.co.uk.",
    ],
)
def test_an_address_is_found(text: str) -> None:
    assert leaks(text) == ("email",)


@pytest.mark.parametrize(
    "text",
    [
        "@rbss",
        "50 % @ 3",
        "EMAIL@ADDRESS",
        "user@localhost",
        "a @ b.c",
        "v1.2@3",
        "C:/news",
        "/home",
    ],
)
def test_what_only_looks_like_one_is_not(text: str) -> None:
    assert leaks(text) == ()


@pytest.mark.parametrize(
    "text", [HOME, "file://" + HOME, "see C:\\" + "Users\\aperson\\x", "\\\\server\\aperson"]
)
def test_a_path_of_a_machine_is_found(text: str) -> None:
    assert leaks(text) == ("path",)


def test_what_the_source_has_a_translation_may_have() -> None:
    assert new_leaks("اكتب إلى a@example.org", "Write to a@example.org") == ()
    assert new_leaks("اكتب إلى b@example.org", "Write to a@example.org") == ("email",)


@pytest.mark.parametrize(
    ("value", "identifier"),
    [
        ("Lina Haddad <l@example.org>", "lina"),
        ("lina", "lina"),
        ("LINA HADDAD", "lina"),
        ("Lina", "lina"),
        ("Somebody <l@example.org>", ""),
        ("<l@example.org>", ""),
        ("", ""),
    ],
)
def test_a_translator_is_known_by_the_printed_name_or_the_id(value: str, identifier: str) -> None:
    assert person(value, PEOPLE) == identifier


SIGNED = f"""\
# A title
# Canary Person <canary@example.org>, 2016.
msgid ""
msgstr ""
"Project-Id-Version: x\\n"
"PO-Revision-Date: 2016-06-21 23:40+0300\\n"
"Last-Translator: Lina Haddad <canary@example.org>\\n"
"Language-Team: Arabic <canary@example.org>\\n"
"Language: ar\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Generator: Poedit 3.4.2\\n"
"X-Poedit-Basepath: ../../..\\n"
"X-Poedit-SearchPath-0: {HOME}\\n"
"X-Source-Language: en\\n"

# ask canary@example.org about it
#. seen in {HOME}/story.md
#: {HOME}/story.md:3 source/articles/story.md:3
msgid "The bridge is open."
msgstr "الجسر مفتوح."

msgid   "Odd   but   sound."
msgstr  "غريب."
"""

SCRUBBED = """\
# A title
msgid ""
msgstr ""
"Project-Id-Version: x\\n"
"PO-Revision-Date: \\n"
"Last-Translator: lina\\n"
"Language-Team: \\n"
"Language: ar\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Poedit-Basepath: ../../..\\n"
"X-Source-Language: en\\n"

# ask …@… about it
#. seen in …/…
#: source/articles/story.md:3
msgid "The bridge is open."
msgstr "الجسر مفتوح."

msgid   "Odd   but   sound."
msgstr  "غريب."
"""


def test_a_signed_catalog_is_scrubbed_and_nothing_else_changes() -> None:
    catalog = scrub(read_catalog(SIGNED.encode(), "ar.po"), PEOPLE)
    assert write_catalog(catalog).decode() == SCRUBBED


def test_a_stranger_becomes_nobody() -> None:
    catalog = scrub(read_catalog(SIGNED.encode(), "ar.po"), {})
    assert catalog.header["Last-Translator"] == ""


def test_what_tells_nothing_keeps_its_bytes() -> None:
    catalog = read_catalog(SCRUBBED.encode(), "ar.po")
    assert write_catalog(scrub(catalog, PEOPLE)) == SCRUBBED.encode()


LINE = st.sampled_from(
    [
        "a.person@example.org",
        f"x {HOME}/y",
        "A Person <a.person@example.org>, 2016.",
        "© Somebody <a@b.org>",
        "nothing",
    ]
)
HEADER = st.dictionaries(
    st.sampled_from(
        [
            "Last-Translator",
            "Language-Team",
            "X-Generator",
            "PO-Revision-Date",
            "X-Poedit-Path",
            "X-Y",
        ]
    ),
    LINE | st.sampled_from(["2016-06-21 23:40+0300", "Lina Haddad", "https://example.org"]),
)


@given(catalogs(), HEADER, st.lists(LINE, max_size=2), st.lists(LINE, max_size=2))
def test_scrubbing_leaves_nothing_to_find_and_scrubbing_twice_is_scrubbing_once(
    catalog: Catalog, header: Mapping[str, str], top: list[str], comment: list[str]
) -> None:
    entries = [
        replace(each, comment=(*each.comment, *comment), note=tuple(comment))
        for each in catalog.entries
    ]
    signed = new_catalog("ar.po", {**catalog.header, **header}, tuple(top), entries)
    once = scrub(signed, PEOPLE)
    assert list(header_leaks(once.header, PEOPLE)) == []
    for entry in (*once.entries, once.head):
        assert isinstance(entry, Entry)
        assert list(comment_leaks(entry)) == []
    assert scrub(once, PEOPLE) == once
    assert [each.msgstr for each in once.entries] == [each.msgstr for each in entries]
    assert [each.key for each in once.entries] == [each.key for each in entries]


@given(texts() | st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    leaks(text)
    new_leaks(text, text[::-1])
    list(header_leaks({"Last-Translator": text, "X-Generator": text}, {"a": text}))
    span = field_span(text, "Language")
    assert span is None or text[slice(*span)] == "Language"


# --- pictures -------------------------------------------------------------------------------


def test_a_picture_tells_the_names_of_its_fields() -> None:
    told = media_leaks(jpeg(["Exif Make", "Exif GPS", "XMP GPS", "comment"], ">"))
    assert {leak.field for leak in told if leak.kind == "gps"} == {"Exif GPS", "XMP GPS"}
    assert {leak.field for leak in told if leak.kind == "metadata"} == {
        *("Exif Make", "Exif", "XMP", "comment")
    }
    assert {leak.field for leak in media_leaks(png(["text", "XMP", "Exif GPS"]))} >= {
        *("text", "XMP", "Exif GPS", "Exif Make")
    }
    assert Leak("gps", "Exif GPS") in media_leaks(webp(["Exif GPS", "XMP"]))
    assert Leak("gps", "XMP GPS") in media_leaks(webp(["Exif GPS", "XMP"]))
    assert media_leaks(jpeg([])) == media_leaks(png([])) == media_leaks(webp([])) == ()


@given(st.binary(max_size=80), st.integers(0, 400), st.sampled_from(["jpeg", "png", "webp", "raw"]))
def test_any_bytes_can_be_looked_at(noise: bytes, cut: int, kind: str) -> None:
    fields = ["Exif Make", "Exif GPS", "XMP GPS", "XMP", "text", "comment"]
    makers = {"jpeg": jpeg, "png": png, "webp": webp}
    data = makers[kind](fields) if kind in makers else b"MM\0*"
    for each in (data[:cut] + noise, noise + data, data[:cut] + noise + data[cut:]):
        for leak in media_leaks(each):
            assert CANARY.decode() not in leak.field


def test_pillow_reads_what_we_find() -> None:
    """The pictures of these tests are pictures to others too."""
    from io import BytesIO  # noqa: PLC0415

    from PIL import Image  # noqa: PLC0415

    picture = Image.new("RGB", (1, 1))
    meta = picture.getexif()
    meta[0x010F] = "canary"
    meta.get_ifd(0x8825)[1] = "N"
    stream = BytesIO()
    picture.save(stream, "JPEG", exif=meta, comment=b"canary")
    told = {leak.field for leak in media_leaks(stream.getvalue())}
    assert told >= {"Exif Make", "Exif GPS", "comment"}


def test_no_rule_advises_what_it_does_not_explain() -> None:
    for rule in (each for each in RULES if each.code.startswith("V1")):
        assert "--scrub" in rule_text(rule), rule.name
