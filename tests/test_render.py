"""The page: what its HTML says, what its PDF is, and what neither can be made to do."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from babel.messages.pofile import read_po
from PIL import Image

from tests import render_furniture
from tests.render_edition import (
    AR,
    ARTICLE,
    BOAT,
    BRIDGE,
    EN,
    FA,
    FR,
    LABELS,
    PEOPLE,
    cell,
    edition,
    line,
    media,
    picture,
    reversed_lines,
)
from tests.render_pages import (
    extracted,
    links,
    opened,
    outside,
    pages,
    plain,
    rows,
    structure,
    text_of,
    uncompressed,
    walk,
    words,
)
from workflow import __version__
from workflow.errors import ProjectError, RenderError
from workflow.model import Block, Catalog, Direction, Entry, Kind
from workflow.printed import Edition
from workflow.render import pdf as pdf_module
from workflow.render.bidi import opposite_runs, refuse_disorder
from workflow.render.fonts import (
    FACES,
    SCALE,
    Face,
    Letters,
    baseline,
    face_css,
    font_bytes,
    scale_css,
    widths,
)
from workflow.render.furniture import FURNITURE, MESSAGES, furniture, labels
from workflow.render.html import media_of, render_html
from workflow.render.inline import Setting, set_inline, set_plain, visible
from workflow.render.layout import Layout
from workflow.render.media import clean_picture
from workflow.render.pdf import render_pdf
from workflow.render.press import print_edition
from workflow.render.theme import Theme
from workflow.render.verify import verify_pdf

ROOT = Path(__file__).parent.parent
ENGLISH = Setting(EN, AR)
ARABIC = Setting(AR, EN)


def long_article() -> Edition:
    """Repeat the running text until it fills several pages, in rows of many lengths."""
    texts = [each for each in ARTICLE if each[0].kind is Kind.PARAGRAPH and len(each[1]) > 1]
    told = [sentence for _, sentences in texts for sentence in sentences]
    body = [line(Kind.PARAGRAPH, *(told * 2)[at % 5 : at % 5 + 1 + at % 6]) for at in range(28)]
    note = ARTICLE[-1]
    return edition((ARTICLE[0], *body, note))


PAIRS: Mapping[str, Callable[[], Edition]] = {
    "en-ar": edition,
    "ar-en": lambda: edition(
        reversed_lines(),
        AR,
        EN,
        people={name: reversed_lines(lines) for name, lines in PEOPLE.items()},
        authors=("nour-haddad", "sami-aziz"),
        reviewers=("sami-aziz",),
    ),
    "en-fr": lambda: edition(
        tuple((block, [(told, told) for told, _ in each]) for block, each in ARTICLE), EN, FR
    ),
    "ar-fa": lambda: edition(
        tuple((block, [(told, told) for _, told in each]) for block, each in ARTICLE), AR, FA
    ),
    "long": long_article,
    "draft": lambda: edition(draft=True, missing="Umm Khalid", fuzzy="engineers"),
}


@cache
def html(name: str) -> str:
    return render_html(PAIRS[name]())


@cache
def boxes(name: str) -> list[Any]:
    return pages(html(name), media())


@cache
def made(name: str) -> bytes:
    return render_pdf(html(name), media())


# --- directions -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "base", "runs"),
    [
        ("قال Hello big world ثم", "rtl", ["Hello big world"]),
        ("وحدات الشعب (YPG)، الجناح", "rtl", ["YPG"]),
        ("في Syria (SDF) قال", "rtl", ["Syria (SDF)"]),
        ("في (SDF) Syria قال", "rtl", ["SDF", "Syria"]),
        ("حساب @raqqa_sl على #Syria الآن", "rtl", ["@raqqa_sl", "#Syria"]),
        ("لغة C++ ثم", "rtl", ["C++"]),
        ("من https://example.org/ إلى", "rtl", ["https://example.org/"]),
        ("العام 2016 و ٢٠١٦ و 3.5%", "rtl", []),
        ("شبكة 5G ورصاص 7.62x39 عند 14h30", "rtl", ["5G", "7.62x39", "14h30"]),
        ("عند 35.95°N و39°01′00″E، وزنه 5كغ", "rtl", ["35.95°N", "39°01′00″E"]),
        ("على بعد 10 km من F-16", "rtl", ["km", "F-16"]),
        ("قال BBC\nSDF ثم", "rtl", ["BBC", "SDF"]),
        ("He said أهلاً وسهلاً (مرحبا) to me", "ltr", ["أهلاً وسهلاً (مرحبا)"]),
        ("in ٢٠١٦ only", "ltr", []),
        ("nothing here", "ltr", []),
        ("", "rtl", []),
    ],
)
def test_runs_against_the_paragraph_are_found(text: str, base: str, runs: list[str]) -> None:
    found = [text[start:end] for start, end in opposite_runs(text, Direction(base))]
    assert found == runs


BDI = '<bdi class="latn" lang="en" dir="ltr">'


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("قال **BBC** ثم", f"قال {BDI}<strong>BBC</strong></bdi> ثم"),
        ("قال Hello **big** day ثم", f"قال {BDI}Hello <strong>big</strong> day</bdi> ثم"),
        (
            "نص [رابط BBC هنا](https://x.org) ثم",
            f'نص <a href="https://x.org">رابط {BDI}BBC</bdi> هنا</a> ثم',
        ),
        ("ال*مد*ينة هنا", "<em>المدينة</em> هنا"),
        ("ال*م*د**ي**نة", "<em><strong>المدينة</strong></em>"),
        (
            "نعم \u2066BBC!\u2069 نعم",
            f"نعم {BDI}{BDI}BBC</bdi>!</bdi> نعم".replace(f"{BDI}{BDI}", BDI, 1).replace(
                "BBC</bdi>!", "BBC!"
            ),
        ),
        ("أمر `ls -l` هنا", 'أمر <code class="latn" lang="zxx" dir="ltr">ls -l</code> هنا'),
        ("سطر\nسطر", "سطر<br>سطر"),
        ("<script>", f"&lt;{BDI}script</bdi>&gt;"),
        ("3 < 4 & 5", "3 &lt; 4 &amp; 5"),
    ],
)
def test_inline_text_is_isolated(markdown: str, expected: str) -> None:
    assert set_inline(markdown, ARABIC) == expected


def test_what_is_copied_letter_by_letter_is_never_hyphenated() -> None:
    """WeasyPrint hyphenated `applica-tionIds.json` and `#KillTheTer-rorist`."""
    english = Setting(EN, AR)
    for word in ("https://a.org/applicationIds", "someone@example.org", "#KillTheTerrorist"):
        assert set_inline(word, english) == f'<span class="address">{word}</span>'
        assert "address" not in set_inline(word, ARABIC)
    html = set_inline("*an https://a.org/b* of", english)
    assert html == '<em>an <span class="address">https://a.org/b</span></em> of'
    assert set_inline("plain words e.g. in the U.S. now", english).count("address") == 0


def test_no_line_of_an_address_ends_in_a_hyphen() -> None:
    """In an item WeasyPrint itself breaks the lines: `https://a.org/…/run-`, `ning.json`."""
    tags = " ".join(f"#information{'s' * count}international" for count in range(12))
    html = render_html(
        edition([*ARTICLE[:1], line(Kind.ITEM, (tags, "واحد"), (tags, "اثنان"))]), Layout()
    )
    drawn = [
        text_of(box).strip()
        for page in pages(html, {})
        for box in walk(page)
        if type(box).__name__ == "LineBox" and "#information" in text_of(box)
    ]
    assert len(drawn) >= 12
    assert not [each for each in drawn if "-" in each]


HEBREW = "שָׁלוֹם עכשיו"


def test_words_that_only_a_spare_face_has_are_set_in_it() -> None:
    english = replace(ENGLISH, spared=frozenset("μΑθηνά" + HEBREW) - {" "})
    assert set_inline("5 μg", english) == '5 <span class="spare">μ</span>g'
    html = set_inline(f"said {HEBREW}, once", english)
    words = " ".join(f'<span class="spare">{each}</span>' for each in HEBREW.split())
    assert html == f'said <bdi class="latn" lang="he" dir="rtl">{words}</bdi>, once'
    arabic = replace(ARABIC, spared=english.spared)
    assert set_inline(f"قال {HEBREW} مرة", arabic) == f"قال {words} مرة"


def test_greek_and_hebrew_words_are_printed_level_and_can_be_found() -> None:
    text = f"He wrote {HEBREW} on the hull of the Αθηνά and **Ωμέγα**. " * 6
    said = f"كتب {HEBREW} على هيكل Αθηνά و**Ωμέγα** ثم مضى. " * 6
    lines = [*ARTICLE[:1], *(line(Kind.PARAGRAPH, (text, said)) for _ in range(3))]
    data = print_edition(edition(lines, photo="", authors=()), Layout(), {})
    assert verify_pdf(data).flaws == ()
    found = extracted(data)
    for word in ("Αθηνά", "Ωμέγα", "עכשיו"):
        assert found.count(word) == 2 * 18


def test_a_third_language_is_isolated_without_a_name() -> None:
    french = Setting(EN, FR)
    assert 'class="arab" lang="und" dir="rtl"' in set_plain("the word سوريا here", french)


def test_thin_spaces_and_hyphens_are_drawn_with_what_the_faces_have() -> None:
    shown = set_plain("oui\u202f; peut\u2011être", Setting(FR, EN))
    assert shown == 'oui<span class="thin">\u00a0</span>; peut\u2060-\u2060être'


def test_visible_words_have_no_markup() -> None:
    assert visible("a *b* [c](https://x.org)[^1]\n`d`") == "a b c d"


@pytest.mark.parametrize("character", "\u202a\u202b\u202c\u202d\u202e\x00\x1b")
def test_overrides_and_controls_are_refused(character: str) -> None:
    """Law 9: no text reorders what it does not own."""
    article = (ARTICLE[0], line(Kind.PARAGRAPH, ("fine", f"نص{character}نص")))
    with pytest.raises(RenderError, match=f"U\\+{ord(character):04X}"):
        render_html(edition(article))


@pytest.mark.parametrize("text", ["a\u2067b", "a\u2069b", "a\u2067\nb\u2069"])
def test_an_isolate_must_be_closed_in_its_line(text: str) -> None:
    with pytest.raises(RenderError, match="isolate"):
        refuse_disorder(text, "here")


def test_balanced_isolates_and_marks_pass() -> None:
    refuse_disorder("a \u2067نص \u2066b\u2069\u2069 \u200f\u200e\u061c", "here")


# --- html -----------------------------------------------------------------------------------


def test_each_cell_says_its_language_and_direction() -> None:
    text = html("en-ar")
    assert text.count('lang="en" dir="ltr"') > 20
    assert text.count('lang="ar" dir="rtl"') > 20
    assert '<html lang="ar" dir="ltr">' in text
    assert '<html lang="en" dir="rtl">' in html("ar-en")


def test_title_authors_and_dates_are_in_the_metadata() -> None:
    text = html("en-ar")
    assert "<title>The Bridge That Came Back | الجسر الذي عاد</title>" in text
    assert '<meta name="author" content="Nour Haddad | نور حداد">' in text
    assert '<meta name="dcterms.created" content="2017-03-09">' in text


def test_numbers_dates_and_markers_are_in_the_digits_of_the_language() -> None:
    text = html("en-ar")
    assert "March 9, 2017" in text
    assert "٩ آذار/مارس ٢٠١٧" in text
    assert re.search(r'href="#note-target-1" id="call-target-1">\u2060١</a>', text)
    assert re.search(r'href="#note-source-1" id="call-source-1">\u20601</a>', text)
    assert 'list-style-type:"\\661 \\2e \\a0 \\a0 "' in text


def test_an_edition_without_a_reviewer_says_that_it_awaits_one() -> None:
    awaiting = "This translation is a draft that awaits a human reviewer."
    assert awaiting in html("en-ar")
    assert awaiting not in html("ar-en")
    assert "Reviewed by" in html("ar-en")


def test_the_imprint_says_how_to_verify_the_file() -> None:
    """Law 8 is what it promises; an archive is checked without its sources at hand."""
    for way, told in ((Layout(), "byte for byte"), (Layout(archival=True), "publish verify")):
        text = render_html(edition(), way)
        assert text.count(told) == 2
        assert ("byte for byte" in text) is not way.archival


def test_a_draft_is_stamped_and_marks_what_is_unfit() -> None:
    text = html("draft")
    assert '"\\00a0 · \\00a0"' in text
    assert '"\\00a0 · \\00a0"' not in html("en-ar")
    assert 'class="fuzzy"' in text
    assert '<bdi class="untranslated latn" lang="en" dir="ltr">“First the rope' in text
    assert "Not translated yet" in text


def test_a_paragraph_without_any_translation_is_set_in_the_language_of_the_source() -> None:
    article = (ARTICLE[0], line(Kind.PARAGRAPH, ("Nothing of this.", "")))
    text = render_html(edition(article, draft=True))
    assert re.search(
        r'<div class="cell target latn hinge-start untranslated" lang="en" dir="ltr">\s*'
        r'<p class="text">Nothing of this.</p>',
        text,
    )


def test_a_text_left_as_it_is_reads_as_the_source_does() -> None:
    skipped = line(Kind.PARAGRAPH, ("As it is.", ""), skip=True)
    text = render_html(edition((ARTICLE[0], skipped)))
    assert text.count('lang="en" dir="ltr"><p class="text">As it is.</p>') == 2


def test_the_html_of_a_small_article(golden: Callable[[str, str], None]) -> None:
    text = html("en-ar").replace(f"Diptych {__version__}", "Diptych VERSION")
    text = re.sub(r"<style>.*?</style>", "<style>…</style>", text, flags=re.DOTALL)
    golden("the-bridge.en-ar.html", text)


def test_an_unfit_text_is_printed_in_a_draft_only() -> None:
    with pytest.raises(RenderError, match="1 texts are not fit"):
        render_html(replace(edition(draft=True, fuzzy="engineers"), draft=False))


def test_an_unknown_label_is_an_error() -> None:
    with pytest.raises(RenderError, match="'Edition'"):
        render_html(edition(labels={name: LABELS[name] for name in LABELS if name != "Edition"}))


def test_a_picture_without_words_is_an_error() -> None:
    bare = (ARTICLE[0], (Block(Kind.ALT, "", media="x.jpg"), ()))
    with pytest.raises(RenderError, match=r"x\.jpg has no alternative text"):
        render_html(edition(bare))


def test_a_call_without_a_note_is_an_error() -> None:
    with pytest.raises(RenderError, match=r"\[\^x\] has no note"):
        render_html(edition((ARTICLE[0], line(Kind.PARAGRAPH, ("a[^x]", "ب")))))


def test_a_note_that_nothing_calls_is_not_lost() -> None:
    note = line(Kind.FOOTNOTE, ("A lonely note.", "حاشية وحيدة."), marker="z")
    more = line(Kind.FOOTNOTE, ("And more of it.", "وبقيتها."))
    text = render_html(edition((*ARTICLE, note, more)))
    for words_of_it in ("A lonely note.", "حاشية وحيدة.", "And more of it.", "وبقيتها."):
        assert words_of_it in text


def test_the_pictures_of_an_edition_are_named_once() -> None:
    assert media_of(edition()) == (BRIDGE, BOAT, "nour.jpg")
    assert media_of(edition((ARTICLE[0],), photo="")) == ()


def test_links_of_a_person_are_clickable_only_when_they_are_addresses() -> None:
    (nour,) = edition().authors
    there = replace(nour, links=("javascript:alert(1)", "https://example.org/"))
    text = render_html(replace(edition(), authors=(there,)))
    assert "javascript:alert(1)" in text
    assert 'href="javascript:' not in text


def test_html_is_the_same_twice() -> None:
    assert render_html(edition()) == html("en-ar")


# --- furniture ------------------------------------------------------------------------------


def test_the_furniture_template_is_what_babel_finds() -> None:
    """Run `python -m tests.render_furniture` to accept."""
    assert render_furniture.POT.read_text(encoding="utf-8") == render_furniture.extracted()


def test_every_word_of_the_templates_is_in_the_table_and_in_every_catalog() -> None:
    paths = [render_furniture.POT, *sorted(FURNITURE.glob("*/LC_MESSAGES/furniture.po"))]
    assert len(paths) == 6
    for path in paths:
        catalog = read_po(io.BytesIO(path.read_bytes()))
        assert {message.id for message in catalog if message.id} == set(MESSAGES), path
        assert path == render_furniture.POT or all(message.string for message in catalog)


@pytest.mark.parametrize("name", ["ar", "ckb", "en", "fa", "fr"])
def test_msgfmt_accepts_the_furniture(name: str) -> None:
    done = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", str(furniture(name))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_labels_fall_back_to_english() -> None:
    entries = (
        Entry(None, "Draft", msgstr=("مسودة",)),
        Entry(None, "Notes", msgstr=("حواش",), flags=("fuzzy",)),
        Entry(None, "Edition", msgstr=("",)),
    )
    there = labels(None, Catalog("furniture.po", entries=entries))
    assert there["Draft"] == ("Draft", "مسودة")
    assert there["Notes"] == ("Notes", "Notes")
    assert there["Edition"] == ("Edition", "Edition")
    assert set(there) == set(MESSAGES)


# --- fonts ----------------------------------------------------------------------------------


def test_first_baselines_of_two_scripts_are_level() -> None:
    css = scale_css(frozenset({"latn", "arab"}))
    for role, sizes in SCALE.items():
        drops = {
            script: float(found[1])
            for script in sizes
            if (found := re.search(rf"\.{role}\.{script}{{.*?block-start:([\d.]+)pt", css))
        }
        first = {script: baseline(sizes[script]) + drops[script] for script in sizes}
        assert abs(first["latn"] - first["arab"]) < 0.01, role


def test_one_script_alone_is_not_moved() -> None:
    assert "padding-block-start:0.000pt" in scale_css(frozenset({"latn"}))


def test_columns_are_as_wide_as_their_texts_need() -> None:
    assert widths(100, 100) == (50, 50)
    assert widths(106, 94) == (53, 47)
    assert widths(900, 100) == (56, 44)
    assert widths(0, 0) == (50, 50)


def test_a_missing_font_names_its_package() -> None:
    with pytest.raises(RenderError, match="Comic Sans") as raised:
        font_bytes(Face("Comic Sans", 400))
    assert raised.value.hint == "type: python -m pip install fontpkg-comic-sans"


@pytest.fixture
def no_fonts_yet() -> Iterator[None]:
    """Have the next page load its fonts, and the one after it again."""
    pdf_module._fonts.cache_clear()
    yield
    pdf_module._fonts.cache_clear()


@pytest.mark.usefixtures("no_fonts_yet")
def test_a_font_that_cannot_be_loaded_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any, Pango would end the process."""
    monkeypatch.setattr(pdf_module, "font_bytes", lambda _: b"no font")
    with pytest.raises(RenderError, match="IBM Plex Serif 400 normal cannot be loaded") as raised:
        render_pdf(html("en-ar"), media())
    assert "install its package again" in raised.value.hint


