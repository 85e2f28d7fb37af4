"""Laws 1, 2 and 6, and what the reader takes and refuses."""

from __future__ import annotations

import codecs
import pickle
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import NASTY, REFUSED, catalogs, disarrange, entries
from workflow import po
from workflow.errors import InputError
from workflow.model import Catalog, Entry, Finding, Position
from workflow.po import (
    field_position,
    new_catalog,
    ordered_header,
    read_catalog,
    states,
    write_catalog,
)

FIXTURES = sorted((Path(__file__).parent / "fixtures" / "po").glob("*.po"))
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
SEEDS = st.integers(0, 10_000)


def read(text: str) -> Catalog:
    return read_catalog(text.encode(), "x.po")


def faults(data: str | bytes) -> list[tuple[int, str]]:
    """Line and code of each finding."""
    with pytest.raises(InputError) as caught:
        read_catalog(data.encode() if isinstance(data, str) else data, "x.po")
    return [(each.position.line, each.code) for each in caught.value.findings]


def attempt(data: bytes) -> tuple[Catalog | None, tuple[Finding, ...]]:
    """Read a file, or say why not; any other exception is a fault of the reader."""
    try:
        catalog = read_catalog(data, "x.po")
    except InputError as error:
        return None, error.findings
    assert all(catalog.entries) or not catalog.entries
    return catalog, ()


# --- the laws -------------------------------------------------------------------------------


@given(catalogs(), SEEDS)
def test_reading_and_writing_unchanged_gives_the_same_bytes(catalog: Catalog, seed: int) -> None:
    data = disarrange(write_catalog(catalog).decode(), seed).encode()
    assert write_catalog(read_catalog(data, "fr.po")) == data


@given(catalogs(), SEEDS)
def test_reading_what_was_written_gives_the_same_catalog(catalog: Catalog, seed: int) -> None:
    data = write_catalog(catalog)
    assert read_catalog(data, "fr.po") == catalog
    assert read_catalog(disarrange(data.decode(), seed).encode(), "fr.po") == catalog


@given(catalogs(), entries(), SEEDS, st.data())
def test_changing_one_entry_changes_its_lines_and_no_other_byte(
    made: Catalog, other: Entry, seed: int, data: st.DataObject
) -> None:
    catalog = read(disarrange(write_catalog(made).decode(), seed))
    if not catalog.entries:
        return
    index = data.draw(st.integers(0, len(catalog.entries) - 1))
    old = catalog.entries[index]
    new = replace(other, position=old.position)
    changed = [*catalog.entries[:index], new, *catalog.entries[index + 1 :]]
    written = write_catalog(replace(catalog, entries=changed)).decode()
    before, after = catalog.text.split(old.raw) if catalog.text.count(old.raw) == 1 else ("", "")
    assert written.startswith(before)
    assert written.endswith(after)
    middle = written[len(before) : len(written) - len(after)]
    if before:
        assert read(HEAD + middle.replace("\r\n", "\n")).entries == (new,)
        assert ("\r\n" in middle) == ("\r\n" in catalog.text)


@given(catalogs(), SEEDS)
def test_gaps_and_raw_lines_tile_the_file(made: Catalog, seed: int) -> None:
    catalog = read(disarrange(write_catalog(made).decode(), seed))
    left = catalog.text
    for entry in [catalog.head, *catalog.entries]:
        assert entry
        gap, raw, left = left.partition(entry.raw)
        assert raw
        assert not gap.strip("\ufeff \n\r")
    assert all(line.startswith("#") for line in left.split("\n") if line.strip())


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_input_errors(data: bytes) -> None:
    assert {each.position.path for each in attempt(data)[1]} <= {"x.po"}


