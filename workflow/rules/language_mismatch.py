"""P008 language-mismatch."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity, State
from ..packs import LETTER, letters_of, pack
from .rule import Context, Problem, catalog_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


FOLDER = re.compile(
    r"(?:^|/)([a-z]{2,3}(?:[_-][A-Za-z]{2,4})?(?:@[a-z]+)?)/LC_MESSAGES/[^/]*$|(?:^|/)([a-z]{2,3}(?:[_-][A-Z]{2})?)\.po$"
)
LEAST, LETTERS, SHARE = 5, 20, 0.6


@catalog_rule("P008", Severity.ERROR)
def language_mismatch(catalog: Catalog, _: Context) -> Iterator[Problem]:
    r"""A catalog says that it is in another language than its folder or its texts.

    ## Why it matters

    The translation goes out under another language's name; the screen reader reads it with the
    wrong voice, the wrong plural rule is taken.

    ## Example

    `Language: fa` in `locale/ar/LC_MESSAGES/story.po`.

    Bad, the header and the path:

    ```po
    msgid ""
    msgstr ""
    "Language: fa\n"
    "Content-Type: text/plain; charset=UTF-8\n"

    msgid "Raqqa"
    msgstr "الرقة"
    ```

    Good, they agree:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"

    msgid "Raqqa"
    msgstr "الرقة"
    ```

    ## How to mend it

    Correct the header, or move the file to the folder of its language.
    """
    if catalog.head is None:
        return
    said = catalog.header.get("Language", "").strip().replace("-", "_")
    name = told_by_path(catalog.path)
    if (
        said
        and name
        and said.split("_")[0].lower() != name.split("_")[0].lower()
        and pack(name).scripts
    ):
        yield Problem(
            f"the header says {said}, the path {name}",
            "correct the header, or move the file",
            at=catalog.head,
        )
    scripts = pack(said or name).scripts
    if not scripts:
        return
    texts = [
        entry.msgstr[0]
        for entry in catalog.entries
        if entry.state is State.TRANSLATED and not entry.obsolete
    ]
    long_ = [text for text in texts if len(LETTER.findall(text)) >= LETTERS]
    strange = [text for text in long_ if not letters_of(scripts).search(text)]
    if len(long_) >= LEAST and len(strange) >= SHARE * len(long_):
        yield Problem(
            f"{len(strange)} of {len(long_)} texts are in another script than {said or name}",
            "correct the header, or the texts",
            at=catalog.head,
        )


def told_by_path(path: str) -> str:
    """Give the locale that the path of a catalog names, if it names one."""
    folder = FOLDER.search(path)
    return (folder[1] or folder[2]).replace("-", "_") if folder else ""
