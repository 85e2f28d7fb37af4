"""The quick way through a catalog and the whole grammar say the same of every file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from tests.strategies import catalogs, disarrange
from workflow import po
from workflow.errors import InputError
from workflow.model import Catalog, Finding, State
from workflow.po import read_catalog, states, write_catalog

if TYPE_CHECKING:
    import pytest

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
PIECES = (
    '"', "\\", "\n", '\\"', "\\\\", '\\\\"', '"\n"', '"\n', "\n\n", "#", "#~ ", "#| ", "# x", "m",
    "msgid ", "msgstr ", "msgctxt ", "msgstr[1] ", ' "a"', "\r", "\\q", "\t", "#, fuzzy\n",
    "\u2028",
)  # fmt: skip


@contextmanager
def whole_grammar_only() -> Iterator[None]:
    real = po._scan_plain
    po._scan_plain = lambda scan: None  # noqa: ARG005 (the same words)
    try:
        yield
    finally:
        po._scan_plain = real


def told(data: bytes) -> Catalog | tuple[Finding, ...]:
    try:
        return read_catalog(data, "x.po")
    except InputError as error:
        return error.findings


def same(data: bytes) -> None:
    quick = told(data)
    with whole_grammar_only():
        slow = told(data)
    assert quick == slow
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
def test_what_the_quick_pattern_takes_wrongly_is_found(tail: str) -> None:
    same((HEAD + tail).encode())
    same((HEAD + 'msgid "x"\nmsgstr "y"\n\n' + tail).encode())


def test_a_plain_file_is_read_by_the_quick_way_alone() -> None:
    plain = HEAD + '#. note\n#: a.md:3\n#, fuzzy\nmsgctxt "title"\nmsgid ""\n"a \\"b\\"\\n"\n'
    scan = po._scan(plain + '"c"\nmsgstr ""\n"d"\n\n\nmsgid "e"\nmsgstr ""\n', po._Faults("x"))
    assert all(tile.re is po._PLAIN for tile in scan.tiles)
    assert len(scan.tiles) == len(scan.keys) == len(scan.states) == 3


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
