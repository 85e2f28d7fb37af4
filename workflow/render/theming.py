"""A folder → a theme: its letters, its styles, its templates and pictures, all read and judged.

A theme changes how a page looks and nothing else: it can fetch nothing, and it reads no file but
its own and ours. What is wrong with it is an InputError that names the file and the line.
"""

from __future__ import annotations

import hashlib
import re
import struct
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..errors import InputError, ProjectError, RenderError
from ..files import read_bytes, read_text, write_bytes
from ..model import Finding, Position, Severity
from .fonts import FACES, HOUSE, SCALE, Face, Letters, Size, font_bytes, refuse_font
from .media import clean_picture
from .theme import PLAIN, Theme

SHIPPED = Path(__file__).parent / "themes"
"""The themes of the house, a folder each."""

_SKELETON = SHIPPED / "new"
_TOML, _CSS, _TEMPLATES = "theme.toml", "theme.css", "templates"
_PICTURES = frozenset({".png", ".jpg", ".jpeg"})
_FONTS = frozenset({".ttf", ".otf"})
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ASSET = "asset:theme/"
_AT = frozenset({"page", "media", "counter-style", "supports"})
"""What may stand behind an @ in a theme's styles: its fonts stand in theme.toml."""


def shipped() -> tuple[str, ...]:
    """Name the themes of the house."""
    return tuple(sorted(each.name for each in SHIPPED.iterdir() if each != _SKELETON))


def theme_folder(word: str, root: Path) -> Path:
    """Give the folder of a theme: a path, a folder in `themes/` of the project, or one of ours."""
    if "/" in word or "\\" in word or word.startswith("."):
        folder = root / word
    else:
        own = root / "themes" / word
        folder = own if own.is_dir() or word not in shipped() else SHIPPED / word
    if not folder.is_dir():
        raise ProjectError(
            f"there is no theme `{word}`",
            f"there are {', '.join(shipped())}, and any folder; `publish theme new NAME` makes one",
        )
    return folder


def theme_files(folder: Path) -> tuple[Path, ...]:
    """Give every file that a theme is made of, sorted."""
    inside = (each for each in folder.rglob("*") if each.is_file() and each.name[:1] != ".")
    return tuple(sorted(inside))


def new_theme(name: str, root: Path) -> tuple[Path, ...]:
    """Lay down a theme that works and says in comments what each line does."""
    folder = root / "themes" / name
    if not _NAME.fullmatch(name):
        hint = "a name has small letters a to z, digits and single hyphens"
        raise ProjectError(f"`{name}` cannot be the name of a theme", hint)
    if folder.exists():
        raise ProjectError(f"themes/{name} is there already")
    made = []
    for path in theme_files(_SKELETON):
        made.append(folder / path.relative_to(_SKELETON))
        made[-1].parent.mkdir(parents=True, exist_ok=True)
        write_bytes(made[-1], read_bytes(path))
    return tuple(made)


def read_theme(folder: Path, shown: str) -> Theme:
    """Read a theme whole; `shown` is how errors name its folder."""
    reading = _Reading(folder, shown)
    theme = reading.read()
    if reading.faults:
        raise InputError(reading.faults)
    return theme


