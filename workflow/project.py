"""Where things lie, and what the project's settings say."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .errors import InputError, ProjectError
from .files import read_text
from .model import (
    CARRIABLE,
    SHORT,
    CheckSettings,
    Finding,
    LocaleSettings,
    Position,
    Settings,
    Severity,
)

SETTINGS_FILE = "publish.toml"
RULES_FILE = "segmentation.toml"
"""Where a sentence ends, by the project's own rules."""
AUTHORS = "authors"
"""The domain of the catalog that all authors share; no article may be called so."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CHOICES = {"segmentation": ("sentence", "paragraph"), "references": ("line", "file")}
_STALE = ("source", "previous", "hold")


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with `source/`, `locale/` and `output/`, and its settings."""

    root: Path
    settings: Settings = field(default_factory=Settings)

    def article_path(self, slug: str) -> Path:
        """Give where an article lies."""
        return Path(f"{self.root}/source/articles/{slug}.md")

    def author_path(self, identifier: str) -> Path:
        """Give where a person is described."""
        return Path(f"{self.root}/source/authors/{identifier}.md")

    def media_path(self, name: str) -> Path:
        """Give where a picture lies."""
        return self.root / "source" / "media" / name

    def template_path(self, domain: str) -> Path:
        """Give where the template of an article, or of the authors, lies."""
        return Path(f"{self.root}/locale/templates/{domain}.pot")

    def catalog_path(self, locale: str, domain: str) -> Path:
        """Give where a catalog lies: gettext's own layout, so that every client finds it."""
        return Path(f"{self.root}/locale/{locale}/LC_MESSAGES/{domain}.po")

    def glossary_path(self) -> Path:
        """Give where the names and terms of the house lie."""
        return self.root / self.settings.check.glossary

    def media_paths(self) -> tuple[Path, ...]:
        """Give every file in `source/media/`, sorted."""
        folder = self.root / "source" / "media"
        return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))

    def output_path(self, slug: str, name: str) -> Path:
        """Give where a command puts what it makes."""
        return self.root / "output" / slug / name

    def inputs(self) -> tuple[str, ...]:
        """Give every file that a command may read here, sorted: the settings, sources, catalogs."""
        names = (SETTINGS_FILE, "pyproject.toml", RULES_FILE)
        found = [str(self.root / each) for each in names]
        for top in ("source", "locale"):
            for folder, inner, files in os.walk(self.root / top):
                inner.sort()
                found += [f"{folder}{os.sep}{name}" for name in sorted(files)]
        return tuple(found)

    def fault(self, key: str, message: str, hint: str = "") -> Finding:
        """Give a fault of the settings, at the line of a key or value."""
        names = (SETTINGS_FILE, "pyproject.toml")
        name = next((each for each in names if (self.root / each).is_file()), SETTINGS_FILE)
        reading = _Settings(read_text(self.root / name, name), name)
        reading.fault(key, message, hint)
        return reading.faults[0]

    def name(self, path: Path) -> str:
        """Give a path as findings print it: relative to the project, with slashes."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    def slugs(self) -> tuple[str, ...]:
        """Give the articles, sorted; a file whose name cannot be a slug is a ProjectError."""
        return tuple(_names(self.root / "source" / "articles", reserved=AUTHORS))

    def author_ids(self) -> tuple[str, ...]:
        """Give everyone who has a file, sorted."""
        return tuple(_names(self.root / "source" / "authors"))

    def article_slug(self, word: str) -> str:
        """Give the slug that a slug or a path means; an unknown one is a ProjectError."""
        slug = Path(word).stem if word.endswith(".md") else word
        known = self.slugs()
        if slug not in known:
            hint = f"there are: {', '.join(known)}" if known else "`publish import` brings one in"
            raise ProjectError(f"there is no article `{word}`", hint)
        return slug

    def locale_names(self, chosen: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Give the project's target locales, or those chosen; unknown ones are a ProjectError."""
        known = tuple(each.name for each in self.settings.locales)
        for name in chosen:
            if name not in known:
                hint = f"the project has: {', '.join(known) or 'none yet'}; add it to its settings"
                raise ProjectError(f"`{name}` is not a locale of this project", hint)
        return chosen or known