@pytest.mark.usefixtures("no_fonts_yet")
def test_a_folder_without_room_for_fonts_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(prefix: str) -> str:
        raise OSError(28, f"No space left on device for {prefix}")

    pdf_module.load()
    pdf_module._fonts.cache_clear()
    monkeypatch.setattr("weasyprint.text.fonts.mkdtemp", full)
    with pytest.raises(RenderError, match=r"laid down in .*: No space left") as raised:
        render_pdf(html("en-ar"), media())
    assert "TMPDIR" in raised.value.hint


def test_a_face_whose_package_lacks_it_is_an_error() -> None:
    """WeasyPrint would take the next best without a word."""
    letters = Letters((*FACES, Face("Amiri", 900)))
    with pytest.raises(RenderError, match="the font Amiri 900 normal is missing"):
        face_css(letters)


def test_a_variable_font_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    static = font_bytes(FACES[0])
    variable = static.replace(b"GDEF", b"fvar", 1)
    monkeypatch.setattr("workflow.render.fonts.read_bytes", lambda _: variable)
    with pytest.raises(RenderError, match="variable font"):
        font_bytes.__wrapped__(FACES[0])


# --- the laid-out page ----------------------------------------------------------------------


@pytest.mark.parametrize("name", PAIRS)
def test_both_cells_of_a_row_begin_on_one_page_with_level_baselines(name: str) -> None:
    seen: set[Any] = set()
    for row in rows(boxes(name)):
        both = row.source.baselines, row.target.baselines
        if row.element in seen:  # the rest of a row from the page before
            assert any(both)
        elif any(both):
            assert all(both), row
        if all(both):
            assert abs(both[0][0] - both[1][0]) <= 0.5, row
        seen.add(row.element)


