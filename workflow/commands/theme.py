"""The look of a project's pages: `--theme`, `theme = "…"` in its settings, `publish theme new`."""

from __future__ import annotations

from dataclasses import replace

from ..project import Project
from ..render.theme import PLAIN, Theme
from ..render.theming import new_theme, read_theme, theme_folder


def load_theme(project: Project, asked: str = "") -> Theme:
    """Read the theme that is asked for, or the project's own; every fault is an InputError."""
    word = asked or project.settings.theme
    if not word:
        return PLAIN
    folder = theme_folder(word, project.root)
    inside = folder.resolve().is_relative_to(project.root.resolve())
    theme = read_theme(folder, project.name(folder) if inside else folder.name)
    return replace(theme, foreign=word != project.settings.theme)


def make_theme(project: Project, name: str) -> tuple[str, ...]:
    """Write a new theme into the project, and name its files."""
    return tuple(project.name(path) for path in new_theme(name, project.root))