@given(catalogs(), SEEDS, st.data())
def test_no_damage_raises_anything_but_input_errors_at_a_line_of_the_file(
    made: Catalog, seed: int, data: st.DataObject
) -> None:
    whole = disarrange(write_catalog(made).decode(), seed).encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 30)))
    junk = data.draw(
        st.sampled_from(
            [
                b"",
                b'"',
                b"\\",
                b"\n",
                b"\n\n",
                b"#~ ",
                b"msgid ",
                b"msgstr[1] ",
                b"\xff",
                b"=======\n",
            ]
        )
        | st.binary(max_size=5)
    )
    damaged = whole[:start] + junk + whole[end:]
    catalog, findings = attempt(damaged)
    last = damaged.count(b"\n") + 1
    assert catalog is None or write_catalog(catalog) == damaged
    assert all(1 <= each.position.line <= last for each in findings)
    assert all(each.position.column >= 1 for each in findings)
    assert all(po.RULES[each.code] == each.rule for each in findings)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_each_fixture_has_the_findings_that_its_first_line_says(path: Path) -> None:
    """`# finds: 5 P001, 9 P104`, or `# finds: nothing`."""
    data = path.read_bytes()
    stated = data.split(b"\n")[0].decode().removeprefix("# finds: ")
    if stated == "nothing":
        assert write_catalog(read_catalog(data, path.name)) == data
    else:
        assert ", ".join(f"{line} {code}" for line, code in faults(data)) == stated


@given(catalogs(plural=False), st.data())
def test_a_file_cut_inside_a_line_is_refused(made: Catalog, data: st.DataObject) -> None:
    whole = write_catalog(made)
    cut = whole[: data.draw(st.integers(0, len(whole)))]
    last = cut.rpartition(b"\n")[2]
    assert attempt(cut)[1] or last.startswith(b"#") or last.endswith(b'"') or not last


# --- what is read ---------------------------------------------------------------------------

WHOLE = read(
    HEAD
    + r"""# the translator
#no space
#. note
#.
#: a.md:3 b.md:4
#: <FSI>with space.md<PDI>:5
#, fuzzy, no-wrap
#= sticky
#| msgctxt "title"
#| msgid "Olde"
msgctxt "title"
msgid ""
"Old \"\\\""
"\n\t\r"
msgstr "قديم"

#, fuzzy
#~| msgid "before"
#~ msgid "gone"
#~ msgid_plural "gones"
#~ msgstr[0] "parti"
#~ msgstr[1] "partis"
""".replace("<FSI>", "\u2068").replace("<PDI>", "\u2069")
)


def test_an_entry_keeps_everything_that_stands_in_it() -> None:
    assert WHOLE.entries[0] == Entry(
        msgctxt="title",
        msgid='Old "\\"\n\t\r',
        msgstr=("قديم",),
        flags=("fuzzy", "no-wrap", "sticky"),
        references=("a.md:3", "b.md:4", "with space.md:5"),
        note=("note", ""),
        comment=("the translator", "no space"),
        previous=("title", "Olde", None),
    )
    assert WHOLE.entries[1] == Entry(
        msgid="gone",
        msgid_plural="gones",
        msgstr=("parti", "partis"),
        flags=("fuzzy",),
        previous=(None, "before", None),
        obsolete=True,
    )


def test_an_entry_knows_the_line_of_its_msgstr() -> None:
    assert [entry.position for entry in WHOLE.entries] == [
        Position("x.po", 18, 1),
        Position("x.po", 24, 4),
    ]


def test_entries_are_a_sequence_equal_to_a_tuple() -> None:
    first, second = WHOLE.entries
    assert WHOLE.entries == (first, second)
    assert (first, second) == WHOLE.entries
    assert WHOLE.entries != (second, first)
    assert WHOLE.entries[-1:] == (second,)
    assert WHOLE.entries[0] is WHOLE.entries[0]
    assert hash(WHOLE.entries) == hash((first, second))
    assert pickle.loads(pickle.dumps(WHOLE)) == WHOLE  # noqa: S301


