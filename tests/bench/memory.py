"""`python -m tests.bench.memory [UNITS ...]`: what a question to the translation memory costs.

Our memory beside the exact scan of all texts and SQLite's full-text search (FTS5, its own ranking),
on the same texts and questions in one run. The texts are drawn from a vocabulary with the
frequencies of a language (Zipf); the questions are texts of the memory after one to three edits,
and texts that are not in it. Recall: a text as like the question as the best of all is found (75 %
and more); false: something was offered that the exact scan would not offer. Times are CPU time.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path

from workflow import similarity
from workflow.memory import ENOUGH, INSTANT, Scan, open_index
from workflow.model import Translation

QUESTIONS = 100
STRANGERS = 20
SHORT = (12, 29)
"""Characters of a short question; a long one has 30 and more."""
Find = Callable[[str], str | None]


def vocabulary(chance: random.Random, count: int) -> list[str]:
    """Give words, short ones first, as the frequent ones of a language are."""
    syllables = [
        a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "ar", "en", "in")
    ]
    words: dict[str, None] = {}
    while len(words) < count:
        longest = 1 + min(3, len(words) // 60)
        words["".join(chance.choices(syllables, k=chance.randint(1, longest)))] = None
        words["".join(chance.choices(syllables, k=chance.randint(2, 4)))] = None
    return list(words)[:count]


class Language:
    """Texts with the word frequencies and lengths of articles."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = vocabulary(self.chance, 60_000)
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def text(self) -> str:
        """Give a sentence, or now and then a heading."""
        few = self.chance.random() < 0.2
        count = (
            self.chance.randint(2, 5) if few else max(4, int(self.chance.lognormvariate(2.7, 0.5)))
        )
        words = self.chance.choices(self.words, cum_weights=self._weights, k=count)
        return " ".join(words).capitalize() + ("" if few else ".")

    def edited(self, text: str) -> str:
        """Give a text after one to three edits of a person."""
        words = text.split(" ")
        for _ in range(self.chance.randint(1, 3 if len(words) > 6 else 1)):
            at = self.chance.randrange(len(words))
            edit = self.chance.random()
            if edit < 0.4:
                words[at] = self.chance.choice(self.words)
            elif edit < 0.6 and len(words) > 2:
                del words[at]
            elif edit < 0.8:
                words.insert(at, self.chance.choice(self.words))
            else:
                letter = self.chance.randrange(len(words[at]) or 1)
                words[at] = words[at][:letter] + "x" + words[at][letter + 1 :]
        return " ".join(words)

    def questions(self, texts: Sequence[str], *, short: bool) -> list[str]:
        """Give texts like those of the memory, and some that are like none."""
        found: list[str] = []
        while len(found) < QUESTIONS + STRANGERS:
            near = len(found) < QUESTIONS
            text = self.edited(self.chance.choice(texts)) if near else self.text()
            if (SHORT[0] <= len(text) <= SHORT[1]) if short else len(text) >= 30:
                found.append(text)
        return found


def full_text(path: Path, texts: Sequence[str]) -> Find:
    """Give the search of SQLite: any of the eight longest words, its own ranking."""
    database = sqlite3.connect(path)
    database.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize = 'unicode61')")
    database.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", enumerate(texts))
    database.commit()

    def find(text: str) -> str | None:
        words = sorted(set(similarity.strip(text).strip(".").split()), key=len, reverse=True)[:8]
        asked = " OR ".join(f'"{word}"' for word in words)
        rows = database.execute(
            "SELECT text FROM t WHERE t MATCH ? ORDER BY rank LIMIT 60", (asked,)
        ).fetchall()
        found = similarity.nearest(text, similarity.prepared([row[0] for row in rows]), ENOUGH, 1)
        return str(rows[found[0][1]][0]) if found else None

    return find


def ask(find: Find, questions: Sequence[str]) -> tuple[list[float], list[float]]:
    """Put every question; give the CPU time of each, and how like it the text found is."""
    times, scores = [], []
    for question in questions:
        start = time.process_time()
        answer = find(question)
        times.append(time.process_time() - start)
        scores.append(similarity.ratio(question, answer) if answer else 0.0)
    return times, scores


def timed(make: Callable[[], Find]) -> tuple[float, Find]:
    """Give the CPU seconds of building, and what was built."""
    start = time.process_time()
    find = make()
    return time.process_time() - start, find


def measure(count: int, folder: Path) -> bool:
    """Print a table for a memory of so many texts; say whether the promises are kept."""
    language = Language(count)
    texts = list(dict.fromkeys(language.text() for _ in range(count)))
    units = [Translation(text, "x") for text in texts]
    path, other = folder / f"{count}.sqlite", folder / f"{count}.fts"
    memory = open_index(path, {}, lambda _: ())

    def ours() -> Find:
        memory.close()
        index = open_index(path, {"all": "1"}, lambda _: units)
        return lambda text: (found := index.find(text)) and found.translation.source  # type: ignore[return-value]

    def scan() -> Find:
        every = Scan(units)
        return lambda text: (found := every.find(text)) and found.translation.source  # type: ignore[return-value]

    methods = {
        "exact scan": (timed(scan), None),
        "ours, indexed": (timed(ours), path),
        "SQLite FTS5": (timed(lambda: full_text(other, texts)), other),
    }
    kept = True
    for short in (False, True):
        questions = language.questions(texts, short=short)
        best: list[float] = []
        print(f"\n{len(texts):,} texts, {'short' if short else 'long'} questions")
        print(f"{'':16}{'build s':>9}{'MB':>7}{'p50 ms':>9}{'p99 ms':>9}{'recall':>9}{'false':>7}")
        for name, ((build, find), file) in methods.items():
            times, scores = ask(find, questions)
            best = best or scores  # the exact scan comes first
            pairs = list(zip(scores, best, strict=True))
            wanted = sum(score >= ENOUGH for score in best)
            recall = sum(score >= most - 1e-6 for score, most in pairs if most >= ENOUGH) / wanted
            false = sum(score > 0 and most == 0 for score, most in pairs)
            p50 = statistics.median(times) * 1000
            p99 = statistics.quantiles(times, n=100)[98] * 1000
            size = file.stat().st_size / 1e6 if file else 0.0
            print(
                f"{name:16}{build:9.1f}{size:7.0f}{p50:9.2f}{p99:9.2f}{recall:9.3f}{false:7}",
                flush=True,
            )
            if name.startswith("ours"):
                kept = kept and p50 <= 6 and p99 <= 40 and recall >= 0.97 and not false
    print(f"\n`suggest` scans up to {INSTANT:,} texts, and asks the index beyond.")
    return kept


def main() -> int:
    """Measure each size; exit 1 where ours is slower or finds less than it has promised."""
    sizes = [int(word) for word in sys.argv[1:]] or [10_000, 100_000, 1_000_000]
    with tempfile.TemporaryDirectory() as name:
        kept = [measure(size, Path(name)) for size in sizes]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
