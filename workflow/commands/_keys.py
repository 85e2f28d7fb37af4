"""What an answer depends on, as digests; no reader is loaded for them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..cache import Cache, key_of, program
from ..project import AUTHORS, RULES_FILE, Project


def setting(project: Project, cache: Cache, word: str) -> str:
    """Give the key of what holds for all documents: program, settings, rules of cutting."""
    rules = cache.digest(str(project.root / RULES_FILE))
    return key_of(word, program(), repr(project.settings), rules)


def text(project: Project, cache: Cache, domain: str) -> str:
    """Give the key of what is written in an article, or of all authors together."""
    if domain != AUTHORS:
        return cache.digest(f"{_folders(project.root)[0]}/{domain}.md")
    people = project.author_ids()
    files = (cache.digest(str(project.author_path(each))) for each in people)
    return key_of(*people, *files)


def source(project: Project, cache: Cache, domain: str) -> str:
    """Give the key of a document's units: its text, and its template, which remembers the cuts."""
    template = cache.digest(f"{_folders(project.root)[1]}/{domain}.pot")
    return key_of(template, text(project, cache, domain))


@lru_cache(maxsize=2)
def _folders(root: Path) -> tuple[str, str]:
    """Give where articles and templates lie, once for thousands of them."""
    project = Project(root)
    return str(project.article_path("").parent), str(project.template_path("").parent)
