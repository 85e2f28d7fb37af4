"""Newsroom text becomes source files, and the customer's article came in that way, verbatim."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.markdown import inline_html, read_blocks
from workflow.model import Kind
from workflow.newsroom import article_text, as_markdown, author_text, read_story, slug
from workflow.segment import segment
from workflow.source import read_article, read_author

ROOT = Path(__file__).parent.parent
SEED = (ROOT / "tests/fixtures/has-the-decline-of-isis-begun.txt").read_text("utf-8")
LINES = [line for line in SEED.split("\n") if line]
QUOTES = ("“", "”")


def test_the_article_is_the_seed_character_for_character() -> None:
    text = (ROOT / "source/articles/has-the-decline-of-isis-begun.md").read_text("utf-8")
    about = (ROOT / "source/authors/abdalaziz-alhamza.md").read_text("utf-8")
    article = read_article(text, "a.md", "a")
    author = read_author(about, "b.md", "b")
    assert article.field(Kind.TITLE) == LINES[0]
    assert f"{author.name} “{author.handle}”" == LINES[1]
    paragraphs = [block.text for block in article.blocks if block.kind is Kind.PARAGRAPH]
    assert paragraphs == LINES[2:-1]
    assert len(paragraphs) == 17
    assert author.blocks[1].text == LINES[-1]
    assert article.authors == ("abdalaziz-alhamza",)


def test_importing_the_seed_gives_the_files_that_are_shipped() -> None:
    story = read_story(SEED)
    shipped = (ROOT / "source/articles/has-the-decline-of-isis-begun.md").read_text("utf-8")
    assert article_text(story, "abdalaziz-alhamza", QUOTES) == shipped
    about = (ROOT / "source/authors/abdalaziz-alhamza.md").read_text("utf-8")
    assert author_text(story) == about


def test_blank_lines_in_a_newsroom_text_change_no_unit() -> None:
    def units(text: str) -> list[str]:
        made = article_text(read_story(text), "", QUOTES)
        article = read_article(made, "a.md", "a")
        return [unit.msgid for unit in segment(article.blocks, made, "en")]

    spaced = re.sub(r"\n+", "\n\n\n", SEED)
    assert units(spaced) == units(SEED)
    assert units(SEED.replace("\n", "\r\n")) == units(SEED)


@pytest.mark.parametrize(
    ("text", "options", "parts"),
    [
        ("T\nB\n1\n2\n\nbio\n", {}, ("T", "B", ["1", "2"], ["bio"])),
        ("T\nB\n1\n2\n", {}, ("T", "B", ["1", "2"], [])),
        ("T\n\nB\n\n1\n2\n", {}, ("T", "B", ["1", "2"], [])),
        ("T\nB\n1\n\nbio\n", {"bio": False}, ("T", "B", ["1", "bio"], [])),
        ("T\nB\n1\nbio\n", {"bio": True}, ("T", "B", ["1"], ["bio"])),
        ("T\n1\n2\n\nbio\n", {"byline": False}, ("T", "", ["1", "2"], ["bio"])),
        ("\ufeff T \r\n\r\nB\r\n 1 \r\n\r\n", {}, ("T", "B", ["1"], [])),
        ("T", {}, ("T", "", [], [])),
        ("", {}, ("", "", [], [])),
    ],
)
def test_the_parts_of_a_text(
    text: str, options: dict[str, bool], parts: tuple[str, str, list[str], list[str]]
) -> None:
    story = read_story(text, **options)
    assert (story.title, story.byline, [*story.paragraphs], [*story.bio]) == parts


@given(st.text())
def test_nothing_of_a_newsroom_text_is_dropped(text: str) -> None:
    story = read_story(text)
    said = [story.title, story.byline, *story.paragraphs, *story.bio]
    lines = [line.strip() for line in re.split(r"\r\n?|\n", text.removeprefix("\ufeff"))]
    assert [each for each in said if each] == [line for line in lines if line]


@given(st.text(alphabet=st.sampled_from(r"ab 1.)-+*#_`[]()<>!&;~|^=:\/'\"é”ن،"), min_size=1))
def test_a_line_of_plain_text_is_read_as_what_it_says(text: str) -> None:
    line = text.strip()
    if not line:
        return
    blocks = read_blocks(as_markdown(line) + "\n", "x.md").blocks
    assert [block.kind for block in blocks] == [Kind.PARAGRAPH]
    shown = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert inline_html(blocks[0].text) == shown


def test_a_byline_that_is_not_name_and_handle_is_kept_as_it_is() -> None:
    story = read_story("T\nLina, in Raqqa: now\nText.\n")
    assert "byline" not in article_text(story, "lina", QUOTES)
    assert story.name == story.byline
    story = read_story('T\nLina "RBSS"\nText.\n')
    assert 'byline: Lina "RBSS"\n' in article_text(story, "lina", QUOTES)
    assert "name: Lina\nhandle: RBSS\n" in author_text(story)


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("By Lina Haddad", "Lina Haddad"),
        ("by: Lina Haddad “RBSS”", "Lina Haddad"),
        ("BY LINA HADDAD", "LINA HADDAD"),
        ("بقلم لينا حداد", "لينا حداد"),
        ("Byron Haddad", "Byron Haddad"),
        ("By", "By"),
    ],
)
def test_the_word_before_a_name_is_of_the_byline_and_not_of_the_name(
    byline: str, name: str
) -> None:
    story = read_story(f"T\n{byline}\nText.\n")
    assert story.name == name
    assert f"name: {name}\n" in author_text(story)
    kept = f"byline: {byline}\n" in article_text(story, "lina", QUOTES).replace('"', "")
    assert kept == (name != byline)


def test_slugs_have_small_letters_digits_and_hyphens() -> None:
    assert slug("Has The Decline of ISIS Begun?") == "has-the-decline-of-isis-begun"
    assert slug("L’été à Rakka") == "lete-a-rakka"
    assert slug("هل بدأ") == ""
