"""V101 identity-email."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from ..privacy import comment_leaks, field_span, header_leaks, new_leaks
from .rule import Context, Problem, catalog_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog

HINT = "delete it: `publish fmt --scrub` does"


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

    ```po
    # Reviewed by a.person@example.org
    msgid "The bridge is open."
    msgstr "الجسر مفتوح."
    ```

    ## How to mend it

    `publish fmt --scrub` takes it out of headers and comments; in a translation delete it by hand.
    Once it was pushed, it stays in the history of the repository: tell the person.
    """
    for leak in header_leaks(catalog.header, None):
        if catalog.head and leak.kind == "email":
            span = field_span(catalog.head.msgstr[0], leak.field)
            yield Problem(
                f"an e-mail address in the header field `{leak.field}`", HINT, catalog.head, span
            )
    entries = [catalog.head, *catalog.entries] if catalog.head else catalog.entries
    for entry in entries:
        for leak in comment_leaks(entry):
            if leak.kind == "email":
                yield Problem(f"an e-mail address in {leak.field}", HINT, entry)
        source = f"{entry.msgid} {entry.msgid_plural or ''}"
        if entry is not catalog.head and "email" in new_leaks(" ".join(entry.msgstr), source):
            yield Problem("an e-mail address that the source does not have", "delete it", entry)
