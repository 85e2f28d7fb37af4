"""Two texts → how alike they are, URLs and markup apart. The only door to rapidfuzz.

A long address that two sentences share says nothing of what the sentences say, and one that was put
right makes no new sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ADDRESS = re.compile(
    r"(?<=\])\([^()\s]*+(?:\s[^()]*+)?\)"  # the target of a Markdown link; its words stay
    r"|(?<=\])\[[^\[\]]*+\]"  # its label
    r"|<[^<>\s][^<>]*+>"  # a tag, or an address in angle brackets
    r"|\b(?:https?://|www\.)[^\s<>\"()\[\]]++"
)
_ADDRESSED = re.compile(r"\][(\[]|<|://|\bwww\.")
"""A text without any of these has none of them."""
_MARKS = str.maketrans("", "", "*_`~[]")


def strip(text: str) -> str:
    """Give what is left without addresses and markup: the words, single spaces between."""
    if _ADDRESSED.search(text):
        text = _ADDRESS.sub(" ", text)
    return " ".join(text.replace("![", "[").translate(_MARKS).split())


def ratio(one: str, other: str) -> float:
    """Give 100 for texts that differ in addresses and markup at most, 0 for unlike ones.

    Indel similarity (`fuzz.ratio`), which falls with each change. Never WRatio or token_set_ratio:
    they find a short text in a long one, and so offer a word's translation for a whole sentence.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415  (37 ms, and only a merge needs it)

    return fuzz.ratio(comparable(one), comparable(other))


def matches(
    queries: Sequence[str], candidates: Sequence[str], cutoff: float
) -> list[tuple[float, int, int]]:
    """Give (score, query, candidate) of every two texts that are alike enough, by index."""
    texts = [comparable(each) for each in candidates]
    return scores([comparable(each) for each in queries], texts, cutoff)


def scores(
    queries: Sequence[str], candidates: Sequence[str], cutoff: float
) -> list[tuple[float, int, int]]:
    """Give the same for texts that are compared as they stand."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  (37 ms, and only a merge needs it)

    return [
        (score, number, index)
        for number, query in enumerate(queries)
        for _, score, index in process.extract(
            query, candidates, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None
        )
    ]


def word_ratio(one: Sequence[str], other: Sequence[str]) -> float:
    """Give 100 for the same words in the same order, 0 for no word in common."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    return fuzz.ratio(one, other)


def prepared(texts: Sequence[str]) -> list[str]:
    """Give texts as they are compared, for `nearest`, which is asked often."""
    return [comparable(each) for each in texts]


def nearest(
    query: str, candidates: Sequence[str], cutoff: float, limit: int
) -> list[tuple[float, int]]:
    """Give (score, index) of the prepared candidates most like a text, the best first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    found = process.extract(
        comparable(query), candidates, scorer=fuzz.ratio, score_cutoff=cutoff, limit=limit
    )
    return [(score, index) for _, score, index in found]


def best(query: str, candidates: Sequence[str], cutoff: float) -> int | None:
    """Give the index of the candidate most like the query, the first of equals, if any will do."""
    found = matches([query], candidates, cutoff)
    return min(found, key=lambda each: (-each[0], each[2]))[2] if found else None


def comparable(text: str) -> str:
    """Give what of a text is compared; one that is nothing but an address, as it stands."""
    return strip(text) or text
