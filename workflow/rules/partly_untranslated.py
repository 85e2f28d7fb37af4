"""C106 partly-untranslated."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from ..model import Severity
from ..packs import LETTER, letters_of
from .form import MASK
from .rule import Context, Problem, excerpt, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


WORD = re.compile(r"[^\W\d_][\w'’-]*")
MASKED = re.compile(
    r"\([^()]*\)|«[^«»]*»|“[^“”]*”|\"[^\"]*\"|”[^“”]*“|„[^“”]*[“”]|\[[^\[\]]*\]|‘[^‘’]*’|(?<![\w*])[*_]{1,2}[^*_]+[*_]{1,2}"
)
LATIN = re.compile("[A-Za-z]")
RUN = 4
SHORT = re.compile(
    rf"(?<![\w{MASK}./@'’{{%$:=-])[a-z]{{2,}}(?: [a-z][a-z'’]+){{0,2}}(?![\w{MASK}/'’}}(=:-]|\.\w| \W*[A-Za-z])"
)


OPENING = re.compile(r"([A-Z][a-z']+(?: [a-z']+){1,3}),?\s")
"""The beginning of a sentence in the source's letters: `In the meantime, …`."""


@form_rule("C106", Severity.WARNING)
def partly_untranslated(form: Form, _: Context) -> Iterator[Problem]:
    r"""A part of the sentence stands in the language of the source.

    ## Why it matters

    Somebody stopped in the middle, or pasted the source as an aid and left it there.

    ## Example

    Bad, the second half:

    ```po
    msgid "The army left, and the people came back home."
    msgstr "انسحب الجيش، and the people came back."
    ```

    Good, a title in brackets:

    ```po
    msgid "The film Last of the old men won."
    msgstr "فاز فيلم آخر العجائز (Last of the old men)."
    ```

    ## How to mend it

    Translate the rest. A title or a quotation in its own language stands in quotation marks,
    brackets or emphasis.
    """
    if form.pack.language == form.source_pack.language:
        return
    from_latin = form.source_pack.scripts == ("Latn",) != form.pack.scripts
    if from_latin and not LATIN.search(form.seen.text):
        return
    target = MASKED.sub(lambda match: MASK * len(match[0]), form.seen.text)
    if from_latin and not LATIN.search(target):
        return
    if form.target.strip() == form.source.strip():
        return
    told = [word.lower() for word in WORD.findall(form.said.text)]
    source, known = f" {' '.join(told)} ", set(told)
    words = [match for match in WORD.finditer(target) if MASK not in match[0]]
    from_source = [match[0].lower() in known for match in words]
    for first in range(len(words) - RUN + 1):
        if not all(from_source[first : first + RUN]):
            continue
        run = words[first : first + RUN]
        gaps = [target[a.end() : b.start()] for a, b in itertools.pairwise(run)]
        text = " ".join(match[0].lower() for match in run)
        small = [match[0] for match in run if match[0].islower() and len(match[0]) > 1]
        if f" {text} " in source and len(small) >= 2 and not any(MASK in gap for gap in gaps):
            if form.pack.scripts == form.source_pack.scripts and not 0 < len(
                form.source_pack.stopwords.intersection(small)
            ) < len(small):  # Newport on the Levee
                continue
            span = form.seen.span(run[0].start(), run[-1].end())
            yield Problem(
                f"not translated: {excerpt(form.target[slice(*span)])}", "translate it", span=span
            )
            return
    if from_latin and form.pack.scripts:
        yield from _short(form, target)


def _short(form: Form, target: str) -> Iterator[Problem]:
    """Tell two or three common words between words of another script; one word is but a note."""
    own = letters_of(form.pack.scripts)
    opening = OPENING.match(target)
    if (
        opening
        and own.search(target)
        and form.said.text.startswith(opening[1])
        and form.source_pack.stopwords.intersection(opening[1].lower().split())
    ):
        yield Problem(
            f"not translated: {excerpt(opening[1])}",
            "translate it",
            span=form.seen.span(*opening.span(1)),
        )
        return
    if len(LETTER.findall(target)) > 4 * len("".join(own.findall(target))):
        return
    for match in SHORT.finditer(target):
        left = re.search(rf"(?<![\w'’]){re.escape(match[0])}(?![\w'’])", form.said.text)
        if not left or not (own.search(target[: match.start()])):
            continue
        alone = " " not in match[0]
        if alone and (MASK in target or len(match[0]) < 4):
            continue
        yield Problem(
            f"not translated: {excerpt(match[0])}",
            "translate it; a name stands in brackets or quotation marks",
            span=form.seen.span(*match.span()),
            severity=Severity.INFO if alone else None,
        )
        return
