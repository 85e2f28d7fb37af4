"""350 edits of the shipped article: what else than the edited sentence has to be looked at again?

The article is cut as it is in use, by the house's own segmenter; its translation is taken as
finished. An edit changes the source text; then it is cut again and merged.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from tests.bench.history import Ours, Way, msgmerge, since, units
from tests.bench.revisions import typo
from workflow.model import CARRY

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "source" / "articles" / "has-the-decline-of-isis-begun.md"
Text = list[list[str]]
"""Paragraphs of sentences."""
WORDS = ("river", "since", "several", "quickly", "northern", "report", "carried", "under")


def article() -> Text:
    """Give the paragraphs and sentences of the article's body."""
    page = ARTICLE.read_text("utf-8").split("---\n", 2)[2]
    found: dict[int, list[str]] = {}
    for unit in units(page, "sentence"):
        found.setdefault(unit.block, []).append(unit.msgid)
    return list(found.values())


def page(text: Text) -> str:
    """Write it as Markdown."""
    return "\n\n".join(" ".join(paragraph) for paragraph in text) + "\n"


def one_sentence(text: Text) -> Iterator[tuple[int, int, str]]:
    """Go over the sentences."""
    for number, paragraph in enumerate(text):
        for place, sentence in enumerate(paragraph):
            yield number, place, sentence


def put(text: Text, number: int, *paragraphs: list[str]) -> Text:
    """Put paragraphs in place of one."""
    return [*text[:number], *(each for each in paragraphs if each), *text[number + 1 :]]


def swap_word(sentence: str, chance: random.Random) -> str:
    """Put another word for one."""
    words = sentence.split(" ")
    words[chance.randrange(1, len(words) - 1)] = chance.choice(WORDS)
    return " ".join(words)


def emphasise(sentence: str) -> str:
    """Mark a word of a sentence."""
    words = sentence.split(" ")
    words[len(words) // 2] = f"*{words[len(words) // 2]}*"
    return " ".join(words)


def rewrite(sentence: str, chance: random.Random) -> str:
    """Put other words for half of them."""
    words = sentence.split(" ")
    for place in chance.sample(range(len(words)), max(1, len(words) // 2)):
        words[place] = chance.choice(WORDS)
    return " ".join([words[0].capitalize(), *words[1:-1], f"{words[-1].rstrip('.')}."])


CLAUSE = "as two people who had fled told us by telephone."
NEW = "Doctors in the field hospital asked for blood and clean water."


def edits(text: Text) -> Iterator[tuple[str, Text]]:
    """Give every edit with the name of its row."""
    chance = random.Random(7)
    for n, i, sentence in one_sentence(text):
        p = text[n]
        for row, changed in (
            ("typo", typo(sentence, chance)),
            ("one word", swap_word(sentence, chance)),
            ("markup", emphasise(sentence)),
            ("clause appended", f"{sentence.rstrip(' .!?)')}, {CLAUSE}"),
            ("sentence rewritten", rewrite(sentence, chance)),
        ):
            yield row, put(text, n, [*p[:i], changed, *p[i + 1 :]])
        if len(p) > 1:
            yield "sentence deleted", put(text, n, [*p[:i], *p[i + 1 :]])
        if i:
            yield "paragraph split", put(text, n, p[:i], p[i:])
            yield "sentences swapped", put(text, n, [*p[: i - 1], sentence, p[i - 1], *p[i + 1 :]])
    for n, p in enumerate(text):
        yield "sentence inserted", put(text, n, [*p[:1], NEW, *p[1:]])
        rest = put(text, n)
        other = (n + 7) % len(text)
        moved = [typo(p[0], chance), *p[1:]]
        yield "paragraph moved", [*rest[:other], p, *rest[other:]]
        yield "paragraph moved, typo", [*rest[:other], moved, *rest[other:]]
        kept = put(text, n, p[1:])
        other %= len(kept)
        yield "sentence to another paragraph", put(kept, other, [*kept[other], p[0]])
        if n:
            yield "paragraphs joined", put(put(text, n), n - 1, [*text[n - 1], *p])
    yield "sentence inserted", [*text, [NEW]]
    for _ in range(10):
        yield "copy-edit of every paragraph", [[typo(p[0], chance), *p[1:]] for p in text]
    yield (
        "quotes and dashes normalised",
        [[s.translate(str.maketrans("’–“”", '\'-""')) for s in p] for p in text],
    )


def cuts(text: Text) -> Iterator[tuple[str, list[str]]]:
    """Give each sentence that can be cut, and its halves."""
    for _, _, sentence in one_sentence(text):
        places = [match.start() for match in re.finditer(r", \w", sentence)]
        places = [each for each in places if 25 < each < len(sentence) - 25]
        if places:
            place = min(places, key=lambda each: abs(each - len(sentence) // 2))
            second = sentence[place + 2 :]
            yield sentence, [f"{sentence[:place]}.", second[0].upper() + second[1:]]


def joins(text: Text) -> Iterator[tuple[tuple[str, str], str]]:
    """Give each two neighbours, and one sentence of both."""
    for paragraph in text:
        for one, other in pairwise(paragraph):
            yield (one, other), f"{one.rstrip(' .!')}, and {other[0].lower()}{other[1:]}"


def loss(old: Text, new: Text, way: Way, mode: str, scratch: Path) -> int:
    """Give how many words of untouched sentences are no longer final."""
    before = units(page(old), mode)
    after = units(page(new), mode, since(before))
    final = way(before, after, scratch)
    known = {sentence for paragraph in old for sentence in paragraph}
    stale = [unit.msgid for unit in after if not final.get(unit.key)]
    return sum(
        len(sentence.split())
        for paragraph in new
        for sentence in paragraph
        if sentence in known and any(sentence in each for each in stale)
    )


def losses(scratch: Path) -> dict[str, tuple[int, int, int]]:
    """Give for each row how many edits, and the words lost: ours, paragraphs with msgmerge."""
    text = article()
    rows: dict[str, tuple[int, int, int]] = {}
    ours = Ours(CARRY)
    for row, new in edits(text):
        count, mine, peer = rows.get(row, (0, 0, 0))
        mine += loss(text, new, ours, "sentence", scratch)
        peer += loss(text, new, msgmerge, "paragraph", scratch)
        rows[row] = (count + 1, mine, peer)
    return rows


def ours(old: Sequence[str], new: Sequence[str]) -> dict[int, tuple[int, ...]]:
    """Give the origins that this house finds."""
    from workflow.lineage import lineage  # noqa: PLC0415

    found = lineage([(None, each) for each in old], [(None, each) for each in new])
    return {index: each.old for index, each in found.items()}


Finder = Callable[[Sequence[str], Sequence[str]], Mapping[int, tuple[int, ...]]]


def parts(find: Finder) -> tuple[int, int, int, int]:
    """Give how many halves there are, how many got their whole; how many joins, how many both."""
    text = article()
    old = [sentence for _, _, sentence in one_sentence(text)]
    halves = right = joined = both = 0
    for sentence, pieces in cuts(text):
        place = old.index(sentence)
        found = find(old, [*old[:place], *pieces, *old[place + 1 :]])
        halves += len(pieces)
        right += sum(found.get(place + number) == (place,) for number in range(len(pieces)))
    for (one, _), whole in joins(text):
        place = old.index(one)
        found = find(old, [*old[:place], whole, *old[place + 2 :]])
        joined += 1
        both += found.get(place) == (place, place + 1)
    return halves, right, joined, both
