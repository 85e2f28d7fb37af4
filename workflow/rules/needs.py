"""Which rules may have something to say of a text: most of them need a character in it. No rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import TypeVar

from .rule import Rule

Thing = TypeVar("Thing")
Asking = Callable[[Iterable[tuple[str, str, Thing]]], Iterator[tuple[Rule, list[Thing]]]]
"""Things, each behind its source and its translation → each rule, and what it is to be asked."""


def asking(rules: Sequence[Rule]) -> Asking[Thing]:
    """Make what sorts things by the rules that may have something to say of them.

    A rule that needs no character is asked about all. What is known of a character is kept, and so
    is each choice of rules: a catalog has few of either.
    """
    always = sum(1 << at for at, rule in enumerate(rules) if not (rule.source or rule.target))
    in_source = _Bits([rule.source for rule in rules])
    in_target = _Bits([rule.target for rule in rules])
    choices: dict[int, tuple[int, ...]] = {}

    def sort(things: Iterable[tuple[str, str, Thing]]) -> Iterator[tuple[Rule, list[Thing]]]:
        asked: list[list[Thing]] = [[] for _ in rules]
        for source, target, thing in things:
            bits = reduce(or_, map(in_source.__getitem__, set(source)), always)
            bits = reduce(or_, map(in_target.__getitem__, set(target)), bits)
            if bits not in choices:
                choices[bits] = tuple(at for at in range(len(rules)) if bits >> at & 1)
            for at in choices[bits]:
                asked[at].append(thing)
        yield from zip(rules, asked, strict=True)

    return sort


class _Bits(dict[str, int]):
    """By character, a bit for each place of a list where it is among those named there."""

    def __init__(self, named: Sequence[str]) -> None:
        super().__init__()
        self._named = [re.compile(each) if each else None for each in named]

    def __missing__(self, char: str) -> int:
        bits = 0
        for at, named in enumerate(self._named):
            if named and named.match(char):
                bits |= 1 << at
        self[char] = bits
        return bits
