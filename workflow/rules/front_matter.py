"""I001 front-matter."""

from __future__ import annotations

from ..model import Severity
from .rule import reader_rule


@reader_rule("I001", Severity.ERROR)
def front_matter() -> None:
    """The front matter of a source file has an unknown or wrong field.

    ## Why it matters

    A misspelt field is a byline that is not printed or a date that is not shown, and nobody notices
    before the paper is out. So the fields are a closed list, and each is checked.

    An article may have: `title`, `standfirst`, `byline`, `authors`, `translators`, `reviewers`,
    `date`, `place`, `locale`, `image`, `licence`, `segmentation`. A person's file has at least a
    `name`.

    ## Example

    Bad, a misspelt field and a date that is none:

    ```markdown
    ---
    titel: Has the decline of ISIS begun?
    date: yesterday
    ---
    The city is quiet tonight.
    ```

    Bad, a colon that YAML takes for its own:

    ```markdown
    ---
    title: الرقة: مدينة هادئة
    locale: ar
    ---
    المدينة هادئة الليلة.
    ```

    Good, the title between quotation marks, and a date:

    ```markdown
    ---
    title: "الرقة: مدينة هادئة"
    locale: ar
    date: 2016-06-21
    ---
    المدينة هادئة الليلة.
    ```

    ## How to mend it

    Go to the line and correct the field. A text that YAML may misread, such as one with a colon in
    it, stands between quotation marks.
    """