class _Reading:
    """One reading of a folder: what was found wrong."""

    def __init__(self, folder: Path, shown: str) -> None:
        self.folder, self.shown = folder, shown
        self.faults: list[Finding] = []
        self.toml = ""

    def read(self) -> Theme:
        files = [each for each in theme_files(self.folder) if self._is_own(each)]
        known = {each.relative_to(self.folder).as_posix(): each for each in files}
        digest = hashlib.sha256()
        for name, path in known.items():
            digest.update(f"{name}\0{hashlib.sha256(read_bytes(path)).hexdigest()}\0".encode())
        if _TOML not in known:
            self._fault(_TOML, 1, "the theme has no theme.toml", "`publish theme new` writes one")
            return PLAIN
        self.toml = self._text(known[_TOML])
        letters = self._letters(known)
        pictures = dict(self._pictures(known))
        css = self._text(known[_CSS]) if _CSS in known else ""
        for line, message, hint in _wrong_styles(css, frozenset(pictures)):
            self._fault(_CSS, line, message, hint)
        templates = {
            name.removeprefix(f"{_TEMPLATES}/"): self._text(path)
            for name, path in known.items()
            if name.startswith(f"{_TEMPLATES}/")
        }
        for name, text in templates.items():
            self._template(name, text)
        name = self.folder.name
        return Theme(
            name,
            digest.hexdigest(),
            letters=letters,
            css=css,
            templates=templates,
            pictures=pictures,
            shown=self.shown,
        )

    def _is_own(self, path: Path) -> bool:
        """Refuse what leads out of the folder."""
        name = path.relative_to(self.folder).as_posix()
        inside = path.resolve().is_relative_to(self.folder.resolve())
        if not inside:
            self._fault(name, 1, "this is a link out of the theme", "put the file itself there")
        return inside

    def _text(self, path: Path) -> str:
        return read_text(path, f"{self.shown}/{path.relative_to(self.folder).as_posix()}")

    def _fault(self, name: str, line: int, message: str, hint: str = "") -> None:
        where = Position(f"{self.shown}/{name}", line)
        self.faults.append(Finding(where, Severity.ERROR, "I003", "settings", message, hint))

    # --- theme.toml ---

    def _letters(self, known: Mapping[str, Path]) -> Letters:
        try:
            table = tomllib.loads(self.toml)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"\(at line (\d+)", str(error))
            line = int(found[1]) if found else self.toml.count("\n") + 1
            self._fault(_TOML, line, f"not TOML: {re.sub(r' [(]at .*[)]$', '', str(error))}")
            return HOUSE
        self._only(table, ("about", "font", "size"), 1)
        faces = {(face.family, face.weight, face.style): face for face in FACES}
        fonts = table.get("font", [])
        if not isinstance(fonts, list):
            self._fault(_TOML, self._line(r"\[font"), "each font stands under a `[[font]]`")
            fonts = []
        for index, font in enumerate(fonts):
            face = self._face(font, self._line(r"\[\[font", index), known)
            if face:
                faces[face.family, face.weight, face.style] = face
        letters = Letters(tuple(faces.values()))
        return replace(letters, scale=self._scale(table.get("size", {}), letters))

    def _line(self, pattern: str, index: int = 0) -> int:
        """Give the line at which a key of theme.toml stands, or the first."""
        found = list(re.finditer(rf"^[ \t]*{pattern}", self.toml, re.MULTILINE))
        return self.toml.count("\n", 0, found[index].start()) + 1 if index < len(found) else 1

    def _only(self, table: Mapping[str, Any], known: tuple[str, ...], line: int) -> None:
        for key in table:
            if key not in known:
                at = max(line, self._line(rf"\[*{re.escape(key)}\b"))
                hint = f"there are: {', '.join(known)}"
                self._fault(_TOML, at, f"`{key}` is not a setting", hint)

    def _face(self, font: Mapping[str, Any], line: int, known: Mapping[str, Path]) -> Face | None:
        self._only(font, ("family", "weight", "style", "file", "sha256"), line)
        try:
            face = _named(font)
            if "file" not in font:
                font_bytes(face)
                return face
            return replace(face, data=_font_file(font, known))
        except RenderError as error:
            self._fault(_TOML, line, error.message, error.hint)
            return None

    def _scale(self, table: Any, letters: Letters) -> Mapping[str, Mapping[str, Size]]:  # noqa: ANN401
        scale = {role: dict(sizes) for role, sizes in SCALE.items()}
        if not isinstance(table, dict):
            self._fault(_TOML, self._line("size"), "`size` is a table")
            return scale
        for role, scripts in table.items():
            line = self._line(rf"\[size\.{re.escape(role)}\b")
            if role not in scale or not isinstance(scripts, dict):
                hint = f"there are: {', '.join(scale)}"
                self._fault(_TOML, line, f"`{role}` is nothing that is set on a page", hint)
                continue
            self._only(scripts, ("latn", "arab"), line)
            for script in scripts.keys() & scale[role].keys():
                at = line + self._below(line, rf"[ \t]*{script}\b")
                scale[role][script] = self._size(scripts[script], scale[role][script], letters, at)
        return scale

    def _below(self, line: int, pattern: str) -> int:
        """Give how many lines below a line a key stands."""
        for index, text in enumerate(self.toml.splitlines()[line - 1 :]):
            if re.match(pattern, text):
                return index
        return 0

    def _size(self, table: Any, size: Size, letters: Letters, line: int) -> Size:  # noqa: ANN401
        if not isinstance(table, dict):
            self._fault(_TOML, line, 'write: latn = {family = "…", size = 10, leading = 14}')
            return size
        self._only(table, ("family", "size", "leading", "weight"), line)
        family, weight = table.get("family", size.family), table.get("weight", size.weight)
        if not any((face.family, face.weight) == (family, weight) for face in letters.faces):
            hint = "name it under a [[font]], for each weight"
            self._fault(_TOML, line, f"there is no font {family} {weight}", hint)
            return size
        lengths = []
        for key, usual in (("size", size.size), ("leading", size.leading)):
            length = table.get(key, usual)
            if type(length) not in {int, float} or not 4 <= length <= 96:
                self._fault(_TOML, line, f"`{key}` is a number of points, 4 to 96")
                length = usual
            lengths.append(float(length))
        return Size(family, lengths[0], lengths[1], weight)

    # --- the other files ---

    def _pictures(self, known: Mapping[str, Path]) -> Iterator[tuple[str, bytes]]:
        for name, path in known.items():
            if path.suffix in _PICTURES:
                try:
                    yield name, clean_picture(read_bytes(path), name)
                except RenderError as error:
                    self._fault(name, 1, error.message, error.hint)

    def _template(self, name: str, text: str) -> None:
        from .templating import names, syntax  # noqa: PLC0415 (loads Jinja2)

        where = f"{_TEMPLATES}/{name}"
        if name not in names():
            hint = f"there are: {', '.join(names())}"
            self._fault(where, 1, "a template stands for one of ours and has its name", hint)
        for line, message in syntax(text):
            self._fault(where, line, message)


