"""The quick way through a catalog and the whole grammar say the same of every file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from tests.strategies import catalogs, disarrange
from workflow import po
from workflow.errors import InputError
from workflow.model import Catalog, Finding, State
from workflow.po import examine_catalog, read_catalog, states, write_catalog

if TYPE_CHECKING:
    import pytest

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
REAL = tuple(
    path.read_bytes().decode("utf-8", "replace")
    for folder in ("locale", "tests/fixtures")
    for path in sorted((Path(__file__).parents[1] / folder).rglob("*.po"))
)
PIECES = (
    '"', "\\", "\n", '\\"', "\\\\", '\\\\"', '"\n"', '"\n', "\n\n", "#", "#~ ", "#| ", "# x", "m",
    "msgid ", "msgstr ", "msgctxt ", "msgstr[1] ", ' "a"', "\r", "\\q", "\t", "#, fuzzy\n",
    "\u2028", "\x00", '\\"\n"', '"\n"\n"', "msgid_plural ", "msgstr[0] ", '#| msgid "a"\n',
    "| fuzzy",
)  # fmt: skip


@contextmanager
def whole_grammar_only() -> Iterator[None]:
    real = po._scan_plain
    po._scan_plain = lambda scan, joined: None  # noqa: ARG005 (the same words)
    try:
        yield
    finally:
        po._scan_plain = real


def told(data: bytes) -> Catalog | tuple[Finding, ...]:
    try:
        return read_catalog(data, "x.po")
    except InputError as error:
        return error.findings


def seen(data: bytes) -> object:
    """Give all that is seen of a file, a faulty one too."""
    catalog, findings = examine_catalog(data, "x.po")
    if catalog is None:
        return findings
    entries = [(each, each.raw, each.position) for each in catalog.entries]
    return entries, catalog.head, dict(states(catalog)), findings


def same(data: bytes) -> None:
    quick = told(data)
    with whole_grammar_only():
        slow, whole_seen = told(data), seen(data)
    assert quick == slow
    assert seen(data) == whole_seen
    if isinstance(quick, Catalog) and isinstance(slow, Catalog):
        assert write_catalog(quick) == data
        assert [(each.raw, each.position) for each in quick.entries] == [
            (each.raw, each.position) for each in slow.entries
        ]
        assert states(quick) == states(slow)


@given(catalogs(), st.integers(0, 10_000), st.data())
def test_a_damaged_file_is_read_or_refused_alike(
    made: Catalog, seed: int, data: st.DataObject
) -> None:
    text = write_catalog(made).decode()
    if data.draw(st.booleans()):
        text = disarrange(text, seed)
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(text)))
        end = at + data.draw(st.integers(0, 3))
        text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[end:]
    same(text.encode())


@given(st.data())
def test_a_real_catalog_with_any_damage_is_read_or_refused_alike(data: st.DataObject) -> None:
    """A stretch of one, so that it is quick; where it begins and ends is part of the damage."""
    text = data.draw(st.sampled_from(REAL))
    start = data.draw(st.integers(0, len(text)))
    text = text[:start] if data.draw(st.booleans()) else text[start:]
    text = text[: data.draw(st.integers(0, 4000))]
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(text)))
        end = at + data.draw(st.sampled_from((0, 0, 1, 2, 40)))
        text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[end:]
    same(text.encode())


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example('msgid "a\\\\"\nmsgstr "b"\n')
@example('msgid "a"\nmsgstr "b\\\\"\n"c"\n')
@example('msgid "a\\\\"\n"\nmsgstr "b"\n')
@example('msgid "a\n"\nmsgstr "b"\n')
@example('msgid "a\\\n"\nmsgstr "b"\n')
@example('# say "no"\nmsgid "a\n"\nmsgstr "b"\n')
@example('# say "no\nmsgid "a\nb"\nmsgstr "b"\n')
@example('msgid "a"\nmsgstr "b"\n "c"\n')
@example('msgid "a"\nmsgstr "b"\n\n  \n\n# end\n')
@example('msgid "a"\nmsgstr "b"\n=======\nmsgid "c"\nmsgstr ""\n')
@example('msgid "a\\"\n""\n"n"\nmsgstr "b"\n')
@example('msgid "a\\"\n"\n"nb"\nmsgstr "b"\n')
@example('msgid "a\n"\n"\nb"\nmsgstr "c"\n')
@example('msgid "a"\nmsgstr "b\n"\n')
@example('msgid "a"\nmsgstr "b" "c"\n')
@example('msgid "a"\nmsgstr ""\n""\n""\n')
@example('#| msgid "x"\n#| "y"\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n')
@example('#, fuzzy\n#| msgctxt "x"\n# b\n#| msgid "y"\nmsgid "a"\nmsgstr "b"\n')
@example('# a | fuzzy\n\n#: b\nmsgctxt ""\nmsgid "a"\nmsgstr "b"\n')
@example('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] ""\n"d"\n')
@example('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\nmsgstr[0] "d"\n')
@example('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"')
@example('msgid "a"\nmsgid_plural "b\\q"\nmsgstr[0] "c"\n')
def test_what_the_quick_pattern_takes_wrongly_is_found(tail: str) -> None:
    same((HEAD + tail).encode())
    same((HEAD + 'msgid "x"\nmsgstr "y"\n\n' + tail).encode())


def test_a_plain_file_is_read_by_the_quick_way_alone() -> None:
    plain = HEAD + '#. note\n#: a.md:3\n#, fuzzy\nmsgctxt "title"\nmsgid ""\n"a \\"b\\"\\n"\n'
    plain += '"c"\nmsgstr ""\n"d"\n\n\nmsgid "e"\nmsgstr ""\n'
    scan = po._scan(plain.encode(), po._Faults("x"))
    assert all(isinstance(tile, tuple) for tile, *_ in scan.places())
    assert scan.size == len(scan.states) == 3


def test_states_are_counted_without_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        '#, fuzzy\nmsgid "a"\nmsgstr "b"\n\n# fuzzy\nmsgid "c"\nmsgstr ""\n"d"\n\n'
        'msgid "e"\nmsgstr ""\n""\n\n#, fuzzy\nmsgid "f"\nmsgstr ""\n\n'
        'msgid "g"\nmsgid_plural "h"\nmsgstr[0] "i"\nmsgstr[1] ""\n\n#~ msgid "k"\n#~ msgstr "l"\n'
    )
    catalog = read_catalog((HEAD + text).encode(), "x.po")
    monkeypatch.setattr(po, "_entry", None)
    expected = {
        "a": State.FUZZY,
        "c": State.TRANSLATED,
        "e": State.UNTRANSLATED,
        "f": State.UNTRANSLATED,
        "g": State.TRANSLATED,
    }
    assert states(catalog) == {(None, msgid): state for msgid, state in expected.items()}


def test_states_of_a_catalog_made_here_are_those_of_its_file() -> None:
    catalog = read_catalog((HEAD + '#, fuzzy\nmsgid "a"\nmsgstr "b"\n').encode(), "x.po")
    made = Catalog("y.po", entries=tuple(catalog.entries))
    assert states(made) == states(catalog)
