"""`publish init`: an empty project that works."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..errors import ProjectError
from ..files import write_text
from ..locales import locale
from ..project import SETTINGS_FILE
from ._git import git
from .merge_driver import install

_SETTINGS = """\
# Diptych: what this project says of itself. Every line may go; these are the defaults.
source-locale = "{source}"     # the language the articles are written in
segmentation = "sentence"  # or "paragraph": what a translator gets as one unit
references = "line"        # or "file": what `#:` in a catalog points at
publisher = ""             # named in the imprint of each edition
"""
_LOCALE = """
[locales.{name}]
min-translated = 100       # percent of each article that `publish check` asks for
draft = false              # true: what is missing is reported, and never an error
digits = "{digits}"            # arab ٠١٢٣, arabext ۰۱۲۳, latn 0123
"""
_FOLDERS = ("source/articles", "source/authors", "source/media", "locale/templates", "output")


def init(folder: Path, source: str, locales: Sequence[str]) -> tuple[str, ...]:
    """Make the folders and the settings of a project; nothing that exists is touched.

    In a git repository, git is told to merge catalogs message by message.
    """
    settings = folder / SETTINGS_FILE
    if settings.exists():
        hint = "this is a project; edit the file; `publish merge-driver --install` for git alone"
        raise ProjectError(f"{SETTINGS_FILE} is there already", hint)
    words = _SETTINGS.format(source=locale(source).name)
    for name in locales:
        words += _LOCALE.format(name=locale(name).name, digits=locale(name).numbering)
    writes = {f"{each}/.gitkeep": "" for each in _FOLDERS}
    writes[SETTINGS_FILE] = words
    if not (folder / ".gitignore").exists():
        writes[".gitignore"] = "output/*\n!output/.gitkeep\n.publish/\n"
    for name, content in writes.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch()
            write_text(path, content)
    in_git = git(folder, "rev-parse", "--git-dir") is not None
    return tuple(sorted((*writes, *(install(folder) if in_git else ()))))