def test_nothing_is_decoded_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded = []
    real = po._told
    monkeypatch.setattr(po, "_told", lambda notes: decoded.append(notes) or real(notes))  # type: ignore[func-returns-value]
    catalog = read(HEAD + '#. 1\nmsgid "a"\nmsgstr ""\n\n#. 2\nmsgid "b"\nmsgstr ""\n')
    assert (len(catalog.entries), len(states(catalog))) == (2, 2)
    assert set(decoded) == {b""}  # of the header
    assert catalog.entries[1].msgid == "b"
    assert {b"\n#. 1\n", b"\n#. 2\n"} < set(decoded)


def test_the_header_is_a_mapping_and_no_entry() -> None:
    catalog = read('# (c)\nmsgid ""\nmsgstr ""\n"Language: ar\\n"\n"X-Odd : a: b\\n"\n"junk"\n')
    assert catalog.header == {"Language": "ar", "X-Odd": "a: b"}
    assert catalog.head
    assert catalog.head.comment == ("(c)",)
    assert catalog.entries == ()


def test_a_header_may_be_missing() -> None:
    catalog = read('msgid "a"\nmsgstr "b"\n')
    assert catalog.head is None
    assert catalog.header == {}
    assert catalog.entries == (Entry(msgid="a", msgstr=("b",)),)


def test_comments_before_a_blank_line_belong_to_the_next_entry_as_in_gettext() -> None:
    catalog = read(HEAD + '# far\n#, fuzzy\n\nmsgid "a"\n\nmsgstr "b"\n')
    assert catalog.entries[0].comment == ("far",)
    assert catalog.entries[0].fuzzy


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_new_entry_has_the_line_ends_of_the_file(end: str) -> None:
    catalog = read((HEAD + '#, fuzzy\nmsgid "a"\nmsgstr "b\\n"\n').replace("\n", end))
    entry = catalog.entries[0]
    assert entry.msgstr == ("b\n",)
    written = write_catalog(
        replace(catalog, entries=[entry, replace(entry, msgid="c\nd", raw="", position=None)])
    )
    tail = f'{end}#, fuzzy{end}msgid ""{end}"c\\n"{end}"d"{end}msgstr "b\\n"{end}'
    assert written == catalog.text.encode() + tail.encode()


def test_sticky_flags_are_kept_and_become_plain_ones_when_their_entry_changes() -> None:
    catalog = read(HEAD + '#= fuzzy, no-wrap\nmsgid "a"\nmsgstr "b"\n')
    assert write_catalog(catalog).decode() == catalog.text
    changed = [replace(catalog.entries[0], raw="")]
    written = write_catalog(replace(catalog, entries=changed)).decode()
    assert written == catalog.text.replace("#=", "#,")


# --- charsets -------------------------------------------------------------------------------


def cp1256(text: str) -> bytes:
    return (HEAD.replace("UTF-8", "CP1256") + text).encode("cp1256")


def test_a_declared_charset_is_decoded_and_written_again() -> None:
    data = cp1256('msgid "a"\nmsgstr "حلب"\n\nmsgid "b"\nmsgstr ""\n')
    catalog = read_catalog(data, "x.po")
    assert catalog.entries[0].msgstr == ("حلب",)
    assert write_catalog(catalog) == data
    changed = [catalog.entries[0], replace(catalog.entries[1], msgstr=("الرقة",), raw="")]
    written = write_catalog(replace(catalog, entries=changed))
    assert written == cp1256('msgid "a"\nmsgstr "حلب"\n\nmsgid "b"\nmsgstr "الرقة"\n')


def test_a_text_that_a_charset_lacks_is_refused_when_written() -> None:
    catalog = read_catalog(cp1256('msgid "a"\nmsgstr ""\n'), "x.po")
    changed = [replace(catalog.entries[0], msgstr=("א",), raw="")]
    with pytest.raises(InputError) as caught:
        write_catalog(replace(catalog, entries=changed))
    assert caught.value.findings[0].position == Position("x.po", 5, 9)
    assert "UTF-8" in caught.value.findings[0].hint


