"""V102 identity-translator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from ..privacy import field_span, header_leaks
from .rule import Context, Problem, catalog_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


@catalog_rule("V102", Severity.WARNING)
def identity_translator(catalog: Catalog, context: Context) -> Iterator[Problem]:
    r"""`Last-Translator` names someone who is not an id of this project.

    ## Why it matters

    Poedit, Lokalize and every other editor writes the name and the address of whoever saved the
    file into `Last-Translator`, without asking. In a project, the field may hold the id of a person
    in `source/authors/`, which can be a pseudonym, or nothing.

    The finding does not repeat the name. Outside a project it is information: there, the field is
    the custom of the house.

    ## Example

    Bad, as an editor writes it, with the name that stands in its preferences:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Last-Translator: A Person <a.person@example.org>\n"

    msgid "The bridge is open."
    msgstr "الجسر مفتوح."
    ```

    Good, nobody:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Last-Translator: \n"

    msgid "The bridge is open."
    msgstr "الجسر مفتوح."
    ```

    ## How to mend it

    `publish fmt --scrub` puts the id of the person in its place if their printed name is known, and
    nothing otherwise. In Poedit, empty name and address in the preferences.
    """
    people = {name: credit.author.name for name, credit in (context.credits or {}).items()}
    for leak in header_leaks(catalog.header, people):
        if catalog.head and leak.kind == "translator":
            yield Problem(
                f"the header field `{leak.field}` names a person",
                "write the id of a file in source/authors/, or nothing: `publish fmt --scrub` does",
                catalog.head,
                span=field_span(catalog.head.msgstr[0], leak.field),
            )
