"""Which rules may have something to say of a text: most of them need a character in it. No rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from .rule import Rule

AskedAbout = Callable[[str, str], tuple[Rule, ...]]
"""A source and its translation → the rules that may have something to say."""


def asked_about(rules: Sequence[Rule]) -> AskedAbout:
    """Make what gives, for a source and its translation, the rules that are to be asked, in order.

    A rule that needs no character always is. What is known of a character is kept, and so is each
    choice of rules: a catalog has few of either.
    """
    always = sum(1 << at for at, rule in enumerate(rules) if not (rule.source or rule.target))
    in_source = _Bits([rule.source for rule in rules])
    in_target = _Bits([rule.target for rule in rules])
    choices: dict[int, tuple[Rule, ...]] = {}

    def choose(source: str, target: str) -> tuple[Rule, ...]:
        bits = always
        for char in set(source):
            bits |= in_source[char]
        for char in set(target):
            bits |= in_target[char]
        if bits not in choices:
            choices[bits] = tuple(rule for at, rule in enumerate(rules) if bits >> at & 1)
        return choices[bits]

    return choose


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
