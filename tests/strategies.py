"""Hypothesis strategies for catalogs, and the texts that have hurt somebody before."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from workflow.model import Entry
from workflow.po import new_catalog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.model import Catalog

NASTY = (
    'She said "no".',
    "\\",
    '\\"',
    "C:\\new\\table",
    "a literal \\n, not a break",
    "ends with a backslash\\",
    "one line\n",
    "\nstarts with a break",
    "two\nlines",
    "\n\n",
    "tab\there",
    "carriage\rreturn",
    "Windows\r\nbreak",
    " spaces around ",
    "no\u00a0break\u202fspaces",
    "حلب، الرقّة؛ أين؟",
    "«مدينةٌ» \u2067Raqqa\u2069 \u200f",
    "می\u200cخواهم",
    "👩\u200d👩\u200d👧 🇸🇾",
    'msgid "x"',
    '"\nmsgstr "y"\n\nmsgid "z',
    "#, fuzzy",
    '#~ msgid "old"',
    "<<<<<<< ours",
    "\n=======\n",
    "\ufeff",
    "%s %(name)s {0}",
    "*a* [b](https://example.org/c_d_e) `f`",
    "x" * 300,
    "long words " * 20,
)
"""Each can be a msgid or a msgstr."""

REFUSED = ("\0", "\x07", "\x0b", "\x0c", "\x1b", "\x1c", "\x7f", "\x85", "\x9d", "\u2028", "\u2029")
"""No text has them: some tools end a line there, and polib loses what stands before (its #170)."""

_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], include_characters="\n\t")


def texts(min_size: int = 0) -> st.SearchStrategy[str]:
    """What an author or a translator may write."""
    nasty = st.sampled_from([text for text in NASTY if len(text) >= min_size])
    return nasty | st.text(_CHARACTERS, min_size=min_size, max_size=40)


def lines() -> st.SearchStrategy[tuple[str, ...]]:
    """Comment lines."""
    line = texts().map(
        lambda text: " ".join(text.replace("\r", " ").replace("\n", " ").split("\t"))
    )
    return st.lists(line, max_size=2).map(tuple)


@st.composite
def entries(draw: st.DrawFn, *, forms: int = 2, plural: bool = True) -> Entry:
    """An entry with anything that an entry can hold."""
    context = draw(st.none() | st.sampled_from(["", "title", "heading"]) | texts())
    msgid = draw(texts(1))
    several = draw(texts()) if plural and draw(st.integers(0, 4)) == 0 else None
    count = 1 if several is None else forms
    msgstr = tuple(draw(texts() | st.just("")) for _ in range(count))
    fuzzy = draw(st.booleans())
    previous = draw(st.none() | st.tuples(st.none() | texts(), texts(), st.none() | texts()))
    return Entry(
        msgctxt=context,
        msgid=msgid,
        msgid_plural=several,
        msgstr=msgstr,
        flags=(("fuzzy",) if fuzzy else ()) + draw(st.sampled_from([(), ("no-wrap",), ("x-1",)])),
        references=draw(
            st.sampled_from([(), ("a.md:1",), ("a.md:1", "b/c.md:22"), ("with space.md:3", "d.md")])
        ),
        note=draw(lines()),
        comment=draw(lines()),
        previous=previous if fuzzy else None,
        obsolete=draw(st.booleans()),
    )


def _distinct(found: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple({entry.key: entry for entry in found}.values())


def catalogs(*, plural: bool = True, max_size: int = 6) -> st.SearchStrategy[Catalog]:
    """A catalog made here: each key once, a header, some comment."""
    header = {"Language": "fr", "Plural-Forms": "nplurals=2; plural=(n > 1);", "X-Source": "en"}
    return st.builds(
        lambda found, comment: new_catalog("fr.po", header, comment, _distinct(found)),
        st.lists(entries(plural=plural), max_size=max_size),
        lines(),
    )


def disarrange(text: str, seed: int) -> str:
    """Write canonical PO text as another tool might: the same entries in another layout."""
    chance = random.Random(seed)  # noqa: S311
    style = chance.random
    out = [chance.choice(["", "\n", "  \n\n"])]
    for line in text.split("\n")[:-1]:
        mark, quote, rest = line.partition('"')
        if mark.startswith("#") and not mark.startswith(("#~", "#|")):
            out.append(line + "\n")
        elif not line:
            out.append(chance.choice(["\n", "\n", "\n\n", " \n"]))
        else:
            out += _rewrapped(mark, quote + rest, chance)
    written = "".join(out)
    if style() < 0.3:
        written = written.rstrip("\n") if style() < 0.5 else written + "\n# the end\n"
    if style() < 0.3:
        written = written.replace("\n", "\r\n")
    return ("\ufeff" if style() < 0.2 else "") + written


def _rewrapped(mark: str, string: str, chance: random.Random) -> list[str]:
    """Cut a string between its words; blanks around it."""
    prefix = mark.split("msg", maxsplit=1)[0]
    words = string[1:-1].split(" ") if chance.random() < 0.4 else [string[1:-1]]
    pieces = [f"{word} " for word in words[:-1]] + words[-1:]
    first = ['""'] if len(pieces) > 1 and chance.random() < 0.5 else []
    strings = first + [f'"{piece}"' for piece in pieces]
    head = mark.replace(" ", chance.choice([" ", " ", "  ", "\t"]), -1) if prefix != mark else mark
    return [
        f"{head if number == 0 else prefix}{each}{chance.choice(['', '', ' '])}\n"
        for number, each in enumerate(strings)
    ]
