"""An old and a new sequence of texts → the old texts that each new one comes from.

An article is an ordered text, so a changed sentence is known by its neighbours before it is known
by its letters. Four steps, each on what the ones before left over:

1. equal texts are the same text;
2. those that kept their order are anchors; between two anchors old and new are laid beside each
   other in order (dynamic programming), one to one, one cut in two, two joined in one;
3. beside an equal text that has moved, the neighbour of the one is the neighbour of the other;
4. what is left is paired by likeness alone, the best pair first, at a higher bound.

An old text is the origin of one new text, or of the two halves that it was cut into.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from .similarity import scores, strip, word_ratio

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

Text = tuple["Hashable", str]
"""A kind and a text; only texts of one kind are laid beside each other."""

IN_PLACE = 40.0
"""Of 100, between anchors: place and letters together tell."""
ANYWHERE = 60.0
"""Of 100, where nothing but the letters tells (msgmerge's own bound)."""
SHORT = 4
"""Fewer words than this say little: they must be more alike."""
ALIKE = 75.0
"""Of 100, for so few words: letters alone make Roads of Boats."""
CELLS = 60_000
"""A gap with more pairs than this is left to likeness alone."""


@dataclass(frozen=True, slots=True)
class Descent:
    """Where a new text comes from: one old text, or two that were joined, in their order."""

    old: tuple[int, ...]
    score: float
    part: bool = False
    """The old text was cut: another new one comes from it too."""


def lineage(old: Sequence[Text], new: Sequence[Text]) -> dict[int, Descent]:
    """Give the origin of each new text that is not among the old ones and has one, by index."""
    return _Lineage(old, new).found


class _Lineage:
    """One reading of the two sequences."""

    def __init__(self, old: Sequence[Text], new: Sequence[Text]) -> None:
        self.old, self.new = old, new
        self.place = {text: index for index, text in enumerate(old)}
        staying = set(new)
        self.gone = [index for index, text in enumerate(old) if text not in staying]
        self.fresh = [index for index, text in enumerate(new) if text not in self.place]
        self.found: dict[int, Descent] = {}
        self.used: set[int] = set()
        if not self.gone or not self.fresh:
            return
        self.was = {index: said(old[index][1]) for index in self.gone}
        self.now = {index: said(new[index][1]) for index in self.fresh}
        for fresh, gone in self.gaps():
            self.lay(fresh, gone)
        self.beside()
        self.anywhere()

    def gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """Give what is new and what is gone between two anchors, where there are both."""
        same = [
            (index, self.place[text]) for index, text in enumerate(self.new) if text in self.place
        ]
        anchors = [(-1, -1), *_rising(same), (len(self.new), len(self.old))]
        fresh, gone = iter([*self.fresh, len(self.new)]), iter([*self.gone, len(self.old)])
        one, other = next(fresh), next(gone)
        for _, (until, limit) in pairwise(anchors):
            here, there = [], []
            while one < until:
                here.append(one)
                one = next(fresh)
            while other < limit:
                there.append(other)
                other = next(gone)
            if here and there:
                yield here, there

    # --- between anchors --------------------------------------------------------------------

    def lay(self, fresh: Sequence[int], gone: Sequence[int]) -> None:
        """Lay a gap's old and new texts beside each other, in order, for the greatest likeness."""
        if len(fresh) * len(gone) > CELLS:
            return
        single = self.table([(each,) for each in fresh], [(each,) for each in gone])
        cuts = self.table(list(pairwise(fresh)), [(each,) for each in gone])
        joins = self.table([(each,) for each in fresh], list(pairwise(gone)))
        for (row, column), score in list(cuts.items()):
            if score < 2 + max(single.get((row, column), 0), single.get((row + 1, column), 0)):
                del cuts[row, column]
        for (row, column), score in list(joins.items()):
            if score < 2 + max(single.get((row, column), 0), single.get((row, column + 1), 0)):
                del joins[row, column]
        for row, rows, column, columns, score in _best_path(
            len(fresh), len(gone), single, cuts, joins
        ):
            for number in range(row, row + rows):
                self.take(fresh[number], gone[column : column + columns], score, part=rows > 1)

    def table(
        self, fresh: Sequence[tuple[int, ...]], gone: Sequence[tuple[int, ...]]
    ) -> dict[tuple[int, int], float]:
        """Give the likeness of groups of neighbours, where it is enough for their place."""
        if not fresh or not gone:
            return {}
        new = [_together([self.now[each] for each in group]) for group in fresh]
        old = [_together([self.was[each] for each in group]) for group in gone]
        several = max(len(fresh[0]), len(gone[0])) > 1
        texts = [each.text for each in new], [each.text for each in old]
        table = {}
        for score, row, column in scores(*texts, 70.0 if several else IN_PLACE / 2):
            if not _fitting(new[row], old[column], score):
                continue
            kinds = {self.new[each][0] for each in fresh[row]}
            kinds |= {self.old[each][0] for each in gone[column]}
            ordered = not several or (_neighbours(fresh[row]) and _neighbours(gone[column]))
            if len(kinds) == 1 and ordered:
                table[row, column] = max(score, IN_PLACE)
        return table

    def take(self, new: int, old: Sequence[int], score: float, *, part: bool = False) -> None:
        self.found[new] = Descent(tuple(old), score, part)
        self.used |= set(old)

    # --- beside what has moved --------------------------------------------------------------

    def beside(self) -> None:
        """Follow equal neighbours that are no anchors, since they stand elsewhere now."""
        free = set(self.gone)
        for index in self.fresh:
            if index in self.found:
                continue
            near = []
            if index and (before := self.place.get(self.new[index - 1])) is not None:
                near.append(before + 1)
            after = self.place.get(self.new[index + 1]) if index + 1 < len(self.new) else None
            if after is not None:
                near.append(after - 1)
            for candidate in near:
                if candidate not in free or candidate in self.used:
                    continue
                if self.old[candidate][0] != self.new[index][0]:
                    continue
                new, old = self.now[index], self.was[candidate]
                for score, _, _ in scores([new.text], [old.text], IN_PLACE / 2):
                    if _fitting(new, old, score):
                        self.take(index, (candidate,), score)
                if index in self.found:
                    break

    # --- by likeness alone ------------------------------------------------------------------

    def anywhere(self) -> None:
        """Pair what is left, the best pair first; a weak pair of a gap yields to a better one."""
        weak = {
            index: each
            for index, each in self.found.items()
            if each.score < ANYWHERE and len(each.old) == 1 and not each.part
        }
        free = [index for index in self.fresh if index not in self.found or index in weak]
        held = {each.old[0] for each in weak.values()}
        spare = [index for index in self.gone if index not in self.used or index in held]
        pairs = sorted(
            scores(
                [self.now[each].text for each in free],
                [self.was[each].text for each in spare],
                ANYWHERE,
            ),
            key=lambda pair: (-pair[0], pair[1], pair[2]),
        )
        owner = {each.old[0]: index for index, each in weak.items()}
        done: set[int] = set()
        gone: set[int] = set()
        for score, row, column in pairs:
            new, old = free[row], spare[column]
            if new in done or old in gone or self.new[new][0] != self.old[old][0]:
                continue
            if not telling(self.now[new], self.was[old], score):
                continue
            done.add(new)
            gone.add(old)
            self.release(new, owner.get(old))
            self.take(new, (old,), score)

    def release(self, new: int, owner: int | None) -> None:
        """Undo the weak pairs that a better one breaks."""
        for each in {new, owner} - {None}:
            descent = self.found.pop(each, None) if each is not None else None
            if descent:
                self.used -= set(descent.old)


def _neighbours(group: Sequence[int]) -> bool:
    return all(after - before == 1 for before, after in pairwise(group))


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it is compared: its words, addresses and markup apart."""

    text: str
    words: tuple[str, ...]
    address: bool
    """It is nothing but an address: that is what it is compared by."""
    known: frozenset[str] = field(repr=False)
    """Its words, each once."""


def said(text: str) -> Said:
    """Take a text as it is compared."""
    bare = strip(text).casefold()
    return _said(bare or text.casefold(), address=not bare)


def _said(text: str, *, address: bool) -> Said:
    words = tuple(text.split())
    return Said(text, words, address, frozenset(words))


def _together(group: Sequence[Said]) -> Said:
    """Take neighbours as one text."""
    if len(group) == 1:
        return group[0]
    text = " ".join(each.text for each in group)
    return _said(text, address=all(each.address for each in group))


def _fitting(new: Said, old: Said, score: float) -> bool:
    """Say whether texts in the same place are alike enough; short ones and addresses need more."""
    if new.address or old.address:
        return score >= 80
    less, more = (new, old) if len(new.words) <= len(old.words) else (old, new)
    short = len(less.words)
    if score >= (IN_PLACE if short >= SHORT else ALIKE):
        return True
    if score >= ANYWHERE and (less.text in more.text or not more.known.isdisjoint(less.words)):
        return True
    least = 0.9 * short  # one holds all words of the other
    within = short >= 2 and sum(word in more.known for word in less.words) >= least
    if not within and score < 45:
        return False
    shared = word_ratio(new.words, old.words)
    common = shared * (len(new.words) + len(old.words)) / 200
    return (within and common >= least) or (score >= 45 and shared >= 50)


def telling(new: Said, old: Said, score: float) -> bool:
    """Say whether letters alone are proof; with hardly a word in common, or few words, less so."""
    if score >= 80 or new.address or old.address:
        return score >= 80
    if min(len(new.words), len(old.words)) < SHORT:
        return score >= ALIKE
    return word_ratio(new.words, old.words) >= 50


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest subsequence in which the old ones rise as the new ones do."""
    tails: list[int] = []
    last: list[int] = []
    back: list[int] = []
    for number, (_, value) in enumerate(pairs):
        place = bisect_left(tails, value)
        back.append(last[place - 1] if place else -1)
        tails[place : place + 1] = [value]
        last[place : place + 1] = [number]
    found = []
    number = last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = back[number]
    return found[::-1]


_Step = tuple[int, int, int, int, float]
"""Row, how many rows, column, how many columns, likeness."""


def _best_path(
    rows: int,
    columns: int,
    single: dict[tuple[int, int], float],
    cuts: dict[tuple[int, int], float],
    joins: dict[tuple[int, int], float],
) -> Iterable[_Step]:
    """Give the pairs, cuts and joins, in order, whose likeness over the least makes most."""
    gain = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    step: dict[tuple[int, int], _Step] = {}
    moves = ((single, 1, 1), (cuts, 2, 1), (joins, 1, 2))
    least = 0.9 * IN_PLACE
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            best = max(gain[row - 1][column], gain[row][column - 1])
            for table, down, across in moves:
                at = (row - down, column - across)
                score = table.get(at)
                if score is not None and gain[at[0]][at[1]] + score - least > best:
                    best = gain[at[0]][at[1]] + score - least
                    step[row, column] = (at[0], down, at[1], across, score)
            gain[row][column] = best
    path = []
    row, column = rows, columns
    while row and column:
        if gain[row][column] == gain[row - 1][column]:
            row -= 1
        elif gain[row][column] == gain[row][column - 1]:
            column -= 1
        else:
            path.append(step[row, column])
            row, column = path[-1][0], path[-1][2]
    return path[::-1]