def test_a_long_article_breaks_rows_over_pages_in_step() -> None:
    elements = [row.element for row in rows(boxes("long"))]
    assert len(boxes("long")) >= 4
    assert len(elements) > len(set(elements))


@pytest.mark.parametrize("name", PAIRS)
def test_nothing_leaves_the_page(name: str) -> None:
    assert outside(boxes(name)) == []


def test_the_source_stands_where_its_pages_begin() -> None:
    for name, before in (("en-ar", True), ("ar-en", False), ("en-fr", True), ("ar-fa", False)):
        for row in rows(boxes(name)):
            assert (row.source.start < row.target.start) is before, name


@pytest.mark.parametrize("name", PAIRS)
def test_every_text_of_both_languages_is_on_the_pages(name: str) -> None:
    there = PAIRS[name]()
    for side in ("source", "target"):
        shown = plain("".join(getattr(row, side).text for row in rows(boxes(name))))
        for row in (*there.fields.values(), *there.rows):
            if row.kind in {Kind.ALT, Kind.CODE}:
                continue
            for run in getattr(row, side):
                for piece in visible(run.text).split(" "):
                    assert plain(piece) in shown, piece


def test_long_words_and_addresses_stay_in_their_column() -> None:
    address = "https://example.org/" + "a-very-long-path/" * 12
    article = (ARTICLE[0], line(Kind.PARAGRAPH, (f"See {address} now.", f"انظر {address} الآن.")))
    laid = pages(render_html(edition(article)), media())
    assert outside(laid) == []


