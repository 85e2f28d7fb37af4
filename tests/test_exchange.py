"""TMX: what we write we and others read back; no file makes us fetch or unfold anything."""

from __future__ import annotations

import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import texts
from workflow.errors import InputError
from workflow.exchange import read_tmx, write_tmx
from workflow.model import Translation

XML = texts(1).map(lambda text: text.replace("\ufffe", "").replace("\uffff", "") or "x")
UNITS = st.lists(
    st.builds(
        Translation, XML, XML, st.none() | st.sampled_from(["", "title", "<a>&"]), st.just("rain")
    ),
    max_size=5,
).map(tuple)


def document(body: str, head: str = '<?xml version="1.0"?>\n', root: str = "tmx") -> bytes:
    return f'{head}<{root} version="1.4"><header/><body>{body}</body></{root}>'.encode()


def unit(source: str, target: str, one: str = "en", other: str = "ar") -> str:
    return (
        f'<tu><tuv xml:lang="{one}"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="{other}"><seg>{target}</seg></tuv></tu>'
    )


def read(data: bytes, source: str = "en", target: str = "ar") -> list[tuple[str, str]]:
    return [(each.source, each.target) for each in read_tmx(data, "m.tmx", source, target)]


def fault(data: bytes) -> tuple[int, str]:
    with pytest.raises(InputError) as caught:
        read_tmx(data, "m.tmx", "en", "ar")
    (finding,) = caught.value.findings
    assert finding.position.path == "m.tmx"
    return finding.position.line, finding.message


# --- the laws -----------------------------------------------------------------------------------


@given(UNITS)
def test_reading_what_was_written_gives_the_same_translations(
    units: tuple[Translation, ...],
) -> None:
    assert read_tmx(write_tmx(units, "en", "ar"), "m.tmx", "en", "ar") == units
    assert read_tmx(write_tmx(units, "en", "pt-BR"), "m.tmx", "en", "pt") == units


@given(st.binary(max_size=300) | UNITS.map(lambda units: write_tmx(units, "en", "ar")), st.data())
def test_no_bytes_raise_anything_but_an_input_error(data: bytes, more: st.DataObject) -> None:
    cut = data[: more.draw(st.integers(0, len(data)))] + more.draw(st.binary(max_size=4))
    try:
        read_tmx(cut, "m.tmx", "en", "ar")
    except InputError as error:
        lines = [each.position.line for each in error.findings]
        assert min(lines) >= 1


# --- what it reads ------------------------------------------------------------------------------


def test_a_language_of_another_region_serves_where_there_is_none_of_this_one() -> None:
    both = unit("a", "b", "en-GB", "AR_sy")
    assert read(document(both)) == [("a", "b")]
    assert read(document(both), "en", "fr") == []
    more = both.replace("</tu>", '<tuv xml:lang="ar"><seg>c</seg></tuv></tu>')
    assert read(document(more)) == [("a", "c")]


def test_codes_of_other_tools_are_left_out_and_text_in_them_is_kept() -> None:
    source = 'A <bpt i="1">&lt;b></bpt><hi>bold</hi><ept i="1">&lt;/b></ept> word<ph x="1"/>.'
    assert read(document(unit(source, "ب"))) == [("A bold word.", "ب")]


def test_a_document_type_is_read_past_and_other_encodings_are_read() -> None:
    head = '<?xml version="1.0" encoding="{}"?>\n<!DOCTYPE tmx SYSTEM "http://x.example/t.dtd">\n'
    text = document(unit("a", "à"), head.format("ISO-8859-1")).decode()
    assert read(text.encode("iso-8859-1")) == [("a", "à")]
    wide = document(unit("a", "ب"), head.format("UTF-16")).decode().encode("utf-16")
    assert read(wide) == [("a", "ب")]


def test_line_separators_become_breaks_and_controls_are_left_out() -> None:
    body = unit("a\u2028b", "c") + unit("d", "e\u0085f") + unit("g", "h")
    assert read(document(body)) == [("a\nb", "c"), ("g", "h")]


# --- what it refuses ----------------------------------------------------------------------------

BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE tmx [\n<!ENTITY a "ha">\n'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">\n' for n in range(20))
    + "]>\n"
)


def test_entity_bombs_are_refused_at_once() -> None:
    start = time.process_time()
    assert fault(document(unit("&u;", "x"), BOMB)) == (3, "the file declares an entity, a")
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x SYSTEM "file:///etc/hostname">',
        '<!ENTITY % x SYSTEM "http://x.example/x.dtd"> %x;',
        '<!ENTITY x PUBLIC "-" "file:///etc/hostname">',
    ],
)
def test_nothing_outside_the_file_is_read(declared: str) -> None:
    head = f'<?xml version="1.0"?>\n<!DOCTYPE tmx [\n{declared}\n]>\n'
    line, message = fault(document(unit("&x;", "y"), head))
    assert line == 3
    assert "declares an entity" in message


def test_an_entity_that_only_a_fetched_file_could_explain_is_no_silent_gap() -> None:
    head = '<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    assert fault(document(unit("a&nbsp;b", "y"), head)) == (
        3,
        "the entity &nbsp; is not one of XML",
    )


def test_what_is_no_tmx_is_refused() -> None:
    assert fault(document("", root="xliff"))[1] == "this is no TMX file: its root is <xliff>"
    assert fault(b"<tmx><body>\n<tu></body></tmx>")[0] == 2
    assert fault(b"")[1] == "not well-formed XML: no element found"
    assert "encoding" in fault(document("", '<?xml version="1.0" encoding="no-such"?>'))[1]


# --- other programs -----------------------------------------------------------------------------


def test_translate_toolkit_reads_ours_and_we_read_its() -> None:
    tmx = pytest.importorskip("translate.storage.tmx")
    ours = (
        Translation("Rain & <b>wind</b>\nat night", "مطر «وريح»", "title", "rain"),
        Translation("Nobody came.", "لم يأت أحد.", None, "rain"),
    )
    store = tmx.tmxfile(io.BytesIO(write_tmx(ours, "en", "ar")), "en", "ar")
    assert [(each.source, each.target) for each in store.units] == [
        (each.source, each.target) for each in ours
    ]
    made = tmx.tmxfile(sourcelanguage="en", targetlanguage="ar")
    for each in ours:
        made.addtranslation(each.source, "en", each.target, "ar")
    assert read(bytes(made)) == [(each.source, each.target) for each in ours]
