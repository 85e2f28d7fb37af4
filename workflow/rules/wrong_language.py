"""S102 wrong-language."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model import Severity
from ..packs import small_words
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


WORD = re.compile(r"(?<![\w.@-])[^\W\d_]+(?![\w@-]|\.\w)")
LEAST, LETTERS = 3, 20
ARABIC = re.compile("[وفبك]?(?:ال|لل)\\w{3}|\\w{2,}ة$")
"""The article and the ending of Arabic, which its neighbours have in loan words alone."""
PERSIAN = re.compile("[پچگژکی]")
NOT_ARABIC = frozenset(
    (
        "است که را این به آن برای شده شدند کردند نیز یک های اند دارد اگر چه بودند کرده هستند می در "
        "ہے کے کی میں اور سے نے یہ ہیں لە بە کە بۆ ئەم ئەو"
    ).split()
)
"""Small words of Persian, Urdu and Kurdish that are no words of Arabic."""


@form_rule("S102", Severity.WARNING)
def wrong_language(form: Form, _: Context) -> Iterator[Problem]:
    r"""A translation is in another language than its catalog.

    ## Why it matters

    It was pasted from another catalog, or a machine was asked for the wrong language. Whoever
    does not read the language does not see it.

    ## Example

    A Persian sentence in an Arabic catalog: the script is the same.

    Bad, Persian:

    ```po
    msgid "The government says that the war will end."
    msgstr "دولت می گوید که این جنگ به پایان می رسد و مردم برمی گردند."
    ```

    Good, Arabic:

    ```po
    msgid "The government says that the war will end."
    msgstr "تقول الحكومة إن الحرب ستنتهي هذا العام."
    ```

    ## How to mend it

    Translate it into the language of the catalog, or move it to its own.
    """
    if not form.pack.stopwords or len(form.target) < LETTERS:
        return
    if form.pack.language in {"fa", "ckb", "ur"} and "ة" in form.native.text:
        words = WORD.findall(form.native.text)
        arabic = sum(bool(ARABIC.match(word)) for word in words)
        if arabic >= LEAST and arabic >= 0.4 * len(words):
            yield Problem(
                "the text looks like the language ar", f"write it in {form.pack.language}"
            )
            return
    small = [language for word in form.native.text.split() for language in _small(word)]
    own = small.count(form.pack.language)
    if len(small) - own < LEAST:
        return
    words = [word.lower() for word in WORD.findall(form.native.text)]
    known = small_words()
    counts = Counter(language for language in small if language != form.pack.language)
    best, name = max((count, language) for language, count in counts.items())
    if best < LEAST or sum(name in known.get(word, ()) for word in set(words)) < 2:
        return  # `de` thrice is any Romance language
    if form.pack.language == "ar" and name in {"fa", "ur", "ckb"}:
        marked = sum(bool(PERSIAN.search(word)) for word in words)
        if marked < LEAST and len(NOT_ARABIC.intersection(words)) < LEAST:
            best = 0
    if (
        best >= LEAST
        and best >= 0.2 * len(words)
        and best >= 3 * own
        and form.target.strip() != form.source.strip()
    ):
        shared = name == form.source_pack.language and form.pack.scripts != form.source_pack.scripts
        if not shared or best >= 0.3 * len(words):
            yield Problem(
                f"the text looks like the language {name}", f"write it in {form.pack.language}"
            )


@lru_cache(maxsize=16384)
def _small(word: str) -> tuple[str, ...]:
    """Give the languages that have the small words in what stands between two spaces."""
    known = small_words()
    return tuple(
        language for found in WORD.findall(word) for language in known.get(found.lower(), ())
    )
