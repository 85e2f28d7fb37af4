"""Texts and revisions of them whose truth is known: what each new text was made from."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

KINDS = (
    "typo",
    "word",
    "clause added",
    "clause deleted",
    "split",
    "join",
    "moved",
    "moved and changed",
    "rewritten",
    "inserted",
    "deleted",
)
SHOWN = tuple(kind for kind in KINDS if kind not in {"moved", "deleted"})


@dataclass(frozen=True, slots=True)
class Made:
    """A text of the new version: the old ones it comes from, and how it was made."""

    text: str
    origin: tuple[int, ...]
    kind: str


def documents(folder: Path | None, least: int = 40, most: int = 400) -> list[list[str]]:
    """Give the texts of each document: of catalogs in a folder, or of Python's own reference.

    `pydoc_data.topics` is the language reference as text; it comes with every Python.
    """
    found = list(_catalogs(folder) if folder else _topics())
    kept = [list(dict.fromkeys(each)) for each in found]
    return [each for each in kept if least <= len(each) <= most]


def _topics() -> list[list[str]]:
    from pydoc_data.topics import topics  # noqa: PLC0415

    texts: list[str] = []
    for topic in sorted(topics):
        for paragraph in topics[topic].split("\n\n"):
            words = " ".join(paragraph.split())
            texts += [
                sentence
                for sentence in re.split(r"(?<=[.!?]) (?=[A-Z])", words)
                if 2 <= len(sentence.split()) <= 80 and sentence.count("=") < 2
            ]
    texts = list(dict.fromkeys(texts))
    return [texts[start : start + 110] for start in range(0, len(texts) - 109, 110)]


def _catalogs(folder: Path) -> list[list[str]]:
    from workflow.po import read_catalog  # noqa: PLC0415

    found = []
    for path in sorted(folder.rglob("*.po")):
        entries = read_catalog(path.read_bytes(), path.name).entries
        found.append([each.msgid for each in entries if len(each.msgid.split()) >= 2])
    return found


def revise(
    old: list[str], others: list[str], chance: random.Random, rate: float = 0.25
) -> list[Made]:
    """Give a new version of a document; `others` lends words, clauses and whole texts."""
    new: list[Made] = []
    moved: list[Made] = []
    index = 0
    while index < len(old):
        kind = chance.choice(KINDS) if chance.random() < rate else "same"
        texts, origin, kind = _edit(old, index, kind, others, chance)
        made = [Made(text, origin, kind) for text in texts]
        if kind == "inserted":
            made = [Made(old[index], origin, "same"), Made(texts[0], (), kind)]
        (moved if kind.startswith("moved") else new).extend(made)
        index += max(1, len(origin))
    for each in moved:
        new.insert(chance.randrange(len(new) + 1), each)
    return list({each.text: each for each in reversed(new)}.values())[::-1]


def _edit(
    old: list[str], index: int, kind: str, others: list[str], chance: random.Random
) -> tuple[list[str], tuple[int, ...], str]:
    text = old[index]
    words = text.split(" ")
    halves = re.split(r"(?<=[.!?,;:]) (?=\w)", text)
    if kind == "split" and len(halves) < 2:
        kind = "word"
    if (kind == "join" and index + 1 == len(old)) or (kind == "clause deleted" and len(words) < 10):
        kind = "word"
    match kind:
        case "typo":
            return [typo(text, chance)], (index,), kind
        case "word" | "moved and changed":
            several = chance.choice([1, 1, 2, 3]) if len(words) > 5 else 1
            return [_replaced(words, several, others, chance)], (index,), kind
        case "rewritten":
            return [_replaced(words, max(1, len(words) // 2), others, chance)], (index,), kind
        case "clause added":
            clause = chance.choice(others).split(" ")[: chance.randint(4, 10)]
            place = chance.choice([len(words), chance.randrange(len(words) + 1)])
            return [" ".join([*words[:place], *clause, *words[place:]])], (index,), kind
        case "clause deleted":
            size = chance.randint(3, max(3, len(words) // 3))
            place = chance.randrange(len(words) - size)
            return [" ".join(words[:place] + words[place + size :])], (index,), kind
        case "split":
            cut = chance.randrange(1, len(halves))
            first, second = " ".join(halves[:cut]), " ".join(halves[cut:])
            first = re.sub(r"[,;:]$", ".", first)
            return [first, second[0].upper() + second[1:]], (index,), kind
        case "join":
            return [f"{text} {old[index + 1]}"], (index, index + 1), kind
        case "inserted":
            return [chance.choice(others)], (index,), kind
        case "deleted":
            return [], (index,), kind
    return [text], (index,), kind


def typo(text: str, chance: random.Random) -> str:
    places = [place for place, sign in enumerate(text) if sign.isalpha()]
    if len(places) < 3:
        return f"{text} x"
    place = chance.choice(places)
    letter = chance.choice("aeiorstn")
    return text[:place] + chance.choice(["", letter, letter + text[place]]) + text[place + 1 :]


def _replaced(words: list[str], several: int, others: list[str], chance: random.Random) -> str:
    words = list(words)
    for place in chance.sample(range(len(words)), min(several, len(words))):
        words[place] = chance.choice(chance.choice(others).split(" "))
    return " ".join(words)


@dataclass(slots=True)
class Score:
    """Right, wrong and missed offers, of one kind or of all."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    rightly_none: int = 0

    def add(self, truth: tuple[int, ...], offered: tuple[int, ...] | None) -> None:
        """Count one new text: an offer is right if it is of an origin."""
        if not offered:
            self.missed += bool(truth)
            self.rightly_none += not truth
        elif set(offered) <= set(truth):
            self.right += 1
        else:
            self.wrong += 1
            self.missed += bool(truth)

    @property
    def precision(self) -> float:
        """Right offers of all offers."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Right offers of all that were to be found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)

    @property
    def share(self) -> float:
        """Texts that got what they should: the right offer, or rightly none."""
        told = self.right + self.rightly_none
        return told / max(1, told + self.wrong + self.missed - self.wrong * bool(self.missed))