def _names(folder: Path, reserved: str = "") -> Iterator[str]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as found:
        files = {each.name: each for each in found if each.name.endswith(".md")}
    for file, entry in sorted(files.items()):
        name = file.removesuffix(".md")
        if not _SLUG.fullmatch(name) or len(name) > 64 or name == reserved:
            hint = "a name has small letters a to z, digits and single hyphens, up to 64"
            raise ProjectError(f"`{file}` cannot be the name of a source file", hint)
        if entry.is_symlink():
            raise ProjectError(f"`{file}` is a link", "put the file itself there")
        if not entry.is_file():
            raise ProjectError(f"`{file}` is no file", "put a text there, or take it away")
        yield name


def find_project(start: Path) -> Project:
    """Give the project that a folder is in: the nearest `publish.toml`, or `[tool.publish]`.

    Wrong settings are an InputError with every fault; no project at all is a ProjectError.
    """
    for folder in (start, *start.parents):
        own = folder / SETTINGS_FILE
        if own.is_file():
            return Project(folder, _read_settings(own, SETTINGS_FILE, ()))
        shared = folder / "pyproject.toml"
        if shared.is_file() and "[tool.publish" in shared.read_text("utf-8", errors="replace"):
            return Project(folder, _read_settings(shared, "pyproject.toml", ("tool", "publish")))
    raise ProjectError(
        "there is no project here", "`publish init` makes one; or go to a folder with publish.toml"
    )


def _read_settings(path: Path, name: str, keys: tuple[str, ...]) -> Settings:
    text = read_text(path, name).removeprefix("\ufeff")
    try:
        table: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        message = re.sub(r" \(at .*\)$", "", str(error))
        raise InputError([_fault(name, line, f"not TOML: {message}")]) from error
    for key in keys:
        table = table.get(key, {})
    return _Settings(text, name).read(table)


def _fault(name: str, line: int, message: str, hint: str = "") -> Finding:
    return Finding(Position(name, line), Severity.ERROR, "I003", "settings", message, hint)


