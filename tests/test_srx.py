"""Rules of where sentences end: the project's own file, SRX, and what they do to a text."""

from __future__ import annotations

import string
import tomllib
from contextlib import suppress
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import files
from tests.test_segment import assert_tiled
from workflow.errors import InputError, ProjectError
from workflow.markdown import mask, protected
from workflow.model import CutRule
from workflow.project import RULES_FILE
from workflow.segment import Cutting, compose, segment
from workflow.sentences import fault, starts
from workflow.source import read_parts
from workflow.srx import INTRODUCTION, add_rules, read_rules, read_srx, rules_for

NO_ENG = CutRule(cut=False, before=r"\bEng\.")
AT_SEMICOLON = CutRule(cut=True, before=";", after=r"\s")


def cut(text: str, *rules: CutRule, language: str = "en") -> list[str]:
    places = [0, *starts(mask(text), language, protected(text), rules=rules), len(text)]
    return [text[low:high].strip() for low, high in pairwise(places)]


# --- what a rule does -------------------------------------------------------------------------


def test_a_rule_keeps_a_sentence_whole_or_ends_it() -> None:
    assert cut("Eng. Ali left; he came.") == ["Eng.", "Ali left; he came."]
    assert cut("Eng. Ali left; he came.", NO_ENG) == ["Eng. Ali left; he came."]
    assert cut("Eng. Ali left; he came.", AT_SEMICOLON) == ["Eng.", "Ali left;", "he came."]


def test_of_several_rules_the_first_decides() -> None:
    both = (CutRule(cut=False, before=r"\.", after=r"\s+No"), CutRule(cut=True, before=r"\."))
    assert cut("One. No. Two", *both) == ["One. No.", "Two"]
    assert cut("One. No. Two", *reversed(both)) == ["One.", "No.", "Two"]


def test_a_place_before_blanks_is_the_one_behind_them() -> None:
    for rule in (
        CutRule(cut=False, before=r"Eng\."),
        CutRule(cut=False, before=r"Eng\.\s"),
        CutRule(cut=False, after=r"\sAli"),
        CutRule(cut=False, after="Ali"),
    ):
        assert cut("Eng. Ali left.", rule) == ["Eng. Ali left."]


def test_a_rule_sees_no_markup_and_cuts_none() -> None:
    text = "One; **two; three**; [four; five](x) six"
    assert cut(text, AT_SEMICOLON) == ["One;", "**two; three**;", "[four; five](x) six"]
    assert cut("*Eng.* Ali left.", NO_ENG) == ["*Eng.* Ali left."]


def test_brackets_and_the_author_come_before_rules() -> None:
    assert cut("He (one; two) left; she did not.", AT_SEMICOLON)[0] == "He (one; two) left;"
    kept = starts("One; two", "en", marks=[(5, "keep")], rules=[AT_SEMICOLON])
    assert kept == ()
    assert starts("Eng. Ali", "en", marks=[(5, "cut")], rules=[NO_ENG]) == (5,)


def test_every_end_is_found_and_not_only_the_last() -> None:
    assert cut("a; b; c; d", CutRule(cut=True, before=".*;")) == ["a;", "b;", "c;", "d"]


def test_icu_classes_are_known() -> None:
    rule = CutRule(cut=False, before=r"\p{Lu}\.\s", after=r"\p{L}{2}")
    assert cut("plan B. And so on.") == cut("plan B. And so on.", rule)
    assert cut("وقف أ! محمود.", CutRule(cut=False, before=r"\p{Lo}!"), language="ar") == [
        "وقف أ! محمود."
    ]


def test_a_pattern_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflow.sentences.PATIENCE", 0.2)
    with pytest.raises(ProjectError, match="takes too long"):
        cut("a" * 60 + "b c.", CutRule(cut=True, before="c(?:a|aa)+b"))


@given(files())
def test_law_5_holds_with_rules(text: str) -> None:
    rules = (CutRule(cut=False, before="Three!"), CutRule(cut=True, before=r"word\s"))

    cutting = Cutting(starts=partial(starts, rules=rules))
    try:
        blocks, references = read_parts(text, "x.md")
    except InputError:
        return
    units = segment(blocks, text, "en", references=references, cutting=cutting)
    assert_tiled(text, units)
    made = compose(
        text,
        units,
        [unit.msgid for unit in units],
        read=lambda again: read_parts(again, "x.md"),
        language="en",
        cutting=cutting,
    )
    assert made == text


# --- segmentation.toml ------------------------------------------------------------------------


def test_the_rules_of_a_region_come_before_those_of_the_language_and_of_all() -> None:
    text = "".join(
        f"[[{name}]]\ncut = true\nbefore = '{name}'\n" for name in ("any", "pt", "pt_BR", "en")
    )
    found = rules_for(read_rules(text, RULES_FILE), "pt_BR")
    assert [rule.before for rule in found] == ["pt_BR", "pt", "any"]
    assert [str(rule.position) for rule in found] == [f"{RULES_FILE}:{n}" for n in (7, 4, 1)]


