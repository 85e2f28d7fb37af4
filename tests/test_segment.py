"""Segmenting and composing: law 5, and what a translator meets."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.documents import FRONT_MATTER, files, inline_texts
from workflow.errors import InputError
from workflow.markdown import unescape_start
from workflow.model import Kind, Unit
from workflow.segment import compose, segment, template
from workflow.source import read_article, read_author, read_parts
from workflow.spans import read_spans

ROOT = Path(__file__).parent.parent
HARD = (ROOT / "tests/fixtures/hard.md").read_text("utf-8")
ARTICLE = (ROOT / "source/articles/has-the-decline-of-isis-begun.md").read_text("utf-8")
AUTHOR = (ROOT / "source/authors/abdalaziz-alhamza.md").read_text("utf-8")


def units_of(text: str, mode: str = "sentence", language: str = "en") -> tuple[Unit, ...]:
    blocks, references = read_parts(text, "x.md")
    return segment(blocks, text, language, mode, references)


def composed(text: str, msgstrs: list[str], mode: str = "sentence", language: str = "en") -> str:
    return compose(
        text,
        units_of(text, mode),
        msgstrs,
        read=lambda again: read_parts(again, "x.md"),
        language=language,
        mode=mode,
    )


# --- law 5 ------------------------------------------------------------------------------------


def assert_tiled(text: str, units: tuple[Unit, ...]) -> None:
    """Spans and gaps tile the file: in order, no overlap, and each unit is read from its own."""
    spans = [span for unit in units for span in unit.spans]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    for unit in units:
        assert read_spans(text, unit.spans) == unit.msgid


@pytest.mark.parametrize("mode", ["sentence", "paragraph"])
@pytest.mark.parametrize("text", [HARD, ARTICLE], ids=["hard", "article"])
def test_spans_and_gaps_tile_the_file_and_identity_gives_its_bytes(text: str, mode: str) -> None:
    for variant in (text, text.replace("\n", "\r\n")):
        units = units_of(variant, mode)
        assert_tiled(variant, units)
        assert composed(variant, [unit.msgid for unit in units], mode) == variant


@pytest.mark.parametrize("mode", ["sentence", "paragraph"])
@pytest.mark.parametrize("text", [HARD, ARTICLE], ids=["hard", "article"])
def test_composed_with_other_words_the_file_is_segmented_into_those_words(
    text: str, mode: str
) -> None:
    units = units_of(text, mode)
    msgstrs = [f"جملة رقم {number}، وفيها *شيء* من التفصيل." for number, _ in enumerate(units)]
    again = composed(text, msgstrs, mode, "ar")
    assert [unit.msgid for unit in units_of(again, mode, "ar")] == msgstrs
    assert [unit.msgctxt for unit in units_of(again, mode, "ar")] == [u.msgctxt for u in units]


def try_identity(text: str, mode: str) -> None:
    try:
        units = units_of(text, mode)
    except InputError:
        assume(False)  # noqa: FBT003 (a directive in the wrong place, say; told with its line)
    assert_tiled(text, units)
    assert composed(text, [unit.msgid for unit in units], mode) == text


def try_other_words(text: str, data: st.DataObject) -> None:
    try:
        units = units_of(text)
    except InputError:
        assume(False)  # noqa: FBT003
    msgstrs = [data.draw(inline_texts) for _ in units]
    try:
        again = composed(text, msgstrs, language="ar")
    except InputError as error:
        # some constructs of the wild files have no room for some words: that is told, not written
        rules = {finding.rule for finding in error.findings}
    else:
        rules = set()
        got = [unescape_start(unit.msgid) for unit in units_of(again, language="ar")]
        assert got == [unescape_start(msgstr) for msgstr in msgstrs]
    assert rules <= {"markdown-structure"}


modes = st.sampled_from(["sentence", "sentence", "paragraph"])


@given(files(), modes)
@settings(max_examples=250)
def test_identity_gives_the_bytes_back_for_any_markdown(text: str, mode: str) -> None:
    try_identity(text, mode)


@given(files(), st.data())
@settings(max_examples=150)
def test_other_words_come_back_or_are_refused(text: str, data: st.DataObject) -> None:
    try_other_words(text, data)


@pytest.mark.stress
@given(files(), modes)
@settings(settings.get_profile("stress"))
def test_stress_identity(text: str, mode: str) -> None:
    try_identity(text, mode)


@pytest.mark.stress
@given(files(), st.data())
@settings(settings.get_profile("stress"))
def test_stress_other_words(text: str, data: st.DataObject) -> None:
    try_other_words(text, data)


@given(st.lists(inline_texts, min_size=1, max_size=5))
def test_any_whole_sentences_can_stand_in_a_paragraph(msgstrs: list[str]) -> None:
    text = FRONT_MATTER + " ".join(
        f"Sentence {number} is here." for number, _ in enumerate(msgstrs)
    )
    again = composed(text, ["A title", *msgstrs], language="ar")
    got = [unescape_start(unit.msgid) for unit in units_of(again, language="ar")]
    assert got == ["A title", *map(unescape_start, msgstrs)]


def test_a_translation_that_breaks_its_paragraph_is_refused_at_its_line() -> None:
    with pytest.raises(InputError) as caught:
        composed(FRONT_MATTER + "One. Two.\n", ["T", "open `code", "and` closed"])
    finding = caught.value.findings[0]
    assert (finding.position.line, finding.rule) == (4, "markdown-structure")


def test_line_breaks_stay_near_where_they_were() -> None:
    text = FRONT_MATTER + "> The first line is here\n> and the second line.\n"
    assert composed(text, ["T", "Une première ligne est ici et une seconde."]) == (
        "---\ntitle: T\n---\n> Une première ligne est\n> ici et une seconde.\n"
    )


# --- what a translator meets ------------------------------------------------------------------


def test_the_article_and_its_author_have_20_blocks_and_44_units() -> None:
    article = read_article(ARTICLE, "a.md", "a")
    author = read_author(AUTHOR, "b.md", "b")
    units = units_of(ARTICLE) + segment(author.blocks, AUTHOR, "en")
    assert len(article.blocks) + len(author.blocks) == 20
    assert len(units) == 44
    assert max(len(unit.msgid.split()) for unit in units) < 60


def test_a_long_bracketed_speech_is_cut_and_its_bracket_stays_with_its_sentence() -> None:
    speech = [unit.msgid for unit in units_of(ARTICLE) if unit.block == 2]
    assert len(speech) == 5
    assert speech[0].endswith("(Losses and defeats are not the loss of a city or a land !.")
    assert speech[-1].endswith("in its war against us. )")


def test_blank_lines_between_paragraphs_change_no_unit() -> None:
    wide = ARTICLE.replace("\n\n", "\n\n\n\n")
    assert [unit.key for unit in units_of(wide)] == [unit.key for unit in units_of(ARTICLE)]


def test_the_hard_file_gives_these_units(golden: Callable[[str, str], None]) -> None:
    got = "".join(f"{unit.msgctxt or ''}\t{unit.msgid!r}\n" for unit in units_of(HARD))
    golden("hard.units.txt", got)


def test_a_unit_says_its_role_its_section_and_its_neighbours_and_no_number() -> None:
    text = (
        FRONT_MATTER + "# East\n\nThe river rose by a metre in one night. Why? Nobody knows it.\n"
    )
    short = next(unit for unit in units_of(text) if unit.msgid == "Why?")
    assert short.note == (
        "Paragraph, in the section “East”",
        "Before it: The river rose by a metre in one night.",
        "After it: Nobody knows it.",
    )


def test_inserting_a_paragraph_changes_the_notes_of_its_neighbours_at_most() -> None:
    paragraphs = [f"Paragraph {name} says this and that and more." for name in "ABCDEF"]
    text = FRONT_MATTER + "\n\n".join(paragraphs)
    longer = FRONT_MATTER + "\n\n".join([*paragraphs[:3], "Why?", *paragraphs[3:]])
    before = {unit.key: unit.note for unit in units_of(text)}
    after = {unit.key: unit.note for unit in units_of(longer)}
    assert {key for key in before if before[key] != after[key]} == set()


def test_the_author_speaks_to_translators_with_directives() -> None:
    units = {unit.msgid: unit for unit in units_of(HARD)}
    assert "From the author: Say it loudly." in units["Stop!"].note
    assert "Skipped. Wholly." not in units
    contexts = [unit.msgctxt for unit in units_of(HARD) if unit.msgid == "Bank"]
    assert contexts == ["river", "money"]


def test_equal_texts_are_one_entry_with_every_place() -> None:
    text = FRONT_MATTER + "Same words here.\n\nOther.\n\nSame words here.\n"
    entries = template(units_of(text))
    same = next(entry for entry in entries if entry.msgid == "Same words here.")
    assert same.references == ("x.md:4", "x.md:8")
    assert template(units_of(text), "file")[1].references == ("x.md",)


def test_positions_point_at_the_line_of_each_sentence() -> None:
    text = FRONT_MATTER + "One is here.\nTwo is\nhere. Three is here.\n"
    assert [str(unit.position) for unit in units_of(text)] == [
        "x.md:2",
        "x.md:4",
        "x.md:5",
        "x.md:6",
    ]
    assert [unit.position.column for unit in units_of(text) if unit.position] == [8, 1, 1, 7]


def test_short_fields_are_whole_and_carry_their_kind() -> None:
    text = "---\ntitle: One. Two. Three.\n---\n## Four. Five.\n\nSix. Seven.\n"
    assert [unit.key for unit in units_of(text)] == [
        ("title", "One. Two. Three."),
        ("heading", "Four. Five."),
        (None, "Six."),
        (None, "Seven."),
    ]


def test_code_is_not_translated_and_stays() -> None:
    blocks, _ = read_parts(HARD, "x.md")
    code = [block.text for block in blocks if block.kind is Kind.CODE]
    assert code == [
        "indented code. With stops.",
        'fenced = "code. With stops."',
        "<div>\nHTML. Block.\n</div>",
    ]
