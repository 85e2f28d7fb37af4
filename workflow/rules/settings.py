"""I003 settings."""

from __future__ import annotations

from ..model import Severity
from .rule import reader_rule


@reader_rule("I003", Severity.ERROR)
def settings() -> None:
    """The project's settings hold an unknown name or a wrong value.

    ## Why it matters

    A misspelt `min-translated` asks for nothing, and nobody notices until a half translated
    article is out. So the names are a closed list, and each value is checked, before anything is
    read or written.

    The settings stand in `publish.toml`, or under `[tool.publish]` in `pyproject.toml`:
    `source-locale`, `publisher`, `segmentation` and `references`; and for each locale, in
    `locales.<name>`: `draft`, `min-translated` and `digits`. What is wrong in a glossary, in SRX
    rules or in a theme is told by the same name.

    ## Example

    Bad, a wrong value and a misspelt name:

    ```toml
    segmentation = "sentences"

    [locales.ar]
    min_translated = 80
    ```

    Good, what is possible there:

    ```toml
    publisher = "الرقة تُذبح بصمت"
    segmentation = "sentence"

    [locales.ar]
    min-translated = 80
    digits = "arab"
    ```

    ## How to mend it

    Go to the line and correct it; the message says what is possible there.
    """
