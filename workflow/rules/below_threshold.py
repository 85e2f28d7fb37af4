"""C108 below-threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, catalog_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


@catalog_rule("C108", Severity.ERROR)
def below_threshold(_: Catalog, context: Context) -> Iterator[Problem]:
    """A translation is less complete than its locale's `min-translated` asks for.

    ## Why it matters

    A project may let a locale lag behind: with `min-translated = 80`, articles of which four
    sentences in five are translated pass the check, and what is missing is information. An article
    below that line fails, and this finding says so once, beside each of its holes.

    With `withhold = true` the article is withheld from the locale instead, and the build goes on:
    this finding is a warning, its holes are information. `[tool.publish.articles.<slug>]` may give
    an article a `min-translated` of its own.

    Where all is asked for, which is the default, each hole is an error of its own and this rule
    has nothing to add. A draft locale never fails.

    ## Example

    An article of ten units, of which seven are translated and one is fuzzy, is at 70 percent. With
    these settings:

    ```toml
    [locales.ar]
    min-translated = 80
    ```

    Bad, one of two is 50 percent:

    ```po
    msgid "The bridge is closed."
    msgstr "الجسر مغلق."

    msgid "Nobody crosses it."
    msgstr ""
    ```

    Good, all of it:

    ```po
    msgid "The bridge is closed."
    msgstr "الجسر مغلق."

    msgid "Nobody crosses it."
    msgstr "لا يعبره أحد."
    ```

    ## How to mend it

    Translate more of the article; `publish status` shows how far each one is. Or lower
    `min-translated` of the locale, or make it a `draft`.
    """
    tally, settings = context.tally, context.locale_settings
    if tally.percent >= settings.min_translated:
        return
    told = f"{tally.translated} of {tally.units} units translated, {tally.percent} percent"
    asked = f"{settings.name} asks for {settings.min_translated}"
    if settings.withhold:
        yield Problem(
            f"withheld from {settings.name}: {told}, {asked}",
            "translate more of it; whatever does not need it is published",
        )
    elif settings.min_translated < 100:
        hint = "translate more of it, or change `min-translated` of the locale"
        yield Problem(f"{told}: {asked}", hint)
