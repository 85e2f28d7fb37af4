"""`publish segment`: the units of a text, as a translator would meet them."""

from __future__ import annotations

from ..errors import InputError
from ..locales import locale
from ..markdown import read_blocks
from ..model import Unit
from ..segment import segment as cut
from ..source import read_article, read_author


def segment(text: str, path: str, language: str, mode: str) -> tuple[Unit, ...]:
    """Give the units of a source file, of an author's file, or of plain Markdown."""
    name = locale(language).name
    if text.removeprefix("\ufeff").startswith("---"):
        try:
            article = read_article(text, path, "stdin")
        except InputError as error:
            try:
                author = read_author(text, path, "stdin")
            except InputError:
                raise error from None
            return cut(author.blocks, author.text, name, mode)
        return cut(article.blocks, article.text, name, mode, article.references)
    document = read_blocks(text, path)
    return cut(document.blocks, text, name, mode, document.references)
