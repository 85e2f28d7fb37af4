"""I002 markdown-source."""

from __future__ import annotations

from ..model import Severity
from .rule import reader_rule


@reader_rule("I002", Severity.ERROR)
def markdown_source() -> None:
    """The body of a source file holds something that cannot be published.

    ## Why it matters

    What the reader of a source cannot take apart, a translator would never see, or would get in
    pieces that cannot be put together again. It is better said to the author than found by the
    reader.

    ## Example

    A footnote that is called and not written, a picture from outside `source/media/`, or a
    directive that does not exist.

    Bad, a directive with a slip:

    ```markdown
    ---
    title: Raqqa
    ---
    <!-- publish:skipp -->

    The city is quiet tonight.
    ```

    Bad, a footnote that is not there, in an Arabic article:

    ```markdown
    ---
    title: الرقة
    locale: ar
    ---
    المدينة هادئة الليلة.[^1]
    ```

    Good, the footnote is written:

    ```markdown
    ---
    title: الرقة
    locale: ar
    ---
    المدينة هادئة الليلة.[^1]

    [^1]: كما تبدو من الجسر.
    ```

    ## How to mend it

    Go to the line and correct it; the message says what is expected there.
    """
