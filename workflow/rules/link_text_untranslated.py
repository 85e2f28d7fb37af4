"""L106 link-text-untranslated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import look
from .rule import Context, Problem, excerpt, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


# words that spaces part: `micro:bit` and `a-b` are names
LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\([^()]*\)|<a\b[^>]*>([^<>]+)</a>")
SMALL = re.compile(r"(?<![\w\ufffc:./-])[a-zà-ÿ]{2,}(?![\w\ufffc:/-])")


@form_rule("L106", Severity.WARNING, target=r"[\]<]")
def link_text_untranslated(form: Form, _: Context) -> Iterator[Problem]:
    r"""The words of a link were not translated.

    ## Why it matters

    They stand in the middle of the sentence, in another language, underlined.

    ## Example

    `انظر [the latest map of the front](https://example.org)`.

    Bad, a phrase:

    ```po
    msgid "Read [the annual report](https://a.example)."
    msgstr "اقرأ [the annual report](https://a.example)."
    ```

    Good, translated:

    ```po
    msgid "Read [the annual report](https://a.example)."
    msgstr "اقرأ [التقرير السنوي](https://a.example)."
    ```

    ## How to mend it

    Translate what stands in the square brackets; the address stays.
    """
    if form.pack.language == form.source_pack.language or (
        "](" not in form.target and "<a" not in form.target
    ):
        return
    said = {(match[1] or match[2]).strip() for match in LINK.finditer(form.source)}
    for match in LINK.finditer(form.target):
        words = (match[1] or match[2]).strip()
        small = SMALL.findall(look(words).text)
        if words in said and len(small) >= 2:
            if (
                form.pack.scripts == form.source_pack.scripts
                and not form.source_pack.stopwords.intersection(small)
            ):
                continue
            yield Problem(
                f"the words of the link were not translated: {excerpt(words)}",
                "translate them",
                span=match.span(),
            )