@pytest.mark.parametrize(
    "name",
    [
        "NOSUCH",
        "UTF-16",
        "UTF-7",
        "rot13",
        "zlib",
        "unicode_escape",
        "idna",
        "CP037",
        "ISO-2022-JP",
    ],
)
def test_a_charset_that_is_unknown_or_hides_ascii_is_refused(name: str) -> None:
    assert faults(HEAD.replace("UTF-8", name)) == [(2, "P002")]


@pytest.mark.parametrize("name", ["utf8", "ISO-8859-6", "windows-1256", "KOI8-R", "EUC-JP", "Big5"])
def test_a_charset_that_ascii_is_a_part_of_is_read(name: str) -> None:
    assert read(HEAD.replace("UTF-8", name) + 'msgid "a"\nmsgstr "b"\n').entries


def test_a_template_does_not_know_its_charset_yet() -> None:
    assert read(HEAD.replace("UTF-8", "CHARSET") + 'msgid "é"\nmsgstr ""\n').entries


def test_bytes_that_are_not_of_the_charset_are_found_on_each_line_and_so_is_the_rest() -> None:
    bad = 'msgid "a"\nmsgstr "حلب"\n\nmsgid "b"\nmsgstr "c\n\nmsgid "d"\nmsgstr "الرقة"\n'
    assert faults(HEAD.encode() + bad.encode("cp1256")) == [(5, "P002"), (8, "P001"), (11, "P002")]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_called_by_its_name(codec: str) -> None:
    assert faults(HEAD.encode(codec)) == [(1, "P002")]


def test_a_byte_order_mark_is_kept() -> None:
    data = codecs.BOM_UTF8 + HEAD.encode() + b'msgid "a"\nmsgstr "b"\n'
    catalog = read_catalog(data, "x.po")
    assert write_catalog(catalog) == data
    assert catalog.header
    changed = [replace(each, msgstr=("c",), raw="") for each in catalog.entries]
    assert write_catalog(replace(catalog, entries=changed)) == data.replace(b'"b"', b'"c"')


def test_a_byte_order_mark_and_another_charset_are_refused() -> None:
    assert faults(codecs.BOM_UTF8 + cp1256('msgid "a"\nmsgstr "b"\n'))[0] == (2, "P002")


# --- what is refused ------------------------------------------------------------------------


@pytest.mark.parametrize("character", REFUSED, ids=lambda text: f"U+{ord(text):04X}")
def test_control_characters_and_line_separators_are_refused(character: str) -> None:
    code = "U104" if character in "\x85\u2028\u2029" else "U103"
    bad = f'msgid "a{character}"\nmsgstr ""\n'
    assert faults(HEAD + bad) == [(4, code)]
    entry = Entry(msgid="a", msgstr=(character,))
    with pytest.raises(InputError) as caught:
        write_catalog(new_catalog("x.po", {}, (), [entry]))
    assert [each.code for each in caught.value.findings] == [code]