def _named(font: Mapping[str, Any]) -> Face:
    """Give the face that theme.toml names; what names none is a RenderError."""
    family, weight = font.get("family"), font.get("weight", 400)
    style = font.get("style", "normal")
    if not isinstance(family, str) or not re.fullmatch(r"\w[\w -]*", family):
        raise RenderError("a font has a `family`: letters, digits, spaces, hyphens")
    if type(weight) is not int or weight not in range(100, 901, 100):
        raise RenderError("`weight` is 100, 200 … 900")
    if style not in {"normal", "italic"}:
        raise RenderError("`style` is normal or italic")
    return Face(family, weight, style)


def _font_file(font: Mapping[str, Any], known: Mapping[str, Path]) -> bytes:
    """Give a font file of the theme, if it is the one that its digest names."""
    name = font["file"]
    if name not in known or known[name].suffix not in _FONTS:
        raise RenderError(f"there is no font file `{name}` in the theme")
    data = read_bytes(known[name])
    digest = hashlib.sha256(data).hexdigest()
    if font.get("sha256") != digest:
        hint = f'if the file is the right one: sha256 = "{digest}"'
        raise RenderError(f"`{name}` is not the file that `sha256` names", hint)
    try:
        refuse_font(data, f"`{name}`")
    except struct.error as error:
        raise RenderError(f"`{name}` is no font") from error
    return data


def _wrong_styles(css: str, pictures: frozenset[str]) -> Iterator[tuple[int, str, str]]:
    """Give what a theme's styles may not hold, or hold wrongly, each with its line."""
    import tinycss2  # noqa: PLC0415 (slow)

    stack = list(reversed(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))
    while stack:
        node = stack.pop()
        if node.type == "error":
            yield node.source_line, f"not CSS: {node.message}", ""
        elif node.type == "at-rule" and node.lower_at_keyword not in _AT and not _box(node):
            hint = "fonts stand in theme.toml, all styles in theme.css"
            yield node.source_line, f"a theme has no @{node.at_keyword}", hint
        elif node.type == "url" or (node.type == "function" and node.lower_name in {"url", "src"}):
            given = node.value if node.type == "url" else _said(node)
            if not given.startswith(_ASSET) or given.removeprefix(_ASSET) not in pictures:
                hint = f"a picture of the theme is url({_ASSET}NAME.png)"
                yield node.source_line, f"a theme fetches nothing: {given[:60]}", hint
        for inner in ("prelude", "content", "arguments", "value"):
            found = getattr(node, inner, None)
            if isinstance(found, list):
                stack += reversed(found)


def _box(node: Any) -> bool:  # noqa: ANN401 (tinycss2's own)
    """Say whether an at-rule is a box in the margin of a page."""
    sides = r"(?:top|bottom|left|right)(?:-(?:left|right|center|top|middle|bottom))?(?:-corner)?"
    return re.fullmatch(rf"{sides}|footnote", node.lower_at_keyword) is not None


def _said(node: Any) -> str:  # noqa: ANN401
    return "".join(getattr(each, "value", "") for each in node.arguments if each.type == "string")
