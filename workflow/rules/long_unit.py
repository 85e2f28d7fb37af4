"""R102 long-unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, excerpt, pair_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Pair

LONGEST = 120


@pair_rule("R102", Severity.WARNING)
def long_unit(pair: Pair, _: Context) -> Iterator[Problem]:
    """A unit of the source is longer than 120 words.

    ## Why it matters

    A translator works unit by unit. One that fills half a page cannot be overlooked in an editor,
    is found again by no translation memory, and becomes fuzzy as a whole when one word changes.
    Mostly it is a list typed as a sentence, or text in which the full stops were lost.

    ## Example

    Bad, a list typed as a sentence, 121 words and more:

    ```po
    msgid ""
    "Closed since Sunday are the bridge, the market, the school, the clinic, the bakery, the "
    "mill, the station, the museum, the library, the garden, the theatre, the hotel, the "
    "bank, the court, the prison, the mosque, the church, the pharmacy, the stadium, the "
    "pool, the dam, the well, the port, the barracks, the hospital, the college, the archive, "
    "the cinema, the workshop, the depot, the factory, the post-office, the tannery, the "
    "quarry, the bathhouse, the inn, the laundry, the dairy, the forge, the kiln, the gate, "
    "the tower, the wall, the square, the park, the fountain, the arcade, the cemetery, the "
    "orchard, the stable, the granary, the bazaar, the tunnel, the ferry, the airfield, the "
    "observatory, the kindergarten, the printing-house, the reservoir and the road."
    msgstr "أُغلق منذ الأحد الجسر والسوق والمدرسة وغيرها."
    ```

    Good, a sentence:

    ```po
    msgid "The bridge, the market and the school are closed."
    msgstr "أُغلق الجسر والسوق والمدرسة."
    ```

    ## How to mend it

    Break the sentence in the source; an author can do that best. With `segmentation = "sentence"`
    a long paragraph is cut into its sentences.
    """
    words = len(pair.unit.msgid.split())
    if words > LONGEST:
        yield Problem(
            f"{words} words in one unit: {excerpt(pair.unit.msgid)}",
            "break it into sentences in the source",
            pair.unit,
        )
