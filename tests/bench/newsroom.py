"""A newsroom of any size, the same for the same seed: articles, authors, catalogs, settings.

The words are those of the shipped article and of its translations; the shape is that of real
catalogs: half a kilobyte an entry, one in thirty untranslated, one in sixty-six fuzzy, half of the
locales wrapped as Poedit wraps, the others as we write. `publish update` leaves the latter alone.
"""

from __future__ import annotations

import random
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from workflow.facts import facts
from workflow.locales import locale
from workflow.po import read_catalog

ROOT = Path(__file__).parents[2]
SAMPLE = "has-the-decline-of-isis-begun"
LOCALES = ("ar", "fr", "fa", "es", "ur", "de", "ckb", "it")
_WORDS_OF = {"es": "fr", "de": "fr", "it": "fr", "ur": "fa", "ckb": "ar"}
_WORD = re.compile(r"[^\W\d_]{4,}")  # a short one at an end may pass for an abbreviation
_HEAD = """\
# {domain}: {locale} translation
msgid ""
msgstr ""
"Project-Id-Version: {domain}\\n"
"PO-Revision-Date: \\n"
"Last-Translator: \\n"
"Language-Team: \\n"
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"
"X-Poedit-Basepath: ../../..\\n"
"X-Source-Language: en\\n"
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything; `complete` leaves no hole, so that every edition can be printed."""

    articles: int
    locales: tuple[str, ...] = LOCALES
    units: int = 60
    complete: bool = False


def make_newsroom(folder: Path, size: Size, seed: int = 6) -> Path:
    """Fill a folder with a project of this size; the same seed gives the same bytes."""
    chance = random.Random(seed)
    words = {"en": _vocabulary("en")} | {name: _vocabulary(name) for name in size.locales}
    settings = 'publisher = "The Newsroom"\n' + "".join(
        f"\n[locales.{name}]\n" for name in size.locales
    )
    _write(folder / "publish.toml", settings)
    _write(
        folder / "source/authors/reporter.md",
        "---\nname: Rami Haddad\n---\n\nReports from the north of Syria.\n",
    )
    bio = [
        ("name", "Rami Haddad", 2, "Name of a person, as it is printed in the credits"),
        (
            None,
            "Reports from the north of Syria.",
            5,
            "Biography of the author\n#. Before it: Rami Haddad",
        ),
    ]
    for name in size.locales:
        _write_catalog(folder, "authors", name, bio, words[name], chance, size)
    for number in range(size.articles):
        slug = f"article-{number:06}"
        units = _article(folder, slug, words["en"], chance, size.units)
        for name in size.locales:
            _write_catalog(folder, slug, name, units, words[name], chance, size)
    return folder


_Unit = tuple[str | None, str, int, str]
"""Context, text, line of the source and note."""


def _article(
    folder: Path, slug: str, words: list[str], chance: random.Random, count: int
) -> list[_Unit]:
    title = _sentence(words, chance, 6, 9).removesuffix(".")
    lines = ["---", f"title: {title}", "authors: [reporter]", "---", ""]
    units: list[_Unit] = [("title", title, 2, "Title of the article")]
    while len(units) < count:
        sentences = [_sentence(words, chance, 14, 34) for _ in range(min(4, count - len(units)))]
        units += [(None, each, len(lines) + 1, "Paragraph") for each in sentences]
        lines += [" ".join(sentences), ""]
    _write(folder / f"source/articles/{slug}.md", "\n".join(lines))
    return units


def _write_catalog(
    folder: Path,
    domain: str,
    name: str,
    units: list[_Unit],
    words: list[str],
    chance: random.Random,
    size: Size,
) -> None:
    wrapped = size.locales.index(name) % 2 == 1
    plurals = locale(name).plural_forms
    parts = [_HEAD.format(domain=domain, locale=name, plurals=plurals)]
    source = "authors/reporter" if domain == "authors" else f"articles/{domain}"
    for context, text, line, note in units:
        dice = 1.0 if size.complete else chance.random()
        length = text.count(" ") + 1
        msgstr = "" if dice < 0.03 else _sentence(words, chance, length, length + 2)
        if not text.endswith("."):
            msgstr = msgstr.removesuffix(".")
        flag = "#, fuzzy\n" if 0.03 <= dice < 0.045 else ""
        head = f'msgctxt "{context}"\n' if context else ""
        parts.append(
            f"\n#. {note}\n#: source/{source}.md:{line}\n{flag}{head}"
            f"msgid {_quoted(text, wrapped=wrapped)}\nmsgstr {_quoted(msgstr, wrapped=wrapped)}\n"
        )
    _write(folder / f"locale/{name}/LC_MESSAGES/{domain}.po", "".join(parts))


def _quoted(text: str, *, wrapped: bool) -> str:
    if not wrapped or len(text) < 70:
        return f'"{text}"'
    lines = textwrap.wrap(text, 76, drop_whitespace=False, break_long_words=False)
    return "\n".join(['""', *(f'"{line}"' for line in lines)])


def _sentence(words: list[str], chance: random.Random, least: int, most: int) -> str:
    drawn = chance.choices(words, k=chance.randint(least, most))
    text = " ".join(
        word for word, before in zip(drawn, ["", *drawn], strict=False) if word != before
    )
    return f"{text[0].upper()}{text[1:]}."


def _vocabulary(name: str) -> list[str]:
    """Give the words of the sample in a language, short and long as they come.

    Without those that state something (four, July, nobody): texts drawn by chance would say other
    things than their translations, and what `check` finds be more than any newsroom lets stand.
    """
    known = "ar" if name == "en" else _WORDS_OF.get(name, name)
    path = ROOT / f"locale/{known}/LC_MESSAGES/{SAMPLE}.po"
    entries = read_catalog(path.read_bytes(), path.name).entries
    if name == "en":
        text = " ".join(each.msgid for each in entries)
        found = {word.lower() for word in _WORD.findall(text) if word.isascii()}
        found -= {"miss"}  # an abbreviation where it ends a sentence
    else:
        text = " ".join(form for each in entries for form in each.msgstr)
        found = set(_WORD.findall(text))
    nothing = facts("", name)
    return sorted(word for word in found if facts(word, name) == nothing)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
