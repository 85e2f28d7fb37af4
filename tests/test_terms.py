"""Where a term stands in a text: clitics, endings, and what is only nearly the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import texts
from workflow.terms import distance, find, fold, near, stems, without, words


def held(term: str, text: str, language: str = "ar", *, exact: bool = True) -> list[str]:
    return [text[at.start : at.end] for at in find(term, text, language, exact=exact)]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("الرقة", "ذهب إلى الرقة."),
        ("الرقة", "والرقة وبالرقة وللرقة وكالرقة فالرقة"),
        ("الرقة", "الرَّقَّة"),
        ("الرقة", "الرقـــة"),
        ("منبج", "ومنبج وبمنبج ولمنبج فبمنبج"),
        ("أورفا", "في أورفا"),
        ("قوات سوريا الديمقراطية", "وقوات سوريا الديمقراطية"),
        ("داعش", "«داعش»"),
    ],
)
def test_arabic_words_carry_clitics(term: str, text: str) -> None:
    assert len(held(term, text)) == len(text.split()) or held(term, text)


@pytest.mark.parametrize(
    ("term", "text", "count"),
    [
        ("الرقة", "والرقة وبالرقة وللرقة فالرقة", 4),
        ("الرقة", "رقة الرقم الرقيب", 0),
        ("سرت", "سرت المدينة وأسرت جنوداً ومسرتها", 1),
        ("منبج", "منبح المنبر", 0),
        ("الأسد", "الاسد", 0),
        ("داعش", "الدواعش", 0),
    ],
)
def test_a_name_is_found_as_often_as_it_stands_there(term: str, text: str, count: int) -> None:
    assert len(held(term, text)) == count


@pytest.mark.parametrize(
    ("term", "text", "language"),
    [
        ("ميليشيا", "والميليشيات", "ar"),
        ("مدني", "المدنيين", "ar"),
        ("صحفي", "صحفيون", "ar"),
        ("militia", "Militias", "en"),
        ("city", "cities", "en"),
        ("milice", "milices", "fr"),
        ("sunnite", "sunnites", "fr"),
        ("Ракка", "из Ракки", "ru"),
        ("الرقة", "الرقة", "fa"),
        ("拉卡", "在拉卡市", "zh"),
    ],
)
def test_a_term_may_be_inflected(term: str, text: str, language: str) -> None:
    assert held(term, text, language, exact=False)


@pytest.mark.parametrize(
    ("term", "text"),
    [("US", "us"), ("Turkey", "a turkey"), ("May", "it may"), ("PKK", "Pkk"), ("Iran", "Iranian")],
)
def test_capitals_tell_names_from_words(term: str, text: str) -> None:
    assert held(term, text, "en") == []


@pytest.mark.parametrize(
    "text", ["Al-Adnani", "AL-Adnani", "Al- Adnani", "Al Adnani", "Al‑Adnani’s"]
)
def test_hyphens_and_spaces_are_alike_between_the_words_of_a_name(text: str) -> None:
    assert held("Al-Adnani", text, "en")


def test_words_of_two_sentences_are_not_one_name() -> None:
    assert held("Abu Mohammad", "He met Abu. Mohammad left.", "en") == []


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("الرقة", "إلى الرقه.", "الرقه"),
        ("منبج", "نحو منبح.", "منبح"),
        ("الأنبار", "محافظة الانبار", "الانبار"),
        ("الفلوجة", "وبالفلوجه", "وبالفلوجه"),
        ("عبد القادر", "أحمد عبدالقادر", "عبدالقادر"),
        ("Raqqa", "in Raqa", "Raqa"),
    ],
)
def test_another_spelling_is_near(term: str, text: str, found: str) -> None:
    language = "ar" if term[0] > "z" else "en"
    assert found in [text[at.start : at.end] for at in near(term, text, language)]


@pytest.mark.parametrize(
    ("term", "text"), [("سرت", "سرب"), ("Kamal", "Jamal"), ("الرقة", "المدينة"), ("منبج", "المنبر")]
)
def test_another_word_is_not_near(term: str, text: str) -> None:
    assert list(near(term, text, "ar" if term[0] > "z" else "en")) == []


def test_distance_counts_a_swap_as_one() -> None:
    assert [distance("abc", each) for each in ("abc", "acb", "ab", "xbc", "", "cab")] == [
        *(0, 1, 1, 1, 3, 2)
    ]


def test_what_is_found_is_not_found_again() -> None:
    text = without("Manbij Military Council", [(0, 23)])
    assert len(text) == 23
    assert held("Manbij", text, "en") == []


LANGUAGES = st.sampled_from(["ar", "en", "fr", "he", "fa", "tr", "ru", "zh", ""])


@given(term=texts(), text=texts(), language=LANGUAGES, exact=st.booleans())
def test_any_texts_can_be_compared(term: str, text: str, language: str, exact: bool) -> None:  # noqa: FBT001
    end = 0
    for at in find(term, text, language, exact=exact):
        assert end <= at.start < at.end <= len(text)
        assert text[at.start : at.end].strip()
        end = at.end
    for at in near(term, text, language):
        assert 0 <= at.start < at.end <= len(text)


@given(text=texts(1), language=LANGUAGES)
def test_a_text_holds_itself(text: str, language: str) -> None:
    for word in words(text):
        assert list(find(word.text, word.text, language, exact=True)), word
        assert word.text in stems(word.text, language) or fold(word.text) in stems(
            word.text, language
        )