@pytest.mark.parametrize("escape", [r"\a", r"\b", r"\f", r"\v", r"\033", r"\x1b"])
def test_escaped_control_characters_are_refused(escape: str) -> None:
    assert faults(f'{HEAD}msgid "a"\nmsgstr "b{escape}"\n') == [(5, "U103")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('msgid "a"', [(4, "P001")]),
        ('msgid "a"\nmsgstr', [(5, "P001")]),
        ('msgid "a"\nmsgstr "b', [(5, "P001")]),
        ('msgid "a"\nmsgstr "b\\', [(5, "P001")]),
        ('msgid "a"\nmsgstr "b" c', [(5, "P001")]),
        ('msgid "a"\nmsgstr "b"c"', [(5, "P001")]),
        ('msgid "a"\nmsgstr "b"\n"c', [(6, "P001")]),
        ('msgid "a"\nmsgstr "b"\n\n"c"', [(7, "P001")]),
        ('msgid "a"\nmsgstr "\\q"', [(5, "P001")]),
        ('msgid "a"\nmsgstr b', [(5, "P001")]),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"', [(6, "P001")]),
        ('msgid "a"\nmsgtsr "b"', [(5, "P001")]),
        ('msgctxt "a"\nmsgstr "b"', [(5, "P001")]),
        ('msgstr "b"', [(4, "P001")]),
        ('msgid_plural "b"\nmsgstr[0] "b"', [(4, "P001")]),
        ("what is this", [(4, "P001")]),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"', [(6, "P001")]),
        ('msgid "a"\nmsgstr[0] "c"', [(5, "P001")]),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "c"', [(6, "P001")]),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\nmsgstr[0] "c"', [(6, "P001")]),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[99999] "c"', [(6, "P001")]),
        ('#| msgctxt "x"\nmsgid "a"\nmsgstr ""', [(4, "P001")]),
        ('#| "x"\nmsgid "a"\nmsgstr ""', [(4, "P001")]),
        ('#| msgid "x\nmsgid "a"\nmsgstr ""', [(4, "P001")]),
        ('msgid "a"\n# note\nmsgstr "b"', [(4, "P001"), (6, "P001")]),
        ('#~ msgid "a"\nmsgstr "b"', [(4, "P001"), (5, "P001")]),
        ("#~ # what", [(4, "P001")]),
        ('msgid "a"\nmsgstr ""\n\n#~ msgid "a"\n#~ msgstr "b"', [(7, "P004")]),
        ('msgid ""\nmsgstr ""', [(4, "P004")]),
        ('msgctxt ""\nmsgid "a"\nmsgstr ""\nmsgid "a"\nmsgstr ""', []),
    ],
)
def test_what_is_not_grammar_is_found_at_its_line(text: str, found: list[tuple[int, str]]) -> None:
    for end in ("", "\n", '\n\nmsgid "next"\nmsgstr "good"\n'):
        if found:
            assert faults(HEAD + text + end) == found
        else:
            read(HEAD + text + end)


def test_every_fault_is_named_and_not_only_the_first() -> None:
    text = (
        'msgid "a"\nmsgstr "b\n\nmsgid "c"\nmsgstr "d" e\n'
        'msgid "f"\nmsgstr "g\x0b"\n\nmsgid "f"\nmsgstr ""\n'
    )
    assert faults(HEAD + text) == [(5, "P001"), (8, "P001"), (10, "U103"), (12, "P004")]


def test_a_duplicate_names_both_lines() -> None:
    with pytest.raises(InputError) as caught:
        read(HEAD + 'msgid "a"\nmsgstr ""\n\n# again\nmsgid ""\n"a"\nmsgstr "b"\n')
    finding = caught.value.findings[0]
    assert finding.position.line == 8
    assert "line 4" in finding.message


def test_a_conflict_is_found_once_and_hides_nothing_else() -> None:
    text = (
        'msgid "a"\n<<<<<<< ours\nmsgstr "b"\n||||||| base\nmsgstr ""\n=======\nmsgstr "c"\n'
        '>>>>>>> theirs\n\nmsgid "d"\nmsgstr "e\n\n=======\nmsgid "a"\nmsgstr ""\n'
    )
    assert faults(HEAD + text) == [(5, "P104"), (14, "P001"), (16, "P104"), (17, "P004")]


@pytest.mark.parametrize("forms", ["nplurals=999999999; plural=0;", "nplurals=0; plural=0;", "two"])
def test_plural_forms_that_nobody_meant_are_refused(forms: str) -> None:
    text = f'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Plural-Forms: {forms}\\n"\n'
    assert faults(text) == [(4, "P010")]


def test_the_number_of_plural_forms_is_the_headers() -> None:
    head = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
    one = 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n'
    assert faults(head + one) == [(6, "P011")]
    assert read(head + one + 'msgstr[1] ""\n').entries
    assert read(head + "#, fuzzy\n" + one).entries
    assert read(head + one.replace('"c"', '""')).entries
    assert read(head.replace("=2", "=INTEGER") + one).entries


@pytest.mark.parametrize("data", [b"", b"\n", b" \n\n\t"])
def test_an_empty_file_is_no_catalog(data: bytes) -> None:
    """A power cut leaves one, and an update would take it for "nothing translated yet"."""
    assert faults(data) == [(1, "P001")]


