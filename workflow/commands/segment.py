"""`publish segment`: the units of a text, as a translator would meet them; rules from SRX."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from ..errors import InputError
from ..files import is_there, read_bytes, read_text, write_text
from ..locales import locale
from ..markdown import read_blocks
from ..model import CutRule, Unit
from ..project import RULES_FILE, Project
from ..segment import Cutting
from ..segment import segment as cut
from ..sentences import starts
from ..source import read_article, read_author
from ..srx import add_rules, read_rules, read_srx, rules_for


def segment(
    text: str, path: str, language: str, mode: str, rules: Sequence[CutRule] = ()
) -> tuple[Unit, ...]:
    """Give the units of a source file, of an author's file, or of plain Markdown."""
    name = locale(language).name
    cutting = Cutting(starts=partial(starts, rules=rules))
    if text.removeprefix("\ufeff").startswith("---"):
        try:
            article = read_article(text, path, "stdin")
        except InputError as error:
            try:
                author = read_author(text, path, "stdin")
            except InputError:
                raise error from None
            return cut(author.blocks, author.text, name, mode, cutting=cutting)
        return cut(article.blocks, article.text, name, mode, article.references, cutting)
    document = read_blocks(text, path)
    return cut(document.blocks, text, name, mode, document.references, cutting)


def rules_of(project: Project | None, srx: Path | None, language: str) -> tuple[CutRule, ...]:
    """Give the rules of the project that we are in, if we are, and behind them those of a file."""
    name = locale(language).name
    rules: tuple[CutRule, ...] = ()
    if project and (project.root / RULES_FILE).is_file():
        path = project.root / RULES_FILE
        rules = rules_for(read_rules(read_text(path, RULES_FILE), RULES_FILE), name)
    return rules + (read_srx(read_bytes(srx), srx.name, name) if srx else ())


def save_rules(project: Project, srx: Path, language: str) -> tuple[bool, int]:
    """Put the rules of an SRX file behind the project's own; say if it changed, and how many."""
    name = locale(language).name
    path = project.root / RULES_FILE
    rules = read_srx(read_bytes(srx), srx.name, name)
    text = read_text(path, RULES_FILE) if is_there(path) else ""
    made = add_rules(text, name, rules, f"from {srx.name}")
    return write_text(path, made), len(rules)
