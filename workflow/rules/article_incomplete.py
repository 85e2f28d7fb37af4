"""C109 article-incomplete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, article_rule, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Article


@article_rule("C109", Severity.WARNING)
def article_incomplete(_: Article, context: Context) -> Iterator[Problem]:
    """An article passes the check of its locale and cannot be printed: a piece is missing.

    ## Why it matters

    With `min-translated = 80` an article of which one sentence in ten is open passes, and
    `publish pdf` refuses it all the same, since a page has no holes. This says so once for each
    such article, and names the first piece: a title, a caption, a footnote or a sentence.

    ## Example

    With these settings and this article:

    ```toml
    [locales.ar]
    min-translated = 50
    ```

    ```markdown
    ---
    title: Raqqa
    ---
    The bridge is closed.
    ```

    Bad, the title is open:

    ```po
    msgctxt "title"
    msgid "Raqqa"
    msgstr ""

    msgid "The bridge is closed."
    msgstr "الجسر مغلق."
    ```

    Good, nothing is open:

    ```po
    msgctxt "title"
    msgid "Raqqa"
    msgstr "الرقة"

    msgid "The bridge is closed."
    msgstr "الجسر مغلق."
    ```

    ## How to mend it

    Translate what is open; `publish status` counts it. With `--draft` the article is printed with
    its holes marked.
    """
    settings, tally = context.locale_settings, context.tally
    if settings.draft or settings.min_translated == 100:
        return
    if tally.percent < settings.min_translated:
        return
    unfit = [pair for pair in context.pairs if pair.target is None]
    if unfit:
        first = unfit[0]
        what = first.unit.msgctxt or excerpt(first.unit.msgid)
        yield Problem(
            f"{len(unfit)} of {len(context.pairs)} units are not fit to print, first: {what}",
            "translate them before you print",
            next((pair for pair in unfit if pair.entry), first),
        )