def test_a_file_is_as_large_as_files_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(po, "MAX_BYTES", 200)
    monkeypatch.setattr(po, "MAX_ENTRIES", 3)
    monkeypatch.setattr(po, "MAX_FAULTS", 2)
    assert faults(HEAD + "#" * 200) == [(1, "P001")]
    some = [f'msgid "{number}"\nmsgstr ""\n' for number in range(4)]
    assert len(read(HEAD + "".join(some[:2])).entries) == 2
    assert faults(HEAD + "".join(some)) == [(8, "P001")]
    with pytest.raises(InputError) as caught:
        read("x\n" * 50)
    assert len(caught.value.findings) == 3
    assert "more than 2 faults" in caught.value.findings[-1].message


@pytest.mark.parametrize(
    "text",
    [
        HEAD + 'msgid "a"\nmsgstr ""\n' + '"the same again and again"\n' * 200_000,
        HEAD + 'msgid "a"\nmsgstr ""\n' + '"the same again and again"\n' * 200_000 + '"',
        "#\n" * 300_000 + "msgid",
        '#| msgid "a"\n' * 200_000,
        'msgid "' + "\\" * 1_000_001,
        'msgid ""\nmsgstr' + " " * 2_000_000,
        'msgctxt "x"\nmsgid ""\nmsgstr ""\n"a"\n\n' * 40_000,
        HEAD + "#: " + "\u2068" * 1_000_000 + '\nmsgid "a"\nmsgstr ""\n',
    ],
    ids=["long", "long-cut", "comments", "previous", "backslashes", "spaces", "heads", "isolates"],
)
def test_reading_is_linear(text: str) -> None:
    """Polib takes 128 s for the first."""
    start = time.process_time()
    catalog, _ = attempt(text.encode())
    assert len(catalog.entries if catalog else ()) in {0, 1}
    assert time.process_time() - start < 10


# --- where a character stands ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("offset", "field", "form", "line", "column"),
    [
        (0, "msgid", 0, 5, 2),
        (4, "msgid", 0, 5, 6),
        (5, "msgid", 0, 5, 8),
        (6, "msgid", 0, 6, 4),
        (9, "msgid", 0, 6, 9),
        (0, "msgctxt", 0, 3, 10),
        (1, "msgid_plural", 0, 7, 16),
        (0, "msgstr", 0, 8, 12),
        (2, "msgstr", 1, 10, 4),
        (9, "msgstr", 1, 10, 5),
        (0, "msgstr", 7, 8, 1),
    ],
)
def test_a_character_has_a_line_and_a_column(
    offset: int, field: str, form: int, line: int, column: int
) -> None:
    text = (
        'msgid ""\nmsgstr ""\nmsgctxt "title"\nmsgid ""\n"say \\"n"\n  "o\\n\\t"\n'
        'msgid_plural "ab"\nmsgstr[0] "c"\nmsgstr[1] "d"\n"\\ne"\n'
    )
    place = field_position(read(text).entries[0], offset, field, form)
    assert place == Position("x.po", line, column)


def test_a_made_entry_stands_nowhere() -> None:
    assert field_position(Entry(msgid="a"), 0) is None


@given(catalogs(), SEEDS, st.data())
def test_the_character_at_a_position_is_the_one_asked_for(
    made: Catalog, seed: int, data: st.DataObject
) -> None:
    catalog = read(disarrange(write_catalog(made).decode(), seed))
    lines = catalog.text.removeprefix("\ufeff").split("\n")
    for entry in catalog.entries:
        form = data.draw(st.integers(0, len(entry.msgstr) - 1))
        text = entry.msgstr[form]
        if text:
            offset = data.draw(st.integers(0, len(text) - 1))
            place = field_position(entry, offset, form=form)
            assert place
            found = lines[place.line - 1][place.column - 1 :]
            escaped = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
            assert found.startswith(escaped.get(text[offset], text[offset]))


# --- what is written ------------------------------------------------------------------------


