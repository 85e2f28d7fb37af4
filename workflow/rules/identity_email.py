"""V101 identity-email."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, catalog_rule, leaking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


@catalog_rule("V101", Severity.WARNING)
def identity_email(catalog: Catalog, _: Context) -> Iterator[Problem]:
    """A catalog holds an e-mail address that the source does not have.

    ## Why it matters

    Editors of catalogs write who worked on them: in the comment at the top, beside entries, in
    fields of the header. An address in a published repository finds a person, for ever. The finding
    names the field and never the address: a report is read by more people than the file.

    Looked at are the header (but for `Last-Translator` and `Language-Team`, which have rules of
    their own), the comments and notes of every entry, obsolete ones too, and translations that have
    an address their source has not.

    ## Example

    Bad, an address in a comment:

    ```po
    # Reviewed by a.person@example.org
    msgid "The bridge is open."
    msgstr "الجسر مفتوح."
    ```

    Good, a comment about the text:

    ```po
    # The old bridge, not the new one.
    msgid "The bridge is open."
    msgstr "الجسر مفتوح."
    ```

    ## How to mend it

    `publish fmt --scrub` takes it out of headers and comments; in a translation delete it by hand.
    Once it was pushed, it stays in the history of the repository: tell the person.
    """
    yield from leaking(catalog, "email", "an e-mail address")