def test_an_edition_of_a_title_alone_can_be_printed() -> None:
    there = edition((ARTICLE[0],), photo="", authors=())
    assert len(pages(render_html(there), {})) == 1


LINKS = [f"{'كلمة ' * at}[ومستشفياتهم](https://example.org/) نص" for at in range(5, 14)]


def test_justified_right_to_left_lines_end_level(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint 70 is mended here; where it mends itself, this fails: then drop the mending."""
    from weasyprint.layout import inline  # noqa: PLC0415

    article = (ARTICLE[0], line(Kind.PARAGRAPH, *((each, each) for each in LINKS)))
    text = render_html(edition(article, AR, FA))
    assert outside(pages(text, {"nour.jpg": media()["nour.jpg"]})) == []
    unmended = inline.remove_last_whitespace.__wrapped__
    monkeypatch.setattr(inline, "remove_last_whitespace", unmended)
    assert outside(pages(text, {"nour.jpg": media()["nour.jpg"]})) != []


# --- the pdf --------------------------------------------------------------------------------


def test_arabic_is_found_in_logical_order() -> None:
    """By pypdf, which turns Arabic-Indic numbers round and drops spaces between elements."""
    there = edition()
    found = " ".join(words(extracted(made("en-ar"))))
    told = [
        word
        for row in (*there.fields.values(), *there.rows)
        if row.kind not in {Kind.ALT, Kind.CODE}
        for run in row.target
        for word in words(visible(run.text))
    ]
    assert sum(word in found for word in told) >= 0.98 * len(told)


def test_fonts_are_ours_embedded_and_cut_down() -> None:
    fonts = set()
    with opened(made("en-ar")) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
                assert "/FontFile2" in each
                fonts.add(str(each.FontName))
    assert len(fonts) >= 6
    assert all(
        re.fullmatch(r"/[A-Z]{6}\+(IBM-?Plex-?(?:S|Mono)|Amiri).*", name) for name in fonts
    ), fonts


def test_it_is_tagged_titled_and_in_its_reader_s_language() -> None:
    with opened(made("en-ar")) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "ar"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/Direction" not in pdf.Root.ViewerPreferences
        assert pdf.docinfo.Title == "The Bridge That Came Back | الجسر الذي عاد"
        assert pdf.docinfo.Author == "Nour Haddad | نور حداد"
        assert str(pdf.docinfo.Creator).startswith("Diptych ")
        assert pdf.docinfo.CreationDate == "D:20170309"
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
    with opened(made("ar-en")) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"


def test_each_part_says_its_language() -> None:
    tags = structure(made("en-ar"))
    names = {name for name, _ in tags}
    assert {"H1", "H2", "P", "L", "Table", "TH", "TD", "Figure", "Link", "BlockQuote"} <= names
    spoken = {language for _, language in tags}
    assert {"en", "ar"} <= spoken


def test_notes_and_furniture_are_tagged_as_such() -> None:
    assert ("Note", "") in structure(made("en-ar"))
    with opened(made("en-ar")) as pdf:
        drawn = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert {b"/Header", b"/Footer"} <= set(re.findall(rb"/Pagination\s*/Subtype\s*(/\w+)", drawn))


VOCALIZED = "قَالَتْ أُمُّ خَالِدٍ الَّتِي عَلَّمَتْ نِصْفَ الْبَنَّائِينَ الْقِرَاءَةَ: الْحَبْلُ أَوَّلًا. وَكَانَتْ تُدَوِّنُ كُلَّ سَاعَةِ عَمَلٍ."
BARE = "قالت أم خالد التي علمت نصف البنائين القراءة: الحبل أولا. وكانت تدون كل ساعة عمل."


def vocalized() -> str:
    """Give the text of a page on which a vocalized sentence comes before the same one without."""
    told = [line(Kind.PARAGRAPH, ("One.", each)) for each in (VOCALIZED, BARE)]
    there = edition((ARTICLE[0], *told), authors=())
    return extracted(render_pdf(render_html(there, Layout("target")), media()))


def test_vocalized_words_are_found_and_spoil_no_others() -> None:
    found = words(vocalized())
    for word in words(BARE):
        assert found.count(word) >= 2, word


def test_weasyprint_still_gives_marks_the_letters_they_stand_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its issue #2841: where this fails, drop the mending."""
    from weasyprint.draw import text  # noqa: PLC0415

    pdf_module.load()
    monkeypatch.setattr(text, "draw_first_line", text.draw_first_line.__wrapped__)
    found = words(vocalized())
    assert any(found.count(word) < 2 for word in words(BARE))


def test_weasyprint_still_tags_no_languages_notes_or_furniture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its issues #1695 and #2482: where this fails, drop the mending."""
    from weasyprint.pdf import stream, tags  # noqa: PLC0415

    pdf_module.load()
    monkeypatch.setattr(tags, "_build_box_tree", tags._build_box_tree.__wrapped__)
    monkeypatch.setattr(stream.Stream, "marked", stream.Stream.marked.__wrapped__)
    data = render_pdf(html("en-ar"), media())
    assert {language for _, language in structure(data)} == {""}
    assert "Note" not in {name for name, _ in structure(data)}
    assert any("belong to no element" in flaw.message for flaw in verify_pdf(data).flaws)


def test_weasyprint_still_makes_a_link_of_every_box_within_one() -> None:
    """Where this fails, drop what `write` leaves out."""
    there = pdf_module.lay_out(html("en-ar"), media())
    linked = {link[3].element_tag for page in there.pages for link in page.links}
    assert linked > {"a"}


def test_the_outline_is_in_the_reader_s_language() -> None:
    with opened(made("en-ar")) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "الجسر الذي عاد"
        assert [each.title for each in title.children] == [
            "الحبل والقارب",
            "About the author",
        ]
        assert [each.title for each in title.children[0].children] == ["كم كلّف"]


def test_every_page_of_a_draft_is_stamped() -> None:
    for page in extracted(made("draft")).split("\f"):
        assert "Draft" in page
    with opened(made("draft")) as pdf:
        count = len(pdf.pages)
    assert extracted(made("draft")).count("Draft") >= count


def test_links_are_the_article_s_own() -> None:
    assert set(links(made("en-ar"))) == {"https://example.org/m", "https://example.org/river"}


SCRIPT = """
import hashlib
from tests.render_edition import edition, media
from workflow.render.enclosures import Enclosure
from workflow.render.layout import Layout
from workflow.render.media import clean_picture
from workflow.render.press import print_edition
pictures = {name: clean_picture(data, name) for name, data in media().items()}
for files in (), (Enclosure("x.md", b"x"),):
    data = print_edition(edition(), Layout(), pictures, files)
    print(hashlib.sha256(data).hexdigest())
"""


def test_same_inputs_same_bytes_in_any_process(tmp_path: Path) -> None:
    """Law 8: a plain one and an archive; with another zone, hash, folder, home and its fonts."""
    digests = set()
    strange = re.sub(b"Amiri", b"Plex!", font_bytes(FACES[5]))
    for zone, seed, home in (("Asia/Damascus", "1", "a"), ("America/Lima", "77", "b")):
        (tmp_path / home).mkdir()
        if home == "b":
            (tmp_path / home / ".fonts").mkdir()
            (tmp_path / home / ".fonts" / "strange.ttf").write_bytes(strange)
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "HOME": str(tmp_path / home),
            "USER": home,
            "LC_ALL": "C",
            **({"FONTCONFIG_FILE": "/etc/fonts/fonts.conf"} if home == "b" else {}),
        }
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=tmp_path / home,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        digests.add(done.stdout)
    (both,) = digests
    assert len(set(both.split())) == 2
    pictures = {name: clean_picture(data, name) for name, data in media().items()}
    render_pdf(html("ar-en"), media())
    data = print_edition(edition(), Layout(), pictures)
    assert both.startswith(hashlib.sha256(data).hexdigest())


