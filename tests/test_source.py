"""Reading sources: the closed list of the front matter, and every fault at its line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import bodies
from workflow.errors import InputError
from workflow.model import Article, Finding, Kind
from workflow.source import read_article, read_author

FULL = """\
---
title: 'It''s here: "now"'
standfirst: "Two \\"lines\\" of it"
byline: By nobody
authors: [lina, omar-2]
translators: {ar: [rami], fr: omar-2}
reviewers:
  ar: [lina]
date: 2016-06-20
place: Raqqa
locale: en
image:
  src: ../media/map.png
  alt: A map
  caption: Where it is
  credit: A friend
licence: CC BY 4.0
segmentation: paragraph
---
Text.
"""


def article(front: str, body: str = "Text.\n") -> Article:
    return read_article(f"---\n{front}---\n{body}", "a.md", "a")


def faults(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_article(text, "a.md", "a")
    return [f"{each.position.line}: {each.message}" for each in caught.value.findings]


def test_every_field_of_the_closed_list_is_read() -> None:
    read = read_article(FULL, "a.md", "a")
    assert read.field(Kind.TITLE) == 'It\'s here: "now"'
    assert read.field(Kind.STANDFIRST) == 'Two "lines" of it'
    assert [block.kind for block in read.blocks] == [
        *(Kind.TITLE, Kind.STANDFIRST, Kind.BYLINE, Kind.PLACE),
        *(Kind.ALT, Kind.CAPTION, Kind.CREDIT, Kind.PARAGRAPH),
    ]
    assert (read.authors, read.translators, read.reviewers) == (
        ("lina", "omar-2"),
        {"ar": ("rami",), "fr": ("omar-2",)},
        {"ar": ("lina",)},
    )
    assert (read.date, read.locale, read.image) == ("2016-06-20", "en", "map.png")
    assert (read.licence, read.segmentation) == ("CC BY 4.0", "paragraph")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Text.\n", ["1: there is no front matter"]),
        ("---\ntitle: T\n", ["1: the front matter is not closed"]),
        ("---\nauthors: [a]\n---\n", ["1: `title` is missing"]),
        ("---\ntitle:\n---\n", ["2: `title` is empty"]),
        ("---\ntitle: [a]\n---\n", ["2: `title` is one text, not a list"]),
        ("---\ntitle: T\ntitle: U\n---\n", ["3: `title` is given twice"]),
        ("---\ntitle: T\nauthor: x\n---\n", ["3: `author` is not a field"]),
        ("---\ntitle: T: U\n---\n", ["2: not YAML: mapping values are not allowed here"]),
        ("---\ntitle: >\n  T\n---\n", ["2: `title` must stand as it is read"]),
        ('---\ntitle: "T\\u0041"\n---\n', ["2: `title` must stand as it is read"]),
        ("---\n- a\n---\n", None),
        ("---\ntitle: T\ndate: 31/12/16\n---\n", ["3: `31/12/16` is not a date"]),
        ("---\ntitle: T\nauthors: [A b, x, x]\n---\n", None),
        ("---\ntitle: T\nsegmentation: word\n---\n", ["3: `word` cannot be the segmentation"]),
        ("---\ntitle: T\nlocale: English\n---\n", ["3: `English` cannot be the locale"]),
        ("---\ntitle: T\nimage: {alt: a}\n---\n", ["3: `image.src` is missing"]),
        ("---\ntitle: T\nimage: {src: a.png}\n---\n", ["3: `image.alt` is missing"]),
        ("---\ntitle: T\nimage: {src: ../../x, alt: a}\n---\n", None),
        ("---\ntitle: T\n---\n![a](/etc/passwd)\n", None),
        ("---\ntitle: T\n---\n![a](http://x.y/z.png)\n", None),
        ("---\ntitle: T\n---\nA[^1].\n", ["4: the note [^1] is called and not written"]),
        ("---\ntitle: T\n---\n\nA.\n\n[^1]: B\n", ["7: the note [^1] is written and not called"]),
        ("---\ntitle: T\n---\n<!-- publish:sikp -->\nA.\n", None),
        ("---\ntitle: T\n---\nA <!-- publish:skip --> b.\n", None),
        ("---\ntitle: T\n---\nA\x00b\n", ["4: the control character U+0000 stands in the text"]),
        ("---\ntitle: T\n---\nA\u2028b\n", ["4: the control character U+2028 stands in the text"]),
    ],
)
def test_each_fault_is_told_at_its_line(text: str, expected: list[str] | None) -> None:
    found = faults(text)
    if expected is not None:
        assert found == expected
    assert all(int(line.split(":")[0]) <= text.count("\n") + 1 for line in found)


def test_all_faults_of_a_file_are_told_at_once() -> None:
    assert len(faults("---\ntitle: T\nx: 1\ny: 2\ndate: z\n---\nA[^1].\n")) == 4


def test_people_have_a_name_a_handle_a_photo_and_a_bio() -> None:
    read = read_author(
        "---\nname: Lina\nhandle: RBSS\nphoto: lina.jpg\nlinks: [https://x.y]\n---\n\nA bio.\n",
        "l.md",
        "lina",
    )
    assert (read.name, read.handle, read.photo, read.links) == (
        *("Lina", "RBSS", "lina.jpg", ("https://x.y",)),
    )
    assert [block.kind for block in read.blocks] == [Kind.NAME, Kind.BIO]
    with pytest.raises(InputError, match="not a web or mail address"):
        read_author("---\nname: L\nlinks: ['javascript:x']\n---\n", "l.md", "l")


@given(st.one_of(bodies, st.text()), st.booleans())
def test_no_input_makes_a_reader_raise_anything_but_input_error(
    text: str,
    front: bool,  # noqa: FBT001
) -> None:
    text = f"---\n{text}" if front else f"---\ntitle: T\n---\n{text}"
    lines = text.count("\n") + text.count("\r") + 1
    for read in (read_article, read_author):
        found = findings_of(read, text)
        assert all(1 <= each.position.line <= lines for each in found)


def findings_of(read: Callable[[str, str, str], object], text: str) -> tuple[Finding, ...]:
    try:
        read(text, "x.md", "x")
    except InputError as error:
        return error.findings
    return ()
