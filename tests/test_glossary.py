"""The glossary: CSV and TBX, both ways, and every fault at its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import texts
from workflow.errors import InputError
from workflow.glossary import read_csv, read_tbx, with_terms, write_csv, write_tbx
from workflow.model import Finding, Glossary, Term, TermKind

ROOT = Path(__file__).parent.parent
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LOCALES = ("ar", "fr", "pt_BR")

_FORM = (
    texts(1)
    .map(lambda text: " ".join(text.replace("|", "/").replace("\0", "").split()))
    .filter(bool)
)
_FORMS = st.lists(_FORM, min_size=1, max_size=3).map(tuple)
_COLUMNS = st.dictionaries(st.sampled_from(LOCALES), _FORMS, max_size=3)


@st.composite
def glossaries(draw: st.DrawFn) -> Glossary:
    """A glossary in which no source stands twice."""
    sources = draw(st.lists(_FORM, min_size=0, max_size=5, unique=True))
    return Glossary(
        tuple(
            Term(
                (source,),
                draw(st.sampled_from(TermKind)),
                draw(_COLUMNS),
                draw(_COLUMNS),
                draw(_FORM),
            )
            for source in sources
        )
    )


@given(glossaries())
def test_csv_written_and_read_is_the_same_glossary(glossary: Glossary) -> None:
    assert read_csv(write_csv(glossary), "g.csv") == glossary


@given(glossaries())
def test_writing_csv_twice_gives_the_same_text(glossary: Glossary) -> None:
    text = write_csv(glossary)
    assert write_csv(read_csv(text, "g.csv")) == text


@given(glossaries(), glossaries())
def test_taking_terms_loses_none_of_ours_and_twice_is_once(ours: Glossary, new: Glossary) -> None:
    joined, _ = with_terms(ours, new)
    assert with_terms(joined, new)[0] == joined
    assert read_csv(write_csv(joined), "g.csv") == joined
    for before, after in zip(ours.terms, joined.terms, strict=False):
        assert set(before.sources) <= set(after.sources)
        for name, forms in before.targets.items():
            assert after.targets[name][: len(forms)] == forms
        for name, forms in before.forbidden.items():
            assert set(forms) <= set(after.forbidden[name])


def test_taken_terms_stand_beside_ours() -> None:
    ours = read_csv("source,ar,forbidden.ar,note\nISIS,داعش,دولة,house\n", "g.csv")
    new = read_csv(
        "source,ar,fr,forbidden.ar,note\n"
        "ISIS | IS,دولة | تنظيم,Daech,داعش,theirs\nIraq,العراق,,,\n",
        "new.csv",
    )
    joined, findings = with_terms(ours, new)
    assert write_csv(joined) == (
        "source,kind,ar,fr,forbidden.ar,note\n"
        "ISIS | IS,term,داعش | تنظيم,Daech,دولة,house\nIraq,term,العراق,,,\n"
    )
    assert [str(each.position) + " " + each.message for each in findings] == [
        "g.csv:2 “دولة” is forbidden here and accepted there",
        "g.csv:2 “داعش” is accepted here and forbidden there",
    ]


CORE = {
    "tbx": "tbxHeader text",
    "tbxHeader": "fileDesc",
    "fileDesc": "sourceDesc",
    "sourceDesc": "p",
    "text": "body",
    "body": "(?:conceptEntry ?)*",
    "conceptEntry": "descrip (?:note )?(?:langSec ?)+",
    "langSec": "(?:termSec ?)+",
    "termSec": "term termNote",
}
"""What may stand in what, and in which order: ISO 30042:2019, the core of TBX-Basic."""


@given(glossaries())
def test_written_tbx_has_the_shape_of_tbx_basic(glossary: Glossary) -> None:
    root = ET.fromstring(write_tbx(glossary, "en"))  # noqa: S314 (our own)
    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
    told = {"descrip": {"subjectField"}, "termNote": {"administrativeStatus"}}
    statuses = {f"{word}Term-admn-sts" for word in ("preferred", "admitted", "deprecated")}
    for each in root.iter():
        space, _, name = each.tag.rpartition("}")
        assert space == "{urn:iso:std:iso:30042:ed-2"
        inside = " ".join(child.tag.rpartition("}")[2] for child in each)
        assert re.fullmatch(CORE.get(name, ""), inside), (name, inside)
        if name in told:
            assert each.get("type") in told[name]
        if name == "termNote":
            assert each.text in statuses
        assert name not in {"tbx", "langSec"} or each.get(XML_LANG)
    ids = [each.get("id") for each in root.iter() if each.tag.endswith("}conceptEntry")]
    assert len(set(ids)) == len(ids) == len(glossary.terms)


def test_a_term_bank_that_says_british_english_is_read() -> None:
    text = write_tbx(read_csv("source,ar\nIraq,العراق\n", "g.csv"), "en_GB")
    (term,) = read_tbx(text, "g.tbx", "en").terms
    assert (term.sources, dict(term.targets)) == (("Iraq",), {"ar": ("العراق",)})
    (term,) = read_tbx(text.replace('"ar"', '"x-klingon"'), "g.tbx", "en").terms
    assert not term.targets


PLAIN = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="|"), min_size=1)


@given(
    st.lists(
        st.builds(
            Term,
            PLAIN.map(lambda form: (form,)),
            st.sampled_from(TermKind),
            st.dictionaries(st.sampled_from(LOCALES), PLAIN.map(lambda form: (form, form + "2"))),
            st.dictionaries(st.sampled_from(LOCALES), PLAIN.map(lambda form: (form,))),
            PLAIN,
        ),
        max_size=3,
    )
)
def test_tbx_written_and_read_is_the_same_glossary(terms: list[Term]) -> None:
    glossary = Glossary(tuple(terms))
    assert read_tbx(write_tbx(glossary, "en"), "g.tbx", "en") == glossary


@given(texts() | st.text(max_size=60))
def test_no_input_makes_a_reader_raise_anything_but_input_error(text: str) -> None:
    reads: list[Callable[[], Glossary]] = [
        lambda: read_csv(text, "g"),
        lambda: read_csv("source,ar,note\n" + text, "g"),
        lambda: read_tbx(text, "g", "en"),
        lambda: read_tbx(f"<tbx>{text}</tbx>", "g", "en"),
    ]
    for read in reads:
        findings: tuple[Finding, ...] = ()
        try:
            read()
        except InputError as error:
            findings = error.findings
        assert all(1 <= each.position.line <= text.count("\n") + 3 for each in findings)


def faults(text: str) -> list[str]:
    with pytest.raises(InputError) as error:
        read_csv(text, "g.csv")
    return [f"{each.position}: {each.message}" for each in error.value.findings]


def test_every_fault_is_told_at_its_line() -> None:
    assert faults("source,kind,ar\nA,place,ب\nB,term,ت,ث\n,term,ج\nA,,\n") == [
        "g.csv:2: `place` is not a kind",
        "g.csv:3: 4 cells in 3 columns",
        "g.csv:4: a term without a source",
        "g.csv:5: the term stands on line 2 already",
    ]


def test_columns_are_a_closed_list() -> None:
    assert faults("Ort,ar,ar\n") == [
        "g.csv:1: `Ort` is not a column",
        "g.csv:1: there is no column `source`",
        "g.csv:1: two columns `ar`",
    ]
    assert faults("") == ["g.csv:1: there is no column `source`"]


def test_lines_count_where_a_cell_has_several() -> None:
    assert faults('source,note\n"A","one\ntwo"\nB,place,x\n')[0].startswith("g.csv:4:")


def test_a_dtd_is_refused_and_the_old_one_of_martif_is_not() -> None:
    bomb = '<?xml version="1.0"?>\n<!DOCTYPE tbx [<!ENTITY a "aaaa">]><tbx>&a;</tbx>'
    with pytest.raises(InputError) as error:
        read_tbx(bomb, "g.tbx", "en")
    assert error.value.findings[0].position.line == 2
    old = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX"><text><body><termEntry id="1">
<langSet xml:lang="en"><tig><term>Raqqa</term></tig></langSet>
<langSet xml:lang="ar"><tig><term>الرقة</term></tig>
<tig><term>الرقه</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
</termEntry></body></text></martif>"""
    (term,) = read_tbx(old, "g.tbx", "en").terms
    assert (term.sources, term.targets, term.forbidden) == (
        ("Raqqa",),
        {"ar": ("الرقة",)},
        {"ar": ("الرقه",)},
    )


def test_the_shipped_glossary_names_what_the_article_names() -> None:
    glossary = read_csv((ROOT / "source/glossary.csv").read_text("utf-8"), "glossary.csv")
    sources = {form for term in glossary.terms for form in term.sources}
    assert {"Raqqa", "ISIS", "Fuad Masum", "Syrian Democratic Forces", "YPG"} <= sources
    for term in glossary.terms:
        if term.kind is not TermKind.KEEP:
            assert {"ar", "fr"} <= term.targets.keys(), term.sources
