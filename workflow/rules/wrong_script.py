"""S101 wrong-script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from ..packs import LETTER, letters_of
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


SMALL = re.compile(r"(?<![\w\ufffc.-])[a-zà-ÿа-яα-ω]{2,}(?![\w\ufffc])")
GROUPED = re.compile(r"\([^()]*\)|«[^«»]*»|“[^“”]*”|\"[^\"]*\"|”[^“”]*“")
LETTERS, LETTERS_HAN, SHARE = 12, 6, 0.3
"""One sign of Chinese or Japanese says what two or three letters say."""


@form_rule("S101", Severity.ERROR)
def wrong_script(form: Form, _: Context) -> Iterator[Problem]:
    r"""A translation is written in another script than its language.

    ## Why it matters

    It is a transliteration, another language's text, or the source that somebody has edited in
    the wrong field.

    ## Example

    `Ghadara an-nas al-madina` in an Arabic catalog.

    Bad, a transliteration:

    ```po
    msgid "People leave the town at night."
    msgstr "Yughadir al-nas al-balda laylan."
    ```

    Good, Arabic letters:

    ```po
    msgid "People leave the town at night."
    msgstr "يغادر الناس البلدة ليلًا."
    ```

    Good, a brand:

    ```po
    msgid "WhatsApp Messenger Desktop"
    msgstr "WhatsApp Messenger Desktop"
    ```

    ## How to mend it

    Write it anew in the script of the language; do not transliterate.
    """
    if not form.pack.scripts or (form.pack.scripts == ("Latn",) and form.target.isascii()):
        return
    latin = form.pack.scripts == ("Latn",)
    text = form.seen.text if latin else GROUPED.sub(" ", form.seen.text)
    own = len("".join(letters_of(form.pack.scripts).findall(text)))
    if own >= SHARE * len(text):
        return
    every = len(LETTER.findall(text))
    least = LETTERS_HAN if letters_of(("Hani", "Kana")).search(text) else LETTERS
    if (
        every < least
        or own >= SHARE * every
        or form.target.strip().casefold() == form.source.strip().casefold()
    ):
        return
    cased = re.search(r"[A-Za-zА-я]", text)
    if cased and len(SMALL.findall(text)) < 2:
        return
    yield Problem(
        f"{own} of {every} letters are of the script of this language", "write it in its own script"
    )