def test_no_path_user_host_or_clock_is_in_the_file() -> None:
    data = uncompressed(made("en-ar"))
    secrets = {
        str(ROOT),
        str(Path.home()),
        str(Path(sys.prefix)),
        "site-packages",
    }
    for secret in secrets:
        assert secret.encode() not in data
    assert set(re.findall(rb"D:\d{8}", data)) == {b"D:20170309"}


# --- what nobody can make it do -------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>",
    "[x](javascript:alert(1)) [y](file:///etc/passwd) [z](data:text/html,x)",
    "a ![x](file:///etc/passwd) b ![y](http://127.0.0.1:9/i.png) c",
    '<img src="http://127.0.0.1:9/i.png" onerror="x">',
    '<link rel=attachment href="file:///etc/hostname"> <a rel=attachment href="file:///etc/group">y</a>',
    "</p></div><style>@import url(file:///etc/passwd);p{background:url(http://127.0.0.1:9/)}</style>",
    '<span style="background:url(http://127.0.0.1:9/c.png)" dir="rtl">s</span>',
    "{{ 7 * 7 }} {% include '/etc/passwd' %}",
    '<object data="file:///etc/passwd"></object><iframe src="http://127.0.0.1:9/"></iframe>',
    "<svg><image href='file:///etc/shadow'/></svg>",
    "&lt;b&gt; &amp;amp; <!-- comment -->",
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Write down every asset that a page asks for, and whether it got one."""
    names: list[str] = []
    real = pdf_module._asset

    def ask(name: str, there: Mapping[str, bytes], theme: Theme) -> tuple[bytes, str] | None:
        names.append(name)
        return real(name, there, theme)

    monkeypatch.setattr(pdf_module, "_asset", ask)
    return iter([names])


def test_hostile_texts_are_only_text(asked: Iterator[list[str]]) -> None:
    """Law 9: they can make no request, read no file, run no script."""
    names = next(asked)
    body = [line(Kind.PARAGRAPH, (each, each)) for each in HOSTILE]
    title = line(Kind.TITLE, (HOSTILE[0], HOSTILE[5]))
    bad = line(Kind.HEADING, (HOSTILE[3], HOSTILE[4]), level=2)
    table = [cell(0, 0, HOSTILE[3], HOSTILE[5]), cell(1, 0, HOSTILE[4], HOSTILE[8])]
    item = line(Kind.ITEM, ("x", "x"), level=1, marker='";}</style><img src=x>')
    there = edition([title, bad, *body, *table, item, (Block(Kind.CODE, HOSTILE[5]), ())], photo="")
    there = replace(there, licence=HOSTILE[4], publisher=HOSTILE[5], digest='"><script>')
    data = render_pdf(render_html(there), {})
    assert all(
        name.startswith(("fonts/", "styles/edition.css", "styles/layouts.css")) for name in names
    )
    with opened(data) as pdf:
        assert not pdf.attachments
        assert "/Names" not in pdf.Root or "/EmbeddedFiles" not in pdf.Root.Names
    assert all(link.startswith("https://example.org/") for link in links(data))
    assert b"root:" not in uncompressed(data)
    assert "alert(1)" in extracted(data)


@pytest.mark.parametrize(
    "body",
    [
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="http://127.0.0.1:9/i.png" alt="x">',
        '<img src="data:image/png;base64,AAAA" alt="x">',
        '<img src="asset:media/../../etc/passwd" alt="x">',
        '<img src="asset:styles/fonts.conf" alt="x">',
        '<img src="asset:fonts/../../../pyproject.toml" alt="x">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<a rel="attachment" href="file:///etc/group">y</a>',
        "<style>@import url(file:///etc/passwd);</style>",
        '<p style="background:url(//127.0.0.1/x.png)">x</p>',
        '<object data="file:///etc/passwd" type="image/png"></object>',
    ],
)
def test_every_other_address_is_refused(body: str) -> None:
    style = f"<style>{face_css()}body{{font-family:var(--latin)}}</style>"  # Pango needs a font
    page = f'<html lang="en"><head><title>x</title>{style}</head><body>{body}</body></html>'
    with pytest.raises(RenderError, match="cannot be made"):
        render_pdf(page, {})


def test_a_letter_that_no_font_has_is_an_error() -> None:
    article = (ARTICLE[0], line(Kind.PARAGRAPH, ("A 漢 letter.", "حرف.")))
    with pytest.raises(
        RenderError, match=r"“漢” \(U\+6F22\) in the-bridge: paragraph “A 漢 letter.”"
    ):
        print_edition(edition(article), Layout(), media())


def test_without_pango_the_line_to_type_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str, *rest: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest)  # type: ignore[arg-type]

    real = __import__
    monkeypatch.setattr("builtins.__import__", broken)
    with pytest.raises(RenderError, match="Pango is missing") as raised:
        pdf_module._weasyprint.__wrapped__()
    for system in ("Debian, Ubuntu: sudo apt install", "macOS: brew install pango", "Windows:"):
        assert system in raised.value.hint


def test_html_needs_no_weasyprint() -> None:
    code = (
        "import sys; from tests.render_edition import edition; import workflow.render.pdf;"
        "from workflow.render.html import render_html; render_html(edition());"
        "print('weasyprint' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


# --- pictures -------------------------------------------------------------------------------

MARK = b"SECRET-35.95N-39.01E"


def _segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2, "big") + data


def planted(where: str) -> bytes:
    """Make a photo that tells where it was taken."""
    stream = io.BytesIO()
    photo = Image.new("RGB", (60, 40), (90, 120, 150))
    exif = Image.Exif()
    if where == "exif":
        exif[0x010E] = MARK.decode()
        exif[0x0112] = 6  # lying on its side
    photo.save(stream, "JPEG", exif=exif)
    raw = stream.getvalue()
    hidden = {
        "exif": b"",
        "xmp": _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + MARK + b"</x>"),
        "iptc": _segment(
            0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x19\x1c\x02\x50\0\x14" + MARK
        ),
        "comment": _segment(0xFE, MARK),
        "trailer": b"",
    }[where]
    return raw[:2] + hidden + raw[2:] + (MARK if where == "trailer" else b"")


@pytest.mark.parametrize("where", ["exif", "xmp", "iptc", "comment", "trailer"])
def test_a_photo_tells_nothing_but_what_is_seen(where: str) -> None:
    raw = planted(where)
    assert MARK in raw
    bare = clean_picture(raw, "photo.jpg")
    assert MARK not in bare
    assert Image.open(io.BytesIO(bare)).size == ((40, 60) if where == "exif" else (60, 40))
    data = render_pdf(html("en-ar"), {**media(), BRIDGE: bare})
    assert MARK not in uncompressed(data)


def test_a_png_keeps_its_edges_and_loses_its_words() -> None:
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415

    info = PngInfo()
    info.add_text("Author", MARK.decode())
    stream = io.BytesIO()
    Image.new("RGBA", (30, 30), (0, 0, 0, 0)).save(stream, "PNG", pnginfo=info)
    bare = clean_picture(stream.getvalue(), "x.png")
    assert MARK not in bare
    there = Image.open(io.BytesIO(bare))
    assert (there.format, there.mode, there.getpixel((3, 3))) == ("PNG", "RGB", (255, 255, 255))


@pytest.mark.parametrize("mode", ["1", "L", "P", "CMYK", "I;16", "LA"])
def test_every_kind_of_pixel_is_read(mode: str) -> None:
    stream = io.BytesIO()
    Image.new(mode, (20, 10)).save(stream, "TIFF")
    there = Image.open(io.BytesIO(clean_picture(stream.getvalue(), "x.tif")))
    assert there.format == "JPEG"
    assert there.size == (20, 10)


def test_a_picture_is_no_larger_than_print_needs() -> None:
    bare = clean_picture(picture((5000, 1000), "JPEG", (1, 2, 3)), "wide.jpg")
    assert Image.open(io.BytesIO(bare)).size == (2000, 400)


def test_the_same_picture_gives_the_same_bytes() -> None:
    raw = planted("exif")
    assert clean_picture(raw, "a.jpg") == clean_picture(raw, "b.jpg")


def bomb() -> bytes:
    stream = io.BytesIO()
    Image.new("1", (20000, 20000)).save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        bomb(),
        picture((400, 300), "JPEG", (1, 2, 3))[:400],
    ],
    ids=["empty", "text", "svg", "eps", "bomb", "cut"],
)
def test_what_is_no_picture_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(RenderError, match=r"^photo\.jpg: "):
        clean_picture(data, "photo.jpg")


def test_a_date_that_is_none_is_an_error() -> None:
    with pytest.raises(ProjectError, match="is not a date"):
        render_html(replace(edition(), date="soon"))
