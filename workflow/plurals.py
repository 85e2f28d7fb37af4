"""The `plural=` expression of a catalog → which form a number takes. Pure; the grammar is C's."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

Index = Callable[[int], int]
SAMPLE = (*range(1001), 10**6, 10**6 + 1)
"""Numbers in which every form that a number can take is met."""

_HEADER = re.compile(r"nplurals\s*=\s*(\d{1,3})\s*;\s*plural\s*=\s*([^;]*)")
_TOKEN = re.compile(r"\s*(?:(\d{1,9})|(n)\b|(\|\||&&|[=!<>]=|[<>!?:()+\-*/%]))")
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("||",),
    ("&&",),
    ("==", "!="),
    ("<", ">", "<=", ">="),
    ("+", "-"),
    ("*", "/", "%"),
)
_OPERATIONS: dict[str, Callable[[int, int], int]] = {
    "||": lambda a, b: int(bool(a) or bool(b)),
    "&&": lambda a, b: int(bool(a) and bool(b)),
    "==": lambda a, b: int(a == b),
    "!=": lambda a, b: int(a != b),
    "<": lambda a, b: int(a < b),
    ">": lambda a, b: int(a > b),
    "<=": lambda a, b: int(a <= b),
    ">=": lambda a, b: int(a >= b),
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a // b,
    "%": lambda a, b: a % b,
}
MAX_LENGTH = 1000
"""No language's rule has a third of it; deeper ones are no rules."""


@lru_cache(maxsize=64)
def read_plurals(header: str) -> tuple[int, Index] | None:
    """Give nplurals and the rule of a `Plural-Forms` value; None for what is no rule.

    A rule that divides by zero raises ZeroDivisionError when it is asked.
    """
    match = _HEADER.search(header)
    if not match or len(match[2]) > MAX_LENGTH or match[2].count("(") > 50:
        return None
    tokens: list[str] = []
    text, at = match[2].rstrip(), 0
    while at < len(text):
        word = _TOKEN.match(text, at)
        if not word:
            return None
        tokens.append(word[0].strip())
        at = word.end()
    try:
        index, rest = _ternary(tokens, 0)
    except (IndexError, ValueError):
        return None
    return (int(match[1]), index) if rest == len(tokens) else None


@lru_cache(maxsize=64)
def taken(header: str) -> tuple[tuple[int, ...], ...]:
    """Give, for each form, the numbers of the sample that take it; nothing where a rule fails."""
    found = read_plurals(header)
    if found is None:
        return ()
    count, index = found
    numbers: list[list[int]] = [[] for _ in range(min(count, 100))]
    try:
        for number in SAMPLE:
            form = index(number)
            if not 0 <= form < len(numbers):
                return ()
            numbers[form].append(number)
    except ZeroDivisionError:
        return ()
    return tuple(tuple(each) for each in numbers)


def _ternary(tokens: list[str], at: int) -> tuple[Index, int]:
    test, at = _binary(tokens, at, 0)
    if at < len(tokens) and tokens[at] == "?":
        yes, at = _ternary(tokens, at + 1)
        if tokens[at] != ":":
            raise ValueError
        no, at = _ternary(tokens, at + 1)
        return (lambda n: yes(n) if test(n) else no(n)), at
    return test, at


def _binary(tokens: list[str], at: int, level: int) -> tuple[Index, int]:
    if level == len(_LEVELS):
        return _unary(tokens, at)
    left, at = _binary(tokens, at, level + 1)
    while at < len(tokens) and tokens[at] in _LEVELS[level]:
        operation = _OPERATIONS[tokens[at]]
        right, at = _binary(tokens, at + 1, level + 1)
        left = _joined(operation, left, right)
    return left, at


def _joined(operation: Callable[[int, int], int], left: Index, right: Index) -> Index:
    return lambda n: operation(left(n), right(n))


def _unary(tokens: list[str], at: int) -> tuple[Index, int]:
    word = tokens[at]
    if word == "n":
        return (lambda n: n), at + 1
    if word.isdigit():
        value = int(word)
        return (lambda _: value), at + 1
    if word == "!":
        inner, at = _unary(tokens, at + 1)
        return (lambda n: int(not inner(n))), at
    if word != "(":
        raise ValueError
    inner, at = _ternary(tokens, at + 1)
    if tokens[at] != ")":
        raise ValueError
    return inner, at + 1