@pytest.mark.parametrize("text", NASTY)
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    entry = Entry(
        msgctxt=text, msgid=text, msgstr=(text,), flags=("fuzzy",), previous=(None, text, text)
    )
    for each in (
        entry,
        replace(entry, obsolete=True),
        replace(entry, msgid_plural="", msgstr=(text, "")),
    ):
        catalog = new_catalog("x.po", {}, (), (each,))
        assert read_catalog(write_catalog(catalog), "x.po").entries == (each,)


def test_a_catalog_made_here_looks_as_gettext_would_write_it() -> None:
    entry = Entry(
        msgctxt="title",
        msgid="Two\nlines",
        msgstr=("",),
        flags=("no-wrap", "fuzzy"),
        references=("a.md:1", "b c.md:2"),
        note=("a note", ""),
        comment=("mine",),
        previous=(None, "One line", None),
    )
    gone = replace(entry, msgid="Gone", references=(), note=(), msgstr=("weg",), obsolete=True)
    header = {"X-B": "b", "X-A": "a\nb", "Plural-Forms": "nplurals=1; plural=0;", "Language": "de"}
    catalog = new_catalog("x.po", header, ("A draft.", ""), (entry, gone))
    assert write_catalog(catalog).decode() == (
        r"""# A draft.
#
msgid ""
msgstr ""
"Project-Id-Version: \n"
"PO-Revision-Date: \n"
"Last-Translator: \n"
"Language-Team: \n"
"Language: de\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"
"X-A: a b\n"
"X-B: b\n"

# mine
#. a note
#.
#: a.md:1 <FSI>b c.md<PDI>:2
#, fuzzy, no-wrap
#| msgid "One line"
msgctxt "title"
msgid ""
"Two\n"
"lines"
msgstr ""

# mine
#, fuzzy, no-wrap
#~| msgid "One line"
#~ msgctxt "title"
#~ msgid "Gone"
#~ msgstr "weg"
""".replace("<FSI>", "\u2068").replace("<PDI>", "\u2069")
    )


def test_a_header_comes_in_gettexts_order() -> None:
    assert list(ordered_header({"X-Z": "", "Language": "", "A": "", "PO-Revision-Date": ""})) == [
        "PO-Revision-Date",
        "Language",
        "A",
        "X-Z",
    ]


def test_entries_may_move_go_and_come() -> None:
    a, b, c = ('msgid "a"\nmsgstr ""\n', '\n\nmsgid "b"\nmsgstr ""\n', '\nmsgid "c"\nmsgstr ""')
    catalog = read(HEAD + a + b + c)
    one, two, three = catalog.entries

    def written(*entries: Entry) -> str:
        return write_catalog(replace(catalog, entries=entries)).decode().removeprefix(HEAD)

    assert written(one, two, three) == a + b + c
    assert written(three, two) == c[1:] + "\n\n" + b[2:]
    assert written(one, three) == a + c
    new = Entry(msgid="d")
    assert written(one, new, two) == a + '\nmsgid "d"\nmsgstr ""\n\n' + b[2:]
    assert written(one, two, three, new) == a + b + c + '\n\nmsgid "d"\nmsgstr ""\n'


def test_a_header_that_stands_elsewhere_stays_there() -> None:
    text = 'msgid "a"\nmsgstr ""\n\n' + HEAD + 'msgid "b"\nmsgstr ""\n'
    catalog = read(text)
    assert catalog.header
    assert write_catalog(catalog).decode() == text
    assert catalog.head
    changed = replace(catalog, head=replace(catalog.head, raw=""))
    assert read(write_catalog(changed).decode()) == catalog


def test_raw_lines_of_another_file_are_formatted_anew() -> None:
    other = read(HEAD + 'msgid   "a"\nmsgstr ""\n"b"\r\n')
    assert write_catalog(replace(read(HEAD), entries=other.entries)).decode() == (
        HEAD.rstrip("\n") + '\n\nmsgid "a"\nmsgstr "b"\n\n'
    )