_words = st.text(st.sampled_from(string.printable + "؟é\u2028\x7f\\'\"[]"), max_size=8)
_rules = st.builds(CutRule, st.booleans(), _words.map("x{}".format)).filter(
    lambda rule: not fault(rule)
)


@given(st.lists(_rules, max_size=4), st.lists(_rules, max_size=4))
def test_what_is_added_is_read_again_behind_what_was_there(
    first: list[CutRule], second: list[CutRule]
) -> None:
    text = add_rules("", "en", first, "one")
    both = add_rules(text, "en", second, "two")
    read = list(read_rules(both, RULES_FILE).get("en", ()))
    assert read == list(dict.fromkeys((*first, *second)))
    assert add_rules(both, "en", second, "two") == both
    assert not both or both.startswith(INTRODUCTION)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[en]\n", "1: not TOML"),
        ("en = 3\n", "1: `en` is no list of rules"),
        ("# x\n[[en]]\nbefore = 'a'\n", "2: `cut` is true or false"),
        ("[[en]]\ncut = true\n", "1: a rule says"),
        ("[[en]]\ncut = true\nafter = '['\n", "1: `after` is no pattern"),
        ("[[en]]\ncut = true\nafter = 1\n", "1: `before` and `after` are patterns"),
        ("[[en]]\ncut = true\nafter = 'a'\n[[en]]\ncut = true\nx = 1\n", "4: `x` is not a setting"),
    ],
)
def test_what_is_wrong_is_said_at_its_line(text: str, said: str) -> None:
    with pytest.raises(InputError) as raised:
        read_rules(text, RULES_FILE)
    found = [f"{each.position.line}: {each.message}" for each in raised.value.findings]
    assert any(each.startswith(said) for each in found), found


def test_the_introduction_is_toml() -> None:
    assert tomllib.loads(INTRODUCTION) == {}


# --- SRX --------------------------------------------------------------------------------------

SRX = """\
<?xml version="1.0"?>
<!DOCTYPE srx PUBLIC "-//SRX//DTD SRX//EN" "srx.dtd">
<srx version="1.0"><header segmentsubflows="yes"{cascade}/>
<body><languagerules>
<languagerule languagerulename="E"><rule break="no"><beforebreak>\\bEng\\.</beforebreak></rule>
<rule><beforebreak>a &lt; b</beforebreak><afterbreak>\\s</afterbreak></rule></languagerule>
<languagerule languagerulename="All"><rule break="yes"><afterbreak>\\n</afterbreak></rule>
<rule break="no"></rule></languagerule>
</languagerules><maprules maprulename="Default">
<languagemap languagepattern="[Ee][Nn].*" languagerulename="E"/>
<languagemap languagepattern=".*" languagerulename="All"/>
</maprules></body></srx>
"""


def srx(cascade: str = "") -> bytes:
    return SRX.replace("{cascade}", cascade).encode()


def test_srx_gives_the_rules_of_the_first_map_or_of_all_that_cascade() -> None:
    first = [NO_ENG, CutRule(cut=True, before="a < b", after=r"\s")]
    assert list(read_srx(srx(), "x.srx", "en")) == first
    assert list(read_srx(srx(), "x.srx", "en_GB")) == first
    every = [*first, CutRule(cut=True, after=r"\n")]
    assert list(read_srx(srx(' cascade="yes"'), "x.srx", "en")) == every
    assert [str(rule.position) for rule in read_srx(srx(), "x.srx", "en")] == [
        "x.srx:5",
        "x.srx:6",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not XML"),
        (b"<srx>", "not XML"),
        (b"<tmx></tmx>", "no SRX file"),
        (b"<?xml version='1.0' encoding='utf-77'?><srx/>", "not XML"),
        (b"<!DOCTYPE s [<!ENTITY a 'b'>]><srx>&a;</srx>", "declares no entities"),
        (b"<!DOCTYPE s [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><srx>&a;</srx>", "no entities"),
        (srx().replace(b"Eng", b"(Eng"), "`before` is no pattern"),
        (srx().replace(b"[Ee][Nn]", b"(en"), "is no pattern"),
    ],
)
def test_law_6_a_file_that_is_no_srx_is_said_to_be_none(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_srx(data, "x.srx", "en")


@given(st.binary(max_size=60), st.integers(0, len(SRX)))
def test_law_6_any_bytes_are_read_or_refused(data: bytes, place: int) -> None:
    for each in (data, srx()[:place] + data + srx()[place:]):
        with suppress(InputError, ProjectError):
            read_srx(each, "x.srx", "en")


def test_a_language_without_rules_is_an_error() -> None:
    data = srx().replace(b'"\\.\\*"', b'"fr"').replace(b'".*"', b'"fr"')
    with pytest.raises(ProjectError, match="no rules for `ar`"):
        read_srx(data, "x.srx", "ar")