@dataclass(slots=True)
class _Settings:
    """One reading of the settings: what was found wrong."""

    text: str
    name: str
    faults: list[Finding] = field(default_factory=list)

    def read(self, table: Mapping[str, Any]) -> Settings:
        words = {
            key: self.word(key, table[key])
            for key in ("source-locale", "segmentation", "references", "publisher", "theme")
            if key in table
        }
        locales = self.table("locales", table.get("locales", {}))
        known = ("locales", "source-locale", "publisher", "theme", "carry", "check", "articles")
        self.only(table, (*known, *_CHOICES))
        check = self.check(self.table("check", table.get("check", {})))
        least = self.articles(self.table("articles", table.get("articles", {})))
        for key, choices in _CHOICES.items():
            if key in words and words[key] not in choices:
                self.fault(key, f"`{key}` is {' or '.join(choices)}")
        read = tuple(self.locale(name, value) for name, value in locales.items())
        carry = self.carry(table.get("carry", Settings().carry))
        if self.faults:
            raise InputError(sorted(self.faults, key=lambda each: each.position.line))
        return Settings(
            source_locale=words.get("source-locale", "en"),
            locales=read,
            segmentation=words.get("segmentation", "sentence"),
            references=words.get("references", "line"),
            publisher=words.get("publisher", ""),
            theme=words.get("theme", ""),
            carry=carry,
            check=check,
            least=least,
        )

    def locale(self, name: str, value: object) -> LocaleSettings:
        table = self.table(name, value)
        self.only(table, ("draft", "min-translated", "digits", "stale", "limits", "withhold"))
        draft, least = table.get("draft", False), table.get("min-translated", 100)
        withhold = table.get("withhold", False)
        if not isinstance(withhold, bool):
            self.fault("withhold", "`withhold` is true or false")
        if not isinstance(draft, bool):
            self.fault("draft", "`draft` is true or false")
        if isinstance(least, bool) or not isinstance(least, int) or not 0 <= least <= 100:
            self.fault("min-translated", "`min-translated` is a percentage, 0 to 100")
            least = 100
        digits = self.word("digits", table.get("digits", ""))
        stale = self.word("stale", table.get("stale", _STALE[0]))
        if stale not in _STALE:
            self.fault("stale", f"`stale` is {', '.join(_STALE[:-1])} or {_STALE[-1]}")
        limits = self.limits(table.get("limits", {}))
        return LocaleSettings(name, bool(draft), least, digits, stale, limits, bool(withhold))

    def carry(self, value: object) -> tuple[str, ...]:
        named = tuple(value) if isinstance(value, list | tuple) else ("",)
        for name in named:
            if name not in CARRIABLE:
                self.fault("carry", f"`carry` is a list of {', '.join(CARRIABLE)}")
                break
        return named

    def limits(self, value: object) -> tuple[tuple[str, int], ...]:
        """Give how long the short fields may be, by kind."""
        table = self.table("limits", value)
        self.only(table, tuple(sorted(SHORT)))
        for kind, limit in table.items():
            if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
                self.fault(kind, f"the limit of `{kind}` is a number of characters")
        return tuple(sorted((str(kind), limit) for kind, limit in table.items()))

    def check(self, table: Mapping[str, Any]) -> CheckSettings:
        """Read `[check]`: what is looked for, and what it weighs."""
        lists = ("select", "extend-select", "ignore")
        self.only(table, (*lists, "fail-on", "severity", "per-file-ignores", "glossary"))
        select, extended, ignore = (self.words(key, table.get(key, [])) for key in lists)
        fail_on = self.word("fail-on", table.get("fail-on", "error"))
        if table.get("select") == []:
            self.fault("select", "`select` names no rule", "leave it out to look for everything")
        if fail_on not in {*Severity, "never"}:
            self.fault("fail-on", "`fail-on` is error, warning, info or never")
        severities = []
        for rule, weight in self.table("severity", table.get("severity", {})).items():
            if weight in list(Severity):
                severities.append((rule, Severity(weight)))
            else:
                self.fault(rule, f"the severity of `{rule}` is error, warning or info")
        files = self.table("per-file-ignores", table.get("per-file-ignores", {}))
        return CheckSettings(
            select=select,
            extend_select=extended,
            ignore=ignore,
            fail_on=fail_on,
            severities=tuple(severities),
            per_file_ignores=tuple(
                (glob, self.words(glob, rules)) for glob, rules in files.items()
            ),
            glossary=self.word("glossary", table.get("glossary", "source/glossary.csv")),
        )

    def articles(self, tables: Mapping[str, Any]) -> Mapping[str, int]:
        """Read `[articles.<slug>]`: a threshold of its own."""
        least: dict[str, int] = {}
        for slug, value in tables.items():
            table = self.table(slug, value)
            self.only(table, ("min-translated",))
            number = table.get("min-translated", 100)
            if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= 100:
                self.fault(slug, "`min-translated` is a percentage, 0 to 100")
            else:
                least[slug] = number
        return least

    def words(self, key: str, value: object) -> tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        self.fault(key, f"`{key}` is a list of texts")
        return ()

    def fault(self, key: str, message: str, hint: str = "") -> None:
        found = re.search(rf"^[^#\n]*\b{re.escape(key)}\b", self.text, re.MULTILINE)
        line = self.text.count("\n", 0, found.start()) + 1 if found else 1
        self.faults.append(_fault(self.name, line, message, hint))

    def only(self, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                self.fault(key, f"`{key}` is not a setting", f"there are: {', '.join(known)}")

    def word(self, key: str, value: object) -> str:
        if isinstance(value, str):
            return value
        self.fault(key, f"`{key}` is a text in quotes")
        return ""

    def table(self, key: str, value: object) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        self.fault(key, f"`{key}` is a table")
        return {}
