"""M101 markdown-structure."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ..markdown import inventory
from ..model import Severity, State
from .form import CREDITS
from .rule import Context, Problem, pair_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Entry, Pair

WORDS = {
    "strong": "strong emphasis **…**",
    "em": "emphasis *…*",
    "s": "strikethrough ~~…~~",
    "code": "code `…`",
    "link": "link [text](address)",
    "image": "image ![text](address)",
    "note": "footnote [^…]",
    "heading": "heading",
    "item": "list item",
    "quote": "block quote >",
    "fence": "code fence",
}


BLOCK = re.compile(
    r"^ {0,3}(?:(?P<heading>#{1,6})(?=\s)|(?P<quote>>)|(?P<fence>```|~~~)"
    r"|(?P<item>[-*+•](?=\s)|\d{1,9}[.)](?=\s)))",
    re.MULTILINE,
)
"""What makes a line more than a line, where a whole block is one message."""


@pair_rule("M101", Severity.ERROR)
def markdown_structure(pair: Pair, context: Context) -> Iterator[Problem]:
    """A translation has not the same Markdown as its source.

    ## Why it matters

    A lost bracket turns a link into text with an address in the middle; a lost star makes the rest
    of the paragraph bold; a lost `[^1]` leaves a footnote that nothing points to. It looks like a
    typing error in the catalog and like carelessness on paper.

    Links, images, emphasis, strikethrough, code, footnotes, headings, list items and quotes are
    counted in the source and in the translation. Their order is free, because word order is, and
    `_so_` is the same as `*so*`. A fuzzy translation is not looked at before somebody has checked it.

    ## Example

    Bad, the address has become text:

    ```po
    msgid "See [the map](https://example.org/map) of **Raqqa**."
    msgstr "انظر خريطة **الرقة** (https://example.org/map)."
    ```

    Good, the marks of the source around the same words:

    ```po
    msgid "See [the map](https://example.org/map) of **Raqqa**."
    msgstr "انظر [خريطة](https://example.org/map) **الرقة**."
    ```

    ## How to mend it

    Put the marks of the source around the same words of the translation.
    """
    if pair.entry is None or pair.state is not State.TRANSLATED or pair.unit.msgid in CREDITS:
        return
    texts = "\n".join((pair.unit.msgid, pair.entry.msgid_plural or "", *pair.entry.msgstr))
    if not MARK.search(texts) and not BLOCK.search(texts):
        return
    sources = _sources(pair.entry, pair.unit.msgid, context.references)
    for number, form in enumerate(pair.entry.msgstr):
        target = _marks(form, context.references)
        for key in [key for key in target if key.startswith("code:")]:
            if key not in sources[-1] and key.removeprefix("code:") in pair.unit.msgid:
                del target[key]  # a word of the source that is set as code now
        foreign = sum(
            match[1].casefold() in pair.unit.msgid.casefold() for match in EMPHASIS.finditer(form)
        )  # words that were left in the language of the source are set off
        quotes = _quotations(pair.unit.msgid) - _quotations(form)
        for source in sources:  # a title in quotation marks may be set off by emphasis instead
            if target["em"] - source["em"] in range(1, quotes + foreign + 1):
                target["em"] = source["em"]
        if target not in sources:
            source = sources[-1] if number else sources[0]
            yield _problem(source, target, number if len(pair.entry.msgstr) > 1 else None)


EMPHASIS = re.compile(r"(?<![\w*_])[*_]([^\W\d_][^*_\n]+)[*_](?![\w*_])")
QUOTATION = re.compile('«[^«»]+»|“[^“”]+”|”[^“”]+“|"[^"]+"|„[^„“”]+[“”]|‘[^‘’]+’')


def _quotations(text: str) -> int:
    return len(QUOTATION.findall(text))


def _sources(entry: Entry, msgid: str, references: str) -> list[Counter[str]]:
    """Give what a form may follow: of a plural message, its singular or its plural."""
    texts = [msgid] if entry.msgid_plural is None else [msgid, entry.msgid_plural]
    return [_marks(text, references) for text in texts]


MARK = re.compile(r"[*_`~\[\]<\\]")
"""What inline markup is made of; most sentences have none and are not parsed."""


def _marks(text: str, references: str) -> Counter[str]:
    marks = inventory(text, references) if MARK.search(text) else Counter()
    del marks["break"]  # where a line is broken is no markup
    for key in [key for key in marks if key.startswith("html:")]:
        del marks[key]  # tags are the business of html-tags
    for match in BLOCK.finditer(text):
        kind = match.lastgroup or ""
        level = f":{match[0].strip()}" if kind == "heading" else ""
        marks[f"{kind}{level}"] += 1
    if set(marks) == {"item"} and marks["item"] == 1:
        del marks["item"]  # a dash at the beginning, as in a dialogue
    return marks


def _problem(source: Counter[str], target: Counter[str], form: int | None) -> Problem:
    parts = [
        f"{word}: {', '.join(_named(key, count) for key, count in sorted(counts.items()))}"
        for word, counts in (("missing", source - target), ("not in the source", target - source))
        if counts
    ]
    place = "" if form is None else f"plural form {form}: "
    return Problem(
        place + "Markdown differs from the source; " + "; ".join(parts),
        "put the marks of the source around the same words of the translation",
    )


def _named(key: str, count: int) -> str:
    kind, _, what = key.partition(":")
    word = WORDS.get(kind, kind)
    if what:
        word = word.replace("…", what) if "…" in word else f"{word} {what}"
    return word if count == 1 else f"{count} × {word}"
