"""An article and its pairs become rows side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.render_edition import AR, ARTICLE, BOAT, BRIDGE, EN, FR, PEOPLE, edition, line, pairs
from workflow.edition import escape, make_edition
from workflow.markdown import inline_html
from workflow.model import Article, Author, Block, Kind, State
from workflow.printed import Edition, Row, Run


def target(row: Row) -> str:
    return "".join(run.joint + run.text for run in row.target)


def made(*blocks: Block, image: str = "") -> Edition:
    article = Article("x", "x.md", "", blocks, image=image)
    return make_edition(article, (), {}, EN, AR, publisher="", digest="", draft=False, labels={})


def test_every_block_is_a_row_or_a_field() -> None:
    there = edition()
    shown = [*there.fields.values(), *there.rows]
    for block, sentences in ARTICLE:
        words = " ".join(told for _, told in sentences) or block.text
        assert any(row.kind is block.kind and target(row) == words for row in shown), block.text


def test_the_fields_of_the_title_block() -> None:
    there = edition()
    assert set(there.fields) == {
        Kind.TITLE,
        Kind.STANDFIRST,
        Kind.PLACE,
        Kind.BYLINE,
        Kind.ALT,
        Kind.CAPTION,
        Kind.CREDIT,
    }
    assert there.image == BRIDGE
    assert [row.media for row in there.rows if row.kind is Kind.ALT] == [BOAT]


def test_a_picture_of_the_body_is_no_lead_picture() -> None:
    lead = Block(Kind.ALT, "lead", media="a.jpg")
    inside = Block(Kind.PARAGRAPH, "text")
    there = made(Block(Kind.TITLE, "t"), lead, inside, lead, image="a.jpg")
    assert there.fields[Kind.ALT].source == (Run("lead"),)
    assert [row.kind for row in there.rows] == [Kind.PARAGRAPH, Kind.ALT]
    assert Kind.ALT not in made(Block(Kind.TITLE, "t"), lead).fields


def test_sentences_become_runs_with_what_joins_them() -> None:
    row = next(row for row in edition().rows if row.kind is Kind.PARAGRAPH)
    assert [run.joint for run in row.source] == ["", " ", " "]
    assert row.target[2].text == "ولم يكن أحد قد أحصى العربات.[^carts]"


def test_an_unfit_pair_is_marked() -> None:
    there = edition(draft=True, missing="Umm Khalid", fuzzy="engineers")
    runs = [run for row in there.rows for run in row.target]
    assert [run.text for run in runs if run.state is State.UNTRANSLATED] == [
        "“First the rope,” said Umm Khalid, who had taught half of the masons to read."
    ]
    assert [run.text[:9] for run in runs if run.state is State.FUZZY] == ["وصل مهندس"]
    assert there.draft


def test_code_rules_and_skipped_blocks_stand_in_both_as_they_are() -> None:
    skipped = line(Kind.PARAGRAPH, ("as it is", "never"), skip=True)
    there = edition((*ARTICLE, skipped))
    for kind in (Kind.CODE, Kind.RULE):
        row = next(row for row in there.rows if row.kind is kind)
        assert row.source == row.target
    assert there.rows[-1].target == (Run("as it is"),)


def test_the_byline_is_made_of_the_author_in_each_language_and_its_quotation_marks() -> None:
    assert target(edition().fields[Kind.BYLINE]) == "نور حداد «river»"
    assert edition().fields[Kind.BYLINE].source == (Run("Nour Haddad “river”"),)
    french = edition(target=FR).fields[Kind.BYLINE]
    assert french.target[0].text.endswith("«\u00a0river\u00a0»")


def test_a_byline_that_the_article_gives_is_kept() -> None:
    given = line(Kind.BYLINE, ("From our desk", "من مكتبنا"))
    assert target(edition((ARTICLE[0], given)).fields[Kind.BYLINE]) == "من مكتبنا"


def test_several_authors_stand_side_by_side() -> None:
    there = edition(authors=("nour-haddad", "sami-aziz"))
    assert target(there.fields[Kind.BYLINE]) == "نور حداد «river» · سامي عزيز"
    assert [each.id for each in there.authors] == ["nour-haddad", "sami-aziz"]


def test_an_untranslated_name_marks_the_byline() -> None:
    lines = PEOPLE["nour-haddad"]
    blocks = tuple(block for block, _ in lines)
    nour = Author("nour", "nour.md", "", blocks, "Nour Haddad")
    article = Article("x", "x.md", "", (Block(Kind.TITLE, "t"),), authors=("nour",))
    there = make_edition(
        article,
        (),
        {"nour": (nour, pairs(lines, missing="Nour"))},
        EN,
        AR,
        publisher="",
        digest="",
        draft=True,
        labels={},
    )
    assert there.fields[Kind.BYLINE].target[0].state is State.UNTRANSLATED


def test_the_helpers_of_this_locale_are_credited() -> None:
    there = edition(reviewers=("sami-aziz",))
    assert [target(each.name) for each in there.translators] == ["سامي عزيز"]
    assert [each.id for each in there.reviewers] == ["sami-aziz"]
    assert edition().reviewers == ()


def test_a_person_keeps_name_and_bio_apart() -> None:
    (nour,) = edition().authors
    assert target(nour.name) == "نور حداد"
    assert [row.kind for row in nour.bio] == [Kind.BIO]
    assert nour.photo == "nour.jpg"


def test_an_author_without_a_name_block_keeps_the_name() -> None:
    nour = Author("nour", "nour.md", "", (), "Nour")
    article = Article("x", "x.md", "", (Block(Kind.TITLE, "t"),), authors=("nour",))
    there = make_edition(
        article,
        (),
        {"nour": (nour, ())},
        EN,
        AR,
        publisher="p",
        digest="d",
        draft=False,
        labels={},
    )
    assert there.fields[Kind.BYLINE].target == (Run("Nour"),)


@pytest.mark.parametrize("text", ["a_b_c", "*x*", "[y](z)", "<b>", "1. a", "# a", r"\n", "`c`"])
def test_an_escaped_text_reads_as_it_is(text: str) -> None:
    shown = text.replace("<", "&lt;").replace(">", "&gt;")
    assert inline_html(escape(text)) == shown


def test_positions_and_labels_pass_through() -> None:
    there = replace(edition(), labels={"Draft": ("Draft", "مسودة")})
    assert there.labels["Draft"] == ("Draft", "مسودة")
    assert there.digest == "0f" * 32
    assert there.licence == "CC BY-SA 4.0"
