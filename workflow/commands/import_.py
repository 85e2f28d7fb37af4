"""`publish import`: a newsroom text becomes an article and its author."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..errors import ProjectError
from ..files import read_text, write_text
from ..locales import locale
from ..newsroom import Story, article_text, author_text, read_story, slug
from ..project import AUTHORS, Project


@dataclass(frozen=True, slots=True)
class Imported:
    """What was brought in, and where it lies now."""

    story: Story
    article: str
    author: str
    """Empty if there is none, or if the file was there already with these very words."""


def import_story(
    project: Project,
    file: Path,
    *,
    name: str = "",
    author: str = "",
    byline: bool | None = None,
    bio: bool | None = None,
) -> Imported:
    """Write the article, and its author's file if there is none; nothing is ever overwritten."""
    text = read_text(file, file.name)
    story = read_story(text, byline=byline, bio=bio)
    if not story.paragraphs:
        raise ProjectError(
            f"{file.name}: there is no article in it", "a title, a byline, and a line a paragraph"
        )
    name = _identifier(name or slug(story.title), "--slug", story.title)
    if name == AUTHORS:
        raise ProjectError(f"an article cannot be called `{AUTHORS}`", "choose another --slug")
    writes = {}
    if story.byline or author:
        author = _identifier(author or slug(story.name), "--author", story.name)
        path = project.author_path(author)
        told = author_text(story)
        if path.exists() and story.bio and read_text(path, path.name) != told:
            raise ProjectError(
                f"{project.name(path)} is there and says something else",
                "import with --no-bio, and put the words where they belong by hand",
            )
        if not path.exists() and story.byline:
            writes[path] = told
    article = project.article_path(name)
    if article.exists():
        raise ProjectError(f"{project.name(article)} is there already", "choose another --slug")
    quotes = locale(project.settings.source_locale).quotes
    writes[article] = article_text(story, author, quotes)
    for path, content in writes.items():
        write_text(path, content)
    written = next((project.name(path) for path in writes if path != article), "")
    return Imported(story, project.name(article), written)


def _identifier(made: str, option: str, words: str) -> str:
    if not made or made != slug(made):
        raise ProjectError(
            f"no file name can be made of “{made or words}”", f"say one: {option} small-letters"
        )
    return made
