"""Newsroom text, where each line is a paragraph → source files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .markdown import inline_html, read_blocks
from .model import Kind, Quoting
from .spans import quote

_SIGNED = re.compile(r"(?P<name>[^“”\"«»„]+?)\s+[“\"«„]\s*(?P<handle>[^“”\"«»„]+?)\s*[”\"»“]")
_BY = re.compile(r"(?:by|بقلم|מאת)[\s:]\s*(?=\S)", re.IGNORECASE)
"""Words before a name that begin none; the byline keeps them."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>&!~|^])")


@dataclass(frozen=True, slots=True)
class Story:
    """What a newsroom text says, line by line, nothing dropped but blank lines."""

    title: str
    byline: str
    paragraphs: tuple[str, ...]
    bio: tuple[str, ...]

    @property
    def name(self) -> str:
        """The author's name in the byline, without the word before it and the handle."""
        signed = _SIGNED.fullmatch(self.byline)
        said = signed["name"] if signed else self.byline
        by = _BY.match(said)
        return said[by.end() :] if by else said

    @property
    def handle(self) -> str:
        """The handle in quotation marks at the end of the byline, or nothing."""
        signed = _SIGNED.fullmatch(self.byline)
        return signed["handle"] if signed else ""


def read_story(text: str, *, byline: bool | None = None, bio: bool | None = None) -> Story:
    """Give the parts of a newsroom text.

    Each non-empty line is a paragraph; the first is the title, the second the byline, and what
    stands after the last blank line the bio, if anything is left before it. `byline` and `bio` say
    that there is one (True), that there is none (False), or nothing (None).
    """
    lines = [line.strip() for line in re.split(r"\r\n?|\n", text.removeprefix("\ufeff"))]
    while lines and not lines[-1]:
        lines.pop()
    written = [line for line in lines if line]
    title = written[0] if written else ""
    signature = written[1] if len(written) > 1 and byline is not False else ""
    body = written[2 if signature else 1 :]
    last = len(lines) - 1 - lines[::-1].index("") if "" in lines else -1
    about = [line for line in lines[last + 1 :] if line] if last >= 0 else []
    if bio and not 0 < len(about) < len(body):
        about = body[-1:]
    if bio is False or not 0 < len(about) < len(body):
        about = []
    return Story(title, signature, tuple(body[: len(body) - len(about)]), tuple(about))


def article_text(story: Story, author: str, quotes: tuple[str, str]) -> str:
    """Give the source file of an article; a byline that the author's file says is left to it."""
    fields = {"title": quote(story.title, Quoting.YAML_PLAIN)}
    said = story.name + (f" {quotes[0]}{story.handle}{quotes[1]}" if story.handle else "")
    if story.byline and story.byline != said:
        fields["byline"] = quote(story.byline, Quoting.YAML_PLAIN)
    if author:
        fields["authors"] = f"[{author}]"
    return _file(fields, story.paragraphs)


def author_text(story: Story) -> str:
    """Give the source file of the author."""
    fields = {"name": quote(story.name, Quoting.YAML_PLAIN)}
    if story.handle:
        fields["handle"] = quote(story.handle, Quoting.YAML_PLAIN)
    return _file(fields, story.bio)


def _file(fields: dict[str, str], paragraphs: Iterable[str]) -> str:
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    body = "\n\n".join(as_markdown(paragraph) for paragraph in paragraphs)
    return f"---\n{head}---\n\n{body}\n" if body else f"---\n{head}---\n"


def as_markdown(paragraph: str) -> str:
    """Give Markdown that is read as exactly this paragraph: as it is, or with escapes."""
    for candidate in (
        paragraph,
        _SPECIAL.sub(r"\\\1", paragraph),
        re.sub(r"^(\d{1,9}|)([-+=#.)])", r"\1\\\2", _SPECIAL.sub(r"\\\1", paragraph)),
    ):
        if _is_read_as(candidate, paragraph):
            return candidate
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", paragraph)


def _is_read_as(markdown: str, paragraph: str) -> bool:
    blocks = [replace(block, position=None) for block in read_blocks(markdown + "\n", "").blocks]
    shown = paragraph.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return (
        len(blocks) == 1
        and blocks[0].kind is Kind.PARAGRAPH
        and not blocks[0].marks
        and inline_html(blocks[0].text) == shown
    )


def slug(words: str) -> str:
    """Give small letters, digits and hyphens for a title or a name; nothing if none can be made."""
    plain = unicodedata.normalize("NFKD", words.replace("’", "").replace("'", ""))
    letters = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    if any(char.isalpha() and char > "\x7f" for char in letters):
        return ""
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:64].rstrip("-")
